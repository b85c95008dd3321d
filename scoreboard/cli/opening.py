"""Opening the main database for a command."""

from collections.abc import Iterator
from contextlib import contextmanager

from scoreboard.settings import Settings
from scoreboard.store.engine import Store


@contextmanager
def main_database(settings: Settings, *, create: bool = False) -> Iterator[Store]:
    """The main database, closed again when the block ends."""
    store = Store(settings.paths, create=create)
    try:
        yield store
    finally:
        store.close()
