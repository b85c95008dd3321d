"""The driver that calls the program in this process says what a process of its own says."""

import subprocess
import sys

import pytest

from tests.acceptance.competition import Competition, live, scores, towns
from tests.acceptance.conftest import Opened
from tests.acceptance.driver import Program


@pytest.fixture
def small(opened: Opened) -> Program:
    return opened(
        Competition(
            series=[live("roads")], units=towns(3), scores=scores("main", "2031Q1", {"roads": {"t1": 5, "t2": 7}})
        )
    )


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    "words",
    [
        ("show", "ranking"),
        ("show", "ranking", "--area", "roads", "--format", "csv"),
        ("show", "flags", "--period", "2031Q9"),
        ("enter", "main", "2031Q1", "roads", "t1", "101"),
        ("close", "--help"),
        ("bogus",),
    ],
)
def test_a_process_says_the_same(small: Program, words: tuple[str, ...], lang: str) -> None:
    speaking = small.speaking(lang)
    here, there = speaking(*words), speaking.in_a_process(*words)
    assert (here.code, here.out, here.err) == (there.code, there.out, there.err)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_cold_start_says_the_same(small: Program, lang: str) -> None:
    speaking, words = small.speaking(lang), ("enter", "main", "2031Q1", "roads", "t1", "101")
    here, warm = speaking(*words), speaking.in_a_process(*words)
    command = [sys.executable, "-m", "scoreboard", *warm.arguments]
    cold = subprocess.run(command, env=speaking.environment, capture_output=True, text=True, timeout=60, check=False)
    assert (here.code, here.out, here.err) == (cold.returncode, cold.stdout, cold.stderr)
    assert (here.code, here.out, here.err) == (warm.code, warm.out, warm.err)


def test_a_process_writes_the_same(small: Program) -> None:
    assert small.in_a_process("enter", "main", "2031Q2", "roads", "t1", "50").out == "1\n"
    assert small("enter", "main", "2031Q2", "roads", "t1", "51", "--version", "1").out == "2\n"
    assert small.in_a_process("enter", "main", "2031Q2", "roads", "t1", "52", "--version", "1").code == 1
