"""F209: a decision made for three units that tied is none for two of them."""

import pytest

from tests.acceptance.ceremonies import play
from tests.acceptance.competition import Competition, live, scores, sealed, towns
from tests.acceptance.conftest import Opened
from tests.acceptance.driver import Program, units

Q1 = "2031Q1"
TIED = {"roads": {"t1": "50", "t2": "50", "t3": "50"}}


def decide(*holders: str) -> tuple[str, ...]:
    return ("decide", "tie", "main", Q1, "roads", *(word for one in holders for word in ("--holder", one)))


def three(opened: Opened, make: object) -> Program:
    series = live("roads") if make is live else sealed("roads")
    program = opened(Competition(series=[series], units=towns(3), scores=scores("main", Q1, TIED)))
    program.ok(*decide("t1"), "--reason", "抽签")
    return program


@pytest.mark.parametrize("make", [live, sealed])
def test_f209_a_period_waits_for_a_decision_about_those_who_still_tie(opened: Opened, make: object) -> None:
    program = three(opened, make)
    program.ok("unconfirm", "main", Q1, "--unit", "t3")
    program.ok("enter", "main", Q1, "roads", "t3", "40")
    program.ok("confirm", "main", Q1)
    assert "Town t1, Town t2" in program.refuses(1, "close", "main", Q1).complaint
    program.ok(*decide("t2"), "--reason", "重新抽签")
    program.ok("close", "main", Q1)
    if make is sealed:
        play(program, f"main-{Q1}")
    row = program.flags()["roads"]
    assert (units(row["holders"]), row["reason"]) == (["t2"], "重新抽签")
    assert {unit: one["rank"] for unit, one in program.ranking("--area", "roads").items()} == {
        "t2": 1,
        "t1": 2,
        "t3": 3,
    }


@pytest.mark.parametrize("make", [live, sealed])
def test_f209_the_same_three_again_are_decided_as_they_were(opened: Opened, make: object) -> None:
    program = three(opened, make)
    for score in ("40", "50"):
        program.ok("unconfirm", "main", Q1, "--unit", "t3")
        program.ok("enter", "main", Q1, "roads", "t3", score)
        program.ok("confirm", "main", Q1)
    program.ok("close", "main", Q1)


def test_f209_a_correction_that_leaves_two_of_three_locks_the_ceremony(opened: Opened) -> None:
    program = three(opened, sealed)
    program.ok("close", "main", Q1)
    program.ok("decide", "correction", "main", Q1, "roads", "t3", "40", "--reason", "漏计", "--approved-by", "second")
    program.refuses(1, "cue", "next", f"main-{Q1}")
    program.ok(*decide("t2"), "--reason", "重新抽签", "--approved-by", "second")
    play(program, f"main-{Q1}")
    assert units(program.flags()["roads"]["holders"]) == ["t2"]
