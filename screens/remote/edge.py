"""An edge process: SSH for viewers. No key, no password, no shell; it opens the public file and nothing else."""

import asyncio
import contextlib
import logging
import signal
import socket
from dataclasses import dataclass
from pathlib import Path

import asyncssh

from scoreboard.errors import ContestError
from scoreboard.publications.reader import PublicReader
from screens.remote.feed import Feeds
from screens.remote.keys import board_named
from screens.remote.limits import Door, Limits
from screens.remote.private_link import PrivateLink
from screens.remote.protocol import HARDENED, SEND_BUFFER
from screens.remote.viewer import ViewerSession

logging.getLogger("asyncssh").setLevel(logging.CRITICAL)


@dataclass(frozen=True)
class EdgePlan:
    """All that an edge process needs to know."""

    public: Path
    bind: str
    port: int
    host_key: Path
    stage_socket: Path
    private_socket: Path
    limits: Limits


class Edge:
    """What the connections of one edge share."""

    def __init__(self, plan: EdgePlan) -> None:
        self.plan = plan
        self.feeds = Feeds(plan.stage_socket)
        self.private = PrivateLink(plan.private_socket, plan.limits.private_screens)
        self.door = Door(plan.limits)
        self.sessions: set[ViewerSession] = set()

    def board(self, user: str) -> str | None:
        """The board that a user name means, by what is public now."""
        try:
            reader = PublicReader(self.plan.public)
        except ContestError:
            return "board" if user == "board" else None
        try:
            return board_named(user, reader.competition())
        except ContestError:
            return None
        finally:
            reader.close()

    async def serve(self) -> None:
        """Listen until told to stop; then every viewer sees a closing line."""
        stop = asyncio.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            asyncio.get_running_loop().add_signal_handler(number, stop.set)
        acceptor = await asyncssh.listen(
            self.plan.bind,
            self.plan.port,
            server_factory=lambda: PublicServer(self),
            server_host_keys=[str(self.plan.host_key)],
            reuse_port=True,
            backlog=1024,
            encoding=None,
            login_timeout=self.plan.limits.login_seconds,
            keepalive_interval=self.plan.limits.keepalive_seconds,
            keepalive_count_max=self.plan.limits.keepalive_count,
            **HARDENED,
        )
        tasks = [asyncio.create_task(self.feeds.run()), asyncio.create_task(self.private.run())]
        await stop.wait()
        acceptor.close()
        for session in list(self.sessions):
            session.farewell()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(2):
                while self.sessions:
                    await asyncio.sleep(0.05)
        for task in tasks:
            task.cancel()


class PublicServer(asyncssh.SSHServer):
    """One connection of a viewer: one session, nothing else."""

    def __init__(self, edge: Edge) -> None:
        self._edge = edge
        self._address: str | None = None
        self._connection: asyncssh.SSHServerConnection | None = None
        self._board = "board"
        self._opened = False
        self._timer: asyncio.TimerHandle | None = None

    def connection_made(self, conn: asyncssh.SSHServerConnection) -> None:
        self._connection = conn
        address = str((conn.get_extra_info("peername") or ("?",))[0])
        if not self._edge.door.enter(address):
            conn.abort()
            return
        self._address = address
        link = conn.get_extra_info("socket")
        with contextlib.suppress(OSError, AttributeError):
            link.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SEND_BUFFER)
        seconds = self._edge.plan.limits.unopened_seconds
        self._timer = asyncio.get_running_loop().call_later(seconds, self._drop_unopened)

    def connection_lost(self, exc: Exception | None) -> None:
        if self._timer is not None:
            self._timer.cancel()
        if self._address is not None:
            self._edge.door.leave(self._address)
            self._address = None

    def begin_auth(self, username: str) -> bool:
        """A board's name is let in as it is; any other name finds no way to prove itself."""
        board = self._edge.board(username)
        if board is None:
            return True
        self._board = board
        return False

    def session_requested(self) -> ViewerSession | bool:
        if self._opened:
            return False
        self._opened = True
        if self._timer is not None:
            self._timer.cancel()
        return ViewerSession(self._edge, self._board)

    def _drop_unopened(self) -> None:
        if self._connection is not None and not self._opened:
            self._connection.abort()
