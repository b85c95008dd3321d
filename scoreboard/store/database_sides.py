"""What is asked of a database wherever it is: in files here, or on a server, whose driver takes long to import."""

from contextlib import AbstractContextManager
from typing import Protocol

from scoreboard.settings import DatabaseSide, ServerSide
from scoreboard.store.access import is_file
from scoreboard.store.public.asking import Ask
from scoreboard.store.public.file_source import FileSource
from scoreboard.store.public.nudge import Listener


class PublicSource(Protocol):
    """An open public side. All of it raises Unreachable where that cannot be read now."""

    holds_images: bool
    """Whether it has what the stage has shown as images, which files of older programs have not."""
    bytes_of: str
    """The SQL that counts the bytes of a text, with ``{}`` where the text stands."""

    @property
    def ask(self) -> Ask: ...

    def as_of_one_moment(self) -> AbstractContextManager[None]:
        """All that is asked within is answered as of one moment. Hold it briefly."""
        ...

    def change_mark(self) -> int:
        """A number that differs after another has changed it."""
        ...

    def is_current(self) -> bool:
        """Whether it reads what is public now, and would see it change. Raises OSError where it is away."""
        ...

    def age(self) -> float:
        """How many seconds ago what it reads was all that there is; 0 where it still is, as it always is in files."""
        ...

    def close(self) -> None: ...


def public_source(place: DatabaseSide) -> PublicSource:
    """The public side of a database. Raises Unreachable where there is none to read."""
    if not isinstance(place, ServerSide):
        return FileSource(place)
    from scoreboard.store.server.public_source import ServerSource

    return ServerSource(place)


def is_there(side: DatabaseSide) -> bool:
    """Whether a database is there. Raises Unreachable where that cannot be found out, or it may not be read."""
    if isinstance(side, ServerSide):
        from scoreboard.store.server.tables import has_tables

        return has_tables(side)
    return is_file(side)


def revision_at(side: DatabaseSide) -> str | None:
    """The migration that a database stands at; None for none of ours. Raises Unreachable where it cannot be read."""
    if isinstance(side, ServerSide):
        from scoreboard.store.server.tables import revision_on

        return revision_on(side)
    from scoreboard.store.schema import stored_revision

    return stored_revision(side)


class Ear(Protocol):
    """What a display hears of changes by; see `Listener`."""

    poll_seconds: float
    """How often it looks by itself."""

    def fileno(self) -> int: ...
    def clear(self) -> None: ...
    def close(self) -> None: ...


def listener_to(public: DatabaseSide) -> Ear:
    """An ear for the changes of what is public. Raises Unreachable where a server cannot be reached."""
    if not isinstance(public, ServerSide):
        return Listener(public)
    from scoreboard.store.server.hearing import ServerListener

    return ServerListener(public)
