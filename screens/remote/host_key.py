"""The server's own key: ed25519, made on the first start, readable by its owner alone."""

import os
from pathlib import Path

import asyncssh


def host_key(folder: Path) -> Path:
    """The private key's file in `folder`, made where it is missing."""
    path = folder / "ssh_host_ed25519_key"
    if not path.exists():
        key = asyncssh.generate_private_key("ssh-ed25519", comment="scoreboard")
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(key.export_private_key())
    return path


def fingerprint_of(path: Path) -> str:
    """The key's SHA-256 fingerprint, as a client shows it on first contact."""
    return asyncssh.read_private_key(str(path)).get_fingerprint()
