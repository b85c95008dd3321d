"""What the journal says of the contest: its scores, cell by cell, and the marks of all other rows.

Kept in a scratch database beside what the tables say, so that a journal of any length is compared in little memory.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import Any

from scoreboard.enums import ScoreState
from scoreboard.store.chain import StoredRow

AT_ONCE = 2000
"""How many rows are written at a time."""
CACHE_KIB = 16_000
UNPROVED = frozenset({"unproved", "-"})
STATES = {"confirm": "confirmed", "unconfirm": "draft"}
"""The state that a deed on many cells leaves where it does not say so itself; others leave drafts."""
FILE_OF_SCORES = "scores.csv"
KEPT, NEW_IF_OTHER, NEW = 0, 1, 2
"""Whether a deed enters a score anew: not, only with another score, or always."""

_TABLES = """
CREATE TABLE told_cell (
    cell TEXT PRIMARY KEY, version, score, state, entered_by, bound, entered_at, confirmed_by, confirmed_at,
    sequence INTEGER
) WITHOUT ROWID;
CREATE TABLE cell (
    cell TEXT PRIMARY KEY, version, score, state, entered_by, bound, entered_at, confirmed_by, confirmed_at
) WITHOUT ROWID;
CREATE TABLE told_row (name TEXT PRIMARY KEY, digest, sequence INTEGER) WITHOUT ROWID;
CREATE TABLE row (name TEXT PRIMARY KEY, digest) WITHOUT ROWID;
"""
_ENTERED_ANEW = f"?11 = {NEW} OR (?11 = {NEW_IF_OTHER} AND score IS NOT ?3)"
_TELL_CELL = f"""
INSERT INTO told_cell VALUES (?1, coalesce(?2, 1), ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10) ON CONFLICT (cell) DO UPDATE SET
    version = coalesce(?2, version + 1), score = ?3, state = ?4, confirmed_by = ?8, confirmed_at = ?9, sequence = ?10,
    entered_by = CASE WHEN {_ENTERED_ANEW} THEN ?5 ELSE entered_by END,
    bound = CASE WHEN {_ENTERED_ANEW} THEN ?6 ELSE bound END,
    entered_at = CASE WHEN {_ENTERED_ANEW} THEN ?7 ELSE entered_at END
"""
_WORDS = ("version", "score", "state", "entered_by", "bound", "entered_at", "confirmed_by", "confirmed_at")
_TOLD, _FOUND = (", ".join(f"{table}.{word}" for word in _WORDS) for table in ("t", "c"))
_DIFFERING_CELLS = f"""
SELECT t.cell, t.sequence, c.cell, {_TOLD}, {_FOUND} FROM told_cell t LEFT JOIN cell c ON c.cell = t.cell
WHERE CASE WHEN c.cell IS NULL THEN t.state IS NOT 'withdrawn' ELSE ({_TOLD}) IS NOT ({_FOUND}) END
UNION ALL
SELECT c.cell, t.sequence, c.cell, {_TOLD}, {_FOUND} FROM cell c LEFT JOIN told_cell t ON t.cell = c.cell
WHERE t.cell IS NULL ORDER BY 1
"""
_DIFFERING_ROWS = """
SELECT t.name, t.sequence, t.digest, r.digest FROM told_row t LEFT JOIN row r ON r.name = t.name
WHERE t.digest IS NOT r.digest
UNION ALL
SELECT r.name, NULL, NULL, r.digest FROM row r LEFT JOIN told_row t ON t.name = r.name
WHERE t.name IS NULL ORDER BY 1
"""


@dataclass(frozen=True)
class JournalCell:
    """A score as the journal tells it, or as the table has it."""

    version: Any
    score: Any
    """As a person reads it; None where it is withdrawn."""
    state: Any
    entered_by: Any
    bound: Any
    entered_at: Any
    confirmed_by: Any
    confirmed_at: Any


@dataclass(frozen=True)
class DifferingCell:
    """A score of which the journal and the table do not say the same; None where one of them knows none."""

    cell: str
    sequence: int | None
    """The journal's last row about it."""
    told: JournalCell | None
    found: JournalCell | None


@dataclass(frozen=True)
class DifferingRow:
    """A row that is not as the journal marked it; None where the journal or the table knows none."""

    name: str
    sequence: int | None
    told: str | None
    found: str | None


class Unintelligible(Exception):
    """A row of the journal that says what no deed does."""


