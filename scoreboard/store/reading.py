"""Opening a main database to read it: a backup is left exactly as it is."""

from collections.abc import Iterator
from contextlib import closing, contextmanager

from scoreboard.errors import Unreachable
from scoreboard.settings import DatabasePaths, DatabaseSides, ServerSides, database_paths
from scoreboard.store.backup import scratch_copy
from scoreboard.store.engine import Store

WRITE_VERSIONS = slice(18, 20)
"""Where a database file says how it is written: 1 with a rollback journal, 2 with a log ahead."""


@contextmanager
def opened_to_read(paths: DatabaseSides) -> Iterator[Store]:
    """The main database for somebody who changes nothing. Of a backup it is a copy, brought up to date as need be.

    Raises Unreachable where it cannot be read.
    """
    if isinstance(paths, ServerSides) or not is_backup(paths):
        with closing(Store(paths)) as store:
            yield store
        return
    with scratch_copy(paths.main) as copy:
        try:
            store = Store(database_paths(str(copy)))
        except Unreachable as error:
            raise Unreachable(error.key, **{**error.values, "path": paths.main}) from None
        with closing(store):
            yield store


def is_backup(paths: DatabasePaths) -> bool:
    """Whether a file lies by itself and as backups are written: a database in use has a log and a public file."""
    try:
        with paths.main.open("rb") as file:
            return file.read(100)[WRITE_VERSIONS] == b"\x01\x01" and not paths.public.exists()
    except OSError:
        return False
