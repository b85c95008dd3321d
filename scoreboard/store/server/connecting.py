"""Connections to a PostgreSQL server: one way for staff, another for viewers, each with the schemas that it sees.

Hosts, passwords and certificates are libpq's affair: a URL may name several hosts and say which kind is wanted
(``target_session_attrs``), and a password comes from PGPASSWORD or a passfile.
"""

from typing import Any

import psycopg
from psycopg.adapt import Loader

from scoreboard.errors import Unreachable
from scoreboard.settings import ServerSide

MAIN, PUBLIC = "main", "public_facts"
"""The schema of the contest's tables, and that of what is public."""
STAFF, VIEWERS = f"{MAIN},{PUBLIC}", PUBLIC
"""What each finds without naming a schema."""
CHANNEL = "scoreboard"
"""On which displays are told that something has become public."""
WAIT_SECONDS = 20
"""How long somebody waits for another one's transaction before they give up, as on SQLite."""
REACH_SECONDS = 10
"""How long is waited for a server that does not answer."""


def connect(side: ServerSide, schemas: str) -> "psycopg.Connection[Any]":
    """A connection in autocommit. Raises Unreachable where there is no server, or it lets nobody in."""
    try:
        connection = connect_plainly(side, schemas)
        connection.autocommit = True
    except psycopg.Error as error:
        raise Unreachable("database.no_server", path=side, detail=first_line(error)) from None
    return connection


def connect_plainly(side: ServerSide, schemas: str) -> "psycopg.Connection[Any]":
    """A connection as the driver makes it. Raises psycopg.Error."""
    connection = psycopg.connect(
        f"postgresql://{side.url.partition('://')[2]}",
        options=f"-c search_path={schemas} -c lock_timeout={WAIT_SECONDS}s -c timezone=UTC",
        connect_timeout=REACH_SECONDS,
        application_name="scoreboard",
        client_encoding="utf8",
        cursor_factory=psycopg.ClientCursor,  # values in their places: no type of a question need be guessed
    )
    connection.adapters.register_loader("numeric", _SumLoader)
    return connection


class _SumLoader(Loader):
    """A sum of whole numbers, which PostgreSQL has wider than those are; there are no other such values."""

    def load(self, data: Any) -> int:
        return int(bytes(data))


def first_line(error: BaseException) -> str:
    """What a server, or the way to it, says: of several lines the first tells what it is."""
    return next((line.strip() for line in str(error).splitlines() if line.strip()), type(error).__name__)
