"""Choosing which rows of the grid are shown, by what is in their cells."""

from typing import Any, ClassVar

from textual.binding import Binding, BindingType
from textual.screen import Screen

from scoreboard.desk.sheet_cells import CellState
from scoreboard.desk.worksheet import Worksheet
from screens.desk.cell_kinds import KINDS
from screens.desk.choice import ChoiceDialog
from screens.desk.open_sheet import OpenSheet
from screens.desk.row_filter import filtered
from screens.widgets.columns import ListColumn
from screens.widgets.rows import ListRow

ALL = "all"


class Filtering:
    """What is typed and not saved is shown under every filter."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("F", "filter", show=False, id="desk.filter")]

    def __init__(self, screen: Screen[Any], opened: OpenSheet) -> None:
        self._screen, self._opened = screen, opened

    def action_filter(self) -> None:
        """Choose which rows are shown."""
        opened, sheet = self._opened, self._opened.sheet
        if sheet is None or not sheet.units or not sheet.areas:
            return
        shown = opened.filter
        counts = _counts(sheet)
        rows = [
            ListRow(kind, (opened.say(f"filter.{kind}"), str(counts[kind]) if kind in counts else ""))
            for kind in (ALL, *KINDS)
        ]
        columns = (ListColumn(), ListColumn("", 8, right=True))
        dialog = ChoiceDialog(
            opened.lang, opened.say("filter.title"), columns, rows, current=ALL if shown is None else shown.kind
        )
        self._screen.app.push_screen(dialog, self._chosen)

    def _chosen(self, kind: str | None) -> None:
        opened, sheet = self._opened, self._opened.sheet
        if kind is None or sheet is None:
            return
        if kind == ALL:
            opened.show_rows(None)
            return
        unsaved = {unit for unit, _ in opened.held.by_place}
        found = filtered(kind, sheet, opened.kinds(sheet).test(kind), unsaved)
        if found is None:
            opened.line.tell(opened.say(f"seek.no_{kind}"))
        else:
            opened.show_rows(found)


def _counts(sheet: Worksheet) -> dict[str, int]:
    """How many cells are of a kind, where that is known without looking at each."""
    return {
        ALL: len(sheet.units) * len(sheet.areas),
        "draft": sheet.count(CellState.DRAFT),
        "missing": sheet.missing,
        "back": sheet.sent_back,
        "confirmed": sheet.count(CellState.CONFIRMED),
    }
