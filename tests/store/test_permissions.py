"""Who may read a main database: its owner, the group as far as the umask lets, and nobody else."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from scoreboard.settings import DatabasePaths
from scoreboard.store.backup import copy_into, copy_to_file
from scoreboard.store.engine import Store


@pytest.fixture(autouse=True, params=[0o022, 0o002, 0o077])
def mask(request: pytest.FixtureRequest) -> Iterator[int]:
    before = os.umask(request.param)
    yield request.param
    os.umask(before)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_new_database_and_a_restored_one_are_shut_to_others(tmp_path: Path, mask: int) -> None:
    paths = DatabasePaths(tmp_path / "contest.db", tmp_path / "contest-public.db")
    Store(paths, create=True).close()
    assert mode(paths.main) == 0o660 & ~mask
    assert mode(paths.public) == 0o644 & ~mask
    copy_to_file(paths.main, tmp_path / "backup.db")
    copy_into(tmp_path / "backup.db", tmp_path / "spare.db")
    assert mode(tmp_path / "spare.db") == 0o660 & ~mask
    paths.main.chmod(0o664)
    copy_into(tmp_path / "backup.db", paths.main)
    assert mode(paths.main) == 0o660
