"""A PostgreSQL server of the tests' own: made when the first test asks, on a socket in a folder that goes with it.

It sorts text as Chinese does, as a server of some office may, so that whatever leaned on that would be seen.
"""

import contextlib
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

import psycopg

from scoreboard.errors import Unreachable
from scoreboard.settings import ServerSide, database_sides
from scoreboard.store.engine import Store
from scoreboard.store.server.connecting import MAIN, PUBLIC, STAFF, connect
from tests.programs import program

OWNER = "owner"
"""Who may do everything on it."""
QUICK = {
    "listen_addresses": "''",
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "shared_buffers": "32MB",
    "max_connections": "100",
    "autovacuum": "off",
}
"""Nothing of it outlives a test, so nothing need be written twice."""

FOLLOWING = ("-R", "-d", "application_name=standby")


class PrivateServer:
    """A running server."""

    def __init__(self, programs: Path, folder: Path) -> None:
        self._programs, self.folder = programs, folder
        self._numbers = count(1)
        self._going = set[str]()

    def start(self, **settings: str) -> None:
        data = self.folder / "data"
        made = ("-D", data, "-U", OWNER, "-A", "trust", "-E", "UTF8", "--no-sync", "--locale=C.UTF-8")
        self._run("initdb", *made, "--locale-provider=icu", "--icu-locale=zh")
        with (data / "postgresql.conf").open("a") as written:
            written.writelines(f"{name} = {value}\n" for name, value in {**QUICK, **settings}.items())
            written.write(f"unix_socket_directories = '{self.folder}'\n")
        self._run("pg_ctl", "-D", data, "-l", self.folder / "log", "-w", "start")

    def stop(self) -> None:
        self._run("pg_ctl", "-D", self.folder / "data", "-m", "immediate", "-w", "stop")

    @contextlib.contextmanager
    def copied(
        self, *, standby: bool, options: Sequence[str] = FOLLOWING, **settings: str
    ) -> "Iterator[PrivateServer]":
        """A running copy of it, as long as the block lasts: a standby that follows it, or a server of its own.

        `options` are how pg_basebackup is told to make a standby.
        """
        with _room() as folder:
            follows = options if standby else ()
            self._run("pg_basebackup", "-h", self.folder, "-U", OWNER, "-D", folder / "data", "-c", "fast", *follows)
            copy = PrivateServer(self._programs, folder)
            with (folder / "data" / "postgresql.conf").open("a") as written:
                mine = {"unix_socket_directories": str(folder), **settings}
                written.writelines(f"{name} = '{value}'\n" for name, value in mine.items())
            copy._run("pg_ctl", "-D", folder / "data", "-l", folder / "log", "-w", "start")
            try:
                yield copy
            finally:
                with contextlib.suppress(subprocess.CalledProcessError):  # killed by its test
                    copy.stop()

    def kill(self) -> None:
        """End all its processes at once, as a power cut does."""
        postmaster = int((self.folder / "data" / "postmaster.pid").read_text().splitlines()[0])
        children = Path(f"/proc/{postmaster}/task/{postmaster}/children").read_text().split()
        for process in (postmaster, *map(int, children)):
            with contextlib.suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)

    def program(self, name: str) -> Path:
        """One of the programs that come with it."""
        return self._programs / name

    def promote(self) -> None:
        """Make a primary of a standby."""
        self._run("pg_ctl", "-D", self.folder / "data", "-w", "promote")

    def _run(self, program: str, *words: object) -> None:
        """Run one of its programs, which refuse to be run by root."""
        account = pwd.getpwnam("postgres") if os.geteuid() == 0 else None
        subprocess.run(
            [str(self._programs / program), *map(str, words)],
            check=True,
            cwd=self.folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            user=None if account is None else account.pw_uid,
            group=None if account is None else account.pw_gid,
            extra_groups=None if account is None else (),
        )

    def side(self, name: str, role: str = OWNER, *, beside: "PrivateServer | None" = None) -> ServerSide:
        """A database of it, for somebody who logs in; it may be found on another server as well."""
        hosts = self.folder if beside is None else f"{self.folder},{beside.folder}"
        return ServerSide(f"postgresql+psycopg://{role}@/{name}?host={hosts}")

    def name_of(self, side: ServerSide) -> str:
        """What a database of it is called."""
        return side.url.partition("@/")[2].partition("?")[0]

    def connect(self, name: str = "postgres", role: str = OWNER) -> "psycopg.Connection[tuple[object, ...]]":
        """A connection in autocommit."""
        return psycopg.connect(host=str(self.folder), dbname=name, user=role, autocommit=True)

    @cache  # noqa: B019  # one server a test process
    def template(self) -> str:
        """The name of a database with the tables of a contest and nothing in them."""
        name = self._make("template1", keep=True)
        Store(database_sides(self.side(name).url), create=True).close()
        return name

    def empty(self, *, keep: bool = False) -> ServerSide:
        """A new database without any tables; one to `keep` does not go with the test that made it."""
        return self.side(self._make("template1", keep=keep))

    def fresh(self, like: str | None = None, *, keep: bool = False) -> ServerSide:
        """A new database with empty tables, or one that is like another one, which nobody has open."""
        return self.side(self._make(like or self.template(), keep=keep))

    def _make(self, template: str, *, keep: bool) -> str:
        name = f"contest_{next(self._numbers)}"
        with closing(self.connect()) as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY")
        if not keep:
            self._going.add(name)
        return name

    def made(self) -> frozenset[str]:
        """The databases that are there, but those to keep."""
        return frozenset(self._going)

    def drop(self, names: Iterable[str]) -> None:
        """Let databases go, whoever has them open."""
        with closing(self.connect()) as connection:
            for name in names:
                connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
                self._going.discard(name)


def rows_on(side: ServerSide) -> dict[str, list[tuple[Any, ...]]] | None:
    """Every row of every table of a contest, by schema and table, in the order of their words; None if it is away."""
    try:
        connection = connect(side, STAFF)
    except Unreachable:
        return None
    with closing(connection):
        tables = connection.execute(
            "SELECT schemaname, tablename FROM pg_tables WHERE schemaname = ANY(%s) ORDER BY 1, 2", [[MAIN, PUBLIC]]
        ).fetchall()
        return {
            f"{schema}.{name}": sorted(connection.execute(f'SELECT * FROM {schema}."{name}"').fetchall(), key=repr)
            for schema, name in tables
        }


@contextlib.contextmanager
def private_server(**settings: str) -> Iterator[PrivateServer]:
    """A server as long as the block lasts; where its programs are missing, the test that asks is skipped."""
    programs = Path(program("initdb", "/usr/lib/postgresql/*/bin")).parent
    with _room() as folder:
        server = PrivateServer(programs, folder)
        server.start(**settings)
        try:
            yield server
        finally:
            server.stop()


@contextlib.contextmanager
def _room() -> Iterator[Path]:
    """A folder for a server, in memory where that can be."""
    memory = Path("/dev/shm") if os.access("/dev/shm", os.W_OK) else None
    folder = Path(tempfile.mkdtemp(prefix="scoreboard-server-", dir=memory))
    try:
        if os.geteuid() == 0:
            shutil.chown(folder, "postgres", "postgres")
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
