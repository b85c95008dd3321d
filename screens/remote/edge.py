"""An edge process: SSH for viewers. No key, no password, no shell; it opens the public file and nothing else."""

import asyncio
import contextlib
import logging
import signal
from dataclasses import dataclass
from pathlib import Path

import asyncssh

from scoreboard.log_lines import tell
from scoreboard.settings import DatabaseSide
from screens.remote.counters import arrived, left
from screens.remote.fastpath import ViewerChannel, ViewerConnection, listen
from screens.remote.headcount import Headcount
from screens.remote.housekeeping import Housekeeper, open_many_files
from screens.remote.limits import Door, Limits, neighbourhood
from screens.remote.private_link import PrivateLink
from screens.remote.protocol import hardened, prepare_link
from screens.remote.public_names import PublicNames
from screens.remote.stage_link import StageLink
from screens.remote.unknown_board import LostSession
from screens.remote.viewer import ViewerSession

logging.getLogger("asyncssh").setLevel(logging.CRITICAL)

BACKLOG = 1024
FAREWELL_SECONDS = 2.0


@dataclass(frozen=True)
class EdgePlan:
    """All that an edge process needs to know."""

    public: DatabaseSide
    bind: str
    port: int
    host_key: Path
    stage_socket: Path
    private_socket: Path
    headcount: Path
    part: int
    """Which part of the headcount is this edge's."""
    limits: Limits
    older_clients: bool = False


class Edge:
    """What the connections of one edge share."""

    def __init__(self, plan: EdgePlan) -> None:
        self.plan, self.limits = plan, plan.limits
        self.stage = StageLink(plan.stage_socket)
        self.private = PrivateLink(plan.private_socket, plan.limits.private_screens)
        self.door = Door(plan.limits, Headcount.shared(plan.headcount, plan.part))
        self.names = PublicNames(plan.public)
        self.sessions: set[ViewerSession] = set()
        self.keeper = Housekeeper(lambda: len(self.sessions), self._refit)

    def _refit(self) -> None:
        """A set keeps the room that it once needed, a quarter of a megabyte after thousands."""
        self.sessions = set(self.sessions)

    async def serve(self) -> None:
        """Listen until told to stop; then every viewer sees a closing line."""
        stop = asyncio.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            asyncio.get_running_loop().add_signal_handler(number, stop.set)
        open_many_files()
        work = (self.stage.run(), self.private.run(), self.keeper.run())
        tasks = [asyncio.create_task(each) for each in work]
        limits = self.plan.limits
        options = asyncssh.SSHServerConnectionOptions(
            server_factory=lambda: PublicServer(self),
            server_host_keys=[str(self.plan.host_key)],
            encoding=None,
            public_key_auth=False,
            login_timeout=limits.login_seconds,
            keepalive_interval=limits.keepalive_seconds,
            keepalive_count_max=limits.keepalive_count,
            **hardened(older_clients=self.plan.older_clients),
        )
        acceptor = await listen(self.plan.bind, self.plan.port, BACKLOG, options)
        await stop.wait()
        acceptor.close()
        for session in list(self.sessions):
            session.farewell()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(FAREWELL_SECONDS):
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
        self._user = ""
        self._board: str | None = None
        self._opened = self._inside = False
        self._timer: asyncio.TimerHandle | None = None

    def connection_made(self, conn: asyncssh.SSHServerConnection) -> None:
        self._connection = conn
        address = str((conn.get_extra_info("peername") or ("?",))[0])
        if not self._edge.door.enter(address, self._drop_unopened):
            arrived("ssh", let_in=False)
            tell("viewer refused", address=address)
            conn.abort()
            return
        self._address = address
        arrived("ssh", let_in=True)
        prepare_link(conn)
        seconds = self._edge.plan.limits.unopened_seconds
        self._timer = asyncio.get_running_loop().call_later(seconds, self._drop_unopened)

    def connection_lost(self, exc: Exception | None) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._leave_by_the_door()
        self._edge.keeper.leaves()
        self._connection = None

    def begin_auth(self, username: str) -> bool:
        """Everybody is let in: to the board that they name, or to be told which there are."""
        self._user, self._board = username, self._edge.names.board(username)
        if self._board is not None:
            tell("viewer came", address=self._address, board=self._board)
        return False

    def session_requested(self) -> tuple[ViewerChannel, ViewerSession | LostSession] | bool:
        if self._opened or self._connection is None:
            return False
        self._opened, names = True, self._edge.names
        if self._board is None:
            return ViewerChannel(self._connection), LostSession(self._user, names.all(), names.own_language)
        if isinstance(self._connection, ViewerConnection):
            self._connection.slim()
        address = neighbourhood(self._address or "")
        session = ViewerSession(self._edge, self._board, self._begun, address, names.own_language)
        return ViewerChannel(self._connection), session

    def _begun(self) -> None:
        """The viewer has not only opened a channel, but also asked for something that there is."""
        if self._address is not None and not self._inside:
            self._inside = True
            self._edge.door.opened(self._address, self._drop_unopened)
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _drop_unopened(self) -> None:
        if self._connection is not None and not self._inside:
            self._connection.abort()
            self._leave_by_the_door()

    def _leave_by_the_door(self) -> None:
        if self._address is not None:
            left("ssh")
            tell("viewer left", address=self._address)
            self._edge.door.leave(self._address, opened=self._inside, let_go=self._drop_unopened)
            self._address = None
