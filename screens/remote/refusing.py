"""What every connection is refused, on both ports; like `fastpath`, it looks inside AsyncSSH, whose version is pinned.

By default AsyncSSH gives as many tries to get in as somebody likes, keeps whatever environment it is sent, makes
sockets for agents and X11, and keeps a connection whose session is over.
"""

import asyncio
from typing import Any

import asyncssh
from asyncssh.channel import SSHServerChannel
from asyncssh.connection import SSHServerConnection
from asyncssh.packet import SSHPacket

MOST_TRIES = 6
"""How often one connection may try to get in."""
RECEIVE_WINDOW = 64 * 1024
"""What somebody may send before it is read: keys, no more."""
LONGEST_VALUE = 64
LINGER_SECONDS = 3.0
"""How long a client has to close the connection itself once its session is over."""


class RefusingConnection(SSHServerConnection):
    """A connection that gives few tries to get in, and ends soon after its session."""

    def __init__(self, loop: asyncio.AbstractEventLoop, options: asyncssh.SSHServerConnectionOptions) -> None:
        super().__init__(loop, options)
        self._tries = 0
        self._parting: asyncio.TimerHandle | None = None

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
        if self._parting is not None:
            self._parting.cancel()
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

    def _process_x11_req_request(self, packet: SSHPacket) -> bool:
        return False

    def _process_auth_agent_req_at_openssh_dot_com_request(self, packet: SSHPacket) -> bool:  # type: ignore[override]
        return False

    def _process_subsystem_request(self, packet: SSHPacket) -> bool:
        return False
