"""Databases that are made once in a test process.

A new database is brought up by every migration from the first on, which takes longer than most tests. They all come to
the same tables: those of the first one are written down, and made as they are in the others.
"""

import sqlite3
from typing import cast

import pytest
from sqlalchemy import Connection

from scoreboard.store import schema


def share_made_tables(patch: pytest.MonkeyPatch) -> None:
    """Let a new database have the tables that the migrations made in the first one; an older one has them run."""
    upgrade = schema._upgrade
    made: list[str] = []

    def brought_up(connection: Connection) -> None:
        if schema.revision_of(connection) is not None:
            upgrade(connection)
        elif not made:
            upgrade(connection)
            made.extend(_written_down(connection))
        else:
            for statement in made:
                connection.exec_driver_sql(statement)

    patch.setattr(schema, "_upgrade", brought_up)


def _written_down(connection: Connection) -> list[str]:
    """What makes the tables as they are, with the rows that the migrations put into them."""
    database = cast(sqlite3.Connection, connection.connection.dbapi_connection)
    return [line for line in database.iterdump() if line not in ("BEGIN TRANSACTION;", "COMMIT;")]
