"""Going to the next cell of a kind: one that is not saved, is missing, is a draft, or is a draft of one's own."""

from collections.abc import Callable
from typing import ClassVar

from textual.binding import Binding, BindingType

from scoreboard.desk.sheet_cells import CellState, Place
from scoreboard.desk.worksheet import Worksheet
from screens.desk.open_sheet import OpenSheet


class Seeking:
    """From the current cell on down the column, then down the next ones, and from the first one again."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("o", "seek('unsaved')", show=False, id="desk.next_unsaved"),
        Binding("x", "seek('missing')", show=False, id="desk.next_missing"),
        Binding("X", "seek('draft')", show=False, id="desk.next_draft"),
        Binding("M", "seek('own')", show=False, id="desk.next_own"),
    ]

    def __init__(self, opened: OpenSheet) -> None:
        self._opened = opened

    def action_seek(self, kind: str) -> None:
        """Go to the next cell of a kind; say so where there is none."""
        opened, sheet = self._opened, self._opened.sheet
        if sheet is None or not sheet.units or not sheet.areas:
            return
        found = self._next(sheet, self._test(sheet, kind))
        if found is None:
            opened.line.tell(opened.say(f"seek.no_{kind}"))
        else:
            opened.grid.go_to(*found)

    def _next(self, sheet: Worksheet, wanted: Callable[[Place], bool]) -> tuple[int, int] | None:
        rows, grid = len(sheet.units), self._opened.grid
        begin = grid.column * rows + grid.row
        cells = rows * len(sheet.areas)
        for step in range(1, cells + 1):
            column, row = divmod((begin + step) % cells, rows)
            if wanted((sheet.units[row].id, sheet.areas[column].id)):
                return row, column
        return None

    def _test(self, sheet: Worksheet, kind: str) -> Callable[[Place], bool]:
        """Whether a cell is of a kind."""
        held, who = self._opened.held, self._opened.acting_name
        tests: dict[str, Callable[[Place], bool]] = {
            "unsaved": lambda place: place in held.by_place,
            "missing": lambda place: sheet.cell(place).empty and held.shown(place) is None,
            "draft": lambda place: sheet.cell(place).state is CellState.DRAFT,
            "own": lambda place: sheet.cell(place).state is CellState.DRAFT and sheet.cell(place).entered_by == who,
        }
        return tests[kind]
