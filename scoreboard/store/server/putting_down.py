"""A score put down on a server in one message: whoever waits for the turn waits for no way between two machines.

The message takes the turn, sees whether what its desk asked before still holds, writes the score and chains its row of
the journal, and commits. Planned once for a connection, which is kept for nothing else.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

import psycopg
from sqlalchemy import Table

from scoreboard.models import JournalEntry, Score
from scoreboard.settings import ServerSide
from scoreboard.store.cells import HELD, OF_PLACE
from scoreboard.store.chain import Head, around_its_number
from scoreboard.store.putting_down import COLUMNS, ENTER, EnteredScore
from scoreboard.store.server.connecting import MAIN, STAFF, connect
from scoreboard.store.server.dialect import ContestDialect
from scoreboard.store.server.tables import TAKE_TURN
from scoreboard.store.writing import hashed_words

_MADE_THERE = ("sequence", "previous_hash", "hash")
"""Columns of the journal that follow from the row before."""
_DIALECT = ContestDialect()  # type: ignore[no-untyped-call]
_SCORE: Table = Score.__table__  # type: ignore[attr-defined]
_JOURNAL: Table = JournalEntry.__table__  # type: ignore[attr-defined]
_WORDS = tuple(column.name for column in _JOURNAL.columns if column.name not in _MADE_THERE)


@dataclass(frozen=True)
class _Kind:
    """How a score gets into a cell: what the plan is called, what it does, and by which values."""

    plan: str
    writing: str
    values: tuple[tuple[str, str], ...]
    """The values of the score, each by its name in the plan and its column."""


def _new() -> _Kind:
    names = ", ".join(COLUMNS)
    values = ", ".join(f"{{{name}}}" for name in COLUMNS)
    writing = f"INSERT INTO {MAIN}.score ({names}) SELECT {values} FROM last ON CONFLICT DO NOTHING RETURNING version"
    return _Kind("put_new", writing, tuple((name, name) for name in COLUMNS))


def _over() -> _Kind:
    keys = dict(zip(OF_PLACE, (column.name for column in _SCORE.primary_key), strict=True))
    held = ", ".join(f"{name} = {{{name}}}" for name in HELD)
    place = " AND ".join(f"s.{column} = {{{name}}}" for name, column in keys.items())
    writing = f"UPDATE {MAIN}.score s SET {held} FROM last WHERE {place} AND s.version = {{over}} RETURNING s.version"
    return _Kind("put_over", writing, (*keys.items(), *((name, name) for name in HELD), ("over", "version")))


_PLAN = f"""
PREPARE {{plan}} ({{types}}) AS WITH last AS MATERIALIZED (
    SELECT j.sequence, j.hash FROM {MAIN}.journal j
    WHERE EXISTS (SELECT 1 FROM {MAIN}.journal k WHERE k.sequence = {{count}} AND k.hash = {{since}})
    AND NOT EXISTS (SELECT 1 FROM {MAIN}.journal k WHERE k.sequence > {{count}} AND k.action <> '{ENTER}')
    ORDER BY j.sequence DESC LIMIT 1
), put AS ({{writing}})
INSERT INTO {MAIN}.journal (sequence, previous_hash, hash, {", ".join(_WORDS)})
SELECT last.sequence + 1, last.hash, encode(sha256(convert_to(
    last.hash || {{before_number}} || (last.sequence + 1) || {{after_number}}, 'UTF8')), 'hex'),
    {", ".join(f"{{word_{name}}}" for name in _WORDS)}
FROM last, put RETURNING sequence, hash"""
_CHAINING = {"count": "bigint", "since": "text", "before_number": "text", "after_number": "text"}


@cache
def _plan(kind: _Kind) -> str:
    """The statement that lets a server plan it once for a connection."""
    types = {
        **_CHAINING,
        **{f"word_{name}": _JOURNAL.c[name].type.compile(_DIALECT) for name in _WORDS},
        **{name: _SCORE.c[column].type.compile(_DIALECT) for name, column in kind.values},
    }
    places = {name: f"${number}" for number, name in enumerate(types, 1)}
    listed = ", ".join(types.values())
    return _PLAN.format(plan=kind.plan, types=listed, writing=kind.writing.format(**places), **places)


def _maker(table: Table, column: str) -> Callable[[Any], Any]:
    """What makes a value of a column as it is stored."""
    made: Callable[[Any], Any] | None = table.c[column].type.dialect_impl(_DIALECT).bind_processor(_DIALECT)
    return made or (lambda value: value)


_KINDS = _new(), _over()
_WORD_MAKERS = tuple((name, _maker(_JOURNAL, name)) for name in _WORDS)
_SCORE_MAKERS = tuple(tuple(_maker(_SCORE, column) for _, column in kind.values) for kind in _KINDS)


@cache
def _message(kind: _Kind) -> str:
    values = ", ".join(["%s"] * (len(_CHAINING) + len(_WORDS) + len(kind.values)))
    return f"BEGIN ISOLATION LEVEL READ COMMITTED; {TAKE_TURN}; EXECUTE {kind.plan} ({values}); COMMIT"


class QuickEntries:
    """The connection over which a program's scores are put down, opened with the first of them."""

    def __init__(self, side: ServerSide) -> None:
        self._side = side
        self._connection: psycopg.Connection[Any] | None = None
        self._alone = threading.Lock()

    def put_down(self, entered: EnteredScore, since: Head) -> Head | None:
        """As `scoreboard.store.putting_down.put_down`, in a transaction of its own.

        None also where the server has lost the connection: the score may be kept then or not. Raises Unreachable where
        there is no server, and LockNotAvailable where the turn does not come.
        """
        with self._alone:
            try:
                return self._send(entered, since)
            except psycopg.errors.LockNotAvailable:
                self.close()
                raise
            except psycopg.Error:
                self.close()
                return None

    def _send(self, entered: EnteredScore, since: Head) -> Head | None:
        kind, makers = _KINDS[bool(entered.over)], _SCORE_MAKERS[bool(entered.over)]
        if self._connection is None or self._connection.closed:
            self._connection = self._opened()
        stored = (*entered.stored, entered.over) if entered.over else entered.stored
        values = [
            *(since.count, since.hash, *around_its_number(hashed_words(entered.words))),
            *(make(entered.words[name]) for name, make in _WORD_MAKERS),
            *(make(value) for make, value in zip(makers, stored, strict=True)),
        ]
        with self._connection.cursor() as cursor:
            cursor.execute(_message(kind), values)
            cursor.nextset(), cursor.nextset()
            row = cursor.fetchone()
        return None if row is None else Head(*row)

    def _opened(self) -> "psycopg.Connection[Any]":
        connection = connect(self._side, STAFF)
        for statement in ("SET plan_cache_mode = force_generic_plan", *map(_plan, _KINDS)):
            connection.execute(statement.encode())
        return connection

    def close(self) -> None:
        """Close the connection, and with it a transaction that has failed; the next score opens another."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None
