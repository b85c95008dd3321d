"""The journal's chain: how each row is hashed with the one before it, and the rows as they are stored, read one by one.

A row is read without the models' types, so that one that somebody has been at can be named instead of ending in an
error.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from json.encoder import encode_basestring as _quoted
from typing import Any

from sqlalchemy import Connection, bindparam, func, select, text
from sqlalchemy.exc import OperationalError
from sqlmodel import Session, col

from scoreboard.models import JournalEntry
from scoreboard.store.columns import ask_columns, dialect_of

GENESIS = "0" * 64
"""The hash before the first row of the journal."""

ROWS_AT_ONCE = 2000
"""How many rows are held at a time."""
LATER_WORDS = frozenset({"machine_at", "marks"})
"""What older rows lack: hashed only where it is filled, so that older rows hash as they did."""
WORDS = (
    *("action", "after", "at", "before", "machine_at", "marks", "proof"),
    *("reason", "request", "sequence", "subject", "who"),
)
"""What of a row its hash covers, in the order in which it does."""
_NUMBER = WORDS.index("sequence")
_BEFORE_NUMBER, _AFTER_NUMBER = WORDS[:_NUMBER], WORDS[_NUMBER + 1 :]
JSON_WORDS = ("after", "before", "marks")
NOTHING = "null"

as_json = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode
"""A value as JSON in the one form that is hashed."""


@dataclass(frozen=True, slots=True)
class StoredRow:
    """One row of the journal as it is stored; the JSON in it is read, times are text."""

    words: Mapping[str, Any]
    previous_hash: str
    hash: str

    @property
    def sequence(self) -> int:
        number: int = self.words["sequence"]
        return number


@dataclass(frozen=True, slots=True)
class UnreadableRow:
    """A row that holds what the program cannot have written."""

    sequence: int
    detail: str


def chained(previous_hash: str, words: Mapping[str, Any]) -> str:
    """SHA-256 over the previous hash and a row's own words as canonical JSON, in hexadecimal."""
    return hashlib.sha256(f"{previous_hash}\n{{{','.join(_parts(words, WORDS))}}}".encode()).hexdigest()


def around_its_number(words: Mapping[str, Any]) -> tuple[str, str]:
    """What is hashed of a row before and after its number, between the previous hash and the end.

    For a row that gets its number only as it is written. Raises KeyError where another word is missing.
    """
    before, after = ",".join(_parts(words, _BEFORE_NUMBER)), ",".join(_parts(words, _AFTER_NUMBER))
    return f'\n{{{before},"sequence":', f",{after}}}"


def _parts(words: Mapping[str, Any], names: Sequence[str]) -> list[str]:
    """Words of a row as its hash covers them, each with its name."""
    parts: list[str] = []
    for name in names:
        value = words[name]
        if value is None:
            if name not in LATER_WORDS:
                parts.append(f'"{name}":{NOTHING}')
        elif type(value) is str:
            parts.append(f'"{name}":{_quoted(value)}')
        else:
            parts.append(f'"{name}":{value if type(value) is int else as_json(value)}')
    return parts


_ON_SERVER = func.main.journal_head().table_valued("sequence", "hash")
"""Asked where somebody appends to a journal of which they may read no more than their own part."""
_LAST = select(col(JournalEntry.sequence), col(JournalEntry.hash)).order_by(col(JournalEntry.sequence).desc()).limit(1)
_LAST_ON_SERVER = select(_ON_SERVER.c.sequence, _ON_SERVER.c.hash)
_LEFT = select(col(JournalEntry.after)).where(col(JournalEntry.request) == bindparam("request")).scalar_subquery()
_WITH_ANSWER, _WITH_ANSWER_ON_SERVER = _LAST.add_columns(_LEFT), _LAST_ON_SERVER.add_columns(_LEFT)


@dataclass(frozen=True)
class Head:
    """How far a journal had come at some moment; printed on paper it proves later that nothing has been cut off."""

    count: int
    hash: str


def head_of(session: Session) -> Head:
    """The journal's length and the hash of its last row, as they are now."""
    question = _LAST if dialect_of(session) == "sqlite" else _LAST_ON_SERVER
    last = ask_columns(session, question).first()
    return Head(*(last or (0, GENESIS)))


def head_and_answer(session: Session, request: str) -> tuple[Head, Any]:
    """The same, with what the deed of a request has left; None where there is none of it."""
    question = _WITH_ANSWER if dialect_of(session) == "sqlite" else _WITH_ANSWER_ON_SERVER
    count, last, after = ask_columns(session, question, request=request).first() or (0, GENESIS, None)
    return Head(count, last), after


_WORKS_EVERYWHERE = select(func.main.own_series().is_(None))


def head_of_whole(session: Session) -> Head | None:
    """The journal's head for whoever sees all that follows it; None for a login that a server shows a part alone."""
    if dialect_of(session) != "sqlite" and not ask_columns(session, _WORKS_EVERYWHERE).scalar_one():
        return None
    return head_of(session)


def stored_rows(connection: Connection) -> Iterator[StoredRow | UnreadableRow]:
    """Every row of the journal in its order, from the stored bytes. Raises where a server would leave some out."""
    if connection.dialect.name != "sqlite":
        connection.exec_driver_sql("SET LOCAL row_security = off")
    last: int | None = None
    while True:
        try:
            for values in _from(connection, last):
                row = _read(values)
                last = row.sequence
                yield row
            return
        except OperationalError as error:  # of a text that is none: the row is passed over, and reading begins anew
            last = _next(connection, last)
            if last is None:
                raise
            yield UnreadableRow(last, str(error.orig))


def _from(connection: Connection, last: int | None) -> Iterator[Any]:
    columns = ", ".join(f'"{name}"' for name in (*WORDS, "previous_hash", "hash"))
    after = "" if last is None else f" WHERE sequence > {int(last)}"
    query = text(f"SELECT {columns} FROM journal{after} ORDER BY sequence")
    yield from connection.execute(query, execution_options={"yield_per": ROWS_AT_ONCE})


def _next(connection: Connection, last: int | None) -> int | None:
    after = "" if last is None else f" WHERE sequence > {int(last)}"
    found: int | None = connection.execute(text(f"SELECT min(sequence) FROM journal{after}")).scalar()
    return found


def _read(values: Any) -> StoredRow | UnreadableRow:
    *told, previous_hash, row_hash = values
    words = dict(zip(WORDS, told, strict=True))
    for name in JSON_WORDS:
        try:
            if (stored := words[name]) is not None:
                words[name] = None if stored == NOTHING else json.loads(stored)
        except (ValueError, TypeError, RecursionError) as error:
            return UnreadableRow(words["sequence"], f"{name}: {error}")
    return StoredRow(words, previous_hash, row_hash)


def follows(row: StoredRow, previous_hash: str) -> bool:
    """Whether a row's hashes are those of its own words after the row before it."""
    try:
        return row.previous_hash == previous_hash and row.hash == chained(previous_hash, row.words)
    except (ValueError, TypeError, RecursionError):  # bytes where words should be, letters that no text has
        return False


def first_broken(session: Session) -> int | None:
    """The sequence of the journal's first row that does not follow from the one before; None if all do."""
    previous, expected = GENESIS, 1
    for row in stored_rows(session.connection()):
        if isinstance(row, UnreadableRow) or row.sequence != expected or not follows(row, previous):
            return row.sequence
        previous, expected = row.hash, expected + 1
    return None
