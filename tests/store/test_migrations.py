"""The tables: made from empty, kept level with the models, and never touched by an older program."""

import os
import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex

from scoreboard.errors import Unreachable
from scoreboard.models import metadata
from scoreboard.settings import DatabasePaths, database_paths
from scoreboard.store import schema
from scoreboard.store.engine import Store
from tests.contests import prepare
from tests.processes import PROCESSES
from tests.warm_programs import run_warm

pytestmark = pytest.mark.files


def migrated(place: Path) -> Store:
    return Store(database_paths(str(place / "contest.db")), create=True)


def test_an_empty_place_is_brought_to_the_newest_tables(tmp_path: Path) -> None:
    store = migrated(tmp_path)
    tables = set(inspect(store.engine).get_table_names())
    store.close()
    assert tables == {*metadata.tables, "alembic_version"}
    assert schema.stored_revision(tmp_path / "contest.db") == schema.REVISIONS[-1]
    assert (tmp_path / "contest-public.db").is_file()


PLACES = "ix_public_standing_place"
"""An index that runs downwards, which SQLite tells nobody but in its words."""


def test_the_program_knows_every_migration() -> None:
    config = Config()
    config.set_main_option("script_location", "scoreboard.store:migrations")
    script = ScriptDirectory.from_config(config)
    written = tuple(revision.revision for revision in reversed(list(script.walk_revisions())))
    assert written == schema.REVISIONS
    assert script.get_heads() == [schema.REVISIONS[-1]]


def test_the_models_ask_for_just_what_the_migrations_make(tmp_path: Path) -> None:
    store = migrated(tmp_path)
    with store.engine.connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={
                "compare_type": True,
                "compare_server_default": True,
                "include_object": lambda _object, name, *_: name != PLACES,
            },
        )
        differences = compare_metadata(context, metadata)
        made = connection.exec_driver_sql(f"SELECT sql FROM sqlite_master WHERE name = '{PLACES}'").scalar_one()
    store.close()
    assert differences == []
    (asked,) = (index for index in metadata.tables["public_standing"].indexes if index.name == PLACES)
    assert made.split() == str(CreateIndex(asked).compile(dialect=sqlite.dialect())).split()


def test_every_check_of_the_models_is_in_the_tables(tmp_path: Path) -> None:
    """Alembic's comparison is blind to these."""
    store = migrated(tmp_path)
    inspector = inspect(store.engine)
    for name, table in metadata.tables.items():
        wanted = {
            str(constraint.sqltext)
            for constraint in table.constraints
            if isinstance(constraint, sqlalchemy.CheckConstraint)
        }
        found = {str(check["sqltext"]) for check in inspector.get_check_constraints(name)}
        assert found == wanted, name
    store.close()


def test_every_constraint_has_a_name() -> None:
    for table in metadata.tables.values():
        for constraint in table.constraints:
            assert constraint.name, f"{table.name}: {constraint!r}"


def test_a_second_opening_finds_nothing_to_do(tmp_path: Path) -> None:
    store = migrated(tmp_path)
    assert schema.bring_up_to_date(store.engine, store.paths.main) is False
    store.close()


def test_several_first_openings_at_once_make_one_database(tmp_path: Path) -> None:
    gate = PROCESSES.Barrier(3)
    openings = [PROCESSES.Process(target=_open_first, args=(str(tmp_path / "contest.db"), gate)) for _ in range(3)]
    for opening in openings:
        opening.start()
    for opening in openings:
        opening.join(60)
    assert [opening.exitcode for opening in openings] == [0, 0, 0]
    assert schema.stored_revision(tmp_path / "contest.db") == schema.REVISIONS[-1]


def _open_first(path: str, gate: Any) -> None:
    gate.wait(30)
    Store(database_paths(path), create=True).close()


def test_a_migration_that_is_killed_leaves_nothing_half_made(tmp_path: Path) -> None:
    opening = PROCESSES.Process(target=_die_while_migrating, args=(str(tmp_path / "contest.db"),))
    opening.start()
    opening.join(60)
    assert opening.exitcode == 9
    with sqlite3.connect(tmp_path / "contest.db") as connection:
        assert connection.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,)
    connection.close()
    migrated(tmp_path).close()
    assert schema.stored_revision(tmp_path / "contest.db") == schema.REVISIONS[-1]


def _die_while_migrating(path: str) -> None:
    def die(connection: Any, cursor: Any, statement: str, *_rest: Any) -> None:
        if "CREATE TABLE score" in statement:
            os._exit(9)

    sqlalchemy.event.listen(sqlalchemy.Engine, "after_cursor_execute", die)
    Store(database_paths(path), create=True)


@pytest.fixture
def newer(tmp_path: Path) -> DatabasePaths:
    """A database as a later program would leave it."""
    paths = prepare(tmp_path).paths
    with sqlite3.connect(paths.main) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    return paths


def test_a_newer_database_is_refused_and_left_alone(newer: DatabasePaths) -> None:
    before = newer.main.read_bytes(), newer.public.read_bytes()
    for create in (False, True):
        with pytest.raises(Unreachable) as refused:
            Store(newer, create=create)
        assert refused.value.key == "database.newer"
    assert (newer.main.read_bytes(), newer.public.read_bytes()) == before


@dataclass(frozen=True)
class Answer:
    returncode: int
    stdout: str
    stderr: str


def run_db(word: str, path: Path) -> Answer:
    done = run_warm("--lang", "en", "db", word, "--database", str(path), environment=os.environ)
    return Answer(done.returncode, done.stdout.decode(), done.stderr.decode())


def test_db_upgrade_makes_the_tables_and_says_so(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "contest.db"
    answer = run_db("status", path)
    assert answer.returncode == 0
    assert not path.exists(), "status only looks"
    answer = run_db("upgrade", path)
    assert (answer.returncode, answer.stderr) == (0, "")
    assert schema.REVISIONS[-1] in answer.stdout
    assert run_db("upgrade", path).stdout == answer.stdout
    assert run_db("status", path).stdout.startswith(answer.stdout)


def test_db_upgrade_of_a_newer_database_stops(newer: DatabasePaths) -> None:
    before = newer.main.read_bytes()
    answer = run_db("upgrade", newer.main)
    assert answer.returncode == 3
    assert answer.stderr.count("\n") == 1
    assert "newer" in answer.stderr
    assert newer.main.read_bytes() == before
    status = run_db("status", newer.main)
    assert status.returncode == 0
    assert "9999" in status.stdout
