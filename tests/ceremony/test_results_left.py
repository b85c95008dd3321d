"""What of a ceremony's results is left to be told, and which flags wait for somebody's decision."""

from dataclasses import replace
from pathlib import Path

import pytest
from sqlmodel import select

from scoreboard.ceremony.remaining import ResultsLeft, anything_left, overall_flags_left, results_left
from scoreboard.ceremony.stage_control import standpoint
from scoreboard.ceremony.undecided import refuse_undecided
from scoreboard.desk.unit_of_work import acting
from scoreboard.enums import NomineeStatus
from scoreboard.errors import Refused
from scoreboard.locale import Both
from scoreboard.models import Nominee, Score
from scoreboard.publications.revealing import reveal
from scoreboard.store.years import year_contest
from tests.ceremony.pooled import CEREMONY as POOLED
from tests.ceremony.pooled import closed_contest, settings_of
from tests.ceremony.stepping import CEREMONY, correction, ready
from tests.ceremony.test_steps import NOMINEES, TWO
from tests.contests import Shape, opened

SHEET = [{"kind": "title"}, {"kind": "flag", "area": "a1"}, {"kind": "star", "star": "service"}, {"kind": "closing"}]
RESULTS = [("flag", "a1"), ("flag", "a2"), ("star", "service"), ("table", "")]


@pytest.mark.parametrize("last", RESULTS)
def test_something_is_left_until_every_flag_every_star_of_the_sheet_and_the_table_are_public(
    tmp_path: Path, last: tuple[str, str]
) -> None:
    settings = ready(tmp_path, TWO, cues=SHEET)
    with opened(settings) as store, acting(store, settings, "direct") as writing:
        here = standpoint(writing.session, CEREMONY)
        for kind, subject in (one for one in RESULTS if one != last):
            reveal(writing, here.contest, kind, subject)
        assert anything_left(writing.session, here)
        reveal(writing, here.contest, *last)
        assert not anything_left(writing.session, here)


@pytest.mark.parametrize("elected", [True, False])
def test_a_star_that_no_cue_shows_is_left_as_long_as_somebody_is_elected_in_secret(
    tmp_path: Path, elected: bool
) -> None:
    sheet = [cue for cue in SHEET if cue["kind"] != "star"]
    settings = ready(tmp_path, TWO, Shape(nominees=NOMINEES), sheet)
    with opened(settings) as store, acting(store, settings, "direct") as writing:
        here = standpoint(writing.session, CEREMONY)
        for nominee in writing.session.exec(select(Nominee)):
            nominee.status = NomineeStatus.CONFIRMED if elected else NomineeStatus.VOID
        writing.session.flush()
        for kind, subject in (one for one in RESULTS if one[0] != "star"):
            reveal(writing, here.contest, kind, subject)
        assert anything_left(writing.session, here) is elected
        stars = (Both("服务星", "服务星"),) if elected else ()
        assert results_left(writing.session, here) == ResultsLeft(stars=stars, uncued=stars)
        reveal(writing, here.contest, "star", "service")
        assert not anything_left(writing.session, here)


TABLES = (Both("总旗（town）", "总旗 (town)"), Both("总旗（office）", "总旗 (office)"))
FLAGS = (("roads", "town"), ("roads", "office"), ("water", "town"), ("water", "office"))
SERVICE = Both("服务星", "Service star")


def test_what_would_become_public_at_once_is_counted_and_named(tmp_path: Path) -> None:
    settings = settings_of(closed_contest(tmp_path))
    with opened(settings) as store, acting(store, settings, "direct") as writing:
        here = standpoint(writing.session, POOLED)
        assert results_left(writing.session, here) == ResultsLeft(FLAGS, TABLES, (SERVICE,), table=True)
        reveal(writing, here.contest, "star", "service")
        reveal(writing, here.contest, "flag", "roads", "town")
        assert results_left(writing.session, here) == ResultsLeft(FLAGS[1:], TABLES, (), table=True)
        assert overall_flags_left(writing.session, here.contest) == TABLES
        reveal(writing, here.contest, "table", "")
        assert results_left(writing.session, here) == ResultsLeft(FLAGS[1:])
        assert overall_flags_left(writing.session, here.contest) == ()


def test_what_is_left_is_said_by_how_many_flags_and_by_names() -> None:
    everything = ResultsLeft(FLAGS, TABLES, (SERVICE,), table=True)
    assert everything.said("zh") == "4 面旗、总旗（town）、总旗（office）、服务星、总排名和通报"
    assert everything.said("en") == (
        "4 flags, 总旗 (town), 总旗 (office), Service star, the overall table and the bulletin"
    )  # fmt: skip
    alone = (ResultsLeft(FLAGS[:1]), ResultsLeft(stars=(SERVICE,)), ResultsLeft(table=True), ResultsLeft())
    assert [one.said("en") for one in alone] == ["1 flag", "Service star", "the overall table and the bulletin", ""]


def test_a_star_that_two_cues_show_is_left_once(tmp_path: Path) -> None:
    settings = settings_of(closed_contest(tmp_path))
    with opened(settings) as store, store.read() as session:
        here = standpoint(session, POOLED)
        again = replace(here, sheet=(*here.sheet[:-1], *(cue for cue in here.sheet if cue.star), here.sheet[-1]))
        assert results_left(session, again) == results_left(session, here)
        year = replace(again, contest=year_contest(session))
        assert results_left(session, year).stars == (SERVICE,)


def test_a_year_hands_over_no_flag_and_tells_its_stars_and_its_table(tmp_path: Path) -> None:
    settings = settings_of(closed_contest(tmp_path))
    with opened(settings) as store, acting(store, settings, "direct") as writing:
        here = standpoint(writing.session, POOLED)
        year = replace(here, contest=year_contest(writing.session))
        assert overall_flags_left(writing.session, year.contest) == ()
        assert results_left(writing.session, year) == ResultsLeft(stars=(SERVICE,), table=True)


def test_a_flag_that_is_still_sealed_and_tied_waits_for_a_decision(tmp_path: Path) -> None:
    settings = ready(tmp_path, TWO)
    correction(settings, "c02", "91.5")
    with opened(settings) as store, acting(store, settings, "direct") as writing:
        contest = standpoint(writing.session, CEREMONY).contest
        refuse_undecided(writing.session, contest, "a2", "")
        with pytest.raises(Refused) as refused:
            refuse_undecided(writing.session, contest, "a1", "")
        assert (refused.value.key, refused.value.values) == (
            "cue.tie",
            {"series": "main", "period": "2030Q1", "area": "a1", "series_id": "main", "period_id": "2030Q1",
             "area_id": "a1"},
        )  # fmt: skip
        tied = writing.session.exec(select(Score).where(Score.area_id == "a1", Score.unit_id == "c02")).one()
        tied.state = "draft"
        refuse_undecided(writing.session, contest, "a1", "")  # what nobody has confirmed ties with nobody
        tied.state = "confirmed"
        reveal(writing, contest, "flag", "a1")
        refuse_undecided(writing.session, contest, "a1", "")
