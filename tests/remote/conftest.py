"""What the tests of terminal access share: the contest of 2010, and a server of it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from scoreboard.cli.demo.preparing import prepare
from scoreboard.settings import Settings
from tests.handan import PLOT
from tests.made_once import made_once
from tests.remote.serving import Served, serving


@pytest.fixture(scope="session")
def handan_files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The database files of the contest on the morning of the third quarter's ceremony."""
    folder = made_once(tmp_path_factory, "handan", lambda folder: prepare(folder, "zh", PLOT))
    return {path.name: path.read_bytes() for path in folder.glob("*.db")}


def _put(files: dict[str, bytes], folder: Path) -> Settings:
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return Settings(str(folder / "handan-2010.db"), "zh")


@pytest.fixture
def handan(handan_files: dict[str, bytes], tmp_path: Path) -> Settings:
    """The contest for one test alone, which may change it."""
    return _put(handan_files, tmp_path)


@pytest.fixture(scope="module")
def quiet(handan_files: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """The contest for a file of tests that change nothing."""
    return _put(handan_files, tmp_path_factory.mktemp("quiet"))


@pytest.fixture(scope="module")
def served(quiet: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server for a file of tests that change nothing."""
    with serving(str(quiet.database), tmp_path_factory.mktemp("served")) as server:
        yield server
