"""What makes showing a ceremony wrong, what somebody has signed off of it, and how it is told with what can be done."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import select

from scoreboard.ceremony.blocker_words import called, in_one, way_out
from scoreboard.ceremony.blocking import Blocker, Waiting, blockers, signed_off, unsigned
from scoreboard.ceremony.cue import Cue
from scoreboard.ceremony.interventions import publish_rest
from scoreboard.ceremony.stage_control import standpoint
from scoreboard.desk.stars_awaited import StillAwaited
from scoreboard.desk.unit_of_work import acting
from scoreboard.enums import NomineeStatus, PeriodState, TableOrder, TieRule
from scoreboard.locale import Both
from scoreboard.models import CeremonyEvent, Nominee, Veto
from scoreboard.publications.revealing import reveal
from scoreboard.store.contest import Contest
from scoreboard.store.writing import Writing
from tests.acceptance.competition import Competition, scores, sealed, towns
from tests.acceptance.driver import Program
from tests.ceremony.pooled import CEREMONY, NOW, closed_contest, settings_of
from tests.contests import opened

AT = datetime.fromisoformat(NOW)
STAR = Cue("star", star="service")
SECOND = ("t2", "t3")
WATER = Blocker("tie", "water", "town", ("t2", "t3", "t4", "t5", "t6"))


@pytest.fixture
def asked(tmp_path: Path) -> Iterator[tuple[Writing, Contest]]:
    """A closed quarter whose pools rank apart; joint holders have its flags, and nothing of it is public."""
    settings = settings_of(closed_contest(tmp_path))
    with opened(settings) as store, acting(store, settings, "direct") as writing:
        yield writing, standpoint(writing.session, CEREMONY).contest


def found(asked: tuple[Writing, Contest], *sheet: Cue, **rules: Any) -> tuple[Blocker, ...]:
    writing, contest = asked
    return blockers(writing.session, replace(contest, rules=replace(contest.rules, **rules)), sheet, AT)


def vetoed(writing: Writing, unit: str) -> None:
    day = date(2031, 6, 30)
    writing.session.add(Veto(unit_id=unit, veto="safety", period_id="2031Q1", reason="塌方", decided_on=day))
    writing.session.flush()


def person(writing: Writing, name: str) -> Nominee:
    return writing.session.exec(select(Nominee).where(Nominee.person == name)).one()


def test_nothing_stands_in_the_way_of_a_closed_contest_whose_results_are_settled(
    asked: tuple[Writing, Contest],
) -> None:
    assert found(asked, Cue("title"), STAR, Cue("star", star="other"), Cue("star", star="gone")) == ()


def test_an_open_period_stands_in_the_way_of_everything(asked: tuple[Writing, Contest]) -> None:
    _writing, contest = asked
    contest.progress.state = PeriodState.OPEN
    assert found(asked, STAR, tie=TieRule.DECIDE) == (Blocker("open"),)


def test_a_tie_that_somebody_must_decide_stands_in_the_way_until_its_flag_is_shown(
    asked: tuple[Writing, Contest],
) -> None:
    writing, contest = asked
    assert found(asked, tie=TieRule.DECIDE) == (WATER,)
    reveal(writing, contest, "flag", "water", "town")
    assert WATER not in found(asked, tie=TieRule.DECIDE)


def test_a_winner_under_a_veto_stands_in_the_way_of_the_flag(asked: tuple[Writing, Contest]) -> None:
    writing, contest = asked
    vetoed(writing, "t4")
    assert found(asked) == (Blocker("vetoed", "water", "town", ("t4",)),), "one of those who won it jointly"
    vetoed(writing, "t1")
    assert found(asked) == (
        Blocker("vetoed", "roads", "town", ("t1",)), Blocker("vetoed", "water", "town", ("t4",)),
    )  # fmt: skip
    reveal(writing, contest, "flag", "roads", "town")
    assert [one.area for one in found(asked)] == ["water"]


def test_a_tie_for_the_tables_flag_waits_until_ties_are_decided_that_the_table_goes_by(
    asked: tuple[Writing, Contest],
) -> None:
    writing, contest = asked
    vetoed(writing, "t1")
    table = Blocker("tie", "总旗", "town", SECOND)
    assert found(asked, tie=TieRule.DECIDE)[-1] == WATER
    assert found(asked, tie=TieRule.DECIDE, order=TableOrder.TOTAL)[-2:] == (WATER, table), "it goes by no flag"
    for area in ("roads", "water"):
        reveal(writing, contest, "flag", area, "town")
    assert found(asked, tie=TieRule.DECIDE) == (table,)


def test_of_stars_that_the_sheet_shows_it_is_said_who_is_awaited_and_what_for(asked: tuple[Writing, Contest]) -> None:
    writing, contest = asked
    objected, noticed = person(writing, "甲"), person(writing, "乙")
    objected.status, objected.person_en = NomineeStatus.OBJECTED, "Jia"
    objected.notice_from = noticed.notice_from = date(2031, 6, 30)
    writing.session.flush()
    awaited = (
        Waiting("t1", "甲", StillAwaited.OBJECTION),
        Waiting("t2", "乙", StillAwaited.NOTICE, date(2031, 7, 4)),
    )
    (star,) = found(asked, STAR, Cue("closing"), STAR)
    assert star == Blocker("star", star="service", people=awaited)
    assert [one.person_en for one in star.people] == ["Jia", ""]
    assert found(asked, Cue("closing")) == (), "no cue shows it"
    assert blockers(writing.session, contest, [STAR], datetime.fromisoformat("2031-07-05T00:00:00+08:00")) == (
        replace(star, people=awaited[:1]),
    ), "its notice is over"
    other = Cue("star", star="other")
    noticed.star_id = "other"
    writing.session.flush()
    awaited_of = [(one.star, [person.person for person in one.people]) for one in found(asked, STAR, other)]
    assert awaited_of == [("service", ["甲"]), ("other", ["乙"])]
    reveal(writing, contest, "star", "service")
    assert [one.star for one in found(asked, STAR, other)] == ["other"], "the first one has been shown"


def test_nobody_is_in_the_way_by_what_an_earlier_quarter_keeps_for_its_own_ceremony(tmp_path: Path) -> None:
    """Who holds a flag that stays with its holder, since others tie, is known once that quarter has been shown."""
    cells = {"2031Q1": {"t1": 90, "t2": 80, "t3": 70}, "2031Q2": {"t1": 60, "t2": 80, "t3": 80}}
    program = Program(tmp_path / "contest.db")
    program.by(None).at(None).ok("user", "add", "root", "--role", "admin")
    contest = Competition(
        series=[sealed("roads", tie="holder-stays")],
        units=towns(3),
        scores=[row for period, row_of in cells.items() for row in scores("main", period, {"roads": row_of})],
    )
    program.ok("load", contest.write(tmp_path / "folder"), "--with-clock")
    for period in cells:
        program.ok("close", "main", period)
    program.ok("cue", "next", "main-2031Q1")
    settings = settings_of(program)
    with opened(settings) as store, acting(store, settings, "direct") as writing:
        second = standpoint(writing.session, "main-2031Q2").contest
        writing.session.add(
            Veto(unit_id="t1", veto="safety", period_id="2031Q2", reason="塌方", decided_on=date(2031, 6, 30))
        )
        writing.session.flush()
        assert blockers(writing.session, second, (), AT) == ()
        publish_rest(writing, "main-2031Q1", "天色已晚")
        assert blockers(writing.session, second, (), AT) == (
            Blocker("tie", "roads", "", ("t2", "t3")), Blocker("vetoed", "roads", "", ("t1",)),
        ), "it may not stay with a holder under a veto"  # fmt: skip


def test_whoever_signs_signs_for_those_who_stand_in_the_way_then(asked: tuple[Writing, Contest]) -> None:
    writing, contest = asked
    for unit in ("t1", "t4", "t5"):
        vetoed(writing, unit)
    roads, water = found(asked)
    detail = {"units": {"vetoed/roads/town": ["t1"], "vetoed/water/town": ["t5", "t4"]}}
    for event in (
        CeremonyEvent(
            ceremony_id=CEREMONY,
            kind="note",
            who="ann",
            detail={"units": {"vetoed/water/town": ["t4", "t5", "t6"]}},
            at=AT,
        ),
        CeremonyEvent(ceremony_id=CEREMONY, kind="sign", who="ann", detail=detail, at=AT),
        CeremonyEvent(ceremony_id=CEREMONY, kind="sign", who="ann", at=AT),
    ):
        writing.session.add(event)
    writing.session.flush()
    assert signed_off(writing.session, CEREMONY, [roads, water]) == {roads, water}
    vetoed(writing, "t6")
    roads, water = found(asked)
    assert signed_off(writing.session, CEREMONY, [roads, water]) == {roads}, "another one of its holders is vetoed now"
    assert signed_off(writing.session, "another", [roads, water]) == set()
    assert unsigned(writing.session, CEREMONY, contest, [STAR], AT) == [water]


def test_what_is_signed_is_named_without_anybody_and_is_about_all_in_whatever_order() -> None:
    people = (Waiting("t2", "乙", StillAwaited.NOTICE), Waiting("t1", "甲", StillAwaited.TIE))
    star = Blocker("star", star="service", people=people)
    assert (star.key, star.about) == ("star/service", ("t1/甲/tie", "t2/乙/notice"))
    assert (WATER.key, Blocker("open").key) == ("tie/water/town", "open")
    assert Blocker("tie", "water", units=("t2", "t1")).about == ("t1", "t2")


def test_what_stands_in_the_way_is_told_by_names(asked: tuple[Writing, Contest]) -> None:
    writing, contest = asked

    def told(blocker: Blocker) -> Both:
        return called(writing.session, contest, blocker, AT)

    assert told(Blocker("tie", "roads", "town", ("t2", "t1"))) == Both(
        "roads工作（town）：白鹭镇、青槐乡", "Roads (town): Town t2, Town t1"
    )
    assert told(Blocker("vetoed", "总旗", "office")) == Both("总旗（office）", "总旗 (office)")
    noticed = Waiting("t1", "甲", StillAwaited.NOTICE, date(2031, 7, 2), "Jia")
    assert told(Blocker("star", star="service", people=(noticed, Waiting("t2", "乙", StillAwaited.TIE)))) == Both(
        "服务星：甲（青槐乡，公示至 2031-07-02）、乙（白鹭镇，并列待裁定）",
        "Service star: Jia (Town t1, on notice until 2031-07-02), 乙 (Town t2, in an undecided tie)",
    )


def test_each_thing_that_can_be_done_is_said_once() -> None:
    people = (Waiting("t1", "甲", StillAwaited.ELECTION), Waiting("t2", "乙", StillAwaited.ELECTION))
    star = Blocker("star", star="service", people=(*people, Waiting("t3", "丙", StillAwaited.TIE)))
    ways = way_out([WATER, Blocker("vetoed", "roads"), star, replace(WATER, area="roads")])
    assert ways.zh == (
        "并列请用 scoreboard decide tie 裁定；胜者被一票否决的旗，请用 scoreboard reopen 重新打开再结账；"
        "用 scoreboard star elect 选举；得票相同的，用 scoreboard decide star 裁定"
    )
    assert ways.en.count("; ") == 3
    assert in_one([Both("甲、乙", "A, B"), Both("丙", "C")]) == Both("甲、乙；丙", "A, B; C")
