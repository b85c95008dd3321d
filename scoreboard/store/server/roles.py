"""Who may do what on a server: four roles, each with no more than its screens need.

People log in as users of their own, who are members of one of these (``CREATE ROLE hall1 LOGIN IN ROLE …``). What the
program lets people do is asked beside that: a role is what somebody can do who comes to the server with other tools.
"""

from collections.abc import Iterator
from contextlib import closing
from enum import StrEnum

import psycopg
from psycopg.sql import Identifier

from scoreboard.errors import Unreachable
from scoreboard.settings import ServerSide
from scoreboard.store.server.connecting import MAIN, PUBLIC, STAFF, connect, first_line
from scoreboard.store.server.dialect import NEXT_NUMBER
from scoreboard.store.server.functions import JOURNAL_HEAD, OWN_SERIES, OWN_UNITS
from scoreboard.store.server.row_security import policies
from scoreboard.store.server.tables import TURN, has_tables


class ServerRole(StrEnum):
    ADMIN = "scoreboard_admin"
    DESK = "scoreboard_desk"
    DIRECTOR = "scoreboard_director"
    VIEWER = "scoreboard_viewer"


OF_DESK = (
    *("score", "returned_score", "reentered_score", "score_sheet", "score_source", "sheet_meaning"),
    *("nominee", "nominee_event", "star_decision", "honour", "veto"),
    *("pledge", "goal", "livelihood_item", "progress_report", "rectification"),
    *("series_period", "remaining_unit", "custody_entry", "reveal", "correction", "tie_decision", "place_decision"),
    *("ceremony", "seal", "year_end"),
)
"""The tables in which a desk writes; what a competition is made of, its people and the stage are not among them."""
OF_DIRECTOR = ("ceremony", "ceremony_event", "stage", "seal", "reveal", "custody_entry", "series_period", "nominee")
"""The tables in which a director writes; no score is among them."""

APPEND_ONLY = ("journal", "stage", "ceremony_event", "seal", "custody_entry", "correction")
"""The tables whose rows stay as they were written, which triggers see to in files."""


def grants(database: str) -> Iterator[str]:
    """The statements that make the roles and give each what it needs; carried out again they change nothing."""
    named = Identifier(database).as_string()
    every = ", ".join(ServerRole)
    for role in ServerRole:
        yield (
            f"DO $$ BEGIN IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = '{role}') THEN"
            f" CREATE ROLE {role} NOLOGIN; END IF; END $$"
        )
    yield f"REVOKE ALL ON DATABASE {named} FROM PUBLIC"
    yield f"GRANT CONNECT ON DATABASE {named} TO {every}"
    for schema in (MAIN, PUBLIC):
        yield f"REVOKE ALL ON ALL TABLES IN SCHEMA {schema} FROM {every}"
        yield f"REVOKE ALL ON SCHEMA {schema} FROM PUBLIC, {every}"
    yield f"REVOKE ALL ON FUNCTION {NEXT_NUMBER} FROM PUBLIC"
    yield from _for_staff()
    yield f"GRANT USAGE ON SCHEMA {PUBLIC} TO {every}"
    yield f"GRANT SELECT ON ALL TABLES IN SCHEMA {PUBLIC} TO {every}"
    yield from policies(f"{ServerRole.DESK}, {ServerRole.DIRECTOR}", f"{ServerRole.ADMIN}, {ServerRole.VIEWER}")


def _for_staff() -> Iterator[str]:
    staff = f"{ServerRole.ADMIN}, {ServerRole.DESK}, {ServerRole.DIRECTOR}"
    yield f"GRANT USAGE ON SCHEMA {MAIN} TO {staff}"
    for name in (JOURNAL_HEAD, OWN_SERIES, OWN_UNITS):
        yield f"REVOKE ALL ON FUNCTION {name} FROM PUBLIC"
    yield f"GRANT EXECUTE ON FUNCTION {NEXT_NUMBER}, {JOURNAL_HEAD}, {OWN_SERIES}, {OWN_UNITS} TO {staff}"
    yield f"GRANT SELECT ON ALL TABLES IN SCHEMA {MAIN} TO {staff}"
    yield f"GRANT UPDATE ON {MAIN}.{TURN} TO {staff}"
    yield f"GRANT INSERT ON {MAIN}.journal TO {staff}"
    yield f"GRANT INSERT, UPDATE ON ALL TABLES IN SCHEMA {PUBLIC} TO {staff}"
    yield f"GRANT INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {MAIN} TO {ServerRole.ADMIN}"
    yield f"GRANT DELETE ON ALL TABLES IN SCHEMA {PUBLIC} TO {ServerRole.ADMIN}"
    yield f"GRANT UPDATE (wrong, wrong_at) ON {MAIN}.person_pin TO {ServerRole.DESK}, {ServerRole.DIRECTOR}"
    for role, tables in ((ServerRole.DESK, OF_DESK), (ServerRole.DIRECTOR, OF_DIRECTOR)):
        yield f"GRANT INSERT, UPDATE, DELETE ON {', '.join(f'{MAIN}.{name}' for name in tables)} TO {role}"
    yield f"REVOKE UPDATE, DELETE ON {', '.join(f'{MAIN}.{name}' for name in APPEND_ONLY)} FROM {staff}"


def apply_roles(side: ServerSide, *, really: bool) -> list[str]:
    """The statements for a database; carried out in one transaction if that is `really` meant.

    Raises Unreachable where there is no such database, and where whoever logs in may not make roles.
    """
    if not has_tables(side):
        raise Unreachable("database.missing_on_server", path=side)
    with closing(connect(side, STAFF)) as connection:
        statements = list(grants(connection.info.dbname))
        if really:
            try:
                with connection.transaction():
                    for statement in statements:
                        connection.execute(statement.encode())
            except psycopg.errors.InsufficientPrivilege as error:
                raise Unreachable("database.not_granted", path=side, detail=first_line(error)) from None
    return statements
