"""The public schema of a server, primary or standby, for somebody who only reads and may read nothing else."""

import contextlib
import json
import time
from collections.abc import Iterator
from typing import Any

import psycopg
from psycopg.pq import TransactionStatus

from scoreboard.errors import Unreachable
from scoreboard.settings import ServerSide
from scoreboard.store.public.asking import in_style, spread
from scoreboard.store.server.connecting import PUBLIC, VIEWERS, connect, first_line

_MARK = "SELECT (SELECT COALESCE(MAX(number), 0) FROM public_change) + (SELECT COALESCE(MAX(sequence), 0) FROM stage)"

_STATE = (
    "SELECT pg_is_in_recovery(),"
    " EXISTS (SELECT FROM pg_stat_wal_receiver) AND pg_last_wal_replay_lsn() >= pg_last_wal_receive_lsn(),"
    " EXTRACT(epoch FROM clock_timestamp()"
    " - COALESCE(pg_last_xact_replay_timestamp(), pg_postmaster_start_time()))::float8"
)
"""Whether it is a standby; whether that hears its primary and has all that it has heard; and how many seconds ago what
it has done last was done on the primary, which was at rest perhaps."""


class ServerSource:
    """One connection. Raises Unreachable where there is no server, or nothing on it to read."""

    holds_images = True
    bytes_of = "octet_length({})"

    def __init__(self, side: ServerSide) -> None:
        self.side = side
        self._follows: bool | None = None
        """Whether it reads a standby; None until it has asked."""
        self._level_at: float | None = None
        self._connection = connect(side, VIEWERS)
        self._connection.read_only = True
        self._connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        try:
            if self.ask("SELECT to_regclass(:name)", name=f"{PUBLIC}.public_change") == [(None,)]:
                raise Unreachable("database.missing_on_server", path=side)
        except Unreachable:
            self.close()
            raise

    def is_current(self) -> bool:
        return not self._connection.closed

    def age(self) -> float:
        """Seconds since a standby was level with its primary; a primary is its own.

        Raises OSError once a standby has become a primary: whoever opens it again is woken by it.
        """
        now = time.monotonic()
        follows, is_level, since_deed = self.ask(_STATE)[0]
        if self._follows and not follows:
            raise ConnectionResetError(f"{self.side} is a primary now")
        self._follows = follows
        if is_level or not follows:
            self._level_at = now
        seen = since_deed if self._level_at is None else min(since_deed, now - self._level_at)
        return max(0.0, float(seen)) if follows and not is_level else 0.0

    def close(self) -> None:
        self._connection.close()

    def ask(self, question: str, **values: object) -> list[Any]:
        """The rows of an answer."""
        plain, given = spread(question, values)
        try:
            return self._connection.execute(in_style(plain, "pyformat"), given).fetchall()
        except psycopg.Error as error:
            raise self._told(error) from None

    @contextlib.contextmanager
    def as_of_one_moment(self) -> Iterator[None]:
        """All that is asked within is answered as of one moment."""
        try:
            if self._connection.info.transaction_status is not TransactionStatus.IDLE:
                yield
                return
            with self._connection.transaction():
                yield
        except psycopg.Error as error:
            raise self._told(error) from None
        except json.JSONDecodeError as error:
            raise Unreachable("database.unreadable", path=self.side, detail=error) from None

    def change_mark(self) -> int:
        """The number of changes and steps; each change adds one."""
        mark: int = self.ask(_MARK)[0][0]
        return mark

    def _told(self, error: psycopg.Error) -> Unreachable:
        barred = isinstance(error, psycopg.errors.InsufficientPrivilege)
        key = "database.not_granted" if barred else "database.no_server"
        return Unreachable(key, path=self.side, detail=first_line(error))
