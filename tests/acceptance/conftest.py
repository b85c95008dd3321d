"""A database for each test, with an administrator called root who may do anything."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from scoreboard.settings import DatabaseSide, ServerSide
from tests.acceptance.competition import Competition
from tests.acceptance.driver import Program
from tests.private_server import PrivateServer

Opened = Callable[[Competition], Program]


@pytest.fixture(scope="session")
def database_with_root(contest_server: PrivateServer | None, tmp_path_factory: pytest.TempPathFactory) -> DatabaseSide:
    """A database with nobody but an administrator in it, made once: the migrations take a while."""
    database = (
        tmp_path_factory.mktemp("template") / "contest.db"
        if contest_server is None
        else contest_server.fresh(keep=True)
    )
    Program(database, now=None, acting=None).ok("user", "add", "root", "--role", "admin")
    return database


@pytest.fixture
def program(contest_server: PrivateServer | None, database_with_root: DatabaseSide, tmp_path: Path) -> Program:
    """The program on a database in which nothing has been loaded."""
    return copied(Program(database_with_root), tmp_path, contest_server)


@pytest.fixture(scope="session")
def loaded() -> dict[str, Program]:
    """Databases into which a competition was loaded, by its words, so that it is loaded once."""
    return {}


@pytest.fixture
def opened(
    program: Program,
    loaded: dict[str, Program],
    contest_server: PrivateServer | None,
    tmp_path: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Opened:
    """Loads a competition into the test's database; another one in the same test updates it."""
    updates: list[Competition] = []

    def load(competition: Competition) -> Program:
        folder, key = competition.write(tmp_path / "folder"), repr(competition)
        updates.append(competition)
        if len(updates) == 1 and key in loaded:
            return copied(loaded[key], tmp_path, contest_server)
        program.ok("load", folder, "--with-clock")
        if len(updates) == 1:
            loaded[key] = copied(program, tmp_path_factory.mktemp("loaded"), contest_server, keep=True)
        return program

    return load


def copied(
    program: Program, folder: Path, contest_server: PrivateServer | None = None, *, keep: bool = False
) -> Program:
    """The same program on a copy of its database, which nobody has open; one to `keep` outlives the test."""
    if isinstance(program.database, ServerSide):
        assert contest_server is not None
        return replace(program, database=contest_server.fresh(like=contest_server.name_of(program.database), keep=keep))
    for path in (program.database, program.public):
        if path.is_file():
            shutil.copy(path, folder / path.name)
    return replace(program, database=folder / program.database.name)
