"""Noticing that another connection has changed the main database, at next to no cost."""

import contextlib
import sqlite3
from pathlib import Path


class Watch:
    """One pinned connection that only ever asks for SQLite's data version, which is a thing of one connection."""

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(path, isolation_level=None, timeout=0)
        self._last = self._version()

    def moved(self) -> bool:
        """Whether anything has been committed since the last call. A database that is busy has not moved yet."""
        with contextlib.suppress(sqlite3.OperationalError):
            last, self._last = self._last, self._version()
            return last != self._last
        return False

    def close(self) -> None:
        self._connection.close()

    def _version(self) -> int:
        version: int = self._connection.execute("PRAGMA data_version").fetchone()[0]
        return version
