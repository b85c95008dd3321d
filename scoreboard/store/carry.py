"""Carries what has become public from the main database to the public file, in order and exactly once."""

import contextlib
import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, text

from scoreboard.errors import Unreachable
from scoreboard.publications import public_file
from scoreboard.publications.nudge import nudge

Row = tuple[Any, ...]

_PUBLICATIONS = (
    "SELECT id, board, revision, payload, published_at, reason FROM publication WHERE id >= :first ORDER BY id"
)
_STEPS = (
    "SELECT s.sequence, s.ceremony_id, c.series_id, c.period_id, s.cue, s.step, s.covered, s.rehearsal, s.scene, s.at"
    " FROM stage s JOIN ceremony c ON c.id = s.ceremony_id WHERE s.sequence >= :first ORDER BY s.sequence"
)


def rebuild(main: Path, public: Path) -> None:
    """Write the public file anew from a main database that is another one than before, in one transaction.

    A file that cannot be read is replaced. Raises sqlite3.OperationalError where it cannot be written.
    """
    try:
        connection = public_file.open_for_writing(public)
    except Unreachable:
        public.unlink()
        connection = public_file.open_for_writing(public)
    with contextlib.closing(connection), contextlib.closing(sqlite3.connect(main)) as source:
        connection.execute("BEGIN IMMEDIATE")
        public_file.clear(connection)
        everything = {"first": 0}
        public_file.append(
            connection,
            source.execute(_PUBLICATIONS, everything).fetchall(),
            source.execute(_STEPS, everything).fetchall(),
        )
        connection.execute("COMMIT")
    nudge(public)


def carry(engine: Engine, public: Path) -> None:
    """Bring the public file level with the main database and nudge the displays if that took anything.

    A public file that cannot be written now is no reason to fail: whoever writes or starts next catches up.
    Raises Unreachable for one that is damaged or of a later layout.
    """
    try:
        _carry(engine, public)
    except sqlite3.OperationalError:
        return
    except sqlite3.DatabaseError as error:
        raise Unreachable("database.unreadable", path=public, detail=error) from None


def _carry(engine: Engine, public: Path) -> None:
    with contextlib.closing(public_file.open_for_writing(public)) as connection:
        if _news(engine, public_file.last_rows(connection)) == ([], []):
            return
        connection.execute("BEGIN IMMEDIATE")
        news = _news(engine, public_file.last_rows(connection))
        if news is None:
            public_file.clear(connection)
            news = _news(engine, (None, None))
        public_file.append(connection, *news or ((), ()))
        connection.execute("COMMIT")
        nudge(public)


def _news(engine: Engine, last: tuple[Row | None, Row | None]) -> tuple[list[Row], list[Row]] | None:
    """What came after the last rows of a public file; None where these are of another database at this place."""
    with engine.connect() as main:
        publications, steps = (
            _after(main, query, row) for query, row in zip((_PUBLICATIONS, _STEPS), last, strict=True)
        )
    return None if publications is None or steps is None else (publications, steps)


def _after(main: Connection, query: str, last: Row | None) -> list[Row] | None:
    rows = [tuple(row) for row in main.execute(text(query), {"first": last[0] if last else 0})]
    if last is None:
        return rows
    return rows[1:] if rows[:1] == [last] else None
