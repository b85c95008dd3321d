"""The public file: a database of its own that holds what is public and nothing else.

It keeps a rollback journal instead of a write-ahead log, so that a copy of the one file is always whole.
"""

import sqlite3
from collections.abc import Iterable
from pathlib import Path

from scoreboard.errors import Unreachable

LAYOUT = 1
"""Counts up when the tables below change; viewers refuse a file of a later layout."""

_TABLES = """
CREATE TABLE IF NOT EXISTS publication (
    id INTEGER PRIMARY KEY, board TEXT NOT NULL, revision INTEGER NOT NULL, payload TEXT NOT NULL,
    published_at TEXT NOT NULL, reason TEXT NOT NULL, UNIQUE (board, revision)
);
CREATE TABLE IF NOT EXISTS stage (
    sequence INTEGER PRIMARY KEY, ceremony TEXT NOT NULL, series TEXT NOT NULL, period TEXT NOT NULL,
    cue INTEGER NOT NULL, step INTEGER NOT NULL, covered INTEGER NOT NULL, rehearsal INTEGER NOT NULL,
    scene TEXT NOT NULL, at TEXT NOT NULL
);
"""

PublicationRow = tuple[int, str, int, str, str, str]
StageRow = tuple[int, str, str, str, int, int, int, int, str, str]


def open_for_writing(path: Path) -> sqlite3.Connection:
    """The public file for the staff process that fills it, created where it is missing.

    Raises Unreachable where it is damaged or of a later layout, sqlite3.OperationalError where it cannot be
    opened or written now.
    """
    connection = sqlite3.connect(path, timeout=30, isolation_level=None)
    try:
        layout = connection.execute("PRAGMA user_version").fetchone()[0]
        if layout > LAYOUT:
            raise Unreachable("database.newer", path=path)
        if layout == 0:
            connection.executescript(f"BEGIN IMMEDIATE;{_TABLES}PRAGMA user_version={LAYOUT};COMMIT;")
    except BaseException as error:
        connection.close()
        if isinstance(error, sqlite3.DatabaseError) and not isinstance(error, sqlite3.OperationalError):
            raise Unreachable("database.unreadable", path=path, detail=error) from None
        raise
    return connection


def roll_back(path: Path) -> None:
    """Undo what a writer that died left half written, which a connection that only reads cannot."""
    connection = sqlite3.connect(f"file:{path}?mode=rw", uri=True, timeout=10)
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    finally:
        connection.close()


def last_rows(connection: sqlite3.Connection) -> tuple[PublicationRow | None, StageRow | None]:
    """The last publication and the last step of the stage that the public file holds; None for none."""
    return (
        connection.execute("SELECT * FROM publication ORDER BY id DESC LIMIT 1").fetchone(),
        connection.execute("SELECT * FROM stage ORDER BY sequence DESC LIMIT 1").fetchone(),
    )


def append(connection: sqlite3.Connection, publications: Iterable[PublicationRow], steps: Iterable[StageRow]) -> None:
    """Write rows that came after the file's last ones; the caller holds the transaction."""
    connection.executemany("INSERT INTO publication VALUES (?, ?, ?, ?, ?, ?)", publications)
    connection.executemany("INSERT INTO stage VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", steps)