class Comparison:
    """What the journal tells and what the tables say, side by side."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        connection.executescript(
            f"PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -{CACHE_KIB}; BEGIN; {_TABLES}"
        )
        self._cells: list[tuple[Any, ...]] = []
        self._marks: list[tuple[Any, ...]] = []

    def tell(self, row: StoredRow) -> None:
        """Take in what a row of the journal says. Raises Unintelligible where that makes no sense."""
        try:
            cells = list(_cells_of(row))
            marks = [(str(name), _mark(digest), row.sequence) for name, digest in (row.words["marks"] or {}).items()]
        except (AttributeError, KeyError, IndexError, TypeError, ValueError) as error:
            raise Unintelligible(str(error)) from None
        self._cells += cells
        self._marks += marks
        if len(self._cells) >= AT_ONCE or len(self._marks) >= AT_ONCE:
            self._write()

    def _write(self) -> None:
        self._connection.executemany(_TELL_CELL, self._cells)
        self._connection.executemany("INSERT OR REPLACE INTO told_row VALUES (?, ?, ?)", self._marks)
        self._cells, self._marks = [], []

    def find_cells(self, cells: Iterable[tuple[Any, ...]]) -> None:
        """Take in what the table of scores says: each cell's name and its words."""
        self._connection.executemany("INSERT OR REPLACE INTO cell VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", cells)

    def find_rows(self, rows: Iterable[tuple[str, str]]) -> None:
        """Take in what another table says: each row's name and its digest."""
        self._connection.executemany("INSERT OR REPLACE INTO row VALUES (?, ?)", rows)

    def follow(self, names: Iterable[str]) -> None:
        """Take in rows that follow from other rows, by their names."""
        self._connection.executemany("INSERT OR REPLACE INTO told_row VALUES (?, '', NULL)", ((n,) for n in names))

    def differing_cells(self) -> Iterator[DifferingCell]:
        """The scores of which the two do not say the same."""
        self._write()
        for name, sequence, there, *words in self._connection.execute(_DIFFERING_CELLS):
            told, found = words[: len(_WORDS)], words[len(_WORDS) :]
            yield DifferingCell(
                name,
                sequence,
                None if sequence is None else JournalCell(*told),
                None if there is None else JournalCell(*found),
            )

    def differing_rows(self) -> Iterator[DifferingRow]:
        """The other rows that are not as they were marked."""
        self._write()
        for words in self._connection.execute(_DIFFERING_ROWS):
            yield DifferingRow(*words)


@contextmanager
def comparison() -> Iterator[Comparison]:
    """An empty comparison, in a file of its own without a name, which is gone when the block ends."""
    with closing(sqlite3.connect("", isolation_level=None)) as connection:
        yield Comparison(connection)


def _mark(digest: Any) -> str | None:
    if digest is not None and not isinstance(digest, str):
        raise TypeError(repr(digest))
    return digest


def _cells_of(row: StoredRow) -> Iterator[tuple[Any, ...]]:
    """What a row says of scores, for `_TELL_CELL`."""
    action, subject, before, after = (row.words[name] for name in ("action", "subject", "before", "after"))
    if isinstance(after, Mapping) and isinstance(after.get("cells"), Mapping):
        within = "" if subject == FILE_OF_SCORES else f"{subject}/"
        for name, (version, score, *state) in after["cells"].items():
            yield _told(row, within + name, version, score, state[0] if state else STATES.get(action, "draft"))
    elif action == "load" and subject == FILE_OF_SCORES:
        for name, words in (after or {}).items():
            yield _told(row, name, words["version"], words["score"], words["state"])
    elif action == "decide.correction":
        yield _told(row, subject, after.get("version"), after["score"], "confirmed")
    elif _is_cell(after):
        yield _told(row, subject, after["version"], after["score"], after["state"])
    elif action == "load" and after is None and _is_cell(before):
        yield _told(row, subject, before["version"] + 1, None, "withdrawn")


def _is_cell(words: Any) -> bool:
    return isinstance(words, Mapping) and {"score", "version", "state"} <= words.keys()


def _told(row: StoredRow, cell: str, version: Any, score: Any, state: Any) -> tuple[Any, ...]:
    action, who, at = (row.words[name] for name in ("action", "who", "at"))
    if not (version is None or isinstance(version, int)) or not (score is None or isinstance(score, str)):
        raise TypeError(f"{cell}: {version!r} {score!r}")
    by_person = action not in ("confirm", "unconfirm", "load")
    loaded = action == "load" and state != ScoreState.WITHDRAWN
    confirmed = state == ScoreState.CONFIRMED
    return (
        cell,
        version,
        score,
        str(state),
        who if by_person else None,
        int(by_person and row.words["proof"] not in UNPROVED),
        at,
        who if confirmed else None,
        at if confirmed else None,
        row.sequence,
        NEW if by_person else NEW_IF_OTHER if loaded else KEPT,
    )
