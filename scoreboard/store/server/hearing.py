"""Hearing that something has become public on a server."""

import contextlib

import psycopg

from scoreboard.settings import ServerSide
from scoreboard.store.server.connecting import CHANNEL, VIEWERS, connect


class ServerListener:
    """A display's ear: `fileno` becomes readable once something has become public, `clear` makes it quiet again.

    A standby tells nobody: there the display looks often enough by itself, as `poll_seconds` says.
    """

    def __init__(self, side: ServerSide) -> None:
        self.poll_seconds = 1.0
        self._connection = connect(side, VIEWERS)
        try:
            self._connection.execute(f"LISTEN {CHANNEL}")
        except psycopg.errors.ReadOnlySqlTransaction:
            self.poll_seconds = 0.03
        except BaseException:
            self._connection.close()
            raise

    def fileno(self) -> int:
        return self._connection.fileno()

    def clear(self) -> None:
        """Take all that has come. Where the server has gone, whoever asks it next says so."""
        with contextlib.suppress(psycopg.Error):
            self._connection.pgconn.consume_input()
            while self._connection.pgconn.notifies() is not None:
                pass

    def close(self) -> None:
        self._connection.close()
