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


def unlike(main: Path, public: Path) -> list[tuple[str, int]]:
    """The rows of a public file that are not those of its main database, as (board, revision) or ("", sequence).

    Rows that have not been carried over yet are none of them. Asked before a `Store` opens the database, for that
    mends the file. Raises Unreachable where the public file cannot be read.
    """
    shown = [_all_of(public, query) for query in ("SELECT * FROM publication", "SELECT * FROM stage")]
    kept = [_all_of(main, query, first=0) for query in (_PUBLICATIONS, _STEPS)]
    found: set[tuple[str, int]] = set()
    for here, there, board, number in zip(shown, kept, (1, None), (2, 0), strict=True):
        last = max((row[0] for row in here), default=0)
        wrong = [row for row in here ^ there if row in here or row[0] <= last]
        found.update(("" if board is None else str(row[board]), int(row[number])) for row in wrong)
    return sorted(found)


def _all_of(path: Path, query: str, **values: int) -> set[Row]:
    try:
        with contextlib.closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=30)) as reader:
            return set(reader.execute(query, values))
    except sqlite3.Error as error:
        raise Unreachable("database.unreadable", path=path, detail=error) from None


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
