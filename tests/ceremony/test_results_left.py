"""What of a ceremony's results is left to be told, and which flags wait for somebody's decision."""

from pathlib import Path

import pytest
from sqlmodel import select

from scoreboard.ceremony.remaining import anything_left
from scoreboard.ceremony.stage_control import standpoint
from scoreboard.ceremony.undecided import refuse_undecided
from scoreboard.desk.unit_of_work import acting
from scoreboard.enums import NomineeStatus
from scoreboard.errors import Refused
from scoreboard.models import Nominee, Score
from scoreboard.publications.revealing import reveal
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
        reveal(writing, here.contest, "star", "service")
        assert not anything_left(writing.session, here)


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
