"""The public keys that people are bound to: read, and refused where they prove nothing."""

from pathlib import Path

import asyncssh

from scoreboard.errors import BadInput

LARGEST_KEY_FILE = 64 * 1024
"""Characters of a file with a public key."""
LEAST_RSA_BITS = 2048
"""Shorter ones can be broken with money."""
KINDS = ("ssh-ed25519", "ssh-rsa", "ecdsa-sha2-", "ssh-ed448", "sk-")
"""Beginnings of the kinds of keys that are taken."""


def one_key(text: str) -> str:
    """The one key of a .pub file, without its comment.

    Raises BadInput for several, for what is no public key, and for a key of a kind or length that proves nothing.
    """
    lines = [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    if len(lines) > 1:
        raise BadInput("people.key_several", count=len(lines))
    words = " ".join("".join(lines).split()[:2])
    try:
        key = asyncssh.import_public_key(words)
    except (asyncssh.KeyImportError, ValueError):
        raise BadInput("people.key") from None
    why = weakness(key)
    if why:
        raise BadInput("people.key_weak", kind=why, bits=LEAST_RSA_BITS)
    return words


def weakness(key: asyncssh.SSHKey) -> str:
    """What kind of key it is, where that proves nothing; empty for a good one."""
    kind = key.get_algorithm()
    if not kind.startswith(KINDS):
        return kind
    bits = int(getattr(key.pyca_key, "key_size", 0)) if kind == "ssh-rsa" else LEAST_RSA_BITS
    return f"{kind} {bits}" if bits < LEAST_RSA_BITS else ""


def read_key_file(path: Path) -> str:
    """What a .pub file says. Raises BadInput where it can't be read, or is too large to be one."""
    try:
        if path.is_file():
            with path.open(encoding="utf-8") as file:
                text = file.read(LARGEST_KEY_FILE + 1)
            if len(text) <= LARGEST_KEY_FILE:
                return text.strip()
    except (OSError, UnicodeDecodeError):
        pass
    raise BadInput("people.key_file", path=path, limit=LARGEST_KEY_FILE // 1024)
