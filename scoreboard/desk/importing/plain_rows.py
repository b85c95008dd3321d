"""Rows of a wide sheet in which nothing is odd, as nearly all of a large one are: a unit's name, and its first scores.

Whatever else may be said of a row is said by reading it cell by cell, which takes several times as long.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import repeat

from scoreboard.desk.importing.names import SheetNames
from scoreboard.desk.importing.preview import CellChange, PreviewCell
from scoreboard.errors import ContestError
from scoreboard.exchange.workbooks.headings import is_total
from scoreboard.exchange.workbooks.raw_sheet import RawSheet
from scoreboard.models import Unit
from scoreboard.name_search import folded

_NEW = CellChange.NEW
_NO_JUDGE, _NONE, _NEVER, _NOT = repeat(""), repeat(None), repeat(0), repeat(False)
_cell: Callable[[Iterable[object]], PreviewCell] = partial(tuple.__new__, PreviewCell)
"""A cell of all its words in their order, made in a fifth of the time."""


@dataclass
class PlainRows:
    """Takes in rows that it can; each unit once, by the place of an area in a row."""

    sheet: RawSheet
    names: SheetNames
    unit_column: int
    given: Sequence[tuple[int, str]]
    """The columns of the scores, each with its area."""
    odd: Collection[int]
    """Rows that must be read cell by cell."""
    known: set[str]
    """Units that have scores, or that have been read cell by cell."""
    chosen: Collection[str]
    """Folded names of which somebody has said whom they mean."""
    figure: Callable[[str], str | None]
    """What a text says as a score. Raises ContestError where it is none."""
    found: dict[str, int] = field(default_factory=dict)
    """The units that have been taken in, each with its row."""

    _said: dict[str, str | None] = field(default_factory=lambda: {"": None})
    """What texts say as scores: a large sheet has the same ones many times over."""

    def __post_init__(self) -> None:
        self._columns, self._areas = [column for column, _area in self.given], [area for _column, area in self.given]
        self._new, self._width = [_NEW for _ in self.given], 1 + max((self.unit_column, *self._columns))

    def cells_of(self, row: int) -> list[PreviewCell] | None:
        """The scores of a row; None where it must be read cell by cell."""
        texts = self.sheet.rows[row]
        if row in self.odd or len(texts) < self._width:
            return None
        unit = self._unit(texts[self.unit_column])
        if unit is None or unit in self.found or unit in self.known:
            return None
        figures = self._figures_of([texts[column] for column in self._columns])
        if figures is None:
            return None
        self.found[unit] = row
        states = self._new if None not in figures else [CellChange.BLANK if one is None else _NEW for one in figures]
        where = (repeat(row), self._columns, repeat(unit), self._areas, _NO_JUDGE)
        return list(map(_cell, zip(*where, _NONE, figures, states, _NEVER, _NOT, _NONE, strict=False)))

    def row_of(self, unit: str, row: int) -> int:
        """The row that a unit has been taken in from, and a row that is read cell by cell where that is none yet."""
        self.known.add(unit)
        return self.found.get(unit, row)

    def _figures_of(self, texts: Sequence[str]) -> list[str | None] | None:
        """What a row says as scores, nothing of blank cells; None where one of them is none."""
        said = self._said
        try:
            return [said[text] for text in texts]
        except KeyError:
            pass
        try:
            said.update((text, self.figure(text)) for text in texts if text not in said)
        except ContestError:
            return None
        return [said[text] for text in texts]

    def _unit(self, text: str) -> str | None:
        """The unit that a name means by itself; None where anything more is to be said."""
        key = folded(text)
        if not text or key in self.chosen or key in self.names.official or is_total(text):
            return None
        unit = self.names.find(text)
        return unit.id if isinstance(unit, Unit) else None
