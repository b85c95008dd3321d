"""Noticing that somebody has changed a server's main database."""

import psycopg

from scoreboard.errors import Unreachable
from scoreboard.settings import ServerSide
from scoreboard.store.server.connecting import STAFF, connect
from scoreboard.store.server.functions import JOURNAL_HEAD

_LAST = f"SELECT COALESCE(MAX(sequence), 0) FROM {JOURNAL_HEAD}()"


class ServerWatch:
    """One connection that only ever asks how long the journal is: every deed is in it."""

    def __init__(self, side: ServerSide) -> None:
        self._side = side
        self._connection = connect(side, STAFF)
        self._last = self._asked()

    def moved(self) -> bool:
        """Whether anything has been committed since the last call; a server that is away has not moved yet."""
        try:
            if self._connection.closed:
                self._connection = connect(self._side, STAFF)
            last, self._last = self._last, self._asked()
        except (psycopg.Error, Unreachable):
            self._connection.close()
            return False
        return last != self._last

    def close(self) -> None:
        self._connection.close()

    def _asked(self) -> int:
        row = self._connection.execute(_LAST).fetchone()
        assert row is not None
        return int(row[0])
