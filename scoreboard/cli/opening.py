"""Opening the databases for a command."""

from collections.abc import Iterator
from contextlib import contextmanager

from scoreboard.publications.reader import PublicReader
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


@contextmanager
def public_file(settings: Settings) -> Iterator[PublicReader]:
    """The public file, which is all that a viewer's command opens."""
    reader = PublicReader(settings.paths.public)
    try:
        yield reader
    finally:
        reader.close()
