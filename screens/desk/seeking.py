"""Going to the next cell of a kind: one that is not saved, is missing, is a draft, or is a draft of one's own."""

from collections.abc import Callable
from typing import ClassVar

from textual.binding import Binding, BindingType

from scoreboard.desk.sheet_cells import Place
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
        """Go to the next cell of a kind, hidden or not; say so where there is none."""
        opened, sheet, place = self._opened, self._opened.sheet, self._opened.grid.place
        if sheet is None or place is None:
            return
        found = _next(sheet, place, opened.kinds(sheet).test(kind))
        if found is None:
            opened.line.tell(opened.say(f"seek.no_{kind}"))
        else:
            opened.go_to(found)


def _next(sheet: Worksheet, begin: Place, wanted: Callable[[Place], bool]) -> Place | None:
    rows, cells = len(sheet.units), len(sheet.units) * len(sheet.areas)
    at = sheet.column_of[begin[1]] * rows + sheet.row_of[begin[0]]
    for step in range(1, cells + 1):
        column, row = divmod((at + step) % cells, rows)
        place = sheet.units[row].id, sheet.areas[column].id
        if wanted(place):
            return place
    return None
