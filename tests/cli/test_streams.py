"""What comes out stays in order where nobody reads on, a stream is closed or a disk is full."""

import os
import subprocess
import sys

import pytest

from tests.acceptance.competition import Competition, live, scores, towns
from tests.acceptance.conftest import Opened
from tests.acceptance.driver import Program
from tests.pairs import each_with_some

BOARD = ("show", "ranking")


@pytest.fixture
def many(opened: Opened) -> Program:
    """So many units that a journal does not fit into a pipe."""
    cells = {"roads": {f"t{number}": number for number in range(1, 61)}}
    units = towns(60)
    return opened(Competition(series=[live("roads")], units=units, scores=scores("main", "2031Q1", cells)))


def shell(program: Program, words: tuple[str, ...], around: str) -> subprocess.CompletedProcess[str]:
    """Run a command in a shell with `around` about it, such as ``{} | head -1``; tells the command's own exit code."""
    command = " ".join([sys.executable, "-m", "scoreboard", *program.words(words)])
    script = around.format(f"{command} --lang en") + "; echo left ${PIPESTATUS[0]} >&2"
    environ = {**os.environ, "SCOREBOARD_DATABASE": str(program.database)}
    return subprocess.run(["bash", "-c", script], env=environ, capture_output=True, text=True, timeout=60, check=False)


@pytest.mark.parametrize(
    ("words", "around"),
    each_with_some([("journal",), ("journal", "--format", "json"), BOARD], ["{} | true", "{} | head -1 >/dev/null"]),
)
def test_nobody_reads_on(many: Program, words: tuple[str, ...], around: str) -> None:
    assert shell(many, words, around).stderr == "left 0\n"


def test_closed_streams(many: Program) -> None:
    assert shell(many, BOARD, "{} >&-").stderr == "left 0\n"
    assert shell(many, BOARD, "{} <&-").stdout == many.speaking("en").ok(*BOARD).out
    assert shell(many, ("show", "weather"), "{} 2>&- >&-").stderr == "left 2\n"


def test_full_disk(many: Program) -> None:
    complaint, left = shell(many, BOARD, "{} >/dev/full").stderr.splitlines()
    assert complaint.startswith("the output cannot be written")
    assert left == "left 1"
