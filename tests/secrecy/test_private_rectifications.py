"""What is put right in private leaves no trace in public: no id, no key, no gap in any numbering."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from tests.acceptance.competition import Competition, Series, scores, towns
from tests.acceptance.driver import Program

SETTINGS = {"publication": "live", "confirm": "self"}


def told(place: Path, *, private: bool) -> tuple[list[str], list[Any]]:
    """The ids that commands print for public rows, and every public fact of them; with private rows between or not."""
    open_series = Series(id="main", areas=("roads",), settings={**SETTINGS, "rectifications": "public"})
    third = Series(id="third", areas=("roads",), settings={**SETTINGS, "rectifications": "public"})
    closed_series = Series(id="other", areas=("roads",), settings=SETTINGS)
    cells = [
        row
        for series in ("main", "other", "third")
        for row in scores(series, "2031Q1", {"roads": {"t1": 90, "t2": 80}})
    ]
    contest = Competition(series=[open_series, closed_series, third], units=towns(2), scores=cells)
    program = Program(place / "contest.db", now=None, acting=None)
    program.ok("user", "add", "root", "--role", "admin")
    program = program.by("root").at("2031-05-01T09:00:00+08:00")
    program.ok("load", contest.write(place / "folder"), "--with-clock")

    def add(series: str, unit: str) -> str:
        where = ("--series", series, "--area", "roads", "--period", "2031Q1")
        code = program.ok("rectification", "add", "--unit", unit, *where, "--due", "2031-06-01")
        return code.out.strip()

    def secretly(unit: str) -> None:
        if private:
            assert add("other", unit)

    secretly("t1")
    codes = [add("main", "t1")]
    secretly("t2")
    codes += [add("third", "t1"), add("main", "t2")]
    if private:
        program.ok("rectification", "settle", "t1.other-1", "--on", "2031-05-01")
    program.ok("rectification", "settle", codes[0], "--on", "2031-05-01")
    program.ok("load", place / "folder")
    with closing(sqlite3.connect(program.public)) as connection:
        facts = connection.execute(
            "SELECT change, key, value FROM public_fact WHERE kind = 'rectification' ORDER BY change, key"
        ).fetchall()
    return codes, [(change, key, json.loads(value) if value else None) for change, key, value in facts]


def test_ids_and_keys_of_public_rows_tell_nothing_of_private_ones(tmp_path: Path) -> None:
    with_some, without = told(tmp_path / "a", private=True), told(tmp_path / "b", private=False)
    assert with_some == without
    assert with_some[0] == ["t1-1", "t1-2", "t2-1"]
