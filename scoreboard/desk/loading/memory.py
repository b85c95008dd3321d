"""What was loaded before, so that a folder's unchanged rows leave alone what people have done since."""

import hashlib
import json
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from typing import Any, TypeVar

from sqlalchemy import bindparam, delete, update
from sqlalchemy import select as select_columns
from sqlmodel import Session, col

from scoreboard.models import LoadedRow, Table
from scoreboard.store.bulk import insert_rows
from scoreboard.store.writing import Writing

Row = TypeVar("Row", bound=Table)

Words = dict[str, Any]
"""Values as the journal keeps them: JSON, numbers as plain decimal text."""

TOLD_AT_ONCE = 1000
"""New things that one row of the journal tells of."""
NUMBER = ("", "loads")
"""Under which the number of loads is remembered that changed what a folder defines."""


class LoadedChange(Enum):
    """What a load did to a thing."""

    NEW, CHANGED, GONE = range(3)

    @classmethod
    def of(cls, before: object, after: object) -> "LoadedChange":
        """By what there was, and what there is; None for nothing."""
        return cls.NEW if before is None else cls.GONE if after is None else cls.CHANGED


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that a load did; what it was and has become is in the journal."""

    file: str
    subject: str
    kind: LoadedChange


@dataclass(frozen=True, slots=True)
class LoadedItem:
    """Something that a file declares: its key within the file, and the columns that it fills in a table."""

    file: str
    key: str
    columns: Mapping[str, Any]
    line: int = 0

    def digest(self) -> str:
        """By what a later load knows whether the file has changed it: a mark for each column."""
        prints = {name: fingerprint(value) for name, value in self.columns.items()}
        return json.dumps(prints, sort_keys=True, separators=(",", ":"))


@dataclass
class LoadedBefore:
    """The rows as last loaded, by file and key, but the scores: those are looked up where they are needed."""

    digests: dict[tuple[str, str], str]

    @property
    def number(self) -> str:
        """Which load it was."""
        return self.digests.get(NUMBER, "0")

    def gone(self, file: str, prefix: str, seen: Collection[tuple[str, str]]) -> list[str]:
        """The keys of a file that were loaded before and are not among those that were `seen`."""
        return [
            key for name, key in self.digests if name == file and key.startswith(prefix) and (name, key) not in seen
        ]


def read_remembered(session: Session, besides: str) -> LoadedBefore:
    """All that is remembered of the files `besides` one."""
    query = select_columns(col(LoadedRow.file), col(LoadedRow.key), col(LoadedRow.digest)).where(
        col(LoadedRow.file) != besides
    )
    return LoadedBefore({(file, key): digest for file, key, digest in session.connection().execute(query)})


def load_number(session: Session) -> str:
    """Which load the last one was that changed what a folder defines."""
    row = session.get(LoadedRow, NUMBER, populate_existing=True)
    return "0" if row is None else row.digest


@dataclass
class Memory:
    """What is remembered, and what this load has changed so far."""

    writing: Writing
    remembered: LoadedBefore
    changes: list[Change] = field(default_factory=list)
    _seen: set[tuple[str, str]] = field(default_factory=set)
    _news: dict[tuple[str, str], str] = field(default_factory=dict)
    _forgotten: list[tuple[str, str]] = field(default_factory=list)
    _untold: dict[str, dict[str, Words]] = field(default_factory=dict)

    def news(self, item: LoadedItem) -> set[str]:
        """The columns that the file has changed since it was last loaded; all of them for a new item."""
        place = (item.file, item.key)
        self._seen.add(place)
        digest, known = item.digest(), self.remembered.digests.get(place)
        if known == digest:
            return set()
        self._news[place] = digest
        before = {} if known is None else json.loads(known)
        return {name for name, mark in json.loads(digest).items() if before.get(name) != mark}

    def stays_out(self, item: LoadedItem, *, besides: Collection[str] = ()) -> bool:
        """Whether the file says of something that is there no more what it said when it was loaded, but for columns
        that it leaves to this program; then it stays as people have left it."""
        known = self.remembered.digests.get((item.file, item.key))
        if known is None:
            return False
        before, now = json.loads(known), json.loads(item.digest())
        if any(before.get(name) != mark for name, mark in now.items() if name not in besides):
            return False
        self._seen.add((item.file, item.key))
        return True

    def knows(self, item: LoadedItem, column: str) -> bool:
        """Whether the file said something of a column when it was last loaded."""
        known = self.remembered.digests.get((item.file, item.key))
        return known is not None and column in json.loads(known)

    def learn(self, file: str, key: str, digest: str) -> None:
        """Remember something new."""
        self._seen.add((file, key))
        self._news[file, key] = digest

    def gone(self, file: str, prefix: str = "") -> list[str]:
        """The keys of a file that were loaded before and that it no longer has."""
        forgotten = set(self._forgotten)
        return [key for key in self.remembered.gone(file, prefix, self._seen) if (file, key) not in forgotten]

    def forget(self, file: str, key: str) -> None:
        """Stop remembering a key that its file no longer has."""
        self._forgotten.append((file, key))

    def differing(self, item: LoadedItem, row: Table | None) -> set[str]:
        """The columns that the file has changed and in which `row` is not what the file says; all of no row."""
        news = self.news(item)
        if row is None:
            return set(item.columns)
        return {name for name in news if getattr(row, name) != item.columns[name]}

    def put(self, item: LoadedItem, differing: set[str], row: Row | None, table: type[Row], **identity: Any) -> Row:
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
        """Note something new; the journal gets one row for many that are new in a file."""
        told = words(after)
        untold = self._untold.setdefault(file, {})
        if subject not in untold and len(untold) == TOLD_AT_ONCE:
            self._tell(file)
            untold = self._untold.setdefault(file, {})
        untold.setdefault(subject, {}).update(told)
        self.changes.append(Change(file, subject, LoadedChange.NEW))

    def changed(self, file: str, subject: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> None:
        """Note and journal a change with its old and new values."""
        self._note(file, subject, words(before), words(after))

    def removed(self, file: str, subject: str, before: Mapping[str, Any]) -> None:
        """Note and journal that something was taken out."""
        self._note(file, subject, words(before), None)

    def reordered(self, file: str, kind: str, before: list[str], after: list[str]) -> None:
        """Note and journal a new order of things that were there before."""
        if before != after:
            self._note(file, kind, {"order": before}, {"order": after})

    def close(self) -> None:
        """Journal what is new, file by file, and remember what the files say now."""
        for file in list(self._untold):
            self._tell(file)
        session = self.writing.session
        forget(session, self._forgotten)
        if self.changes or self._news:
            self._news[NUMBER] = str(int(self.remembered.number) + 1)
        remember(session, self._news, self.remembered.digests)

    def _tell(self, file: str) -> None:
        self.writing.record("load", file, after=self._untold.pop(file))

    def _note(self, file: str, subject: str, before: Words, after: Words | None) -> None:
        self.changes.append(Change(file, subject, LoadedChange.of(before, after)))
        self.writing.record("load", subject, before=before, after=after)


def remember(session: Session, news: Mapping[tuple[str, str], str], before: Collection[tuple[str, str]]) -> None:
    """Write down what files say now; `before` are the places of which something is remembered already."""
    known = [place for place in news if place in before]
    if known:
        same = (col(LoadedRow.file) == bindparam("of"), col(LoadedRow.key) == bindparam("named"))
        rows = [{"of": file, "named": key, "digest": news[file, key]} for file, key in known]
        session.connection().execute(update(LoadedRow).where(*same), rows)
    new = ((file, key, digest) for (file, key), digest in news.items() if (file, key) not in before)
    insert_rows(session, LoadedRow, ("file", "key", "digest"), new)


def forget(session: Session, places: Collection[tuple[str, str]]) -> None:
    """Stop remembering some keys of files."""
    if places:
        same = (col(LoadedRow.file) == bindparam("of"), col(LoadedRow.key) == bindparam("named"))
        session.connection().execute(
            delete(LoadedRow).where(*same), [{"of": file, "named": key} for file, key in places]
        )


def tally(changes: Iterable[Change]) -> Counter[tuple[str, LoadedChange]]:
    """How many things are new, changed and taken out, by file and kind of change."""
    return Counter((one.file, one.kind) for one in set(changes))


def words(values: Mapping[str, Any]) -> Words:
    """Values of columns as the journal keeps them."""
    return {name: _plain(value) for name, value in values.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, date | datetime):
        return value.isoformat()
    return value


def fingerprint(value: Any) -> str:
    """A mark of a value by which a change of it is known."""
    return _mark(json.dumps(_plain(value), ensure_ascii=False, sort_keys=True))


@lru_cache(maxsize=4096)
def _mark(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def place_rows(memory: Memory, file: str, kind: str, rows: Iterable[Any], order: list[str]) -> None:
    """Number rows that have an `id` and a `position` in the order of the file."""
    by_id = {row.id: row for row in rows}
    known = [row.id for row in sorted(by_id.values(), key=lambda row: row.position) if row.position >= 0]
    wanted = set(order)
    kept = [row_id for row_id in known if row_id in wanted]
    for position, row_id in enumerate(order):
        if by_id[row_id].position != position:
            by_id[row_id].position = position
            memory.writing.session.add(by_id[row_id])
    there = set(kept)
    memory.reordered(file, kind, kept, [row_id for row_id in order if row_id in there])
