"""The cells of a worksheet: each picture stays what it was, and a newer one costs what has changed."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from scoreboard.desk.sending_back import SentBack
from scoreboard.rules.scores import NOT_APPLICABLE

HIDDEN = "····"
"""What a draft says to whoever is to type it a second time."""
MOST_OVER = 1000
"""Changed cells that are kept beside the others before all are put together again."""


class CellState(StrEnum):
    """How far a cell has come; n/a is a value that a draft or a confirmed cell has."""

    MISSING = "missing"
    DRAFT = "draft"
    CONFIRMED = "confirmed"


@dataclass(frozen=True, slots=True)
class SheetCell:
    """One cell: `text` is the exact score, n/a, or empty where there is none; version 0 was never entered."""

    text: str = ""
    state: CellState = CellState.MISSING
    version: int = 0
    entered_by: str | None = None
    entered_at: datetime | None = None
    confirmed_by: str | None = None
    confirmed_at: datetime | None = None
    unbound: bool = False
    """Whether who entered it is bound to nothing, so that it does not count where two people are wanted."""
    back: SentBack | None = None
    """Why a reviewer has sent it back, where one has."""
    other_drafts: tuple[tuple[str, int], ...] = ()
    """The drafts of other judges in the same place, as (judge, version): they keep a period from closing too."""
    other_confirmed: tuple[tuple[str, int], ...] = ()
    """Their confirmed scores."""

    @property
    def empty(self) -> bool:
        """Whether nothing stands in it, by any judge."""
        return self.state is CellState.MISSING and not self.other_drafts and not self.other_confirmed

    @property
    def hidden(self) -> bool:
        """Whether its figure is kept from whoever reads it here."""
        return self.text == HIDDEN

    @property
    def not_applicable(self) -> bool:
        return self.text == NOT_APPLICABLE


EMPTY_CELL = SheetCell()

Place = tuple[str, str]
"""A unit and an area."""


def decimals_of(text: str) -> int:
    """How many decimals a score has as it is written."""
    return len(text.partition(".")[2])


class SheetCells(Mapping[Place, SheetCell]):
    """The cells by unit and area, with their numbers in each state."""

    __slots__ = ("_all", "_back", "_counts", "_over", "most_decimals")

    def __init__(self, cells: Mapping[Place, SheetCell]) -> None:
        self._all = dict(cells)
        self._over: dict[Place, SheetCell] = {}
        self._counts = Counter[tuple[str, CellState, bool]]()
        self._back = sum(cell.back is not None for cell in self._all.values())
        self.most_decimals = max(map(decimals_of, {cell.text for cell in self._all.values()}), default=0)
        """The most that a score has, or had since all of them were read."""
        for (_, area), cell in self._all.items():
            _count(self._counts, area, cell)

    def __getitem__(self, place: Place) -> SheetCell:
        return self._over.get(place) or self._all[place]

    def __iter__(self) -> Iterator[Place]:
        yield from self._all
        yield from (place for place in self._over if place not in self._all)

    def __len__(self) -> int:
        return len(self._all) + sum(place not in self._all for place in self._over)

    def count(self, state: CellState, areas: Iterable[str], *, others: bool = False) -> int:
        """How many cells of some areas are in a state, or scores of other judges; what was never entered is in none."""
        return sum(self._counts[area, state, others] for area in areas)

    @property
    def sent_back(self) -> int:
        """How many of them were sent back."""
        return self._back

    def with_cells(self, cells: Mapping[Place, SheetCell]) -> "SheetCells":
        """The same cells after some have changed."""
        newer = SheetCells({})
        newer._all, newer._over, newer._counts = self._all, {**self._over, **cells}, self._counts.copy()
        newer._back = self._back
        newer.most_decimals = max((self.most_decimals, *(decimals_of(cell.text) for cell in cells.values())))
        for place, cell in cells.items():
            before = self.get(place)
            if before is not None:
                _count(newer._counts, place[1], before, -1)
            newer._back += (cell.back is not None) - (before is not None and before.back is not None)
            _count(newer._counts, place[1], cell)
        if len(newer._over) > MOST_OVER:
            newer._all, newer._over = {**newer._all, **newer._over}, {}
        return newer

    def changed_since(self, before: "SheetCells") -> list[Place]:
        """The places in which these cells are other ones than those of an earlier picture."""
        if before._all is self._all:
            places: Iterable[Place] = {**before._over, **self._over}
        else:
            places = {**before, **self}
        return [place for place in places if before.get(place) is not self.get(place)]


def _count(counts: Counter[tuple[str, CellState, bool]], area: str, cell: SheetCell, times: int = 1) -> None:
    counts[area, cell.state, False] += times
    counts[area, CellState.DRAFT, True] += times * len(cell.other_drafts)
    counts[area, CellState.CONFIRMED, True] += times * len(cell.other_confirmed)
