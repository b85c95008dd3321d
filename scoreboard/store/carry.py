"""Carries what has become public from the main database to the public file, in order and exactly once."""

import contextlib
import os
import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, text

from scoreboard.errors import Unreachable
from scoreboard.publications import public_file
from scoreboard.publications.nudge import nudge
from scoreboard.store.replacing import made_anew

Row = tuple[Any, ...]

_PUBLICATIONS = (
    "SELECT id, board, revision, payload, published_at, reason FROM publication WHERE id >= :first ORDER BY id"
)
_STEPS = (
    "SELECT s.sequence, s.ceremony_id, c.series_id, c.period_id, s.cue, s.step, s.covered, s.rehearsal, s.scene, s.at"
    " FROM stage s JOIN ceremony c ON c.id = s.ceremony_id WHERE s.sequence >= :first ORDER BY s.sequence"
)


SOUGHT_BYTES = 16 * 1024 * 1024
"""The largest public file that is searched for damage whenever staff open the database, which takes 5 ms a megabyte."""


def rebuild(main: Path, public: Path) -> None:
    """Make the public file anew from the main database: a new file, so that nothing of the old one is left in it.

    Nobody writes to the main database meanwhile. Raises sqlite3.OperationalError or OSError where it cannot be made
    now, Unreachable where the main database is damaged.
    """
    try:
        with contextlib.closing(sqlite3.connect(main, timeout=30, isolation_level=None)) as source:
            source.execute("BEGIN IMMEDIATE")
            with made_anew(public) as part:
                fill(source, part)
    except sqlite3.OperationalError:
        raise
    except sqlite3.DatabaseError as error:
        raise Unreachable("database.unreadable", path=main, detail=error) from None
    nudge(public)


def fill(source: sqlite3.Connection, public: Path) -> None:
    """Write all that is public in a main database into a new public file. Raises sqlite3.OperationalError."""
    everything = {"first": 0}
    with contextlib.closing(public_file.open_for_writing(public)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        public_file.append(
            connection,
            source.execute(_PUBLICATIONS, everything).fetchall(),
            source.execute(_STEPS, everything).fetchall(),
        )
        connection.execute("COMMIT")


def is_damaged(public: Path) -> bool:
    """Whether a public file of moderate size, or whatever bears its name, cannot be read to its end."""
    try:
        if public.is_dir():
            return True
        if not public.exists() or public.stat().st_size > SOUGHT_BYTES:
            return False
        with contextlib.closing(sqlite3.connect(f"{public.resolve().as_uri()}?mode=ro", uri=True)) as reader:
            (layout,) = reader.execute("PRAGMA user_version").fetchone()
            strange = layout == 0 and reader.execute("SELECT 1 FROM sqlite_master").fetchone() is not None
            return strange or reader.execute("PRAGMA quick_check(1)").fetchone() != ("ok",)
    except sqlite3.OperationalError as error:  # busy, or what only a writer may roll back
        return error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_CANTOPEN and os.access(public, os.R_OK)
    except sqlite3.DatabaseError:
        return True


def unlike(main: Path, public: Path) -> list[tuple[str, int]]:
    """The rows of a public file that are not those of its main database, as (board, revision) or ("", sequence).

    Rows that have not been carried over yet are none of them, nor has a file that cannot be read any. Asked before a
    `Store` opens the database, for that mends the file. Raises Unreachable where the main database cannot be read.
    """
    try:
        shown = [_all_of(public, query) for query in ("SELECT * FROM publication", "SELECT * FROM stage")]
    except Unreachable:
        return []
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


def carry(engine: Engine, public: Path, *, search: bool = False) -> None:
    """Bring the public file level with the main database and nudge the displays if that took anything.

    One that is damaged, or of another database, is made anew; `search` looks for damage where nothing is read, too.
    A public file that cannot be written now is no reason to fail: whoever writes or starts next catches up.
    Raises Unreachable for one of a later layout.
    """
    with contextlib.suppress(sqlite3.OperationalError, OSError):
        if (search and is_damaged(public)) or not _carried(engine, public):
            rebuild(Path(str(engine.url.database)), public)


def _carried(engine: Engine, public: Path) -> bool:
    """Whether the public file is level now; False for one that cannot be read or is of another database."""
    try:
        return _carry(engine, public)
    except sqlite3.OperationalError:
        raise
    except sqlite3.DatabaseError:
        return False
    except Unreachable as error:
        if error.key != "database.unreadable":
            raise
        return False


def _carry(engine: Engine, public: Path) -> bool:
    with contextlib.closing(public_file.open_for_writing(public)) as connection:
        if _news(engine, public_file.last_rows(connection)) == ([], []):
            return True
        connection.execute("BEGIN IMMEDIATE")
        news = _news(engine, public_file.last_rows(connection))
        if news is None:
            return False
        public_file.append(connection, *news)
        connection.execute("COMMIT")
        nudge(public)
    return True


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
