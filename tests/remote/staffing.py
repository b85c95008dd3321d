"""Keys of people who work, made by the real ssh-keygen."""

import re
import subprocess
from pathlib import Path

from tests.programs import program


def new_key(folder: Path, name: str, kind: str = "ed25519") -> Path:
    path = folder / name
    size = ["-b", "3072"] if kind == "rsa" else []
    subprocess.run([program("ssh-keygen"), "-q", "-t", kind, *size, "-N", "", "-f", str(path)], check=True)
    return path


def fingerprint_of(key: Path) -> str:
    said = subprocess.run(
        [program("ssh-keygen"), "-l", "-f", str(key)], check=True, capture_output=True, text=True
    ).stdout
    return fingerprint_in(said)


def fingerprint_in(said: str) -> str:
    """The first fingerprint in a text."""
    found = re.search(r"SHA256:\S+", said)
    assert found, said
    return found[0]
