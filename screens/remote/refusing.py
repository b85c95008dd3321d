"""What every connection is refused, on both ports: one of three files that look inside AsyncSSH.

By default AsyncSSH gives as many tries to get in as somebody likes, answers whatever is sent as fast as it comes, keeps
whatever environment it is sent, makes sockets for agents and X11, and keeps a connection whose session is over. It has
no settings for that, and no issue of its asks for any.

What this file needs of AsyncSSH that is not promised stands in `tests/remote/test_asyncssh_parts.py`.
"""

import asyncio
from collections.abc import Awaitable
from typing import Any, cast

import asyncssh
from asyncssh.channel import SSHServerChannel
from asyncssh.connection import SSHServerConnection
from asyncssh.constants import MSG_USERAUTH_REQUEST
from asyncssh.packet import SSHPacket, String
from asyncssh.saslprep import SASLPrepError, saslprep

MOST_TRIES = 6
"""How often one connection may try to get in."""
RECEIVE_WINDOW = 64 * 1024
"""What somebody may send before it is read: keys, no more."""
READ_AT_ONCE = 16 * 1024
"""Bytes of one connection that are read before others get their turn."""
SENT_AT_ONCE, SENT_A_SECOND = 64 * 1024, 32 * 1024
"""Bytes that somebody may send on end, and in each second from then on: the time of thousands is not for one."""
MOST_UNREAD = 64 * 1024
"""Whoever leaves more bytes unread than this is not listened to meanwhile: else the answers would pile up here."""
LISTEN_AGAIN_SECONDS = 0.25
LONGEST_VALUE = 64
LONGEST_NAME = 1024
"""Bytes of a user name from which on AsyncSSH hangs up."""
UNKNOWN_TERMINAL = b"xterm"
"""What a terminal counts as whose name cannot be one."""
LINGER_SECONDS = 3.0
"""How long a client has to close the connection itself once its session is over."""


