"""The SSH that is spoken: few, fast and safe algorithms, and nothing that is not needed.

chacha20 costs a viewer 143 µs a frame and OpenSSH prefers it where it is offered; an RSA host key costs 120 ms a
handshake; compression would cost memory and hides nothing here.
"""

import contextlib
import socket
from typing import Any

import asyncssh

from screens.remote.key_exchange import ways

SEND_BUFFER = 24 * 1024
"""What the kernel may hold for a viewer: without a bound, stopped clients take megabytes each, and on a slow line
what waits there is seconds old when it is shown. The kernel doubles it for its own book-keeping."""
RECEIVE_BUFFER = 64 * 1024
"""The same for what a viewer has sent and nobody has read yet."""
UNSENT = 4 * 1024
"""Of that, what may not be on its way yet; so it is seen here, and soon, that a line is slow."""
UNANSWERED_SECONDS = 45
"""A line that has not acknowledged what was sent for so long is dead."""

_LINUX = {"TCP_NOTSENT_LOWAT": UNSENT, "TCP_USER_TIMEOUT": UNANSWERED_SECONDS * 1000}
"""Wishes by names that not every system has; without the second one, keepalive alone finds out dead lines."""

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


def hardened(*, older_clients: bool) -> dict[str, Any]:
    """AsyncSSH's options for both ports. Raises Unreachable where this AsyncSSH cannot agree on keys as it should."""
    return {**_HARDENED, "kex_algs": ways(older_clients=older_clients)}


def prepare_link(connection: asyncssh.SSHServerConnection) -> None:
    """Bound what the kernel keeps for a connection, and how long it believes in a dead one."""
    link: socket.socket | None = connection.get_extra_info("socket")
    if link is not None:
        with contextlib.suppress(OSError):
            link.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SEND_BUFFER)
            link.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, RECEIVE_BUFFER)
            for name, value in _LINUX.items():
                if hasattr(socket, name):
                    link.setsockopt(socket.IPPROTO_TCP, getattr(socket, name), value)
