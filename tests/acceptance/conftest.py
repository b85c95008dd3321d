"""A database for each test, with an administrator called root who may do anything."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.acceptance.competition import Competition
from tests.acceptance.driver import Program

Opened = Callable[[Competition], Program]


@pytest.fixture(scope="session")
def database_with_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with nobody but an administrator in it, made once: the migrations take a while."""
    path = tmp_path_factory.mktemp("template") / "contest.db"
    Program(path, acting=None).ok("user", "add", "root", "--role", "admin")
    return path


@pytest.fixture
def program(database_with_root: Path, tmp_path: Path) -> Program:
    """The program on a database in which nothing has been loaded."""
    path = tmp_path / "contest.db"
    shutil.copy(database_with_root, path)
    return Program(path)


@pytest.fixture
def opened(program: Program, tmp_path: Path) -> Opened:
    """Loads a competition into the test's database."""

    def load(competition: Competition) -> Program:
        program.ok("load", competition.write(tmp_path / "folder"))
        return program

    return load
