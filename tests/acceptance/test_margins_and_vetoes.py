"""F106: after a veto of who was next, a holder leads whoever is next now, as the ranking beside it says."""

import pytest

from tests.acceptance.ceremonies import play
from tests.acceptance.competition import Competition, live, scores, sealed, towns
from tests.acceptance.conftest import Opened
from tests.acceptance.driver import Program, units

Q1 = "2031Q1"
VETO = ("veto", "t2", "safety", "--period", Q1, "--reason")


def closed(opened: Opened, make: str, cells: dict[str, object]) -> Program:
    series = live("roads") if make == "live" else sealed("roads")
    program = opened(Competition(series=[series], units=towns(3), scores=scores("main", Q1, {"roads": cells})))
    if cells["t1"] == cells["t2"]:
        program.ok("decide", "tie", "main", Q1, "roads", "--holder", "t1", "--reason", "抽签", "--approved-by", "Li")
    program.ok("close", "main", Q1)
    if make == "sealed":
        program.ok("ceremony", "seal", f"main-{Q1}")
        play(program, f"main-{Q1}")
    return program


def flag(program: Program) -> tuple[list[str], str | None, str | None]:
    row = program.flags()["roads"]
    return units(row["holders"]), row["margin"], row["reason"]


@pytest.mark.parametrize("make", ["live", "sealed"])
def test_f106_a_margin_is_that_before_whoever_is_next(opened: Opened, make: str) -> None:
    program = closed(opened, make, {"t1": 95, "t2": 93, "t3": 90})
    assert flag(program) == (["t1"], "2.00", None)
    program.ok(*VETO, "事故", "--approved-by", "Li")
    assert flag(program) == (["t1"], "5.00", None)
    assert "5.00" in program.ok("bulletin", "main", Q1).out
    program.ok(*VETO, "查清", "--lift", "--approved-by", "Li")
    assert flag(program) == (["t1"], "2.00", None)
    program.ok("journal", "--verify")
    if make == "sealed":
        program.ok("ceremony", "verify", f"main-{Q1}")


def test_f106_a_tie_is_told_no_more_once_the_other_one_is_out(opened: Opened) -> None:
    program = closed(opened, "live", {"t1": 93, "t2": 93, "t3": 90})
    assert flag(program) == (["t1"], "0.00", "抽签")
    program.ok(*VETO, "事故")
    assert flag(program) == (["t1"], "3.00", None)
    assert "tie" not in program.ok("show", "flags").out
    program.ok(*VETO, "查清", "--lift")
    assert flag(program) == (["t1"], "0.00", "抽签")
    program.ok("journal", "--verify")


def test_f106_whom_a_decision_has_passed_by_is_told_of_as_before(opened: Opened) -> None:
    """The holder is not first by a decision: that another one is, once a veto takes the first, no correction did."""
    program = closed(opened, "live", {"t1": 95, "t2": 93, "t3": 90})
    because = ("--reason", "裁定", "--approved-by", "Li")
    program.ok("decide", "correction", "main", Q1, "roads", "t2", "97", "--holder", "t3", *because)
    before = flag(program)
    program.ok(*VETO, "事故")
    assert flag(program) == before == (["t3"], None, "裁定")
    assert "since a correction" not in program.ok("show", "flags").out


@pytest.mark.parametrize(("fallen", "first"), [("t1", "t2"), ("t2", "t1")])
def test_f106_one_of_joint_holders_that_falls_behind_is_told_of_after_a_lifted_veto(
    opened: Opened, fallen: str, first: str
) -> None:
    cells = {"t1": 90, "t2": 90, "t3": 50}
    program = opened(
        Competition(series=[live("roads", tie="joint")], units=towns(3), scores=scores("main", Q1, {"roads": cells}))
    )
    program.ok("close", "main", Q1)
    program.ok(*VETO, "事故")
    program.ok(*VETO, "查清", "--lift")
    assert flag(program) == (["t1", "t2"], "0.00", None)
    because = ("--reason", "复核", "--approved-by", "Li")
    program.ok("decide", "correction", "main", Q1, "roads", fallen, "70", *because)
    row = program.flags()["roads"]
    assert (units(row["holders"]), row["margin"], units(row["overtaken_by"])) == (["t1", "t2"], None, [first])
    assert f"Town {first} is first since a correction" in program.ok("show", "flags").out
    program.ok("journal", "--verify")