class RefusingConnection(SSHServerConnection):
    """A connection that gives few tries to get in, and ends soon after its session."""

    def __init__(self, loop: asyncio.AbstractEventLoop, options: asyncssh.SSHServerConnectionOptions) -> None:
        super().__init__(loop, options)
        self._tries = 0
        self._parting: asyncio.TimerHandle | None = None
        self._may_send, self._heard_at = float(SENT_AT_ONCE), loop.time()
        self._deaf: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin."""
        cast(Any, transport).max_size = READ_AT_ONCE
        super().connection_made(transport)

    def data_received(self, data: bytes, datatype: int | None = None) -> None:
        """Take in what was sent; who sends too much, or reads too little, has to wait."""
        super().data_received(data, datatype)
        self.heard(len(data))

    def heard(self, size: int) -> None:
        """Account for so many bytes, and stop reading where they were too many."""
        now = self._loop.time()
        self._may_send = min(SENT_AT_ONCE, self._may_send + (now - self._heard_at) * SENT_A_SECOND) - size
        self._heard_at = now
        if self._transport is not None and self._deaf is None and (self._may_send < 0 or self._unread()):
            self._transport.pause_reading()
            wait = max(LISTEN_AGAIN_SECONDS, -self._may_send / SENT_A_SECOND)
            self._deaf = self._loop.call_later(wait, self._listen_again)

    def _unread(self) -> bool:
        return self._transport is not None and self._transport.get_write_buffer_size() > MOST_UNREAD

    def _listen_again(self) -> None:
        self._deaf = None
        if self._transport is not None and self._unread():
            self._deaf = self._loop.call_later(LISTEN_AGAIN_SECONDS, self._listen_again)
        elif self._transport is not None:
            self._transport.resume_reading()

    def process_packet(self, pkttype: int, pktid: int, packet: SSHPacket) -> bool | Awaitable[None]:
        """Take in a packet; a user name that cannot be one becomes one that nobody bears, instead of ending it all."""
        if pkttype == MSG_USERAUTH_REQUEST:
            packet = _with_legal_name(packet)
        return super().process_packet(pkttype, pktid, packet)

    async def reload_config(self) -> None:
        """There is no configuration file, so nothing follows from who has come."""

    def send_userauth_failure(self, partial_success: bool) -> None:
        """Refuse a try to get in; after the last one the line is cut."""
        self._tries += 1
        if self._tries > MOST_TRIES:
            raise asyncssh.DisconnectError(asyncssh.DISC_NO_MORE_AUTH_METHODS_AVAILABLE, "Too many tries")
        super().send_userauth_failure(partial_success)

    def part(self, before: int = 0) -> None:
        """End soon, but not while the client is still taking what waits for it: `before` bytes when last asked."""
        if self._transport is not None and (before or self._parting is None):
            self._parting = self._loop.call_later(LINGER_SECONDS, self._hang_up, before)

    def _hang_up(self, before: int) -> None:
        transport: Any = self._transport
        if transport is None:
            return
        waiting = transport.get_write_buffer_size() + sum(each._send_buf_len for each in self._channels.values())
        if waiting and (not before or waiting < before):
            self.part(waiting)
        else:
            self.abort()

    def _cleanup(self, exc: Exception | None) -> None:
        for timer in (self._parting, self._deaf):
            if timer is not None:
                timer.cancel()
        super()._cleanup(exc)


class RefusingChannel(SSHServerChannel[bytes]):
    """A channel that takes a terminal, a shell that is none, perhaps a command, and nothing else."""

    heard: tuple[bytes, ...] = ()
    """The variables of the client's environment that are listened to; all others are refused."""

    def __init__(self, connection: SSHServerConnection) -> None:
        super().__init__(
            connection,
            connection._loop,
            allow_pty=True,
            line_editor=False,
            line_echo=False,
            line_history=0,
            max_line_length=0,
            encoding=None,
            errors="strict",
            window=RECEIVE_WINDOW,
            max_pktsize=32768,
        )

    def close(self) -> None:
        """The session is over; the client has a moment to take what is left, and to hang up by itself."""
        connection = self._conn
        super().close()
        if isinstance(connection, RefusingConnection):
            connection.part()

    def _close_send(self) -> None:
        connection = self._conn
        super()._close_send()
        if isinstance(connection, RefusingConnection):
            connection.part()

    def _process_env_request(self, packet: SSHPacket) -> bool:
        name, value = packet.get_string(), packet.get_string()
        packet.check_end()
        if name not in self.heard or len(value) > LONGEST_VALUE:
            return False
        self._env[name] = value
        return True

    def _process_pty_req_request(self, packet: SSHPacket) -> bool:
        terminal = packet.get_string()
        known = terminal if terminal.isascii() else UNKNOWN_TERMINAL
        return super()._process_pty_req_request(SSHPacket(String(known) + packet.get_remaining_payload()))

    def _process_x11_req_request(self, packet: SSHPacket) -> bool:
        return False

    def _process_auth_agent_req_at_openssh_dot_com_request(self, packet: SSHPacket) -> bool:  # type: ignore[override]
        return False

    def _process_subsystem_request(self, packet: SSHPacket) -> bool:
        return False


def _with_legal_name(packet: SSHPacket) -> SSHPacket:
    """A request to get in, with "?" for the characters of the user name that AsyncSSH would hang up for."""
    kind, rest = packet.get_consumed_payload(), packet.get_remaining_payload()
    name = packet.get_string()
    if len(name) < LONGEST_NAME:
        legal = "".join(map(_legal, name.decode("utf-8", "replace")))
        rest = String(legal) + packet.get_remaining_payload()
    found = SSHPacket(kind + rest)
    found.get_bytes(len(kind))
    return found


def _legal(character: str) -> str:
    try:
        return character if saslprep(character) else "?"
    except SASLPrepError:
        return "?"
