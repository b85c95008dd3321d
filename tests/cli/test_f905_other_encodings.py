"""F905: on a terminal that is not UTF-8 what cannot be written is replaced, and nothing false is said after a deed."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import IO

import pytest

import scoreboard.cli
from tests.acceptance.competition import Competition, Series, scores
from tests.acceptance.conftest import Opened, database_with_root, loaded, opened, program
from tests.acceptance.driver import Program

__all__ = ["database_with_root", "loaded", "opened", "program"]

NAME = "𠮷祥村"
Done = subprocess.CompletedProcess[bytes]


def raw(told: Program, encoding: str, *arguments: str, stdout: IO[bytes] | int = subprocess.PIPE) -> Done:
    words = [sys.executable, "-m", "scoreboard", *told.words(arguments)]
    environ = {
        **os.environ,
        "PYTHONIOENCODING": encoding,
        "SCOREBOARD_DATABASE": str(told.database),
        "SCOREBOARD_LANG": "zh",
    }
    return subprocess.run(words, env=environ, stdout=stdout, stderr=subprocess.PIPE, timeout=60, check=False)


def run(told: Program, encoding: str, *arguments: str) -> tuple[int, str, str]:
    done = raw(told, encoding, *arguments)
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
    for words in (("show", "flags"), ("show", "ranking"), ("show", "unit", "v1")):
        code, out, err = run(told, encoding, *words)
        assert (code, err) == (0, ""), err
        assert "90.00" in out or "10.00" in out
    if encoding == "gbk":
        assert "?祥村" in run(told, encoding, "show", "flags")[1]


DOCUMENTS = (
    ("show", "flags", "--format", "json"),
    ("show", "ranking", "--format", "csv"),
    *(("bulletin", "main", "2031Q1", "--format", form) for form in ("md", "html")),
    ("import", "FILE", "main", "2031Q2", "--check", "--format", "json"),
    ("journal", "--format", "json"),
    ("doctor", "--json"),
)


@pytest.mark.parametrize("encoding", ["gbk", pytest.param("latin-1", marks=pytest.mark.long)])
def test_f905_documents_are_utf8_whatever_the_encoding_of_this_machine(
    opened: Opened, encoding: str, tmp_path: Path
) -> None:
    told = opened(
        Competition(
            series=[Series(settings={"publication": "live", "confirm": "self"})],
            units=[{"id": "v1", "name": NAME, "pool": "town"}, {"id": "v2", "name": "上村", "pool": "town"}],
            scores=[
                *scores("main", "2031Q1", {"roads": {"v1": 90, "v2": 80}}),
            ],
        )
    )
    told.ok("close", "main", "2031Q1")
    sheet = tmp_path / f"{NAME}.csv"
    sheet.write_text(f"单位,roads工作\n{NAME},91\n", encoding="utf-8")
    for words in DOCUMENTS:
        asked = [str(sheet) if word == "FILE" else word for word in words]
        done = raw(told, encoding, *asked)
        text = done.stdout.decode("utf-8")
        assert "Traceback" not in done.stderr.decode(encoding), words
        assert "?祥村" not in text, words
        if words[0] in ("show", "bulletin"):
            assert NAME in text, words
        if "json" in words or "--json" in words:
            assert json.loads(text) is not None, words
    with (tmp_path / "board.csv").open("w+b") as file:
        raw(told, encoding, "show", "ranking", "--format", "csv", stdout=file)
        file.seek(0)
        assert NAME in file.read().decode("utf-8-sig")


def test_f905_every_command_writes_its_json_the_same_way() -> None:
    rooms = Path(scoreboard.cli.__file__).parent
    found = sorted(file.name for file in rooms.glob("*.py") if "echo(json" in file.read_text(encoding="utf-8"))
    assert not found, "put_json of documents.py writes them in UTF-8"
