"""The server's own key: ed25519, made on the first start, readable by its owner alone."""

import contextlib
import os
import stat
import tempfile
from pathlib import Path

import asyncssh

from scoreboard.errors import Unreachable

KIND = "ssh-ed25519"


def host_key(folder: Path) -> Path:
    """The private key's file in `folder`, made where there is none. Raises Unreachable where it cannot be made."""
    path = folder / "ssh_host_ed25519_key"
    if not os.path.lexists(path):
        try:
            _make(path)
        except OSError as error:
            raise Unreachable("remote.host_key_unwritable", path=path, detail=error.strerror or error) from error
    return path


def fingerprint_of(path: Path) -> str:
    """The key's SHA-256 fingerprint, as a client shows it on first contact.

    Raises Unreachable, with what to do, where the file is no key that this server can use, or others may read it.
    """
    try:
        state = path.stat()
        content = path.read_bytes()
    except OSError as error:
        raise Unreachable("remote.host_key_unreadable", path=path, detail=error.strerror or error) from error
    if state.st_uid == os.getuid() and stat.S_IMODE(state.st_mode) & 0o077:
        raise Unreachable("remote.host_key_open", path=path)
    try:
        key = asyncssh.import_private_key(content)
    except asyncssh.KeyEncryptionError:
        raise Unreachable("remote.host_key_passphrase", path=path) from None
    except asyncssh.KeyImportError as error:
        wanted = "passphrase" in str(error).casefold()
        raise Unreachable("remote.host_key_passphrase" if wanted else "remote.host_key_none", path=path) from None
    if key.get_algorithm() != KIND:
        raise Unreachable("remote.host_key_kind", path=path, kind=key.get_algorithm())
    return key.get_fingerprint()


def _make(path: Path) -> None:
    """Put a new key in its place at once and whole; one that another server has put there meanwhile stays."""
    content = asyncssh.generate_private_key(KIND, comment="scoreboard").export_private_key()
    descriptor, draft = tempfile.mkstemp(prefix=".ssh_host_", dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        with contextlib.suppress(FileExistsError):
            os.link(draft, path)
    finally:
        os.unlink(draft)
