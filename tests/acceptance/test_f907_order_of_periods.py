"""F907: quarters and a year in one series go by their ends, then by their starts, wherever periods are in order."""

from datetime import UTC, datetime

from scoreboard.desk.contest_choices import contest_choices, first_choice
from scoreboard.settings import Settings
from scoreboard.store.engine import Store
from tests.acceptance.competition import Competition, held, live, scores, towns
from tests.acceptance.conftest import Opened
from tests.acceptance.driver import Program, units

PERIODS = (
    ("whole", "全年", "2031-01-01", "2031-12-31"),
    ("first", "第一季度", "2031-01-01", "2031-03-31"),
    ("second", "第二季度", "2031-04-01", "2031-06-30"),
    ("last", "第四季度", "2031-10-01", "2031-12-31"),
)
IN_ORDER = ["first", "second", "whole", "last"]
WINNERS = {"first": "t1", "second": "t1", "whole": "t2", "last": "t2"}


def year(opened: Opened, *, scored: bool = True) -> Program:
    program = opened(
        Competition(
            series=[live("roads")],
            periods=PERIODS,
            units=towns(2),
            custody=held("main", {"roads": "t1"}),
            scores=[
                row
                for period, winner in WINNERS.items()
                for row in scores("main", period, {"roads": {winner: 60, {"t1": "t2", "t2": "t1"}[winner]: 50}})
                if scored
            ],
        )
    )
    return program.at("2032-01-05T09:00:00+08:00")


def test_f907_custody_goes_on_from_the_period_that_ended_before(opened: Opened) -> None:
    program = year(opened)
    for period in ("whole", "last", "first", "second"):
        program.ok("close", "main", period)
    told = {period: program.flags("--period", period)["roads"] for period in IN_ORDER}
    assert [told[period]["outcome"] for period in IN_ORDER] == ["defended", "defended", "captured", "defended"]
    assert [told[period]["defences"] for period in IN_ORDER] == [{"t1": 1}, {"t1": 2}, {"t2": 0}, {"t2": 1}]
    assert units(told["whole"]["previous"]) == ["t1"]


def test_f907_an_earlier_bulletin_stays_when_the_year_is_closed(opened: Opened) -> None:
    program = year(opened)
    program.ok("close", "main", "first")
    before = program.ok("bulletin", "main", "first").out
    program.ok("close", "main", "whole")
    assert program.ok("bulletin", "main", "first").out == before
    assert program.show("flags", "--period", "first")["revision"] == 1


def test_f907_boards_and_places_go_in_that_order(opened: Opened) -> None:
    program = year(opened)
    for period in IN_ORDER[:3]:
        program.ok("close", "main", period)
    assert program.show("flags")["period"] == "whole", "the newest that has any"
    changes = {row["unit"]: row["change"] for row in program.rows("ranking", "--period", "whole", "--area", "roads")}
    assert changes == {"t2": 1, "t1": -1}, "against the second quarter, not against nothing"
    assert [period["id"] for period in program.show("annual")["periods"]] == IN_ORDER
    places = program.ok("show", "unit", "t1", "--format", "json").json()["rows"]
    assert list(dict.fromkeys(row["period"] for row in places)) in (IN_ORDER, IN_ORDER[::-1])


def test_f907_the_desk_lists_them_so_and_opens_the_earliest_that_is_open(opened: Opened) -> None:
    program = year(opened, scored=False)
    store = Store(Settings(str(program.database), "zh", None).paths)
    with store.read() as session:
        choices = contest_choices(session, datetime(2031, 5, 1, tzinfo=UTC))
    store.close()
    assert [choice.period.id for choice in choices] == IN_ORDER
    chosen = first_choice(choices)
    assert chosen is not None
    assert chosen.period.id == "first", "it is over and still to be scored"


def test_f907_the_public_competition_names_them_so(opened: Opened) -> None:
    program = year(opened)
    refusal = program.refuses(2, "show", "flags", "--period", "none")
    assert ", ".join(IN_ORDER) in refusal.complaint
    assert ", ".join(IN_ORDER) in program.refuses(2, "close", "main", "none").complaint
