"""What the desk's check before closing says of each flag: who would get it, or, once it is closed, who has it."""

from datetime import datetime

import pytest

from scoreboard.ceremony.blocking import blockers
from scoreboard.desk.readiness import FlagOutlook, Readiness, read_readiness
from scoreboard.enums import Outcome
from scoreboard.settings import database_paths
from scoreboard.store.contest import contest_of
from scoreboard.store.engine import Store
from screens.desk.closing import outlook_words
from tests.acceptance.competition import Competition, held, live, scores, sealed, towns
from tests.acceptance.conftest import Opened
from tests.acceptance.driver import Program

Q1, Q2 = "2031Q1", "2031Q2"
NOW = datetime.fromisoformat("2031-12-01T09:00:00+08:00")
CORRECT = ("decide", "correction", "main", Q1, "roads")
SIGNED = ("--reason", "漏计", "--approved-by", "wang")
FLAG = {"overall_flag": "流动红旗", "overall_flag_en": "Banner"}
TIED = {"roads": {"t1": 90, "t2": 90, "t3": 10}, "water": {"t1": 80, "t2": 60, "t3": 50}}


def checked(program: Program, period: str = Q1) -> Readiness:
    store = Store(database_paths(str(program.database)))
    with store.read() as session:
        found = read_readiness(session, "main", period, NOW)
    store.close()
    return found


def outlook(program: Program, area: str = "roads", period: str = Q1) -> FlagOutlook:
    return next(flag for flag in checked(program, period).flags if flag.area.id == area)


def told(program: Program, area: str = "roads", period: str = Q1) -> tuple[str, str]:
    flag = outlook(program, area, period)
    return outlook_words(flag, "zh"), outlook_words(flag, "en")


@pytest.mark.parametrize("series", [live(), sealed()], ids=["live", "sealed"])
def test_of_a_closed_period_it_says_who_has_the_flag_and_how(opened: Opened, series: object) -> None:
    program = opened(Competition(series=[series], units=towns(3), scores=scores("main", Q1, {"roads": {"t1": 9}})))  # type: ignore[list-item]
    assert told(program) == ("首次夺旗", "first award")
    program.ok("close", "main", Q1)
    assert told(program) == ("青槐乡（首次夺旗）", "Town t1 (first award)")


def test_a_correction_that_moves_no_flag_captures_none(opened: Opened) -> None:
    cells = scores("main", Q1, {"roads": {"t1": 91, "t2": 90}})
    program = opened(Competition(units=towns(3), scores=cells, custody=held("main", {"roads": "t3"})))
    assert told(program)[1] == "captured from Town t3"
    program.ok("close", "main", Q1)
    program.ok(*CORRECT, "t2", "95", *SIGNED)
    flag = outlook(program)
    assert ([unit.id for unit in flag.leaders], [unit.id for unit in flag.winners or ()]) == (["t2"], ["t1"])
    assert (flag.outcome, told(program)[1]) == (Outcome.CAPTURED, "Town t1 (captured)")
    program.ok(*CORRECT, "t1", "95", *SIGNED)
    assert told(program)[1] == "Town t1 (captured)", "nor does it wait for a decision of the tie"
    assert not outlook(program).undecided


def test_what_nobody_holds_any_more_is_not_held_for_the_first_time(opened: Opened) -> None:
    cells = [*scores("main", Q1, {"roads": {"t1": 91}}), *scores("main", Q2, {"roads": {"t2": 90}})]
    program = opened(Competition(units=towns(3), scores=cells))
    program.ok("close", "main", Q1)
    program.ok("veto", "t1", "safety", "--period", Q1, "--reason", "事故")
    assert told(program) == ("撤旗", "revoked")
    assert told(program, period=Q2) == ("空缺后夺旗", "taken up again")
    program.ok("close", "main", Q2)
    assert program.flags("--period", Q2)["roads"]["outcome"] == "captured"


