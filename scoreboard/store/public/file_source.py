"""A public file, open for somebody who only reads."""

import contextlib
import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from scoreboard.errors import Unreachable
from scoreboard.store.access import is_file
from scoreboard.store.public import earlier
from scoreboard.store.public.asking import asking_file
from scoreboard.store.public.layout import BOARDS_LAYOUT, IMAGES_LAYOUT, LAYOUT
from scoreboard.store.replacing import bearer


class FileSource:
    """One public file. Raises Unreachable where there is none to read."""

    bytes_of = "length(CAST({} AS BLOB))"

    def __init__(self, path: Path) -> None:
        self.path = path
        if not is_file(path):
            raise Unreachable("database.no_public", path=path)
        self._file = bearer(path)
        """Which file this reads; another one that takes its name is not read."""
        self._resting: tuple[int, int] | None = None
        """How the file was where it is read as one that nobody changes; None where SQLite sees changes."""
        self._connection = self._opened()
        try:
            self._refuse_other_layout()
        except Unreachable:
            self.close()
            raise

    def _opened(self) -> sqlite3.Connection:
        place = str(self.path.resolve()).replace("%", "%25").replace("?", "%3f").replace("#", "%23")
        try:
            connection = self._connected(f"file:{place}?mode=ro")
            try:
                connection.execute("PRAGMA user_version").fetchone()
            except sqlite3.OperationalError:
                connection.close()
                if self.path.with_name(f"{self.path.name}-wal").exists():
                    raise
                # a whole file in a folder where this account may not write; what changes it from now on is not seen
                self._resting = self._state()
                connection = self._connected(f"file:{place}?mode=ro&immutable=1")
            return connection
        except sqlite3.DatabaseError as error:
            raise Unreachable("database.unreadable_public", path=self.path, detail=error) from None

    def _state(self) -> tuple[int, int]:
        found = self.path.stat()
        return found.st_mtime_ns, found.st_size

    def is_current(self) -> bool:
        """Whether it reads what bears the name now, and would see it change. Raises OSError where nothing does."""
        if bearer(self.path) != self._file:
            return False
        if self._resting is None:
            return True
        return self._state() == self._resting and not self.path.with_name(f"{self.path.name}-wal").exists()

    def age(self) -> float:
        return 0.0

    def _connected(self, address: str) -> sqlite3.Connection:
        return sqlite3.connect(address, uri=True, timeout=10, isolation_level=None, check_same_thread=False)

    def _refuse_other_layout(self) -> None:
        layout = self.ask("PRAGMA user_version")[0][0]
        if layout > LAYOUT:
            raise Unreachable("database.newer", path=self.path)
        if layout == 0:
            raise Unreachable("database.no_public", path=self.path)
        self.holds_images = layout >= IMAGES_LAYOUT
        if layout == BOARDS_LAYOUT:
            try:
                earlier.see_as_prints(self._connection)
            except sqlite3.DatabaseError as error:
                raise Unreachable("database.unreadable_public", path=self.path, detail=error) from None

    def close(self) -> None:
        self._connection.close()

    def ask(self, question: str, **values: object) -> list[Any]:
        """The rows of an answer."""
        try:
            return asking_file(self._connection)(question, **values)
        except sqlite3.DatabaseError as error:
            raise Unreachable("database.unreadable_public", path=self.path, detail=error) from None

    @contextlib.contextmanager
    def as_of_one_moment(self) -> Iterator[None]:
        """All that is asked within is answered as of one moment; it keeps the file's log."""
        try:
            begun = self._connection.in_transaction
            if not begun:
                self._connection.execute("BEGIN")
            try:
                yield
            finally:
                if not begun and self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
        except (sqlite3.DatabaseError, json.JSONDecodeError) as error:
            raise Unreachable("database.unreadable_public", path=self.path, detail=error) from None

    def change_mark(self) -> int:
        """SQLite's data_version, which differs after another process has changed the file."""
        mark: int = self.ask("PRAGMA data_version")[0][0]
        return mark
