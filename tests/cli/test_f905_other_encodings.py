"""F905: on a terminal that is not UTF-8 what cannot be written is replaced, and nothing false is said after a deed."""

import os
import subprocess
import sys

import pytest

from tests.acceptance.competition import Competition, Series, scores
from tests.acceptance.conftest import Opened, database_with_root, loaded, opened, program
from tests.acceptance.driver import Program

__all__ = ["database_with_root", "loaded", "opened", "program"]

NAME = "𠮷祥村"


def run(told: Program, encoding: str, *arguments: str) -> tuple[int, str, str]:
    words = [sys.executable, "-m", "scoreboard", *told.words(arguments)]
    environ = {**os.environ, "PYTHONIOENCODING": encoding, "SCOREBOARD_DATABASE": str(told.database)}
    done = subprocess.run(words, env={**environ, "SCOREBOARD_LANG": "zh"}, capture_output=True, timeout=60, check=False)
    return done.returncode, done.stdout.decode(encoding), done.stderr.decode(encoding)


@pytest.mark.parametrize("encoding", ["gbk", pytest.param("latin-1", marks=pytest.mark.long)])
def test_f905_a_deed_that_is_done_is_not_called_undone(opened: Opened, encoding: str) -> None:
    told = opened(
        Competition(
            series=[Series(settings={"publication": "live", "confirm": "self"})],
            units=[{"id": "v1", "name": NAME, "pool": "town"}, {"id": "v2", "name": "上村", "pool": "town"}],
            scores=scores("main", "2031Q1", {"roads": {"v1": 90, "v2": 80}}),
        )
    )
    code, _, err = run(told, encoding, "close", "main", "2031Q1")
    assert (code, err) == (0, "")
    for words in (("show", "flags"), ("show", "ranking"), ("bulletin", "main", "2031Q1"), ("show", "unit", "v1")):
        code, out, err = run(told, encoding, *words)
        assert (code, err) == (0, ""), err
        assert "90.00" in out or "10.00" in out
    if encoding == "gbk":
        assert "?祥村" in run(told, encoding, "show", "flags")[1]
