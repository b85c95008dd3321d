"""Marks: digests of the rows that deeds leave behind, which the journal keeps, so that it can tell an edited row.

Every table of the contest is marked but three kinds: scores and where they came from, of which the journal tells each;
what follows from other tables; and what is public, which is compared with what it was made from. A digest leaves out
columns that hold their default, so that a table may get new columns.
"""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache
from json.encoder import encode_basestring as _quoted
from typing import Any

from sqlalchemy import JSON, event
from sqlalchemy.orm import UOWTransaction
from sqlmodel import Session, SQLModel

from scoreboard.models import (
    Area,
    Benchmark,
    Campaign,
    Ceremony,
    CeremonyEvent,
    Competition,
    Correction,
    CueImage,
    CustodyEntry,
    Goal,
    Honour,
    LivelihoodItem,
    NamedImage,
    Nominee,
    NomineeEvent,
    PanelJudge,
    Period,
    Person,
    PersonPin,
    PlaceDecision,
    Pledge,
    ProgressReport,
    Rectification,
    ReenteredScore,
    RemainingUnit,
    ReturnedScore,
    Reveal,
    ScoreSheet,
    Seal,
    Series,
    SeriesPeriod,
    SeriesUnit,
    SheetMeaning,
    StageStep,
    Star,
    StarDecision,
    StudyVisit,
    Target,
    TieDecision,
    Unit,
    UnitName,
    Veto,
    YearEnd,
)
from scoreboard.store.chain import as_json

MARKED: tuple[type[SQLModel], ...] = (
    *(Competition, Period, Series, SeriesPeriod, PanelJudge, Area, Star, Unit, UnitName, SeriesUnit, Person, PersonPin),
    *(CustodyEntry, RemainingUnit, TieDecision, PlaceDecision, Correction, Reveal, Veto, Honour, Nominee),
    *(NomineeEvent, StarDecision, YearEnd, ScoreSheet, SheetMeaning, ReturnedScore, ReenteredScore),
    *(Pledge, Goal, LivelihoodItem, Rectification, ProgressReport, Target, Ceremony, StageStep),
    *(CeremonyEvent, CueImage, NamedImage, Seal, Campaign, Benchmark, StudyVisit),
)
"""The tables whose rows are marked."""
UNMARKED_COLUMNS = frozenset({("unit", "position")})
"""In what order units are listed is no result, and a new one may move thousands of others."""
DIGITS = 32
"""How many hexadecimal digits of SHA-256 a mark keeps."""

Marks = dict[str, str | None]
"""Digests by table and key, such as ``custody_entry/12``; None for a row that is gone."""


@dataclass(frozen=True)
class MarkedTable:
    """How the rows of one table are named and digested."""

    model: type[SQLModel]
    name: str
    key: tuple[str, ...]
    """The attributes that identify a row."""
    columns: tuple[tuple[str, Callable[[Any], Any], Any], ...]
    """Each marked attribute in the order of names: how its value becomes JSON, and its default so written."""

    def name_of(self, row: Mapping[str, Any]) -> str:
        """What the journal calls a row."""
        return "/".join((self.name, *(str(row[name]) for name in self.key)))

    def digest_of(self, row: Mapping[str, Any]) -> str:
        """The digest of a row, given by the values of its attributes; those that are missing have their default."""
        parts: list[str] = []
        for name, plain, default in self.columns:
            if name not in row or (value := row[name]) == default:
                continue
            if type(value) is str:
                parts.append(f'"{name}":{_quoted(value)}')
            elif (word := plain(value)) != default:
                parts.append(f'"{name}":{as_json(word)}')
        return hashlib.sha256(f"{{{','.join(parts)}}}".encode()).hexdigest()[:DIGITS]


@cache
def marked_table(model: type[SQLModel]) -> MarkedTable:
    """How a table is marked."""
    table = model.__table__  # type: ignore[attr-defined]
    columns = []
    for column in table.columns:
        if (table.name, column.name) in UNMARKED_COLUMNS:
            continue
        plain = _through_json if isinstance(column.type, JSON) else plain_word
        field = model.model_fields[column.name]
        default = field.get_default(call_default_factory=True) if not field.is_required() else None
        columns.append((column.name, plain, plain(default)))
    columns.sort(key=lambda column: column[0])
    return MarkedTable(model, table.name, tuple(column.name for column in table.primary_key), tuple(columns))


def plain_word(value: Any) -> Any:
    """A column's value as JSON has it: exact numbers as plain decimals, times in UTC, bytes by their digest."""
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes):
        return hashlib.sha256(value).hexdigest()
    return value


def _through_json(value: Any) -> Any:
    """As it comes back from a column of JSON: lists for tuples, text for keys."""
    return json.loads(json.dumps(value))


class Marking:
    """The marks of one transaction that the journal does not have yet: gathered as the session writes its objects."""

    def __init__(self, session: Session) -> None:
        self._marks: Marks = {}
        event.listen(session, "after_flush", self._gather)
        event.listen(session, "after_soft_rollback", self._forget)

    def _gather(self, session: Session, _context: UOWTransaction) -> None:
        for row in session.deleted:
            if type(row) in _MARKED:
                self.remove(type(row), _values(row))
        for row in (*session.new, *session.dirty):
            if type(row) in _MARKED and session.is_modified(row):
                self.add(type(row), _values(row))

    def _forget(self, _session: Session, _previous: Any) -> None:
        """What is taken back was never written."""
        self._marks.clear()

    def add(self, model: type[SQLModel], row: Mapping[str, Any]) -> None:
        """Mark a row, by the values of its attributes."""
        table = marked_table(model)
        self._marks[table.name_of(row)] = table.digest_of(row)

    def remove(self, model: type[SQLModel], key: Mapping[str, Any]) -> None:
        """Mark a row as gone."""
        self._marks[marked_table(model).name_of(key)] = None

    def first(self) -> str | None:
        """The name of the row that was marked first; None where none is."""
        return next(iter(self._marks), None)

    def __len__(self) -> int:
        return len(self._marks)

    def take(self, most: int) -> Marks | None:
        """The oldest marks, which the journal gets now; None where there are none."""
        names = [name for name, _ in zip(self._marks, range(most), strict=False)]
        return {name: self._marks.pop(name) for name in names} or None


_MARKED = frozenset(MARKED)


def _values(row: SQLModel) -> Mapping[str, Any]:
    table = marked_table(type(row))
    return {name: getattr(row, name) for name in {*table.key, *(name for name, *_ in table.columns)}}
