"""Opening the main database for a command."""

from collections.abc import Iterator
from contextlib import contextmanager

import click
from sqlmodel import Session

from scoreboard.locale import say
from scoreboard.settings import Settings
from scoreboard.store.engine import Store
from scoreboard.store.reading import opened_to_read


@contextmanager
def main_database(settings: Settings, *, create: bool = False) -> Iterator[Store]:
    """The main database, closed again when the block ends."""
    store = Store(settings.paths, create=create)
    try:
        yield store
    finally:
        store.close()
        if store.follower.trouble is not None:
            said = say("database.behind", settings.lang, path=settings.paths.public, detail=store.follower.trouble)
            click.echo(said, err=True)


@contextmanager
def main_database_to_read(settings: Settings) -> Iterator[Session]:
    """A session on the main database for a command that changes nothing; given a backup it leaves that alone."""
    with opened_to_read(settings.paths) as store, store.read() as session:
        yield session
