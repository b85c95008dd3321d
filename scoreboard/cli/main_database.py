"""Opening the main database for a command."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress

import click
from sqlmodel import Session

from scoreboard.desk.named_errors import named_errors
from scoreboard.errors import ContestError, Refused
from scoreboard.locale import say
from scoreboard.settings import Settings
from scoreboard.store.database_sides import is_there
from scoreboard.store.engine import Store
from scoreboard.store.reading import opened_to_read


@contextmanager
def main_database(settings: Settings, *, create: bool = False, with_clock: bool = False) -> Iterator[Store]:
    """The main database, closed again when the block ends.

    Raises Refused, making none, where it would be new and begin with a time that only `with_clock` lets be set.
    """
    if create and settings.sets_clock and not with_clock and not is_there(settings.paths.main):
        raise Refused("clock.no_contest", now=settings.now)
    store = Store(settings.paths, create=create)
    try:
        yield store
    except ContestError as error:
        raise named_errors(store, settings, error, typed=True) from None
    finally:
        store.close()
        if store.follower.trouble is not None:
            said = say(
                "errors.database.behind", settings.lang, path=settings.paths.public, detail=store.follower.trouble
            )
            _tell(said)
        if store.backup_trouble is not None:
            _tell(say("errors.keeping.not_by_itself", settings.lang, why=store.backup_trouble.sentence(settings.lang)))


def _tell(said: str) -> None:
    with suppress(OSError):  # a terminal that has gone hears nothing
        click.echo(said, err=True)


@contextmanager
def main_database_to_read(settings: Settings) -> Iterator[Session]:
    """A session on the main database for a command that changes nothing; given a backup it leaves that alone."""
    with opened_to_read(settings.paths) as store:
        try:
            with store.read() as session:
                yield session
        except ContestError as error:
            raise named_errors(store, settings, error, typed=True) from None
