"""The staff port: people who work log in by key, and each gets the screen of their role in a process of its own.

This process and its children are the only ones behind `serve` that open the main database.
"""

import asyncio
import contextlib
import signal
from collections.abc import Callable, Mapping
from pathlib import Path

import asyncssh
from sqlmodel import col, select

from scoreboard.desk.identity import fingerprint
from scoreboard.desk.ssh_keys import weakness
from scoreboard.desk.watching import watch_main
from scoreboard.errors import ContestError
from scoreboard.locale import say
from scoreboard.log_lines import tell
from scoreboard.models import Person
from scoreboard.settings import DatabaseSide, DatabaseSides, database_sides
from scoreboard.store.automatic_backup import EVERY_MINUTES, BackupKeeper
from scoreboard.store.engine import Store
from screens.remote.counters import arrived, left
from screens.remote.limits import Door, Limits
from screens.remote.modes import BREAK_OFF, LEAVE
from screens.remote.picture_key import COLOURLESS, PALETTE_16, PALETTE_256, TRUECOLOR, depth_of, lang_of, still_of
from screens.remote.protocol import hardened, prepare_link
from screens.remote.refusing import RefusingChannel, RefusingConnection
from screens.remote.terminal import ChildTerminal
from screens.remote.terminal_colours import QUESTION, WHO, answered, answered_truecolor, without_answers

LOOK_SECONDS = 0.1
"""How often it is looked whether somebody has been disabled."""
LIMITS = Limits(connections=200, per_address=20, strangers=100, login_seconds=60.0, unopened_seconds=75.0)
"""Few people work, so few connections are let in; but a passphrase is to be typed and a token to be touched."""
BACKLOG = 64
NO_COMMANDS = 2
"""The exit code of whoever gives a command: there are only screens."""
ASKING_SECONDS, MOST_HEARD = 0.5, 4096
"""How long a screen waits for what its terminal says of itself, and what is kept of what is typed meanwhile."""
_ENTERS, _LEAVES = b"\x1b[?1049h", b"\x1b[?1049l"


class StaffServer:
    """Listens on the staff port; knows who may log in, and cuts off who no longer may."""

    def __init__(
        self,
        main: DatabaseSide,
        bind: str,
        port: int,
        host_key: Path,
        lang: str,
        *,
        now: str | None = None,
        older_clients: bool = False,
        backup_minutes: float = EVERY_MINUTES,
    ) -> None:
        self._backup_minutes = backup_minutes
        self.paths: DatabaseSides = database_sides(str(main))
        self.lang, self.now = lang, now
        self._bind, self._port, self._host_key = bind, port, host_key
        self._older_clients = older_clients
        self._store = Store(self.paths)
        self._people: Mapping[str, Person] = {}
        self._moved, self._stale = watch_main(self.paths.main), False
        self.door = Door(LIMITS)
        self.sessions: set[StaffSession] = set()

    async def serve(self) -> None:
        """Listen until told to stop."""
        stop = asyncio.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            asyncio.get_running_loop().add_signal_handler(number, stop.set)
        self._read_people()
        options = asyncssh.SSHServerConnectionOptions(
            server_factory=lambda: StaffConnection(self),
            server_host_keys=[str(self._host_key)],
            encoding=None,
            login_timeout=LIMITS.login_seconds,
            keepalive_interval=LIMITS.keepalive_seconds,
            keepalive_count_max=LIMITS.keepalive_count,
            **{**hardened(older_clients=self._older_clients), "signature_algs": STAFF_SIGNATURES},
        )
        loop = asyncio.get_running_loop()
        acceptor = await loop.create_server(
            lambda: RefusingConnection(loop, options), self._bind, self._port, backlog=BACKLOG
        )
        watching, keeper = asyncio.create_task(self._watch()), BackupKeeper(self.paths, self._backup_minutes)
        await stop.wait()
        keeper.stop()
        acceptor.close()
        for session in list(self.sessions):
            session.cut_off(say("remote.farewell", self.lang))
        watching.cancel()
        self._store.close()

    def person_of(self, key: str) -> Person | None:
        """The enabled person whom a public key belongs to, by the database as it is at this moment."""
        self._look()
        return self._people.get(key)

    def _read_people(self) -> None:
        with self._store.read() as session:
            known = session.exec(select(Person).where(col(Person.disabled).is_(False), col(Person.key).is_not(None)))
            self._people = {fingerprint(person.key): person for person in known if person.key}

    def _look(self) -> None:
        """Read the people again if anything has changed, and cut off who may no longer be here."""
        self._stale = self._moved.moved() or self._stale
        if not self._stale:
            return
        self._read_people()
        self._stale = False
        for session in list(self.sessions):
            now = self._people.get(session.key)
            if now is None or _as_at_work(now) != _as_at_work(session.person):
                session.cut_off(self._why(session.person))

    def _why(self, person: Person) -> str:
        """Why somebody may not go on as they were."""
        now = next((each for each in self._people.values() if each.name == person.name), None)
        if now is None:
            return say("remote.cut_off", self.lang)
        if now.key != person.key:
            return say("remote.cut_off_key", self.lang)
        if now.role == person.role:
            return say("remote.cut_off_series", self.lang)
        return say("remote.cut_off_role", self.lang, role=now.role)

    async def _watch(self) -> None:
        while True:
            await asyncio.sleep(LOOK_SECONDS)
            with contextlib.suppress(ContestError):
                self._look()


