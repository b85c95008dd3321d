"""The host's key: made once and whole, and refused with one sentence where it cannot be used."""

import stat
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from scoreboard.errors import Unreachable
from scoreboard.own_folder import LOCK, LONGEST_SOCKET
from screens.remote import host_key as host_key_module
from screens.remote.host_key import fingerprint_of, host_key
from screens.remote.meeting_place import PREFIX, meeting_place
from tests.programs import program
from tests.remote.staffing import new_key

NAME = "ssh_host_ed25519_key"


def empty(path: Path) -> None:
    path.touch(0o600)


def garbage(path: Path) -> None:
    path.write_bytes(bytes(range(256)) * 4)
    path.chmod(0o600)


def with_a_passphrase(path: Path) -> None:
    new_key(path.parent, path.name)
    subprocess.run([program("ssh-keygen"), "-q", "-p", "-N", "secret", "-f", str(path)], check=True)


def open_to_others(path: Path) -> None:
    new_key(path.parent, path.name)
    path.chmod(0o644)


def of_another_kind(path: Path) -> None:
    new_key(path.parent, path.name, "rsa")


def dangling(path: Path) -> None:
    path.symlink_to(path.parent / "nowhere")


@pytest.mark.parametrize(
    "spoil", [empty, garbage, with_a_passphrase, open_to_others, of_another_kind, dangling, Path.mkdir]
)
def test_a_key_that_cannot_be_used_is_named(tmp_path: Path, spoil: Callable[[Path], None]) -> None:
    spoil(tmp_path / NAME)
    with pytest.raises(Unreachable) as refused:
        fingerprint_of(host_key(tmp_path))
    for lang in ("zh", "en"):
        assert str(tmp_path / NAME) in refused.value.sentence(lang)


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    with pytest.raises(Unreachable) as refused:
        host_key(tmp_path / "nowhere")
    assert str(tmp_path / "nowhere" / NAME) in refused.value.sentence("en")


def test_it_is_made_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(host_key_module.os, "fsync", full)
        with pytest.raises(Unreachable):
            host_key(tmp_path)
    assert not list(tmp_path.iterdir())
    path = host_key(tmp_path)
    assert [each.name for each in tmp_path.iterdir()] == [NAME]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    known = fingerprint_of(path)
    assert fingerprint_of(host_key(tmp_path)) == known


def test_what_a_killed_server_has_left_is_swept_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    around = tmp_path / "tmp"
    left = around / f"{PREFIX}left"
    around.mkdir()
    left.mkdir(mode=0o700)
    monkeypatch.setattr("tempfile.tempdir", str(around))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "too-long-for-a-socket" / ("x" * LONGEST_SOCKET)))
    for name in (LOCK, "stage"):
        (left / name).touch()
    with meeting_place() as one, meeting_place() as other:
        assert one.is_dir()
        assert other.is_dir()
        assert not left.exists()
        (one / "stage").touch()
    assert not list(around.iterdir())
