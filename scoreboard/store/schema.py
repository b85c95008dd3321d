"""Which tables a database has, and how an older one is brought up to date."""

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from scoreboard.errors import Unreachable

REVISIONS = (
    "0001",
    "0003",
    "0004",
    "0005",
    "0006",
    "0007",
    "0008",
    "0009",
    "0010",
    "0011",
    "0012",
    "0013",
    "0014",
    "0015",
    "0016",
    "0017",
    "0018",
    "0019",
    "0020",
    "0021",
    "0022",
    "0023",
    "0024",
    "0025",
    "0026",
    "0027",
    "0028",
    "0029",
    "0030",
    "0031",
    "0032",
    "0033",
    "0034",
)
"""Every migration from the first on; the last is what this program works with.

Kept beside the migrations themselves (a test compares the two) because Alembic takes 0.4 s to import, which no
command should pay for a database that is up to date.
"""


def revision_of(connection: Connection) -> str | None:
    """The migration that a database stands at; None for an empty one."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return found


def bring_up_to_date(engine: Engine, path: Path) -> bool:
    """Run the migrations that a database lacks; True if there were any. Raises Unreachable for a newer one."""
    with engine.execution_options(immediate=False).connect() as connection:
        found = revision_of(connection)
    if found == REVISIONS[-1]:
        return False
    if found is not None and found not in REVISIONS:
        raise Unreachable("database.newer", path=path)
    with engine.begin() as connection:
        upgrade_tables(connection, found)
    return True


def upgrade_tables(connection: Connection, found: str | None) -> None:
    """Run the migrations after one, or all of them, in the transaction of a connection."""
    _upgrade(connection)
    if found is not None:
        _mark_anew(connection, found)


def _mark_anew(connection: Connection, before: str) -> None:
    """Let the journal tell of the rows that are otherwise since a migration than it knew them, or not at all."""
    from sqlmodel import Session

    from scoreboard.store.verification import unmarked_rows
    from scoreboard.store.writing import NOBODY, Writing, machine_time

    with Session(bind=connection) as session:
        writing = Writing(session, NOBODY, machine_time())
        for marks in unmarked_rows(session):
            writing.record("upgrade", f"{before} → {REVISIONS[-1]}", marks=marks)
        writing.settle()


def _upgrade(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "scoreboard.store:migrations")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def stored_revision(path: Path) -> str | None:
    """The migration that a database file stands at, without changing it; None for a database that is none of ours.

    Raises Unreachable for no database, for an empty file, and where it cannot be read.
    """
    if not path.stat().st_size:
        raise Unreachable("database.hollow", path=path)
    try:
        try:
            row = _stored_revision(path, "mode=ro")
        except sqlite3.OperationalError as error:
            resting = not path.with_name(f"{path.name}-wal").exists()
            if not resting or _code(error) & 0xFF not in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN):
                raise
            row = _stored_revision(path, "mode=ro&immutable=1")  # in a folder where this account may not write
    except sqlite3.DatabaseError as error:
        if _code(error) == sqlite3.SQLITE_ERROR:  # it has no such table
            return None
        raise Unreachable("database.unreadable", path=path, detail=error) from None
    return None if row is None else str(row[0])


def _stored_revision(path: Path, how: str) -> tuple[str] | None:
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?{how}", uri=True)) as connection:
        found: tuple[str] | None = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        return found


def _code(error: sqlite3.Error) -> int:
    """SQLite's code of an error; 0 for one of Python's own."""
    return int(getattr(error, "sqlite_errorcode", 0))
