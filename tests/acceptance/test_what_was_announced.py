"""What a ceremony has announced is its results: who held a flag when the records began is none of them."""

import pytest

from tests.acceptance.ceremonies import play, status
from tests.acceptance.competition import Competition, held, scores, sealed, towns
from tests.acceptance.conftest import Opened


@pytest.mark.parametrize("opening", ["2031Q1", ""])
def test_an_opening_of_the_period_itself_is_no_announced_result(opened: Opened, opening: str) -> None:
    program = opened(
        Competition(
            series=[sealed("roads")],
            units=towns(3),
            custody=held("main", {"roads": "t2"}, period=opening),
            scores=scores("main", "2031Q1", {"roads": {"t1": "95", "t2": "93", "t3": "90"}}),
        )
    )
    program.ok("close", "main", "2031Q1")
    program.ok("cue", "next", "main-2031Q1")
    assert "correction" not in program.ok("cue", "status", "main-2031Q1").out, "the flag has not been shown yet"
    play(program, "main-2031Q1")
    assert status(program, "main-2031Q1")["corrections"] == []
    program.refuses(1, "cue", "correction", "main-2031Q1", "roads")
    program.ok("decide", "correction", "main", "2031Q1", "roads", "t2", "96", "--reason", "typo", "--approved-by", "Li")
    assert status(program, "main-2031Q1")["corrections"] == ["roads"]
    program.ok("cue", "correction", "main-2031Q1", "roads")
    assert status(program, "main-2031Q1")["corrections"] == []
