"""CSV that a spreadsheet opens: readable hanzi from a file, nothing on a pipe, and nothing that it would run."""

import os
import subprocess
import sys
from pathlib import Path

from scoreboard.cli.csv_output import csv_text
from tests.acceptance.competition import Competition, live, scores, towns
from tests.acceptance.conftest import Opened

MARK = "\ufeff".encode()


def test_f915_a_file_begins_with_a_byte_order_mark_and_a_pipe_does_not(opened: Opened, tmp_path: Path) -> None:
    program = opened(
        Competition(series=[live()], units=towns(2), scores=scores("main", "2031Q1", {"roads": {"t1": 9}}))
    )
    words = [sys.executable, "-m", "scoreboard", "show", "ranking", "--area", "roads", "--format"]
    around = {**os.environ, "SCOREBOARD_DATABASE": str(program.database)}
    for form, marked in (("csv", True), ("json", False), ("table", False)):
        target = tmp_path / f"board.{form}"
        with target.open("wb") as file:
            subprocess.run([*words, form], stdout=file, check=True, env=around, timeout=60)
        assert target.read_bytes().startswith(MARK) is marked
    with (tmp_path / "gbk.csv").open("w+b") as file:
        there = {**around, "PYTHONIOENCODING": "gbk"}
        subprocess.run([*words, "csv"], stdout=file, check=True, env=there, timeout=60)
        file.seek(0)
        assert file.read().startswith(MARK), "it is in UTF-8 there, too (F905)"
    piped = subprocess.run([*words, "csv"], capture_output=True, check=True, env=around, timeout=60)
    assert piped.stdout.startswith(b"rank,")


def test_f711_texts_that_a_spreadsheet_would_run_are_made_harmless_and_numbers_left_alone() -> None:
    rows = [["=1+1", "+8", "-5.25", "@here", "-a", 5, "", "甲"]]
    assert csv_text(["a"], rows) == "a\n'=1+1,+8,-5.25,'@here,'-a,5,,甲\n"
