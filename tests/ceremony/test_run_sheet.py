"""Which cues a ceremony has, and which step comes next: by what is written, of a contest whose pools rank apart."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import Session, select

from scoreboard.ceremony.cue import Cue, Position, cue_words
from scoreboard.ceremony.run_sheet import (
    after,
    before,
    leaves_climb_open,
    promised_cues,
    run_sheet,
    usual_sheet,
    written_cues,
)
from scoreboard.ceremony.stage_control import Standpoint, standpoint
from scoreboard.desk.unit_of_work import acting
from scoreboard.enums import Publication, Ranking
from scoreboard.errors import Refused
from scoreboard.models import Ceremony, Nominee, Pledge, Seal, StageStep, Star
from scoreboard.store.contest import Contest
from scoreboard.store.years import year_contest
from tests.ceremony.pooled import CEREMONY, NOW, closed_contest, settings_of
from tests.contests import opened

STAR = {"kind": "star", "star": "service", "reveal": "one-by-one"}
CLIMB = {"kind": "flag", "area": "roads", "reveal": "climb"}
SHEET = (Cue("title"), Cue("flag", area="roads", pool="town", reveal="all"), Cue("closing"))
SETTLED, PLEDGED = Cue("settlement", units=("t1",)), Cue("pledges")
AT = datetime.fromisoformat(NOW)


@pytest.fixture
def asked(tmp_path: Path) -> Iterator[tuple[Session, Standpoint]]:
    """The ceremony of a quarter; what a test writes of it is written nowhere else."""
    settings = settings_of(closed_contest(tmp_path))
    with opened(settings) as store, acting(store, settings, "direct") as writing:
        yield writing.session, standpoint(writing.session, CEREMONY)


def written(asked: tuple[Session, Standpoint], *cues: dict[str, Any], contest: Contest | None = None) -> list[Cue]:
    """The sheet of these cues."""
    session, here = asked
    here.ceremony.cues = list(cues)
    return list(run_sheet(session, here.ceremony, contest or here.contest))


def test_the_steps_of_a_cue_follow_each_other_and_the_first_of_the_next_one_its_last() -> None:
    way = [Position(1, 1), Position(2, 1), Position(2, 2), Position(3, 1)]
    at: Position | None = None
    for there in way:
        at = after(SHEET, at)
        assert at == there
    with pytest.raises(Refused) as over:
        after(SHEET, at)
    assert over.value.key == "cue.last"
    for there in way[-2::-1]:
        at = before(SHEET, at)
        assert at == there
    for beginning in (at, None):
        with pytest.raises(Refused) as first:
            before(SHEET, beginning)
        assert first.value.key == "cue.first"


def test_without_a_sheet_come_title_flags_their_wall_stars_their_roll_and_closing(
    asked: tuple[Session, Standpoint],
) -> None:
    session, here = asked
    flags = [Cue("flag", area=area, pool=pool) for area in ("roads", "water") for pool in ("town", "office")]
    usual = [Cue("title"), *flags, Cue("flags"), Cue("star", star="service"), Cue("stars"), Cue("closing")]
    assert list(usual_sheet(session, here.contest)) == usual, "nobody is nominated for the other star"
    assert written(asked) == usual
    nominee, *others = session.exec(select(Nominee))
    nominee.star_id = "other"
    for first in ("service", "other"):
        for star in session.exec(select(Star)):
            star.position = 1 if star.id == first else 2
        session.flush()
        found = [cue.star for cue in usual_sheet(session, here.contest) if cue.kind == "star"]
        assert (found[0], len(found)) == (first, 2), "in the order of the stars"
    nominee.period_id = "2031Q2"
    for other in others:
        other.series_id = None
    session.flush()
    assert list(usual_sheet(session, here.contest)) == [one for one in usual if one.kind not in ("star", "stars")]


def test_the_year_shows_its_table_and_what_became_of_pledges(asked: tuple[Session, Standpoint]) -> None:
    session, _here = asked
    year = year_contest(session)
    assert usual_sheet(session, year) == (Cue("title"), Cue("annual"), SETTLED, PLEDGED, Cue("closing"))
    for pledge in session.exec(select(Pledge)):
        pledge.settled_on, pledge.outcome, pledge.actual = None, "", None
    session.flush()
    assert promised_cues(session) == [PLEDGED], "no unit settles yet"
    for pledge in session.exec(select(Pledge)):
        session.delete(pledge)
    session.flush()
    assert promised_cues(session) == []


def test_what_one_pool_shows_is_shown_pool_by_pool_unless_the_sheet_names_one(
    asked: tuple[Session, Standpoint],
) -> None:
    flag = {"kind": "flag", "area": "roads工作", "reveal": "all"}
    one = Cue("flag", area="roads", reveal="all")
    assert written(asked, {"kind": "title"}, flag) == [
        Cue("title"), replace(one, pool="town"), replace(one, pool="office"),
    ], "an area is found by its name, too"  # fmt: skip
    assert written(asked, {**flag, "pool": "office"}) == [replace(one, pool="office")]
    assert written(asked, {"kind": "flags"}) == [Cue("flags")], "a wall shows the flags of all pools"
    with pytest.raises(Refused) as refused:
        written(asked, {**flag, "pool": "village"})
    assert (refused.value.key, refused.value.values) == ("cue.pool", {"pool": "village", "area": "roads"})


def test_a_climb_goes_up_from_as_many_places_as_a_pool_has_units_in_competition(
    asked: tuple[Session, Standpoint],
) -> None:
    _session, here = asked
    one = Cue("flag", area="roads", reveal="climb", by=4, singly_from=2)
    climb = {**CLIMB, "by": 4, "singly_from": 2}
    assert written(asked, climb) == [replace(one, pool="town", places=7), replace(one, pool="office", places=2)]
    assert written(asked, {**climb, "places": 5}) == [replace(one, pool=pool, places=5) for pool in ("town", "office")]
    together = replace(here.contest, rules=replace(here.contest.rules, ranking=Ranking.TOGETHER))
    assert written(asked, climb, contest=together) == [replace(one, places=9)], "of all pools, guests aside"
    assert [leaves_climb_open(cue) for cue in (CLIMB, {**CLIMB, "places": 5}, STAR)] == [True, False, False]


def test_where_a_ranking_was_public_before_a_freeze_its_flag_is_shown_as_usual(
    asked: tuple[Session, Standpoint],
) -> None:
    _session, here = asked
    rules = replace(here.contest.rules, publication=Publication.LIVE)
    here.contest.progress.freeze = AT
    frozen = replace(here.contest, rules=rules)
    climb = {**CLIMB, "by": 4, "singly_from": 2, "places": 6, "notes": "慢"}
    usual = [Cue("flag", area="roads", pool=pool, notes="慢") for pool in ("town", "office")]
    assert written(asked, climb, contest=frozen) == usual
    gradual = {**CLIMB, "reveal": "one-by-one"}
    assert {cue.reveal for cue in written(asked, gradual, contest=frozen)} == {"one-by-one"}


def test_winners_that_come_one_by_one_are_as_many_as_their_star_has_places(asked: tuple[Session, Standpoint]) -> None:
    session, here = asked
    for star, places in (("service", 2), ("other", 4)):
        session.get_one(Star, star).places = places
    session.flush()
    cues = [
        STAR, {**STAR, "star": "other", "reveal": "from-bottom"}, {**STAR, "places": 5}, {**STAR, "reveal": "all"},
        {**STAR, "star": "gone"}, {"kind": "title"},
    ]  # fmt: skip
    here.ceremony.cues = cues
    assert written_cues(session, here.ceremony) == [
        {**STAR, "places": 2}, {**cues[1], "places": 4}, *cues[2:],
    ]  # fmt: skip
    assert [cue_words(cue).get("places") for cue in written(asked, STAR)] == [2]


def test_a_sheet_that_was_fixed_when_nobody_wrote_places_down_is_as_it_was_then(
    asked: tuple[Session, Standpoint],
) -> None:
    session, here = asked
    here.ceremony.cues = [STAR]
    session.get_one(Star, "service").places = 2
    step: dict[str, Any] = {"ceremony_id": CEREMONY, "step": 1, "scene": {}, "at": AT}
    seal: dict[str, Any] = {
        "ceremony_id": CEREMONY, "kind": "seal", "results": [], "commitment": "c", "sealed_by": "ann", "at": AT,
    }  # fmt: skip
    session.add(StageStep(**step, cue=1, rehearsal=True))
    session.add(StageStep(**step, cue=0))
    session.add(Ceremony(id="another", series_id="main", period_id="2031Q2", title="另一场"))
    session.flush()
    session.add(StageStep(**{**step, "ceremony_id": "another"}, cue=1))
    session.add(Seal(**{**seal, "ceremony_id": "another"}))
    session.flush()
    assert written_cues(session, here.ceremony) == [{**STAR, "places": 2}], (
        "neither a rehearsal nor a cover fixes it, nor what becomes of another ceremony"
    )
    with session.begin_nested() as trial:
        session.add(StageStep(**step, cue=1))
        session.flush()
        assert written_cues(session, here.ceremony) == [STAR], "it has begun"
        trial.rollback()
    session.add(Seal(**seal))
    session.flush()
    assert written_cues(session, here.ceremony) == [STAR], "it is sealed"
