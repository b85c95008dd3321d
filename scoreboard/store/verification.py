"""Whether the journal holds: its chain is whole, a head that was noted is in it, and the tables follow from it."""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, fields
from itertools import islice
from typing import Any

from sqlalchemy import Boolean, Connection, Dialect, text
from sqlalchemy.exc import OperationalError
from sqlmodel import Session, SQLModel

from scoreboard.enums import ScoreState
from scoreboard.errors import legible
from scoreboard.facts import SCALE
from scoreboard.locale import say
from scoreboard.models import Score, UnitKey, UnitName
from scoreboard.name_search import folded
from scoreboard.store.chain import GENESIS, ROWS_AT_ONCE, StoredRow, UnreadableRow, follows, stored_rows
from scoreboard.store.journal_contents import (
    Comparison,
    DifferingCell,
    DifferingRow,
    JournalCell,
    Unintelligible,
    comparison,
)
from scoreboard.store.row_digests import MARKED, Marks, marked_table

MOST_FINDINGS = 50
"""Findings that a verdict names; of more it says how many they are."""


@dataclass(frozen=True)
class JournalFinding:
    """One thing that is wrong: what, by a key of the catalogue's ``journal.finding``, and where."""

    what: str
    values: Mapping[str, Any]

    def sentence(self, lang: str, *, openly: bool) -> str:
        """The finding in words; of a score what differs, or only that something does unless it is told `openly`."""
        if "cell" in self.values and not openly:
            return say("journal.finding.cell", lang, cell=legible(self.values["cell"]))
        told, found = self.values.get("told"), self.values.get("found")
        gaps = {name: legible(value) for name, value in self.values.items() if name not in ("told", "found")}
        return say(
            f"journal.finding.{self.what}",
            lang,
            **gaps,
            told=_in_words(told, found, lang),
            found=_in_words(found, told, lang),
        )


@dataclass
class Verdict:
    """What a verification has found."""

    most: int = MOST_FINDINGS
    """How many things that are wrong are named."""
    count: int = 0
    """How many rows the journal has."""
    head: str = GENESIS
    """The hash of its last row."""
    findings: list[JournalFinding] = field(default_factory=list)
    """The first things that are wrong."""
    wrong: int = 0
    """How many there are."""

    def add(self, what: str, **values: Any) -> None:
        self.wrong += 1
        if len(self.findings) < self.most:
            self.findings.append(JournalFinding(what, values))


def verify(session: Session, head: str | None = None, *, most: int = MOST_FINDINGS) -> Verdict:
    """Read the whole journal and all that follows from it; the first `most` things that are wrong are named.

    `head` is the hash of a row, or how it begins, as it was printed at some time: it must be in the chain, however
    far that has come.
    """
    connection = session.connection()
    verdict = Verdict(most)
    with comparison() as compared:
        known = _read_journal(connection, verdict, compared, head)
        if not known:
            verdict.add("head", head=head)
        find_tables(connection, compared)
        if verdict.count == 0 and any(True for _ in islice(compared.differing_rows(), 1)):
            verdict.add("empty")
            return verdict
        for cell in compared.differing_cells():
            _add_cell(verdict, cell)
        for row in compared.differing_rows():
            _add_row(verdict, row)
    return verdict


def unmarked_rows(session: Session, at_once: int = 1000) -> Iterator[Marks]:
    """The rows that are not as the journal marked them, as marks for it: what a migration has changed, or all rows."""
    with comparison() as compared:
        connection = session.connection()
        _read_journal(connection, Verdict(), compared, None)
        for model in MARKED:
            compared.find_rows(_rows(connection, model))
        marks: Marks = {}
        for row in compared.differing_rows():
            marks[row.name] = row.found
            if len(marks) == at_once:
                yield marks
                marks = {}
        if marks:
            yield marks


def _read_journal(connection: Connection, verdict: Verdict, compared: Comparison, head: str | None) -> bool:
    """Follow the chain and take in what it tells; returns whether `head` was met.

    That of a journal without rows says nothing of one that has some: it is met nowhere but there.
    """
    met = head is None
    expected = 1
    for row in stored_rows(connection):
        if row.sequence > expected:
            verdict.add("missing", first=expected, last=row.sequence - 1)
            verdict.head = ""
        elif row.sequence < expected:
            verdict.add("changed", sequence=row.sequence)
        expected = row.sequence + 1
        verdict.count += 1
        if isinstance(row, UnreadableRow):
            verdict.add("unreadable", sequence=row.sequence, detail=row.detail)
            verdict.head = ""
            continue
        _follow(verdict, row)
        met = met or str(row.hash).startswith(head or "")
        try:
            compared.tell(row)
        except Unintelligible as error:
            verdict.add("unreadable", sequence=row.sequence, detail=error)
    return met or (verdict.count == 0 and GENESIS.startswith(head or ""))


def _follow(verdict: Verdict, row: StoredRow) -> None:
    """Note a row that does not follow from the one before; where that can't be known it is taken at its word."""
    if not follows(row, verdict.head or row.previous_hash):
        verdict.add("changed", sequence=row.sequence)
    verdict.head = row.hash


def find_tables(connection: Connection, compared: Comparison) -> None:
    """Take in what the tables say."""
    compared.find_cells(_cells(connection))
    for model in MARKED:
        compared.find_rows(_rows(connection, model))
    compared.follow(_keys_of_names(connection))
    compared.find_rows((f"{_KEYS}{key}/{unit}", "") for key, unit in _raw(connection, UnitKey, ("key", "unit_id")))


_KEYS = f"{UnitKey.__tablename__}/"
"""How the names of rows begin that follow from the names of units."""
_CELL = ("series_id", "period_id", "area_id", "unit_id", "judge")


def _cells(connection: Connection) -> Iterator[tuple[Any, ...]]:
    words = ("version", "value", "state", "entered_by", "entered_bound", "entered_at", "confirmed_by", "confirmed_at")
    for row in _raw(connection, Score, (*_CELL, *words)):
        *place, version, value, state = row[: len(_CELL) + 3]
        cell = "/".join(map(str, place if place[-1] else place[:-1]))
        yield cell, version, _said(value, state), state, *row[len(_CELL) + 3 :]


def _said(value: Any, state: Any) -> str | None:
    """A stored score as the journal tells it."""
    if value is None:
        return None if state == ScoreState.WITHDRAWN else "n/a"
    if not isinstance(value, int):
        return repr(value)
    whole, part = divmod(value, SCALE)
    return f"{whole}.{part:04}".rstrip("0") if part else str(whole)


def _rows(connection: Connection, model: type[SQLModel]) -> Iterator[tuple[str, str]]:
    """The name and the digest of every row of a marked table."""
    table = marked_table(model)
    columns = list(model.__table__.columns)  # type: ignore[attr-defined]
    readers = [_reader(column.type, connection.dialect) for column in columns]
    names = tuple(column.name for column in columns)
    for values in _raw(connection, model, names):
        row = {name: read(value) for name, read, value in zip(names, readers, values, strict=True)}
        try:
            yield table.name_of(row), table.digest_of(row)
        except (TypeError, ValueError):  # bytes where words should be
            yield table.name_of(row), "-"


def _reader(kind: Any, dialect: Dialect) -> Callable[[Any], Any]:
    """How a stored value becomes what its column means; one that can't be stays as it is, under a name of its own."""
    process = kind.dialect_impl(dialect).result_processor(dialect, None)

    def read(value: Any) -> Any:
        if isinstance(kind, Boolean) and value not in (0, 1, None):
            return f"unreadable {value!r}"
        if process is None:
            return value
        try:
            return process(value)
        except (ArithmeticError, RecursionError, TypeError, ValueError):
            return f"unreadable {value!r}"

    return read


def _keys_of_names(connection: Connection) -> Iterator[str]:
    """The names of the rows by which units are found, as their names make them."""
    columns = ("unit_id", "name", "short_name", "name_en", "short_name_en", "aliases")
    for unit, *called, aliases in _raw(connection, UnitName, columns):
        try:
            every = (*called, *json.loads(aliases))
            yield from (f"{_KEYS}{key}/{unit}" for one in every if (key := folded(one)))
        except (AttributeError, TypeError, ValueError):
            continue  # the row of the name is found to be wrong itself


def _raw(connection: Connection, model: type[SQLModel], names: tuple[str, ...]) -> Iterator[Any]:
    """Columns of a table as they are stored; a text that is none comes with its bytes written out."""
    columns = ", ".join(f'"{name}"' for name in names)
    query = text(f'SELECT {columns} FROM "{model.__tablename__}"')
    streaming = {"yield_per": ROWS_AT_ONCE}
    try:
        yield from connection.execute(query, execution_options=streaming)
    except OperationalError:
        with _any_text(connection):
            yield from connection.execute(query, execution_options=streaming)


@contextmanager
def _any_text(connection: Connection) -> Iterator[None]:
    """Read text whatever its bytes are."""
    driver: Any = connection.connection.driver_connection
    driver.text_factory = lambda stored: stored.decode("utf-8", "backslashreplace")
    try:
        yield
    finally:
        driver.text_factory = str


def _add_cell(verdict: Verdict, cell: DifferingCell) -> None:
    what = "cell_unknown" if cell.told is None else "cell_gone" if cell.found is None else "cell_changed"
    verdict.add(what, cell=cell.cell, sequence=cell.sequence, told=cell.told, found=cell.found)


def _add_row(verdict: Verdict, row: DifferingRow) -> None:
    what = "row_unknown" if row.told is None else "row_gone" if row.found is None else "row_changed"
    if row.name.startswith(_KEYS):
        what = "key"
    verdict.add(what, name=row.name, sequence=row.sequence)


def _in_words(cell: JournalCell | None, other: JournalCell | None, lang: str) -> str:
    """What a cell says otherwise than another, or all that it says where there is no other."""
    if cell is None:
        return ""
    parts = [
        say(f"journal.word.{one.name}", lang, value="-" if value is None else legible(value))
        for one in fields(cell)
        if (value := getattr(cell, one.name)) != (None if other is None else getattr(other, one.name))
    ]
    return say("journal.comma", lang).join(parts)
