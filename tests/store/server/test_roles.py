"""Roles on a server: each logs in, does what it is for, and is stopped by the server itself from all else."""

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace

import psycopg
import pytest

from scoreboard.models import metadata
from scoreboard.store.server.roles import APPEND_ONLY, OF_DESK, OF_DIRECTOR, ServerRole
from tests.acceptance.driver import Program
from tests.private_server import PrivateServer

LogIn = Callable[[ServerRole], Program]


@pytest.fixture
def log_in(there: Program, server: PrivateServer) -> LogIn:
    """The program for a user who is a member of a role."""
    there.ok("db", "roles")
    assert there("db", "roles", "--apply").code == 0
    assert there("db", "roles", "--apply").code == 0, "it can be done again"

    def logged_in(role: ServerRole) -> Program:
        user = f"some_{role}"
        with closing(server.connect()) as owner:
            if owner.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [user]).fetchone() is None:
                owner.execute(f"CREATE ROLE {user} LOGIN IN ROLE {role}")
        return replace(there, database=server.side(server.name_of(there.database), user))

    return logged_in


def refused(server: PrivateServer, program: Program, *statements: str) -> None:
    """See that the server itself refuses each of these."""
    user = program.database.url.partition("://")[2].partition("@")[0]
    with closing(server.connect(server.name_of(program.database), user)) as connection:
        for statement in statements:
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute(statement)


JOURNAL = (
    *("UPDATE main.journal SET who = 'x'", "TRUNCATE main.journal"),
    *(f"DELETE FROM main.{name}" for name in APPEND_ONLY),
    *("UPDATE main.seal SET commitment = ''", "UPDATE main.ceremony_event SET who = ''"),
    *("UPDATE main.stage SET scene = '{}'", "UPDATE main.custody_entry SET reason = ''"),
    "UPDATE main.correction SET reason = ''",
)
"""What nobody does but the owner of the tables."""


def test_a_viewer_reads_what_is_public_and_nothing_else(log_in: LogIn, server: PrivateServer) -> None:
    viewer = log_in(ServerRole.VIEWER)
    assert viewer.flags("--series", "main", "--period", "2031Q1") is not None
    assert viewer("show", "ranking", "--series", "main", "--private").code == 3
    assert viewer("enter", "main", "2031Q1", "roads", "t1", "90").code == 3
    refused(
        server,
        viewer,
        *(f'SELECT * FROM main."{name}"' for name in metadata.tables if not name.startswith("public_")),
        *(f"DELETE FROM public_facts.{name}" for name in ("public_fact", "stage", "image")),
        "INSERT INTO public_facts.public_change VALUES (99, '', '')",
        "SELECT taken FROM main.turn FOR UPDATE",
        "CREATE TABLE public_facts.mine (a int)",
        "CREATE TEMP TABLE mine (a int)",
    )


def test_a_desk_enters_and_closes_and_cannot_touch_the_past(log_in: LogIn, server: PrivateServer) -> None:
    desk = log_in(ServerRole.DESK)
    desk.ok("enter", "main", "2031Q1", "roads", "t1", 90)
    desk.ok("confirm", "main", "2031Q1")
    desk.ok("unconfirm", "main", "2031Q1")
    desk.ok("confirm", "main", "2031Q1")
    desk.ok("close", "main", "2031Q1")
    desk.ok("reopen", "main", "2031Q1", "--reason", "再看")
    desk.ok("close", "main", "2031Q1")
    desk.ok("close", "closed", "2031Q1")
    desk.ok("veto", "t2", "safety", "--period", "2031Q2", "--reason", "事故")
    desk.ok("honour", "t3", "national", "模范", "--document", "文 1", "--on", "2031-02-01")
    desk.ok("pledge", "add", "--unit", "t1", "--text", "修路", "--due", "2031-12-01")
    assert desk("user", "add", "other", "--role", "admin").code == 3
    refused(
        server,
        desk,
        *JOURNAL,
        "INSERT INTO main.person (name, role) VALUES ('x', 'admin')",
        "UPDATE main.person SET role = 'admin'",
        "UPDATE main.competition SET settable_clock = true",
        "DELETE FROM main.stage",
        "DELETE FROM public_facts.public_fact",
    )


def test_a_director_plays_a_ceremony_and_enters_no_score(log_in: LogIn, server: PrivateServer, there: Program) -> None:
    there.ok("close", "closed", "2031Q1")
    director = log_in(ServerRole.DIRECTOR)
    director.ok("ceremony", "seal", "closed-2031Q1")
    while director("cue", "next", "closed-2031Q1", "--yes").code == 0:
        pass
    assert director.flags("--series", "closed", "--period", "2031Q1")["works"]["holders"]
    assert director("enter", "main", "2031Q1", "roads", "t1", "90").code == 3
    refused(server, director, *JOURNAL, "UPDATE main.score SET value = 0", "UPDATE main.person SET role = 'admin'")


def test_an_admin_does_everything_but_change_the_journal(log_in: LogIn, server: PrivateServer) -> None:
    admin = log_in(ServerRole.ADMIN)
    admin.ok("user", "add", "other", "--role", "operator")
    admin.ok("enter", "main", "2031Q1", "roads", "t1", 90)
    refused(server, admin, *JOURNAL)


def test_roles_name_tables_that_there_are() -> None:
    assert {*OF_DESK, *OF_DIRECTOR} <= set(metadata.tables)
