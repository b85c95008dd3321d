"""The main database and the two ways to use it: reading, and one short writing transaction at a time."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import Any, Protocol

from sqlalchemy import Engine
from sqlmodel import Session

from scoreboard.errors import ContestError
from scoreboard.settings import DatabasePaths, DatabaseSides
from scoreboard.store.chain import Head
from scoreboard.store.embedded import EmbeddedBase
from scoreboard.store.public.reckoning import is_reckoned, reckon
from scoreboard.store.putting_down import EnteredScore
from scoreboard.store.writing import finish


@dataclass(frozen=True)
class StoredTable:
    """Rows of a table as an engine keeps them."""

    name: str
    columns: Sequence[str]
    rows: Iterable[Sequence[Any]]


class PublicFollowing(Protocol):
    """What lets viewers see what a deed has made public."""

    trouble: str | None
    """What keeps them from seeing it; None where nothing does."""

    def follow(self) -> None: ...
    def follow_at_first(self) -> None: ...
    def close(self) -> None: ...


class Base(Protocol):
    """What a database does in a way of its own: one of files here, or one on a server."""

    @property
    def reading(self) -> Engine: ...

    @property
    def writing(self) -> Engine:
        """The same, whose transactions begin once nobody else writes."""
        ...

    @property
    def follower(self) -> PublicFollowing: ...
    def see_it_is_there(self) -> None: ...
    def keep(self, session: Session) -> None:
        """Commit a transaction. Raises Unreachable where that fails, and where nobody knows whether it has."""
        ...

    def put_down(self, entered: EnteredScore, since: Head) -> Head | None: ...
    def close(self) -> None: ...
    def fill(self, session: Session, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None: ...
    def reachable(self) -> AbstractContextManager[None]: ...


def _opened(paths: DatabaseSides, *, create: bool) -> Base:
    if isinstance(paths, DatabasePaths):
        return EmbeddedBase(paths, create=create)
    from scoreboard.store.server.base import ServerBase  # its driver takes long to import

    return ServerBase(paths, create=create)


class Store:
    """An open main database. Raises Unreachable where it cannot be reached or is newer than the program."""

    def __init__(self, paths: DatabaseSides, *, create: bool = False) -> None:
        self.paths = paths
        self.backup_trouble: ContestError | None = None
        """What kept a backup after a deed from being made, which is told when the database closes."""
        self._base = _opened(paths, create=create)
        self.engine, self.follower = self._base.reading, self._base.follower
        with self._base.reachable():
            self._reckon()
            self.follower.follow_at_first()

    def close(self) -> None:
        """Close the database, after a last wait for the public side to be level."""
        self.follower.close()
        self._base.close()

    def _reckon(self) -> None:
        """Reckon what follows from the public facts where that has not been done yet, as after an upgrade."""
        with Session(self.engine) as session:
            level = is_reckoned(session)
        if not level:
            with Session(self._base.writing) as session, session.begin():
                reckon(session)

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A session on one consistent picture of the database; close it promptly, for it holds back the log."""
        with self._base.reachable(), self._session(self.engine) as session:
            yield session

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """One transaction, alone in writing. All of it is kept when the block ends, nothing when it raises.

        What the block has published reaches viewers, and displays are nudged, before this returns; where the public
        file cannot be written now, that follows later.
        """
        with self._base.reachable(), self._session(self._base.writing) as session, session.begin():
            yield session
            finish(session)
            self._base.keep(session)
        self.follower.follow()

    def put_down(self, entered: EnteredScore, since: Head) -> Head | None:
        """Put down a score of a desk that has asked all before, as of `since`; returns the journal's head after it.

        None where that does not hold any more, or may not: the deed itself is to be done then, which finds out by its
        request whether the score was kept.
        """
        with self._base.reachable():
            self._base.see_it_is_there()
            head = self._base.put_down(entered, since)
        if head is not None:
            self.follower.follow()
        return head

    @contextmanager
    def trial(self) -> Iterator[Session]:
        """A transaction as another, of which nothing is kept however the block ends."""
        with self._base.reachable(), self._session(self._base.writing) as session:
            session.begin()
            try:
                yield session
            finally:
                session.rollback()

    def fill(self, tables: Iterable[StoredTable], checked: Callable[[Session], None]) -> None:
        """Fill an empty database with the rows of another one, in one transaction; nothing if `checked` raises."""
        with self._base.reachable(), self._session(self._base.writing) as session, session.begin():
            for table in tables:
                self._base.fill(session, table.name, table.columns, table.rows)
            checked(session)
            self._base.keep(session)
        self.follower.follow()

    def _session(self, engine: Engine) -> Session:
        self._base.see_it_is_there()
        return Session(engine, expire_on_commit=False)
