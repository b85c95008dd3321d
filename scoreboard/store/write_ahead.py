"""Having a SQLite file keep a log of what is written, so that readers and writers are not in each other's way."""

import sqlite3
import time

ASKING_SECONDS = 0.001


def write_ahead(connection: sqlite3.Connection, patience: float) -> None:
    """Change the file over to a log; several programs may do so at once with a new one, or while another leaves it.

    That needs the file alone, and where another is about to write, SQLite refuses at once, whatever the connection's
    own time to wait. Waits `patience` seconds at most, then raises sqlite3.OperationalError.
    """
    until = time.monotonic() + patience
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL").close()
        except sqlite3.OperationalError as error:
            if not is_busy(error) or time.monotonic() > until:
                raise
            time.sleep(ASKING_SECONDS)
        else:
            return


def is_busy(error: sqlite3.OperationalError) -> bool:
    """Whether another holds what was asked for, so that asking again may help."""
    return error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY
