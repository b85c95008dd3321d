"""Noticing that another connection has changed the main database, at next to no cost."""

import contextlib
import sqlite3
from pathlib import Path
from typing import Protocol

from scoreboard.settings import DatabaseSide, ServerSide
from scoreboard.store.replacing import bearer


class Watch(Protocol):
    """Tells whether the main database has changed since it was asked last."""

    def moved(self) -> bool: ...
    def close(self) -> None: ...


def watch_main(side: DatabaseSide) -> Watch:
    """A watch over a main database."""
    if not isinstance(side, ServerSide):
        return FileWatch(side)
    from scoreboard.store.server.main_watch import ServerWatch  # its driver takes long to import

    return ServerWatch(side)


class FileWatch:
    """One pinned connection that only ever asks for SQLite's data version, which is a thing of one connection."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._open()

    def _open(self) -> None:
        self._file = bearer(self._path)
        self._connection = sqlite3.connect(self._path, isolation_level=None, timeout=0)
        self._last = self._version()

    def moved(self) -> bool:
        """Whether anything has been committed since the last call, or another file has taken the database's name.

        A database that is busy, or away for a moment, has not moved yet.
        """
        with contextlib.suppress(sqlite3.OperationalError, OSError):
            if bearer(self._path) != self._file:
                self._connection.close()
                self._open()
                return True
            last, self._last = self._last, self._version()
            return last != self._last
        return False

    def close(self) -> None:
        self._connection.close()

    def _version(self) -> int:
        version: int = self._connection.execute("PRAGMA data_version").fetchone()[0]
        return version
