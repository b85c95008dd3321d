"""Boards as questions to the public facts: each as it stands since the change that touched it last."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Generic, Protocol, TypeVar
from zoneinfo import ZoneInfo

from scoreboard.facts import FactKind
from scoreboard.store.public.facts import Document, Facts, Touched
from scoreboard.wire import Json

AnyRow = TypeVar("AnyRow")
Words = TypeVar("Words")

PAGE_LIMIT = 20
"""Rows of a page unless somebody wants another number."""


@dataclass(frozen=True)
class Window:
    """Which rows of a board are wanted: `limit` of them from `offset` on, or all without a limit."""

    offset: int = 0
    limit: int | None = None
    pool: str | None = None
    """Of a board that ranks pools apart, the one whose rows are counted and wanted; None for all."""

    def of(self, rows: Sequence[AnyRow]) -> tuple[AnyRow, ...]:
        """Those of some rows that are wanted."""
        return tuple(rows[self.offset : None if self.limit is None else self.offset + self.limit])


ALL = Window()


@dataclass(frozen=True)
class Question:
    """A board, the change as of which it is asked for, and which of its rows are wanted."""

    facts: Facts
    board: Touched
    newest: bool
    """Whether no later change has touched the board, so that what holds now is what it says."""
    window: Window = ALL
    _held: dict[tuple[FactKind, str], Document] = field(default_factory=dict, init=False, repr=False, compare=False)
    """What has been asked for once: up to a change it stays as it is, and many parts of a board need the same."""

    @property
    def upto(self) -> int:
        """The last change that counts."""
        return self.board.change

    @property
    def parts(self) -> list[str]:
        """What follows the kind's name in the key."""
        return self.board.key.split("/")[1:]

    def document(self, kind: FactKind, key: str = "") -> Document:
        """What held of a kind and key; empty where nothing did."""
        if (kind, key) not in self._held:
            self._held[kind, key] = self.facts.document(kind, key, self.upto) or {}
        return self._held[kind, key]

    def documents(self, kind: FactKind, prefix: str = "") -> dict[str, Document]:
        """All that held of a kind, of keys that begin with `prefix`."""
        return self.facts.documents(kind, prefix, self.upto)

    @property
    def day(self) -> date:
        """The day for which the board is asked, in the competition's zone: that of its change where none is said."""
        asked = self.facts.moment
        return self.told_on if asked is None else max(self.told_on, asked.astimezone(self._zone).date())

    @property
    def told_on(self) -> date:
        """The day of the change in the competition's zone."""
        return datetime.fromisoformat(self.board.at).astimezone(self._zone).date()

    @property
    def _zone(self) -> ZoneInfo:
        return ZoneInfo(self.document(FactKind.COMPETITION)["timezone"])

    def naming_day(self, period: Document, *, running: bool = False) -> date:
        """The day whose names a board prints: the period's last, or an earlier one while that is still to come (S10).

        That is the day of the change, or of a contest that is `running` the day for which the board is asked.
        """
        return min(date.fromisoformat(period["end"]), self.day if running else self.told_on)


@dataclass(frozen=True)
class Edition:
    """Which revision of a board something is, and when it became public."""

    revision: int | None
    published_at: str | None
    """ISO 8601 in the competition's zone; None, and no revision, for what is not public."""


@dataclass(frozen=True)
class Board(Generic[Words]):
    """A revision of a board; `total` counts its rows where `words` hold a part of them."""

    key: str
    revision: int
    published_at: str | None
    """ISO 8601 in UTC."""
    reason: str
    words: Words
    """What it says, as the type of its kind."""
    change: int = 0
    total: int = 0


class InPool(Protocol):
    """A row that is of a pool, or of none."""

    @property
    def pool(self) -> str | None:
        """Which one."""


PoolRow = TypeVar("PoolRow", bound=InPool)


def cut_rows(rows: Sequence[PoolRow], window: Window) -> tuple[tuple[PoolRow, ...], int]:
    """The rows of a window of a board, of that pool alone which it names, and how many there are in all."""
    found = [row for row in rows if window.pool in (None, row.pool)]
    return window.of(found), len(found)


def cut(printed: Json, window: Window) -> tuple[Json, int]:
    """The rows of a window of a board that was printed, and how many it has in all."""
    rows = printed.get("rows", [])
    if window == ALL:
        return printed, len(rows)
    if window.pool is not None:
        rows = [row for row in rows if row.get("pool") == window.pool]
    end = None if window.limit is None else window.offset + window.limit
    return {**printed, "rows": rows[window.offset : end]}, len(rows)