def _as_at_work(person: Person) -> tuple[str, str, str | None]:
    """What must stay the same of a person while they are logged in: who, in which role, in which series."""
    return person.name, person.role, person.series_id


STAFF_SIGNATURES = [
    "ssh-ed25519",
    "sk-ssh-ed25519@openssh.com",
    "ecdsa-sha2-nistp256",
    "ecdsa-sha2-nistp384",
    "ecdsa-sha2-nistp521",
    "rsa-sha2-256",
    "rsa-sha2-512",
]
"""What people's own keys may sign with."""


COLOURS: Mapping[str, Mapping[str, str]] = {
    TRUECOLOR: {"COLORTERM": "truecolor", "TEXTUAL_COLOR_SYSTEM": "truecolor"},
    PALETTE_256: {"TEXTUAL_COLOR_SYSTEM": "256"},
    PALETTE_16: {"TEXTUAL_COLOR_SYSTEM": "standard"},
    COLOURLESS: {"TEXTUAL_COLOR_SYSTEM": "standard", "NO_COLOR": "1"},
}
"""How a screen is told what its terminal can show."""


class StaffChannel(RefusingChannel):
    """The channel of somebody at work, of whose environment only the look is heard."""

    heard = (b"COLORTERM", b"NO_COLOR", b"TEXTUAL_ANIMATIONS")


class StaffConnection(asyncssh.SSHServer):
    """One connection: a key that belongs to an enabled person, or nothing."""

    def __init__(self, server: StaffServer) -> None:
        self._server = server
        self._address = ""
        self._inside = False
        self._key = ""
        self._opened = self._begun = False
        self._connection: asyncssh.SSHServerConnection | None = None
        self._timer: asyncio.TimerHandle | None = None

    def connection_made(self, conn: asyncssh.SSHServerConnection) -> None:
        self._address = str((conn.get_extra_info("peername") or ("?",))[0])
        self._inside = self._server.door.enter(self._address, self._drop)
        arrived("staff", let_in=self._inside)
        if not self._inside:
            tell("staff refused", address=self._address)
            conn.abort()
            return
        self._connection = conn
        prepare_link(conn)
        self._timer = asyncio.get_running_loop().call_later(LIMITS.unopened_seconds, self._drop)

    def connection_lost(self, exc: Exception | None) -> None:
        self._connection = None
        if self._timer is not None:
            self._timer.cancel()
        self._leave_by_the_door()

    def _drop(self) -> None:
        if self._connection is not None and not self._begun:
            self._connection.abort()
            self._leave_by_the_door()

    def _leave_by_the_door(self) -> None:
        if self._inside:
            self._inside = False
            left("staff")
            self._server.door.leave(self._address, opened=self._begun, let_go=self._drop)

    def begin_auth(self, username: str) -> bool:
        return True

    def public_key_auth_supported(self) -> bool:
        return True

    def validate_public_key(self, username: str, key: asyncssh.SSHKey) -> bool:
        """The key alone says who somebody is, whatever name they give."""
        if weakness(key):
            return False
        found = key.get_fingerprint()
        person = self._server.person_of(found)
        if person is None:
            tell("key refused", address=self._address, key=found)
            return False
        self._key = found
        return True

    def session_requested(self) -> "tuple[StaffChannel, StaffSession] | bool":
        person = self._server.person_of(self._key)
        if self._opened or person is None or self._connection is None:
            return False
        self._opened = True
        tell("person came", address=self._address, name=person.name, role=person.role)
        session = StaffSession(self._server, person, self._key, self._address, self._begin)
        return StaffChannel(self._connection), session

    def _begin(self) -> None:
        """The session has begun: this is nobody who only stands in the doorway."""
        if not self._begun and self._inside:
            self._begun = True
            self._server.door.opened(self._address, self._drop)
        if self._timer is not None:
            self._timer.cancel()


