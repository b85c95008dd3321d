"""Connections to a PostgreSQL server: one way for staff, another for viewers, each with the schemas that it sees.

Hosts, passwords and certificates are libpq's affair: a URL may name several hosts and say which kind is wanted
(``target_session_attrs``), and a password comes from PGPASSWORD or a passfile. Of several hosts staff take the one that
can be written to, and viewers a standby where there is one, unless the URL says otherwise.
"""

import os
from typing import Any

import psycopg
from psycopg.adapt import Loader
from psycopg.conninfo import conninfo_to_dict

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
REACH_SECONDS, REACH_EACH_SECONDS = 10, 3
"""How long is waited for a server that does not answer; for each, where there are several."""
SILENT_SECONDS = 120
"""After so long the server takes the turn from a deed of which nothing comes any more, so that others can go on."""
_OF_SESSIONS = {
    "lock_timeout": f"{WAIT_SECONDS}s",
    "idle_in_transaction_session_timeout": f"{SILENT_SECONDS}s",
    "tcp_keepalives_idle": "10",
    "tcp_keepalives_interval": "5",
    "tcp_keepalives_count": "3",
    "timezone": "UTC",
}
_NOTICING = {"keepalives_idle": "5", "keepalives_interval": "2", "keepalives_count": "3", "tcp_user_timeout": "10000"}
"""How soon a machine that has vanished without a word is noticed to be gone: within some ten seconds."""


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
    settings = {"search_path": schemas, **_OF_SESSIONS}
    connection = psycopg.connect(
        **{**_NOTICING, **_asked(side, schemas)},
        options=" ".join(f"-c {name}={value}" for name, value in settings.items()),
        application_name="scoreboard",
        client_encoding="utf8",
        cursor_factory=psycopg.ClientCursor,  # values in their places: no type of a question need be guessed
    )
    connection.adapters.register_loader("numeric", _SumLoader)
    return connection


def _asked(side: ServerSide, schemas: str) -> dict[str, Any]:
    """What a URL asks for, and what follows from it where it leaves that open."""
    asked = conninfo_to_dict(f"postgresql://{side.url.partition('://')[2]}")
    several = any("," in str(asked.get(name, os.environ.get(f"PG{name.upper()}", ""))) for name in ("host", "hostaddr"))
    asked.setdefault("connect_timeout", REACH_EACH_SECONDS if several else REACH_SECONDS)
    if several and "PGTARGETSESSIONATTRS" not in os.environ:
        asked.setdefault("target_session_attrs", "read-write" if schemas == STAFF else "prefer-standby")
    for name in ("options", "application_name", "client_encoding"):
        asked.pop(name, None)
    return asked


class _SumLoader(Loader):
    """A sum of whole numbers, which PostgreSQL has wider than those are; there are no other such values."""

    def load(self, data: Any) -> int:
        return int(bytes(data))


def first_line(error: BaseException) -> str:
    """What a server, or the way to it, says: of several lines the first tells what it is."""
    return next((line.strip() for line in str(error).splitlines() if line.strip()), type(error).__name__)
