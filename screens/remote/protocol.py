"""The SSH that is spoken: few, fast and safe algorithms, and nothing that is not needed.

chacha20 costs a viewer 143 µs a frame and OpenSSH prefers it where it is offered; an RSA host key costs 120 ms a
handshake; compression would cost memory and hides nothing here.
"""

import contextlib
import socket
from typing import Any

import asyncssh

SEND_BUFFER = 24 * 1024
"""What the kernel may hold for a viewer: without a bound, stopped clients take megabytes each, and on a slow line
what waits there is seconds old when it is shown. The kernel doubles it for its own book-keeping."""
UNSENT = 4 * 1024
"""Of that, what may not be on its way yet; so it is seen here, and soon, that a line is slow."""
UNANSWERED_SECONDS = 45
"""A line that has not acknowledged what was sent for so long is dead."""

POST_QUANTUM = ("mlkem768x25519-sha256",)
"""Ways of agreeing on keys that also withstand a quantum computer: OpenSSH knows this one since 9.9."""
CLASSIC = ("curve25519-sha256", "curve25519-sha256@libssh.org")
"""Those that everybody else speaks. What viewers are shown is public, so they are offered unless told otherwise."""

_HARDENED: dict[str, Any] = {
    "encryption_algs": ["aes128-gcm@openssh.com", "aes256-gcm@openssh.com"],
    "mac_algs": ["hmac-sha2-256-etm@openssh.com"],
    "compression_algs": ["none"],
    "signature_algs": ["ssh-ed25519"],
    "x11_forwarding": False,
    "agent_forwarding": False,
    "gss_host": None,
    "gss_kex": False,
    "gss_auth": False,
    "kbdint_auth": False,
    "password_auth": False,
    "host_based_auth": False,
    "allow_scp": False,
    "sftp_factory": None,
    "line_editor": False,
    "server_version": "scoreboard",
}


def hardened(*, post_quantum: bool) -> dict[str, Any]:
    """AsyncSSH's options for both ports; with `post_quantum` older clients are not let in."""
    return {**_HARDENED, "kex_algs": [*POST_QUANTUM, *(() if post_quantum else CLASSIC)]}


def prepare_link(connection: asyncssh.SSHServerConnection) -> None:
    """Bound what the kernel keeps for a connection, and how long it believes in a dead one."""
    link: socket.socket | None = connection.get_extra_info("socket")
    if link is not None:
        with contextlib.suppress(OSError):
            link.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SEND_BUFFER)
            link.setsockopt(socket.IPPROTO_TCP, socket.TCP_NOTSENT_LOWAT, UNSENT)
            link.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, UNANSWERED_SECONDS * 1000)
