"""Agreeing on keys in ways that also withstand a quantum computer, so that what is recorded today stays closed.

OpenSSH knows mlkem768x25519 since 9.9 and sntrup761x25519 since 8.5. AsyncSSH speaks the first by itself since 2.24,
the second only beside a liboqs of the system (https://github.com/ronf/asyncssh/issues/809 says why);
elsewhere pqcrypto lends it. For that this is one of three files that look inside AsyncSSH; what it needs that is not
promised stands in `tests/remote/test_asyncssh_parts.py`.
"""

from hashlib import sha512

import asyncssh
from pqcrypto.kem import sntrup_761

from scoreboard.errors import Unreachable

SNTRUP = ("sntrup761x25519-sha512", "sntrup761x25519-sha512@openssh.com")
"""One way under two names; OpenSSH knows the first since 9.9, the second since 8.5, and offers it since 8.9."""
POST_QUANTUM = ("mlkem768x25519-sha256", *SNTRUP)
CLASSIC = ("curve25519-sha256", "curve25519-sha256@libssh.org")
"""What all clients speak; a quantum computer might one day read what was recorded of it."""


class Sntrup:
    """Streamlined NTRU Prime 761, as AsyncSSH wants a way to wrap a secret."""

    pubkey_bytes: int = sntrup_761.PUBLIC_KEY_SIZE
    privkey_bytes: int = sntrup_761.SECRET_KEY_SIZE
    ciphertext_bytes: int = sntrup_761.CIPHERTEXT_SIZE
    secret_bytes: int = sntrup_761.SHARED_SECRET_SIZE

    def __init__(self, name: bytes) -> None:
        self._own = b""

    def get_public(self) -> bytes:
        """A client's public key, made now."""
        public, self._own = sntrup_761.keygen()
        return bytes(public)

    def encaps(self, peer_public: bytes) -> tuple[bytes, bytes]:
        """A new secret, and what tells it to the holder of a key. Raises ValueError where that is no key."""
        wrapped, secret = sntrup_761.encaps(peer_public)
        return secret, wrapped

    def decaps(self, ciphertext: bytes) -> bytes:
        """The secret that a server has wrapped. Raises ValueError where it has not."""
        return bytes(sntrup_761.decaps(self._own, ciphertext))


def ways(*, older_clients: bool) -> list[str]:
    """The ways that a server offers, the best first. Raises Unreachable where AsyncSSH cannot be taught them."""
    offered = [*POST_QUANTUM, *(CLASSIC if older_clients else ())]
    _teach_sntrup()
    try:
        asyncssh.SSHServerConnectionOptions(kex_algs=offered)
    except ValueError as error:
        raise Unreachable("remote.agreement", detail=error) from error
    return offered


def _teach_sntrup() -> None:
    """Teach AsyncSSH sntrup761x25519, unless it knows it already."""
    try:
        from asyncssh.crypto import Curve25519DH
        from asyncssh.kex import get_kex_algs, register_kex_alg
        from asyncssh.kex_dh import _KexHybridECDH
    except ImportError as error:
        raise Unreachable("remote.agreement", detail=error) from error
    for name in (name.encode() for name in SNTRUP):
        if name not in get_kex_algs():
            register_kex_alg(name, _KexHybridECDH, sha512, (Sntrup, b"sntrup761", Curve25519DH), default=True)
