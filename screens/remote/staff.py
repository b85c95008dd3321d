"""The staff port: people who work log in by key, and each gets the screen of their role in a process of its own.

This process and its children are the only ones behind `serve` that open the main database.
"""

import asyncio
import contextlib
import signal
from collections.abc import Mapping
from pathlib import Path

import asyncssh
from sqlmodel import col, select

from scoreboard.desk.identity import fingerprint
from scoreboard.desk.watching import Watch
from scoreboard.errors import ContestError
from scoreboard.locale import say
from scoreboard.models import Person
from scoreboard.settings import DatabasePaths, database_paths
from scoreboard.store.engine import Store
from screens.remote.limits import Door, Limits
from screens.remote.modes import LEAVE
from screens.remote.protocol import HARDENED
from screens.remote.terminal import ChildTerminal

LOOK_SECONDS = 0.1
"""How often it is looked whether somebody has been disabled."""
LIMITS = Limits(connections=200, per_address=20)
"""Few people work, so few connections are let in."""


class StaffServer:
    """Listens on the staff port; knows who may log in, and cuts off who no longer may."""

    def __init__(self, main: Path, bind: str, port: int, host_key: Path, lang: str) -> None:
        self.paths: DatabasePaths = database_paths(str(main))
        self.lang = lang
        self._bind, self._port, self._host_key = bind, port, host_key
        self._store = Store(self.paths)
        self._people: Mapping[str, Person] = {}
        self._moved = Watch(self.paths.main)
        self.door = Door(LIMITS)
        self.sessions: set[StaffSession] = set()

    async def serve(self) -> None:
        """Listen until told to stop."""
        stop = asyncio.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            asyncio.get_running_loop().add_signal_handler(number, stop.set)
        self._read_people()
        acceptor = await asyncssh.listen(
            self._bind,
            self._port,
            server_factory=lambda: StaffConnection(self),
            server_host_keys=[str(self._host_key)],
            backlog=64,
            encoding=None,
            login_timeout=LIMITS.login_seconds,
            keepalive_interval=LIMITS.keepalive_seconds,
            keepalive_count_max=LIMITS.keepalive_count,
            **{**HARDENED, "signature_algs": STAFF_SIGNATURES},
        )
        watching = asyncio.create_task(self._watch())
        await stop.wait()
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
        if not self._moved.moved():
            return
        self._read_people()
        for session in list(self.sessions):
            now = self._people.get(session.key)
            if now is None or now.name != session.person.name or now.role != session.person.role:
                session.cut_off(say("remote.cut_off", self.lang))

    async def _watch(self) -> None:
        while True:
            await asyncio.sleep(LOOK_SECONDS)
            with contextlib.suppress(ContestError):
                self._look()


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


class StaffConnection(asyncssh.SSHServer):
    """One connection: a key that belongs to an enabled person, or nothing."""

    def __init__(self, server: StaffServer) -> None:
        self._server = server
        self._address = ""
        self._inside = False
        self._key = ""
        self._opened = False

    def connection_made(self, conn: asyncssh.SSHServerConnection) -> None:
        self._address = str((conn.get_extra_info("peername") or ("?",))[0])
        self._inside = self._server.door.enter(self._address)
        if not self._inside:
            conn.abort()

    def connection_lost(self, exc: Exception | None) -> None:
        if self._inside:
            self._server.door.leave(self._address, opened=self._opened)
            self._inside = False

    def begin_auth(self, username: str) -> bool:
        return True

    def public_key_auth_supported(self) -> bool:
        return True

    def validate_public_key(self, username: str, key: asyncssh.SSHKey) -> bool:
        """The key says who somebody is; the user name, if it names a person, must be theirs."""
        found = key.get_fingerprint()
        person = self._server.person_of(found)
        if person is None:
            return False
        self._key = found
        return True

    def session_requested(self) -> "StaffSession | bool":
        person = self._server.person_of(self._key)
        if self._opened or person is None:
            return False
        self._opened = True
        self._server.door.opened(self._address)
        return StaffSession(self._server, person, self._key, self._address)


class StaffSession(asyncssh.SSHServerSession[bytes]):
    """One person at work: their screen in a terminal of its own, relayed."""

    def __init__(self, server: StaffServer, person: Person, key: str, address: str) -> None:
        self._server, self.person, self.key, self._address = server, person, key, address
        self._channel: asyncssh.SSHServerChannel[bytes] | None = None
        self._child: ChildTerminal | None = None
        self._has_pty = False

    def connection_made(self, chan: asyncssh.SSHServerChannel[bytes]) -> None:
        self._channel = chan
        self._server.sessions.add(self)

    def connection_lost(self, exc: Exception | None) -> None:
        self._channel = None
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
        return False

    def subsystem_requested(self, subsystem: str) -> bool:
        return False

    def session_started(self) -> None:
        assert self._channel is not None
        columns, rows = self._channel.get_terminal_size()[:2]
        words = {
            "database": str(self._server.paths.main),
            "lang": self._server.lang,
            "person": self.person.name,
            "role": self.person.role,
            "key": self.key,
            "origin": self._address,
        }
        self._child = ChildTerminal(words, self._channel.get_terminal_type() or "xterm", (columns, rows))
        self._child.start(self._from_child, self._ended)

    def terminal_size_changed(self, width: int, height: int, pixwidth: int, pixheight: int) -> None:
        if self._child is not None:
            self._child.resize(width, height)

    def data_received(self, data: bytes, datatype: int | None) -> None:
        if self._child is not None:
            self._child.write(data)

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
        if self._child is not None:
            self._child.end()
            self._child = None
        self._finish(words)

    def _from_child(self, data: bytes) -> None:
        if self._channel is not None:
            with contextlib.suppress(BrokenPipeError, OSError):
                self._channel.write(data)

    def _ended(self) -> None:
        self._child = None
        self._finish("")

    def _finish(self, words: str) -> None:
        if self._channel is not None:
            with contextlib.suppress(BrokenPipeError, OSError):
                self._channel.write(LEAVE + (f"{words}\r\n".encode() if words else b""))
                self._channel.exit(0)
