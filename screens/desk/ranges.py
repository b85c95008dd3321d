"""What is done with selected cells at once: copied for a spreadsheet, filled down, cleared."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.screen import Screen

from scoreboard.desk.sheet_cells import CellState, Place
from screens.desk.cell_text import refuse_confirmed
from screens.desk.choosing import choose_sure
from screens.desk.entering import Entering
from screens.desk.open_sheet import OpenSheet
from screens.desk.selection import Selection

MANY = 10
"""Changed cells from which on it is asked whether all of them are meant."""


class Ranges:
    """Nothing is begun that a confirmed cell, a role or an unsaved score stands in the way of."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+c,super+c", "copy_range", show=False, id="desk.copy"),
        Binding("ctrl+v", "paste_copied", show=False, id="desk.paste_copied"),
        Binding("ctrl+d", "fill_down", show=False, id="desk.fill_down"),
    ]

    def __init__(self, screen: Screen[Any], opened: OpenSheet, entering: Entering) -> None:
        self._screen, self._opened, self._entering = screen, opened, entering
        self.most = MANY

    def _selection(self) -> Selection:
        grid = self._opened.grid
        here = (grid.row, grid.column)
        return grid.selection or Selection(here, here)

    def _place(self, row: int, column: int) -> Place:
        sheet = self._opened.grid.sheet
        assert sheet is not None
        return sheet.units[row].id, sheet.areas[column].id

    def _text(self, place: Place) -> str:
        """What the grid shows in a cell; nothing of a figure that it hides."""
        opened = self._opened
        held = opened.held.shown(place)
        if held is not None or opened.sheet is None:
            return held.text if held is not None else ""
        cell = opened.sheet.cell(place)
        return "" if cell.hidden else cell.text

    def action_copy_range(self) -> None:
        """Put the selected scores on the terminal's clipboard, a line for each unit, tabs between areas."""
        opened, selection = self._opened, self._selection()
        if opened.grid.place is None:
            return
        lines = (
            "\t".join(self._text(self._place(row, column)) for column in selection.columns) for row in selection.rows
        )
        self._screen.app.copy_to_clipboard("\n".join(lines))
        opened.line.tell(opened.say("range.copied", rows=len(selection.rows), columns=len(selection.columns)))

    def action_paste_copied(self) -> None:
        """Paste what was copied here; what was copied elsewhere only the terminal's own key can paste."""
        copied = self._screen.app.clipboard
        if copied:
            self._opened.grid.post_message(events.Paste(copied))
        else:
            self._opened.line.tell(self._opened.say("range.nothing_copied"), "warn")

    def action_fill_down(self) -> None:
        """Write the first row of the selection into the others; of a single cell, the one above it into it."""
        selection = self._selection()
        if self._opened.grid.place is None:
            return
        top, below = selection.rows[0], selection.rows[1:]
        if not below:
            top, below = top - 1, selection.rows
        if top < 0:
            return
        texts = {column: self._text(self._place(top, column)) for column in selection.columns}
        wanted = {self._place(row, column): texts[column] for row in below for column in texts if texts[column]}
        self._change(wanted, "fill")

    def clear(self, selection: Selection) -> None:
        """Take the selected scores back."""
        self._change({self._place(row, column): "" for row, column in selection.cells()}, "clear")

    def _change(self, wanted: Mapping[Place, str], deed: str) -> None:
        opened, sheet = self._opened, self._opened.sheet
        if sheet is None or not opened.settled:
            return
        if opened.grid.locked is not None:
            opened.refuse(opened.grid.locked)
            return
        changes = [(place, text) for place, text in wanted.items() if sheet.cell(place).text != text]
        confirmed = next((place for place, _ in changes if sheet.cell(place).state is CellState.CONFIRMED), None)
        if confirmed is not None:
            opened.refuse(refuse_confirmed(confirmed, sheet.cell(confirmed)))
        elif not changes:
            opened.line.tell(opened.say("range.nothing"))
        elif len(changes) > self.most:
            self._ask(deed, len(changes), lambda: self._carry_out(changes))
        else:
            self._carry_out(changes)

    def _ask(self, deed: str, count: int, then: Callable[[], None]) -> None:
        def answered(answer: str | None) -> None:
            if answer == "sure":
                then()

        opened = self._opened
        question = opened.say(f"range.{deed}", count=count)
        self._screen.app.push_screen(choose_sure(opened.lang, question), answered)

    def _carry_out(self, changes: Sequence[tuple[Place, str]]) -> None:
        self._entering.put(changes)
