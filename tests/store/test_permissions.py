"""Who may read a database: its account, a group that it has been opened to by hand, and nobody else."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from scoreboard.errors import Unreachable
from scoreboard.settings import DatabasePaths
from scoreboard.store.backup import copy_into, copy_to_file
from scoreboard.store.engine import Store
from tests.strangers import STRANGER, needs_root

pytestmark = pytest.mark.files


@pytest.fixture(autouse=True, params=[0o022, 0o002, 0o077, 0o000])
def mask(request: pytest.FixtureRequest) -> Iterator[int]:
    before = os.umask(request.param)
    yield request.param
    os.umask(before)


@pytest.fixture
def paths(tmp_path: Path) -> DatabasePaths:
    return DatabasePaths(tmp_path / "contest.db", tmp_path / "contest-public.db")


def modes(paths: DatabasePaths) -> set[int]:
    return {stat.S_IMODE(path.stat().st_mode) for path in paths.main.parent.glob("*.db*")}


def test_a_new_database_and_a_restored_one_are_shut_to_others(paths: DatabasePaths, tmp_path: Path) -> None:
    store = Store(paths, create=True)
    assert modes(paths) == {0o600}
    store.close()
    copy_to_file(paths.main, tmp_path / "backup.db")
    copy_into(tmp_path / "backup.db", tmp_path / "spare.db")
    assert modes(paths) == {0o600}


def test_one_that_everybody_could_read_is_shut_when_it_is_opened(paths: DatabasePaths) -> None:
    """As an older program left it."""
    Store(paths, create=True).close()
    for path in (paths.main, paths.public):
        path.chmod(0o644)
    Store(paths).close()
    assert modes(paths) == {0o640}


def test_a_group_that_was_let_in_stays(paths: DatabasePaths, tmp_path: Path) -> None:
    Store(paths, create=True).close()
    for path in (paths.main, paths.public):
        path.chmod(0o660)
    store = Store(paths)
    with store.transaction():
        assert modes(paths) == {0o660}, "the log is as open as its database"
    store.close()
    copy_to_file(paths.main, tmp_path / "backup.db")
    copy_into(tmp_path / "backup.db", paths.main)
    assert stat.S_IMODE(paths.main.stat().st_mode) == 0o660


@needs_root
@pytest.mark.parametrize("suffix", ["", "-wal", "-shm", "-journal"])
@pytest.mark.parametrize("file", ["main", "public"])
@pytest.mark.parametrize("kind", ["file", "link"])
def test_f701_what_another_account_has_put_where_everybody_may_write_is_not_used(
    paths: DatabasePaths, tmp_path: Path, suffix: str, file: str, kind: str
) -> None:
    """They could read what is written there, or forge what the hall shows."""
    tmp_path.chmod(0o1777)
    hit = paths.main if file == "main" else paths.public
    planted = hit.with_name(hit.name + suffix)
    if kind == "link":
        planted.symlink_to(tmp_path / "theirs")
    else:
        planted.touch(mode=0o666)
    os.lchown(planted, STRANGER, STRANGER)
    with pytest.raises(Unreachable) as refused:
        Store(paths, create=True)
    assert refused.value.key == "database.planted"
    assert str(planted) in refused.value.sentence("en")
    assert not (tmp_path / "theirs").exists()
