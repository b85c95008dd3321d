"""An open database on a PostgreSQL server: read as of one moment, written by one at a time."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import psycopg
import sqlalchemy
from psycopg.sql import SQL, Identifier
from sqlalchemy import Connection, Engine, event
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlmodel import Session

from scoreboard.errors import Unreachable
from scoreboard.settings import ServerSide, ServerSides
from scoreboard.store.chain import Head
from scoreboard.store.putting_down import EnteredScore
from scoreboard.store.server.connecting import STAFF, connect_plainly, first_line
from scoreboard.store.server.dialect import DIALECT
from scoreboard.store.server.putting_down import QuickEntries
from scoreboard.store.server.tables import TAKE_TURN, bring_up_to_date, put_on_stage, tell_the_public

_TOLD: tuple[tuple[tuple[type[psycopg.Error], ...], str], ...] = (
    ((psycopg.errors.LockNotAvailable,), "database.busy"),
    ((psycopg.errors.InsufficientPrivilege,), "database.not_granted"),
    ((psycopg.errors.ReadOnlySqlTransaction,), "database.standby"),
    ((psycopg.errors.IdleInTransactionSessionTimeout,), "database.silent"),
    ((psycopg.OperationalError, psycopg.InterfaceError), "database.no_server"),
)


class AlreadyPublic:
    """Viewers need not be told: what is public is written in the transaction of the deed, and it wakes them."""

    trouble: str | None = None

    def follow(self) -> None: ...
    def follow_at_first(self) -> None: ...
    def close(self) -> None: ...


class ServerBase:
    """A server's database for staff. Raises Unreachable where it cannot be reached or is newer than the program."""

    def __init__(self, paths: ServerSides, *, create: bool = False) -> None:
        self.paths, self.follower = paths, AlreadyPublic()
        engine, self._entries = engine_of(paths.main), QuickEntries(paths.main)
        self.writing = engine.execution_options(alone=True)
        self.reading = engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        event.listen(engine, "begin", _begin)
        with self.reachable():
            bring_up_to_date(engine, paths.main, create=create)

    def see_it_is_there(self) -> None:
        """The pool does that: a connection that a server has dropped is made anew."""

    def keep(self, session: Session) -> None:
        """Commit what viewers see of it with the rest. A server that is lost meanwhile may have kept it or not."""
        tell_the_public(session)
        session.flush()
        try:
            session.commit()
        except OperationalError as error:
            detail = first_line(error.orig or error)
            raise Unreachable("database.uncertain", path=self.paths.main, detail=detail) from error

    def put_down(self, entered: EnteredScore, since: Head) -> Head | None:
        return self._entries.put_down(entered, since)

    def close(self) -> None:
        self._entries.close()
        self.reading.dispose()

    def fill(self, session: Session, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
        """Insert rows as they are, all of a table at once: what one of them refers to may come after it."""
        put_on_stage(session)
        statement = SQL("COPY {} ({}) FROM STDIN").format(Identifier(table), SQL(", ").join(map(Identifier, columns)))
        driver: Any = session.connection().connection.driver_connection
        with driver.cursor() as cursor, cursor.copy(statement) as copying:
            for row in rows:
                copying.write_row(row)

    @contextmanager
    def reachable(self) -> Iterator[None]:
        try:
            yield
        except sqlalchemy.exc.IntegrityError:
            raise
        except DBAPIError as error:
            self._tell(error.orig)
            raise
        except psycopg.Error as error:
            self._tell(error)
            raise

    def _tell(self, error: BaseException | None) -> None:
        """Raises Unreachable for what can happen to any server; anything else is a mistake of the program."""
        for kinds, key in _TOLD:
            if isinstance(error, kinds):
                raise Unreachable(key, path=self.paths.main, detail=first_line(error)) from error


def engine_of(side: ServerSide) -> Engine:
    """An engine for staff; connections that a server has dropped meanwhile are noticed and made anew."""
    return sqlalchemy.create_engine(
        DIALECT,
        creator=lambda: connect_plainly(side, STAFF),
        pool_pre_ping=True,
        use_insertmanyvalues=False,  # each row takes the number after the one before it
        hide_parameters=True,
    )


def _begin(connection: Connection) -> None:
    """Wait for the turn first: all that the transaction sees from then on is what others have left."""
    if connection.get_execution_options().get("alone", False):
        connection.exec_driver_sql(TAKE_TURN)
