"""The nudge: at once where it can be, never an error, never a message."""

import os
import select
import socket
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from scoreboard.store.public.nudge import Listener, nudge


@pytest.fixture(autouse=True)
def runtime_folder(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    with tempfile.TemporaryDirectory(dir="/tmp") as folder:
        monkeypatch.setenv("XDG_RUNTIME_DIR", folder)
        yield Path(folder)


def heard(ear: Listener) -> bool:
    return bool(select.select([ear], [], [], 0)[0])


def test_every_display_of_the_file_hears_it_and_no_other(tmp_path: Path) -> None:
    here, there = tmp_path / "a-public.db", tmp_path / "b-public.db"
    with closing(Listener(here)) as first, closing(Listener(here)) as second, closing(Listener(there)) as other:
        nudge(here)
        assert (heard(first), heard(second), heard(other)) == (True, True, False)
        first.clear()
        assert (heard(first), heard(second)) == (False, True)


def test_many_nudges_are_cleared_as_one_and_carry_nothing(tmp_path: Path) -> None:
    with closing(Listener(tmp_path / "a.db")) as ear:
        for _ in range(5000):
            nudge(tmp_path / "a.db")
        assert heard(ear), "a full ear holds nobody up"
        assert os.read(ear.fileno(), 100) == b""
        ear.clear()
        assert not heard(ear)


def test_two_paths_to_one_file_meet(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    with closing(Listener(tmp_path / "link" / "a.db")) as ear:
        nudge(tmp_path / "real" / "a.db")
        assert heard(ear)


def ears(runtime_folder: Path) -> list[str]:
    return [path.name for path in runtime_folder.glob("scoreboard/*/*")]


def test_the_socket_of_a_dead_display_is_cleared_away(tmp_path: Path, runtime_folder: Path) -> None:
    ear = Listener(tmp_path / "a.db")
    (folder,) = (runtime_folder / "scoreboard").iterdir()
    with closing(socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)) as dead:
        dead.bind(str(folder / "1-abc"))
    assert len(ears(runtime_folder)) == 2
    nudge(tmp_path / "a.db")
    assert len(ears(runtime_folder)) == 1
    assert heard(ear)
    ear.close()
    assert list((runtime_folder / "scoreboard").iterdir()) == []


def test_nobody_listening_is_no_error(tmp_path: Path, runtime_folder: Path) -> None:
    nudge(tmp_path / "a.db")
    assert list(runtime_folder.iterdir()) == []


def test_a_path_that_is_too_long_for_a_socket_is_none_for_ours(
    tmp_path: Path, runtime_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deep = runtime_folder / ("d" * 200)
    deep.mkdir()
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(deep))
    with closing(Listener(tmp_path / "a.db")) as ear:
        nudge(tmp_path / "a.db")
        assert heard(ear)


def test_a_folder_that_is_none_makes_an_ear_deaf_but_nothing_fail(
    tmp_path: Path, runtime_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The display polls, and a deed that is kept is not told to have failed."""
    blocked = runtime_folder / "scoreboard"
    blocked.write_text("in the way")
    monkeypatch.setenv("XDG_STATE_HOME", str(blocked))
    ear = Listener(tmp_path / "a.db")
    nudge(tmp_path / "a.db")
    assert not heard(ear)
    ear.clear()
    ear.close()
    assert blocked.read_text() == "in the way"
