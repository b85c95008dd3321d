"""A range of cells: from the current one, where selecting began, to where it has led."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from scoreboard.desk.sheet_cells import Place
from scoreboard.desk.worksheet import Worksheet
from screens.desk.unsaved_scores import HeldScores

At = tuple[int, int]
"""A row and a column of the grid, from 0."""


@dataclass(frozen=True)
class Selection:
    """All cells between two corners, these included."""

    begin: At
    end: At

    @property
    def rows(self) -> range:
        return range(min(self.begin[0], self.end[0]), max(self.begin[0], self.end[0]) + 1)

    @property
    def columns(self) -> range:
        return range(min(self.begin[1], self.end[1]), max(self.begin[1], self.end[1]) + 1)

    def holds(self, at: At) -> bool:
        return at[0] in self.rows and at[1] in self.columns

    def cells(self) -> Iterator[At]:
        """Row by row."""
        yield from ((row, column) for row in self.rows for column in self.columns)

    def first_in(self, sheet: Worksheet) -> Place:
        """Its upper left cell on a worksheet, at which a block begins that is pasted over it."""
        return sheet.units[self.rows[0]].id, sheet.areas[self.columns[0]].id

    def __len__(self) -> int:
        return len(self.rows) * len(self.columns)


def nearest(sheet: Worksheet, row: int, column: int) -> At:
    """The cell of a worksheet that is there or closest."""
    return max(0, min(row, len(sheet.units) - 1)), max(0, min(column, len(sheet.areas) - 1))


def jump(begin: At, by: At, filled: Callable[[int, int], bool | None]) -> At:
    """Where a jump from a cell leads, as in a spreadsheet: the end of its run of filled cells, or the next filled one.

    `filled` says whether a cell says something, None where there is none; the last cell there is ends every jump.
    """
    here, following = begin, (begin[0] + by[0], begin[1] + by[1])
    in_a_run = bool(filled(*here)) and bool(filled(*following))
    while filled(*following) is not None and not (in_a_run and not filled(*following)):
        here, following = following, (following[0] + by[0], following[1] + by[1])
        if not in_a_run and filled(*here):
            break
    return here


def is_filled(sheet: Worksheet, held: HeldScores, row: int, column: int) -> bool | None:
    """Whether a cell says something, saved or not; None where there is no cell."""
    if not (0 <= row < len(sheet.units) and 0 <= column < len(sheet.areas)):
        return None
    place = sheet.units[row].id, sheet.areas[column].id
    kept = held.shown(place)
    return bool(kept.text if kept is not None else sheet.cell(place).text)
