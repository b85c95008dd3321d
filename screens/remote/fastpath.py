"""Frames for thousands of viewers, written past AsyncSSH: one of three files that look inside it.

AsyncSSH sends an empty IGNORE packet before every packet of data, makes a new cipher for each, and copies the data
several times. One frame for thousands of viewers needs none of that: `Frame` is made into packets once, and
`ViewerChannel.paint` encrypts them with the connection's own key and counter and writes them at once. Wherever
something else is the matter (a key exchange, a closed window, bytes that wait, another cipher), it leaves the frame
to AsyncSSH. `SCOREBOARD_FASTPATH=off` always does.

Of the empty packets https://github.com/ronf/asyncssh/issues/299 speaks; no issue asks for one frame to many.
What this file needs of AsyncSSH that is not promised stands in `tests/remote/test_asyncssh_parts.py`.
"""

import asyncio
import contextlib
import fcntl
import os
import sys
import termios
import time
from collections.abc import Callable
from typing import Any, cast

import asyncssh
from asyncssh.encryption import GCMEncryption
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from screens.remote.refusing import RefusingChannel, RefusingConnection
from screens.remote.shared_bytes import CHUNK, SharedBytes

SWITCHED_ON = os.environ.get("SCOREBOARD_FASTPATH", "on") != "off"
HEARD = (b"LANG", b"LC_ALL", b"LC_MESSAGES", b"COLORTERM", b"NO_COLOR", b"TEXTUAL_ANIMATIONS")
"""The variables of a viewer's environment that are listened to."""
MOST_UNASKED = 2
"""How many times in a row a viewer who is shown something is not asked whether it is still there.

Asking takes ten times as long as a frame; a dead line is found out by what was sent over it (`UNANSWERED_SECONDS`), so
that asking only serves to find a client that has stopped, or somebody in between who takes what nobody reads.
"""

_ALL_ONES = (1 << 64) - 1


class ViewerChannel(RefusingChannel):
    """A viewer's channel, which can be painted on."""

    heard = HEARD

    def paint(self, frame: SharedBytes) -> None:
        """Write a frame, on the fast path where that is open. Raises BrokenPipeError where the channel is closed."""
        connection: Any = self._conn
        encryption = connection._send_encryption if connection is not None else None
        size = len(frame.data)
        if (
            not SWITCHED_ON
            or type(encryption) is not GCMEncryption
            or self._send_state != "open"
            or self._send_buf
            or size > self._send_window
            or self._send_pktsize < CHUNK
            or connection._transport is None
            or not connection._kex_complete
            or connection._compressor is not None
            or connection._rekey_bytes_sent + size >= connection._rekey_bytes
            or time.monotonic() >= connection._rekey_time
        ):
            self.write(frame.data)
            return
        assert self._send_chan is not None
        cipher: Any = encryption._cipher
        try:
            encrypt = cipher.encrypt_cached
        except AttributeError:
            encrypt = cipher.encrypt_cached = AESGCM(cipher._key).encrypt
        vector = cipher._iv
        fixed, count = vector[:4], int.from_bytes(vector[4:], "big")
        written: list[bytes] = []
        for head, rest in frame.packets(self._send_chan):
            written += (head, encrypt(fixed + count.to_bytes(8, "big"), rest, head))
            count = (count + 1) & _ALL_ONES
        cipher._iv = fixed + count.to_bytes(8, "big")
        connection._send_seq = (connection._send_seq + len(written) // 2) & 0xFFFFFFFF
        connection._rekey_bytes_sent += size + 32
        self._send_window -= size
        connection.painted = True
        connection._transport.write(b"".join(written))

    def when_clear(self, called: Callable[[], None]) -> None:
        """Have a function called whenever bytes had to wait for the line and it has taken all of them."""
        connection: Any = self._conn
        connection.clear = called

    def unsent(self) -> int:
        """Bytes that have not left this process: in the channel and in its connection."""
        transport: Any = self._conn._transport if self._conn is not None else None
        return self._send_buf_len + (0 if transport is None else transport.get_write_buffer_size())

    def unacknowledged(self) -> int:
        """Bytes that the other end has not acknowledged, those in this process among them (Linux tells)."""
        connection: Any = self._conn
        link = None if connection is None else connection.get_extra_info("socket")
        held = bytearray(4)
        if link is not None:
            with contextlib.suppress(OSError):
                fcntl.ioctl(link.fileno(), termios.TIOCOUTQ, held)
        return self.unsent() + int.from_bytes(held, sys.byteorder)


class ViewerConnection(RefusingConnection):
    """A viewer's connection: all of them share one set of options, and it is noticed when a line is slow."""

    def __init__(self, loop: asyncio.AbstractEventLoop, options: asyncssh.SSHServerConnectionOptions) -> None:
        super().__init__(loop, options)
        self._unasked = 0
        self.painted = False
        """Whether anything has been shown since the viewer was last to be asked whether it is there."""
        self.clear: Callable[[], None] | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin; from now on it is noticed when bytes wait."""
        cast(asyncio.WriteTransport, transport).set_write_buffer_limits(high=0)
        super().connection_made(transport)

    def connection_lost(self, exc: Exception | None = None) -> None:
        """The line is gone."""
        self.clear = None
        super().connection_lost(exc)

    def resume_writing(self) -> None:
        """The line has taken all that waited."""
        if self.clear is not None:
            self.clear()

    def _keepalive_timer_callback(self) -> None:
        if self.painted and not self._keepalive_count and self._unasked < MOST_UNASKED:
            self.painted = False
            self._unasked += 1
            self._set_keepalive_timer()
        else:
            self._unasked = 0
            super()._keepalive_timer_callback()

    def slim(self) -> None:
        """Let go of what is kept from the beginning and never needed again, some kilobytes each."""
        self._extra.clear()
        self._client_kexinit = self._server_kexinit = b""


async def listen(
    bind: str, port: int, backlog: int, options: asyncssh.SSHServerConnectionOptions
) -> asyncio.AbstractServer:
    """Take connections, beside other processes that take them on the same port."""
    loop = asyncio.get_running_loop()
    return await loop.create_server(
        lambda: ViewerConnection(loop, options), bind, port, backlog=backlog, reuse_port=True
    )
