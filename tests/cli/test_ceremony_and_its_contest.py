"""Whoever names a ceremony's series or period with a command is refused where it is about another one."""

import pytest

from tests.acceptance.competition import Competition, scores, sealed, towns
from tests.acceptance.conftest import Opened
from tests.acceptance.driver import Program

Q1 = "2031Q1"
CEREMONY = f"main-{Q1}"


@pytest.fixture
def program(opened: Opened) -> Program:
    cells = {"roads": {"t1": "50", "t2": "40"}}
    found = opened(Competition(series=[sealed("roads")], units=towns(2), scores=scores("main", Q1, cells)))
    found.ok("close", "main", Q1)
    return found


@pytest.mark.parametrize(
    "verb", [("check",), ("seal",), ("rehearse", "--steps", "1"), ("verify",)], ids=lambda verb: verb[0]
)
def test_a_ceremony_is_taken_for_the_contest_that_it_is_about(program: Program, verb: tuple[str, ...]) -> None:
    for other in (("--series", "other"), ("--period", "2031Q2"), ("--series", "main", "--period", "2031Q2")):
        complaint = program.refuses(2, "ceremony", *verb, CEREMONY, *other).complaint
        assert "main" in complaint
        assert Q1 in complaint
    if verb == ("verify",):
        program.ok("ceremony", "seal", CEREMONY, "--series", "main", "--period", Q1)
    program.ok("ceremony", *verb, CEREMONY, "--series", "main", "--period", Q1)