@pytest.mark.parametrize(
    ("tie", "custody", "en"),
    [
        ("joint", "t3", "a tie; held jointly by Town t1, Town t2"),
        ("holder-retains", "t2", "a tie; goes to Town t2 by the rule"),
        ("holder-stays", "t3", "others are tied; stays with Town t3"),
        ("holder-retains", "t3", "2 tied: decide"),
        ("earlier-place:water", "t3", "a tie; goes to Town t1 by the rule"),
    ],
)
def test_a_tie_that_the_rule_settles_is_not_said_to_be_decided(opened: Opened, tie: str, custody: str, en: str) -> None:
    program = opened(
        Competition(
            series=[live("roads", "water", tie=tie)],
            units=towns(3),
            scores=scores("main", Q1, TIED),
            custody=held("main", {"roads": custody}),
        )
    )
    assert told(program)[1] == en


def test_a_tie_that_was_decided_is(opened: Opened) -> None:
    program = opened(Competition(series=[live("roads", "water")], units=towns(3), scores=scores("main", Q1, TIED)))
    program.ok("decide", "tie", "main", Q1, "roads", "--holder", "t2", "--reason", "抽签")
    assert told(program) == ("裁定：白鹭镇", "decided: Town t2")


class TestTableFlag:
    """It goes by flags, of which ties are still open."""

    def test_nobody_is_named_for_it_before_they_are_decided(self, opened: Opened) -> None:
        """As it stands t1 has one flag more; t2 would be level if it got roads."""
        program = opened(
            Competition(series=[live("roads", "water", **FLAG)], units=towns(3), scores=scores("main", Q1, TIED))
        )
        flag = outlook(program, "流动红旗")
        assert (flag.winners, flag.ties_first, flag.undecided) == (None, True, False)
        assert told(program, "流动红旗") == ("待各项并列裁定", "open until ties are decided")
        assert (checked(program).undecided, checked(program).ready) == (1, False)
        program.ok("decide", "tie", "main", Q1, "roads", "--holder", "t2", "--reason", "抽签")
        assert told(program, "流动红旗")[1] == "first award"
        assert [unit.id for unit in outlook(program, "流动红旗").winners or ()] == ["t1"]

    def test_nor_is_anybody_asked_to_order_its_table(self, opened: Opened) -> None:
        cells = {
            "roads": {"t1": 90, "t2": 90, "t3": 10},
            "water": {"t1": 60, "t2": 61, "t3": 90},
            "lakes": {"t1": 61, "t2": 60, "t3": 80},
        }
        series = live("roads", "water", "lakes", countback=["decide"], **FLAG)
        program = opened(Competition(series=[series], units=towns(3), scores=scores("main", Q1, cells)))
        found = checked(program)
        assert (found.places, found.shared) == (0, ())
        program.ok("decide", "tie", "main", Q1, "roads", "--none", "--reason", "抽签")
        assert [(one.area, one.rank) for one in checked(program).shared] == [(None, 2)]

    def test_a_table_by_totals_does_not_wait(self, opened: Opened) -> None:
        series = live("roads", "water", order="total", **FLAG)
        program = opened(Competition(series=[series], units=towns(3), scores=scores("main", Q1, TIED)))
        assert told(program, "流动红旗")[1] == "first award"

    def test_the_check_before_the_ceremony_names_the_tie_and_not_what_would_follow(self, opened: Opened) -> None:
        """Corrected level in roads, t1 and t2 would share the table's first place too, if nobody had roads."""
        cells = {"roads": {"t1": 91, "t2": 90}, "water": {"t1": 60, "t2": 60, "t3": 90}}
        series = sealed("roads", "water", **FLAG)
        program = opened(Competition(series=[series], units=towns(3), scores=scores("main", Q1, cells)))
        program.ok("close", "main", Q1)
        program.ok(*CORRECT, "t2", "91", *SIGNED)
        program.ok("decide", "correction", "main", Q1, "water", "t3", "1", *SIGNED)
        store = Store(database_paths(str(program.database)))
        with store.read() as session:
            found = blockers(session, contest_of(session, "main", Q1), (), NOW)
        store.close()
        assert {one.area for one in found if one.name == "tie"} == {"roads", "water"}
