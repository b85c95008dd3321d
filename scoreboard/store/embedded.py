"""A database of SQLite files on this machine: opened, written to alone, and told of where it cannot be read."""

import errno
import os
import sqlite3
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import sqlalchemy
from sqlalchemy import Connection, Engine, event
from sqlalchemy.exc import DatabaseError, IntegrityError, OperationalError
from sqlmodel import Session

from scoreboard.errors import Unreachable
from scoreboard.file_owner import forbidden
from scoreboard.settings import DatabasePaths
from scoreboard.store import schema
from scoreboard.store.access import guard, is_file, may
from scoreboard.store.chain import Head
from scoreboard.store.chunks import in_chunks
from scoreboard.store.public.following import Follower
from scoreboard.store.putting_down import EnteredScore, put_down
from scoreboard.store.replacing import bearer
from scoreboard.store.write_ahead import ASKING_SECONDS, is_busy, write_ahead

BUSY_SECONDS = 20
"""How long a transaction waits for another process's before it gives up."""
EAGER_SECONDS = 2.0
"""For how long it asks for the database at short intervals."""


class EmbeddedBase:
    """An open main file, and what lets the public one follow it."""

    def __init__(self, paths: DatabasePaths, *, create: bool = False) -> None:
        self.paths = paths
        there = is_file(paths.main)
        if paths.main.is_dir():
            raise Unreachable("database.unreadable", path=paths.main, detail=os.strerror(errno.EISDIR))
        if not there and not create:
            raise Unreachable("database.missing", path=paths.main)
        if there and not create and not paths.main.stat().st_size:
            raise Unreachable("database.hollow", path=paths.main)
        self.reading = _engine(paths)
        self.writing = self.reading.execution_options(immediate=True)
        with self.reachable():
            if create:
                paths.main.parent.mkdir(parents=True, exist_ok=True)
            guard(paths, create=not there)
            self._file = bearer(paths.main)
            schema.bring_up_to_date(self.writing, paths.main)
            self.follower = Follower(paths.main, paths.public)

    def see_it_is_there(self) -> None:
        """Close the connections if another file has taken the database's name, as a restore may do.

        What one of them wrote would be lost. Raises Unreachable while the database is away.
        """
        try:
            found = bearer(self.paths.main)
        except FileNotFoundError:
            raise Unreachable("database.missing", path=self.paths.main) from None
        if found != self._file:
            self.reading.dispose()
            self._file = found

    def keep(self, session: Session) -> None:
        """Commit; the public file follows then."""
        session.commit()

    def put_down(self, entered: EnteredScore, since: Head) -> Head | None:
        try:
            with self.writing.begin() as connection:
                return put_down(connection, entered, since)
        except IntegrityError:
            return None

    def close(self) -> None:
        self.reading.dispose()

    def fill(self, session: Session, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
        """Insert rows as they are; what one of them refers to may come after it."""
        connection = session.connection()
        connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        names, places = ", ".join(f'"{name}"' for name in columns), ", ".join("?" for _ in columns)
        statement = f'INSERT INTO "{table}" ({names}) VALUES ({places})'
        for some in in_chunks(rows):
            connection.exec_driver_sql(statement, [tuple(row) for row in some])

    @contextmanager
    def reachable(self) -> Iterator[None]:
        try:
            yield
        except OperationalError as error:
            if not may(self.paths.main, os.W_OK):
                raise forbidden(self.paths.main, "write") from error
            key = "database.busy" if "locked" in str(error.orig) else "database.unreadable"
            raise Unreachable(key, path=self.paths.main, detail=error.orig) from error
        except DatabaseError as error:
            if isinstance(error, IntegrityError):
                raise
            raise Unreachable("database.unreadable", path=self.paths.main, detail=error.orig) from error
        except BrokenPipeError:  # of whoever reads what is printed meanwhile, not of the database
            raise
        except OSError as error:
            raise Unreachable("database.unreadable", path=self.paths.main, detail=error) from error


def _engine(paths: DatabasePaths) -> Engine:
    engine = sqlalchemy.create_engine(
        sqlalchemy.URL.create("sqlite", database=str(paths.main)),
        connect_args={"isolation_level": None, "timeout": BUSY_SECONDS, "check_same_thread": False},
    )
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: Any, _record: Any) -> None:
    write_ahead(connection, BUSY_SECONDS)
    for pragma in ("synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    """pysqlite's own BEGIN comes too late to keep a read and the write that follows it together."""
    if not connection.get_execution_options().get("immediate", False):
        connection.exec_driver_sql("BEGIN")
    elif not _begin_at_once(connection.connection.driver_connection):
        connection.exec_driver_sql("BEGIN IMMEDIATE")


def _begin_at_once(driver: Any) -> bool:
    """Begin as soon as nobody else writes; False where that takes long, or another thing is in the way.

    SQLite itself would ask at longer and longer intervals, in which a large deed takes its next portion.
    """
    driver.execute("PRAGMA busy_timeout = 0")
    until = time.monotonic() + EAGER_SECONDS
    try:
        while time.monotonic() < until:
            try:
                driver.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError as error:
                if not is_busy(error):
                    return False
                time.sleep(ASKING_SECONDS)
            else:
                return True
    finally:
        driver.execute(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}")
    return False