class StaffSession(asyncssh.SSHServerSession[bytes]):
    """One person at work: their screen in a terminal of its own, relayed."""

    def __init__(self, server: StaffServer, person: Person, key: str, address: str, begun: Callable[[], None]) -> None:
        self._server, self.person, self.key, self._address = server, person, key, address
        self._begun = begun
        self._tail, self._drawing = b"", False
        self._touched = 0.0
        self._idle: asyncio.TimerHandle | None = None
        self._channel: asyncssh.SSHServerChannel[bytes] | None = None
        self._child: ChildTerminal | None = None
        self._has_pty = self._has_command = False
        self._depth, self._heard = COLOURLESS, b""
        self._asking: asyncio.TimerHandle | None = None

    def connection_made(self, chan: asyncssh.SSHServerChannel[bytes]) -> None:
        self._channel = chan
        self._server.sessions.add(self)

    def connection_lost(self, exc: Exception | None) -> None:
        tell("person left", address=self._address, name=self.person.name)
        self._channel = None
        for timer in (self._idle, self._asking):
            if timer is not None:
                timer.cancel()
        self._server.sessions.discard(self)
        if self._child is not None:
            self._child.end()

    def pty_requested(
        self, term_type: str, term_size: tuple[int, int, int, int], term_modes: Mapping[int, int]
    ) -> bool:
        self._has_pty = True
        return True

    def shell_requested(self) -> bool:
        return self._has_pty

    def exec_requested(self, command: str) -> bool:
        self._has_command = True
        return True

    def subsystem_requested(self, subsystem: str) -> bool:
        return False

    def session_started(self) -> None:
        assert self._channel is not None
        self._begun()
        if self._has_command:
            words = say("remote.no_commands", lang_of(self._channel.get_environment(), self._server.lang))
            self._channel.write_stderr((words + ("\r\n" if self._has_pty else "\n")).encode())
            self._channel.exit(NO_COMMANDS)
            return
        self._depth = depth_of(self._channel.get_terminal_type() or "", self._channel.get_environment())
        if self._depth in (PALETTE_256, PALETTE_16):
            self._channel.write(QUESTION + WHO)
            self._asking = asyncio.get_running_loop().call_later(ASKING_SECONDS, self._open_screen)
        else:
            self._open_screen()

    def _open_screen(self) -> None:
        """Start the screen, in the colours that the terminal has as far as is known by now."""
        assert self._channel is not None
        if self._asking is not None:
            self._asking.cancel()
            self._asking = None
        words = {
            "database": str(self._server.paths.main),
            "lang": self._server.lang,
            "person": self.person.name,
            "role": self.person.role,
            "key": self.key,
            "origin": self._address,
            **({"now": self._server.now} if self._server.now else {}),
        }
        look = dict(COLOURS[TRUECOLOR if answered_truecolor(self._heard) else self._depth])
        if still_of(self._channel.get_environment()):
            look["TEXTUAL_ANIMATIONS"] = "none"
        terminal, size = self._channel.get_terminal_type() or "xterm", self._channel.get_terminal_size()[:2]
        self._child = ChildTerminal(words, terminal, size, look)
        self._child.start(self._from_child, self._ended)
        if typed := without_answers(self._heard):
            self._child.write(typed)
        self._touched = asyncio.get_running_loop().time()
        self._look_whether_idle()

    def _look_whether_idle(self) -> None:
        """Let go of who has not pressed a key for very long."""
        loop = asyncio.get_running_loop()
        left = self._touched + LIMITS.idle_seconds - loop.time()
        if left <= 0:
            self.cut_off("")
        else:
            self._idle = loop.call_later(left, self._look_whether_idle)

    def terminal_size_changed(self, width: int, height: int, pixwidth: int, pixheight: int) -> None:
        if self._child is not None:
            self._child.resize(width, height)

    def data_received(self, data: bytes, datatype: int | None) -> None:
        self._touched = asyncio.get_running_loop().time()
        if self._asking is not None:
            self._heard = (self._heard + data)[-MOST_HEARD:]
            if answered(self._heard):
                self._open_screen()
        elif self._child is not None and (typed := without_answers(data)):
            self._child.write(typed)

    def eof_received(self) -> bool:
        self.cut_off("")
        return False

    def pause_writing(self) -> None:
        if self._child is not None:
            self._child.pause()

    def resume_writing(self) -> None:
        if self._child is not None:
            self._child.resume()

    def cut_off(self, words: str) -> None:
        """End the session now, with a clean screen and a sentence."""
        if self._asking is not None:
            self._asking.cancel()
            self._asking = None
        if self._child is not None:
            self._child.end()
            self._child = None
        self._finish(words)

    def _from_child(self, data: bytes) -> None:
        seen = self._tail + data
        self._tail = seen[1 - len(_ENTERS) :]
        entered, left = seen.rfind(_ENTERS), seen.rfind(_LEAVES)
        if entered != left:
            self._drawing = entered > left
        if self._channel is not None:
            with contextlib.suppress(BrokenPipeError, OSError):
                self._channel.write(data)

    def _ended(self) -> None:
        self._child = None
        self._finish("")

    def _finish(self, words: str) -> None:
        if self._channel is not None:
            with contextlib.suppress(BrokenPipeError, OSError):
                self._channel.write(
                    (BREAK_OFF if self._drawing else LEAVE) + (f"{words}\r\n".encode() if words else b"")
                )
                self._channel.exit(0)
