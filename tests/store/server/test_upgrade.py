"""A server's database of an older program is brought up to date by the first command, and says what it said."""

from alembic import command
from alembic.config import Config

from scoreboard.store.schema import REVISIONS
from scoreboard.store.server.base import engine_of
from tests.acceptance.driver import Program
from tests.private_server import PrivateServer

BACK = 3
"""So many migrations are taken back and made again."""
_COLUMNS = (
    "SELECT table_schema, table_name, column_name, data_type, collation_name, is_nullable"
    " FROM information_schema.columns WHERE table_schema IN ('main', 'public_facts') ORDER BY 1, 2, 3"
)


def columns(program: Program, server: PrivateServer) -> list[tuple[object, ...]]:
    with server.connect(server.name_of(program.database)) as connection:
        return connection.execute(_COLUMNS).fetchall()


def take_back(program: Program, revision: str) -> None:
    """Bring a database to the tables of an older program."""
    engine = engine_of(program.database)
    with engine.begin() as connection:
        config = Config()
        config.set_main_option("script_location", "scoreboard.store:migrations")
        config.attributes["connection"] = connection
        command.downgrade(config, revision)
    engine.dispose()


def test_the_last_migrations_are_made_on_a_server_too(there: Program, server: PrivateServer) -> None:
    there.ok("enter", "main", "2031Q1", "roads", "t1", 90)
    there.ok("confirm", "main", "2031Q1")
    before, shown = columns(there, server), there.show("ranking", "--series", "main")
    take_back(there, REVISIONS[-1 - BACK])
    assert columns(there, server) != before
    there.ok("db", "upgrade")
    assert columns(there, server) == before
    assert there.show("ranking", "--series", "main") == shown
    assert "whole" in there.ok("journal", "--verify").out
    there.ok("enter", "main", "2031Q1", "roads", "t2", 91)
