"""S09: custody is recomputed from its ledger, so a change of an earlier period runs through the later ones."""

import itertools

import pytest

from tests.acceptance.competition import Competition, held, live, scores, towns
from tests.acceptance.conftest import Opened
from tests.acceptance.driver import Program, units

PERIODS = ("2031Q1", "2031Q2", "2031Q3")
WHY = ("--reason", "复核", "--approved-by", "王局长")


def contest(*winners: str, **settings: object) -> Competition:
    """A contest whose periods are won by these units, one after the other."""
    return Competition(
        series=[live("roads", **settings)],
        units=towns(3),
        custody=held("main", {"roads": "t3"}),
        scores=[
            row
            for period, winner in zip(PERIODS, winners, strict=False)
            for row in scores("main", period, {"roads": {"t1": 80, "t2": 80, "t3": 80, winner: 90}})
        ],
    )


def custody(program: Program, period: str) -> tuple[list[str], list[str], str, dict[str, int]]:
    row = program.flags("--period", period)["roads"]
    return units(row["holders"]), units(row["previous"]), row["outcome"], row["defences"]


def test_s09_cascade(opened: Opened) -> None:
    program = opened(contest("t3", "t1", "t1"))
    for period in PERIODS:
        program.ok("close", "main", period)
    assert custody(program, "2031Q3") == (["t1"], ["t1"], "defended", {"t1": 1})
    program.ok("decide", "correction", "main", "2031Q2", "roads", "t2", "91", "--holder", "t2", *WHY)
    assert custody(program, "2031Q2") == (["t2"], ["t3"], "captured", {"t2": 0})
    assert custody(program, "2031Q3") == (["t1"], ["t2"], "captured", {"t1": 0})
    assert program.show("flags", "--period", "2031Q3")["revision"] == 2


def test_s09_bulletins_of_later_periods_are_revised(opened: Opened) -> None:
    program = opened(contest("t3", "t1", "t1"))
    for period in PERIODS:
        program.ok("close", "main", period)
    first = program.ok("bulletin", "main", "2031Q3").out
    program.ok("decide", "correction", "main", "2031Q2", "roads", "t2", "91", "--holder", "t2", *WHY)
    assert program.ok("bulletin", "main", "2031Q3", "--revision", "1").out == first
    assert "captured" in program.ok("bulletin", "main", "2031Q3", "--revision", "2").out
    assert "defended" in first


@pytest.mark.parametrize("order", list(itertools.permutations(PERIODS)))
def test_s09_periods_close_in_any_order(opened: Opened, order: tuple[str, ...]) -> None:
    """Custody is replayed in period order, whatever the order of closing."""
    program = opened(contest("t1", "t1", "t2"))
    for period in order:
        program.ok("close", "main", period)
    assert custody(program, "2031Q1") == (["t1"], ["t3"], "captured", {"t1": 0})
    assert custody(program, "2031Q2") == (["t1"], ["t1"], "defended", {"t1": 1})
    assert custody(program, "2031Q3") == (["t2"], ["t1"], "captured", {"t2": 0})


def test_s09_tie_is_resolved_again_after_the_cascade(opened: Opened) -> None:
    """The tie of the second period went to its holder; after the first is reassigned, the holder is another."""
    tied = {"roads": {"t1": 90, "t2": 90, "t3": 80}}
    program = opened(
        Competition(
            series=[live("roads", tie="holder-retains")],
            units=towns(3),
            scores=[
                *scores("main", "2031Q1", {"roads": {"t1": 85, "t2": 84, "t3": 80}}),
                *scores("main", "2031Q2", tied),
            ],
        )
    )
    program.ok("close", "main", "2031Q1")
    program.ok("close", "main", "2031Q2")
    assert custody(program, "2031Q2") == (["t1"], ["t1"], "defended", {"t1": 1})
    program.ok("decide", "correction", "main", "2031Q1", "roads", "t2", "86", "--holder", "t2", *WHY)
    assert custody(program, "2031Q2") == (["t2"], ["t2"], "defended", {"t2": 1})
    assert {unit: row["flags"] for unit, row in program.ranking("--period", "2031Q2").items()} == {
        "t1": 0,
        "t2": 1,
        "t3": 0,
    }
