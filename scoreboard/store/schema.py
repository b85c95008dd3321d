"""Which tables a database has, and how an older one is brought up to date."""

import sqlite3
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from scoreboard.errors import Unreachable

REVISIONS = ("0001", "0003", "0004", "0005")
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
        _upgrade(connection)
    return True


def _upgrade(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "scoreboard.store:migrations")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def stored_revision(path: Path) -> str | None:
    """The migration that a database file stands at, without changing it. Raises Unreachable for no database."""
    try:
        connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
        try:
            row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        finally:
            connection.close()
    except sqlite3.OperationalError:
        return None
    except sqlite3.DatabaseError as error:
        raise Unreachable("database.unreadable", path=path, detail=error) from None
    return None if row is None else str(row[0])
