"""Changing a file over to a log while another program is about to write it."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from scoreboard.settings import database_paths
from scoreboard.store.engine import Store
from scoreboard.store.write_ahead import write_ahead

pytestmark = pytest.mark.files


@pytest.fixture
def about_to_write(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """Another program in its first transaction on a database that keeps no log yet."""
    (tmp_path / "contest.db").touch(mode=0o600)
    with closing(sqlite3.connect(tmp_path / "contest.db", isolation_level=None, check_same_thread=False)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield other


def test_a_first_opening_waits_for_another(tmp_path: Path, about_to_write: sqlite3.Connection) -> None:
    leaving = threading.Timer(0.3, about_to_write.rollback)
    leaving.start()
    Store(database_paths(str(tmp_path / "contest.db")), create=True).close()
    leaving.join()
    with closing(sqlite3.connect(tmp_path / "contest.db")) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


@pytest.mark.usefixtures("about_to_write")
def test_nobody_waits_for_ever(tmp_path: Path) -> None:
    with (
        closing(sqlite3.connect(tmp_path / "contest.db", timeout=0)) as connection,
        pytest.raises(sqlite3.OperationalError, match="locked"),
    ):
        write_ahead(connection, 0.05)
