"""What was loaded before, so that a folder's unchanged rows leave alone what people have done since."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any, TypeVar

from sqlmodel import select

from scoreboard.models import LoadedRow, Table
from scoreboard.store.writing import Writing

Row = TypeVar("Row", bound=Table)

Words = dict[str, Any]
"""Values as the journal keeps them: JSON, numbers as plain decimal text."""


@dataclass(frozen=True)
class Change:
    """One thing that a load did: `before` is None for something new, `after` for something taken out."""

    file: str
    subject: str
    before: Words | None
    after: Words | None


@dataclass(frozen=True)
class Item:
    """Something that a file declares: its key within the file, and the columns that it fills in a table."""

    file: str
    key: str
    columns: Mapping[str, Any]
    line: int = 0


@dataclass
class Memory:
    """The rows as last loaded, by file and key, and what this load has changed so far."""

    writing: Writing
    changes: list[Change] = field(default_factory=list)
    _rows: dict[tuple[str, str], LoadedRow] = field(default_factory=dict)
    _seen: set[tuple[str, str]] = field(default_factory=set)
    _new: dict[str, dict[str, Words]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._rows = {(row.file, row.key): row for row in self.writing.session.exec(select(LoadedRow))}

    def news(self, item: Item) -> set[str]:
        """The columns that the file has changed since it was last loaded; all of them for a new item."""
        place = (item.file, item.key)
        self._seen.add(place)
        prints = {name: _fingerprint(value) for name, value in item.columns.items()}
        digest = json.dumps(prints, sort_keys=True, separators=(",", ":"))
        row = self._rows.get(place)
        if row is None:
            row = self._rows[place] = LoadedRow(file=item.file, key=item.key, digest=digest)
            self.writing.session.add(row)
            return set(prints)
        if row.digest == digest:
            return set()
        before = json.loads(row.digest)
        row.digest = digest
        self.writing.session.add(row)
        return {name for name, mark in prints.items() if before.get(name) != mark}

    def gone(self, file: str, prefix: str = "") -> list[str]:
        """The keys of a file that were loaded before and that it no longer has."""
        return [
            key
            for name, key in list(self._rows)
            if name == file and key.startswith(prefix) and (name, key) not in self._seen
        ]

    def forget(self, file: str, key: str) -> None:
        """Stop remembering a key that its file no longer has."""
        self.writing.session.delete(self._rows.pop((file, key)))

    def differing(self, item: Item, row: Table | None) -> set[str]:
        """The columns that the file has changed and in which `row` is not what the file says; all of no row."""
        news = self.news(item)
        if row is None:
            return set(item.columns)
        return {name for name in news if getattr(row, name) != item.columns[name]}

    def put(self, item: Item, differing: set[str], row: Row | None, table: type[Row], **identity: Any) -> Row:
        """Bring the differing columns of a row level with the file, or make the row, and note that."""
        if row is None:
            row = table(**identity, **item.columns)
            self.added(item.file, item.key, item.columns)
        elif differing:
            before = {name: getattr(row, name) for name in differing}
            for name in differing:
                setattr(row, name, item.columns[name])
            self.changed(item.file, item.key, before, {name: item.columns[name] for name in differing})
        self.writing.session.add(row)
        return row

    def added(self, file: str, subject: str, after: Mapping[str, Any]) -> None:
        """Note something new; the journal gets one row for all that is new in a file."""
        told = words(after)
        self._new.setdefault(file, {}).setdefault(subject, {}).update(told)
        self.changes.append(Change(file, subject, None, told))

    def changed(self, file: str, subject: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> None:
        """Note and journal a change with its old and new values."""
        self._note(Change(file, subject, words(before), words(after)))

    def removed(self, file: str, subject: str, before: Mapping[str, Any]) -> None:
        """Note and journal that something was taken out."""
        self._note(Change(file, subject, words(before), None))

    def reordered(self, file: str, kind: str, before: list[str], after: list[str]) -> None:
        """Note and journal a new order of things that were there before."""
        if before != after:
            self._note(Change(file, kind, {"order": before}, {"order": after}))

    def close(self) -> None:
        """Journal what is new, file by file."""
        for file, after in self._new.items():
            self.writing.record("load", file, after=after)

    def _note(self, change: Change) -> None:
        self.changes.append(change)
        self.writing.record("load", change.subject, before=change.before, after=change.after)


def words(values: Mapping[str, Any]) -> Words:
    """Values of columns as the journal keeps them."""
    return {name: _plain(value) for name, value in values.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, date | datetime):
        return value.isoformat()
    return value


def _fingerprint(value: Any) -> str:
    text = json.dumps(_plain(value), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def place_rows(memory: Memory, file: str, kind: str, rows: Iterable[Any], order: list[str]) -> None:
    """Number rows that have an `id` and a `position` in the order of the file."""
    by_id = {row.id: row for row in rows}
    known = [row.id for row in sorted(by_id.values(), key=lambda row: row.position) if row.position >= 0]
    kept = [row_id for row_id in known if row_id in order]
    for position, row_id in enumerate(order):
        if by_id[row_id].position != position:
            by_id[row_id].position = position
            memory.writing.session.add(by_id[row_id])
    memory.reordered(file, kind, kept, [row_id for row_id in order if row_id in kept])
