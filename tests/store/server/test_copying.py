"""Moving house: a contest goes from files to a server and back, and nothing of it is otherwise."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from scoreboard.settings import DatabaseSide
from scoreboard.store import copying
from tests.acceptance.driver import Program, contents
from tests.private_server import PrivateServer
from tests.store.server.conftest import COMPETITION

BOARDS = (("ranking", "--series", "main"), ("flags", "--series", "closed", "--period", "2031Q1"), ("ceremony",))


def played(program: Program, folder: Path) -> Program:
    """A contest in which something of everything was done."""
    program.by(None).ok("load", COMPETITION.write(folder), "--with-clock")
    program.by(None).ok("user", "add", "root", "--role", "admin")
    program.ok("enter", "main", "2031Q1", "roads", "t1", 90)
    program.ok("confirm", "main", "2031Q1")
    program.ok("close", "main", "2031Q1")
    program.ok("close", "closed", "2031Q1")
    program.ok("ceremony", "seal", "closed-2031Q1")
    for _ in range(4):
        program.ok("cue", "next", "closed-2031Q1", "--yes")
    program.ok("enter", "main", "2031Q2", "roads", "t2", "n/a")
    return program


def rows_in(database: DatabaseSide) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table, whatever order they lie in."""
    return {table: sorted(rows, key=repr) for table, rows in (contents(database) or {}).items()}


def test_a_contest_goes_to_a_server_and_back(server: PrivateServer, tmp_path: Path) -> None:
    first = played(Program(tmp_path / "first.db"), tmp_path / "folder")
    there = replace(first, database=server.empty())
    back = replace(first, database=tmp_path / "back.db")
    said = first.ok("db", "copy", first.database, there.database).out
    assert said == first.ok("db", "copy", there.database, back.database).out
    assert rows_in(first.database) == rows_in(back.database)
    assert rows_in(first.public) == rows_in(back.public)
    for program in (there, back):
        assert program.ok("journal", "--verify").out == first.ok("journal", "--verify").out
        assert [program.show(*board) for board in BOARDS] == [first.show(*board) for board in BOARDS]
        program.ok("cue", "next", "closed-2031Q1", "--yes")
        program.ok("confirm", "main", "2031Q2")
    assert there.show("ceremony") == back.show("ceremony")


def test_nothing_is_copied_over_something(there: Program, server: PrivateServer, tmp_path: Path) -> None:
    Program(tmp_path / "other.db", now=None, acting=None).ok("user", "add", "root", "--role", "admin")
    for target in (there.database, tmp_path / "other.db"):
        there.refuses(1, "db", "copy", there.database, target)
    there.refuses(3, "db", "copy", tmp_path / "none.db", tmp_path / "new.db")
    assert not (tmp_path / "new.db").exists()


def test_a_copy_that_fails_keeps_nothing_and_can_be_made_again(
    there: Program, server: PrivateServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    targets = server.empty(), tmp_path / "new.db"
    with monkeypatch.context() as patch:
        patch.setattr(copying, "zip_longest", lambda *_: [(1, 2)])
        for target in targets:
            assert there("db", "copy", there.database, target).code == 1
    for target in targets:
        there.ok("db", "copy", there.database, target)
