"""`confirm` and `unconfirm`: what they name, and the versions that they are about."""

import pytest

from tests.acceptance.competition import Competition, Series, scores, towns
from tests.acceptance.conftest import Opened
from tests.acceptance.driver import Program

Q1 = "2031Q1"
AREAS = ("roads", "water")


@pytest.fixture
def program(opened: Opened) -> Program:
    cells = {"roads": {"t1": 90, "t2": 80}, "water": {"t1": 70, "t2": 60}}
    return opened(
        Competition(
            series=[Series("main", AREAS, settings={"confirm": "self"})],
            units=towns(60),
            scores=scores("main", Q1, cells, state="draft"),
        )
    )


def test_f502_other_versions_than_the_expected_ones_are_refused(program: Program) -> None:
    assert program.ok("enter", "main", Q1, "roads", "t1", "29.11").out == "2\n"
    refused = program.refuses(1, "confirm", "main", Q1, "--expect", "roads:t1=1", "roads:t2=1")
    assert "29.11" in refused.complaint
    told = program.ok("confirm", "main", Q1, "--expect", "roads:t1=2", "roads:t2=1").out
    assert told.splitlines() == [
        "Town t1 · Roads (roads/t1)  29.11  (version 2)",
        "Town t2 · Roads (roads/t2)  80  (version 1)",
        "scores confirmed: 2",
    ]
    program.refuses(1, "unconfirm", "main", Q1, "--expect", "roads:t1=1")
    assert "turned back into drafts: 1" in program.ok("unconfirm", "main", Q1, "--expect", "roads:t1=2").out
    assert "confirmed: 3" in program.ok("confirm", "main", Q1).out


@pytest.mark.parametrize("text", ["roads:t1", "roads=1", "t1=1", "roads:t1=x", "roads:t1=-1", ":=1", "nothing:t1=1"])
def test_an_expectation_that_says_nothing_is_bad_input(program: Program, text: str) -> None:
    program.refuses(2, "confirm", "main", Q1, "--expect", text)


def test_an_expectation_outside_the_scope_is_bad_input(program: Program) -> None:
    program.refuses(2, "confirm", "main", Q1, "--area", "water", "--expect", "roads:t1=1")


def test_at_most_fifty_scores_are_named(program: Program) -> None:
    for number in range(3, 61):
        program.ok("enter", "main", Q1, "roads", f"t{number}", "50")
    lines = program.ok("confirm", "main", Q1).out.splitlines()
    assert len(lines) == 51
    assert lines[-1] == "scores confirmed: 62"
