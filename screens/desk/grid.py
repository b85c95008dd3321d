"""The grid of units and areas in which scores are typed: drawn line by line, so that a large one stays quick."""

from functools import partial
from typing import ClassVar

from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from scoreboard.desk.expectations import Expectations
from scoreboard.desk.sheet_cells import CellState, Place
from scoreboard.desk.worksheet import Worksheet
from scoreboard.errors import ContestError, Refused
from scoreboard.exchange.workbooks.clipboard import is_block
from screens.desk.cell_text import BEGINS_A_SCORE, LONGEST_SCORE, Edit, plain, refuse_confirmed, too_long
from screens.desk.grid_picture import GridPicture
from screens.desk.layout import Layout, lay_out
from screens.desk.messages import (
    BlockPasted,
    CursorMoved,
    EditChanged,
    HeldScoreChosen,
    InputRefused,
    RangeCleared,
    ScoreTakenBack,
    ScoreTyped,
)
from screens.desk.selection import Selection, is_filled, jump, nearest
from screens.desk.unsaved_scores import HeldScores, Hold
from screens.widgets.inks import ink

ARROWS = (("up", (-1, 0)), ("down", (1, 0)), ("left", (0, -1)), ("right", (0, 1)))
ENDS = (("home", -1, "first"), ("end", 1, "last"))


class ScoreGrid(ScrollView, can_focus=True):
    """Shows a worksheet and lets its cells be typed into; it saves nothing itself."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "grid--title",
        "grid--title-current",
        "grid--unit",
        "grid--unit-current",
        "grid--even",
        "grid--cursor",
        "grid--selected",
        "grid--other",
        "grid--odd",
        "grid--editing",
        "grid--draft",
        "grid--returned",
        "grid--confirmed",
        "grid--not-applicable",
        "grid--missing",
        "grid--saving",
        "grid--unsaved",
    }

    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(key, f"move{by}", show=False, id=f"desk.{key}") for key, by in ARROWS),
        *(Binding(key, f"edge(0, {by})", show=False, id=f"desk.{which}_area") for key, by, which in ENDS),
        *(Binding(f"ctrl+{key}", f"edge({by}, 0)", show=False, id=f"desk.{which}_unit") for key, by, which in ENDS),
        *(Binding(f"ctrl+{key}", f"jump{by}", show=False, id=f"desk.jump_{key}") for key, by in ARROWS),
        *(Binding(f"shift+{key}", f"extend{by}", show=False, id=f"desk.select_{key}") for key, by in ARROWS),
        Binding("enter", "enter", show=False, id="desk.enter"),
        Binding("tab", "next", show=False, id="desk.next"),
        Binding("shift+tab", "move(0, -1)", show=False, id="desk.previous"),
        Binding("pageup", "page(-1)", show=False, id="desk.page_up"),
        Binding("pagedown", "page(1)", show=False, id="desk.page_down"),
        Binding("shift+home", "extend(0, -1000000)", show=False, id="desk.select_to_first_area"),
        Binding("shift+end", "extend(0, 1000000)", show=False, id="desk.select_to_last_area"),
        Binding("ctrl+shift+home", "extend(-1000000, 0)", show=False, id="desk.select_to_first_unit"),
        Binding("ctrl+shift+end", "extend(1000000, 0)", show=False, id="desk.select_to_last_unit"),
        Binding("ctrl+a", "select_all", show=False, id="desk.select_all"),
        Binding("delete", "take_back", show=False, id="desk.take_back"),
        Binding("f2,e", "edit", show=False, id="desk.edit"),
    ]

    def __init__(self, held: HeldScores, lang: str, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.held, self.lang = held, lang
        self.sheet: Worksheet | None = None
        self.row = self.column = 0
        self.edit: Edit | None = None
        self.selection: Selection | None = None
        """The cells that are selected; None while it is the current one alone."""
        self._row_begun: int | None = None
        """The column in which typing along a row began, to which Enter returns; None unless Tab was the last key."""
        self._at_the_end = False
        """Whether Tab had nowhere to go on to: what is typed next is not meant for the cell that it was to leave."""
        self.painted: Worksheet | None = None
        """The worksheet as it was painted last: what somebody who looks at it has seen."""
        self.locked: ContestError | None = None
        """Why nothing can be typed now; None where it can."""
        self._others: frozenset[Place] = frozenset()
        self.expectations: Expectations | None = None
        self._layout_of_cells = Layout(0, (), (), (), 1, 0)
        self._drawn: dict[int, Strip] = {}
        self._inks_known: dict[str, Style] = {}

    # What it shows

    def show(self, sheet: Worksheet) -> None:
        """Show a worksheet, or a newer picture of it: the cursor stays at its unit and area, an edit goes on."""
        place = self.place
        before, self.sheet = self.sheet, sheet
        if place is not None:
            self.row = sheet.row_of.get(place[0], min(self.row, max(0, len(sheet.units) - 1)))
            self.column = sheet.column_of.get(place[1], min(self.column, max(0, len(sheet.areas) - 1)))
        if before is not None and before.same_contest(sheet) and before.same_units(sheet):
            self._redraw_changed(before, sheet)
            return
        self.select(None)
        self._lay_out()

    def redraw(self) -> None:
        """Draw everything again."""
        self._drawn.clear()
        self.refresh()

    def redraw_cell(self, place: Place) -> None:
        """Draw the row of a cell again."""
        if self.sheet is not None and place[0] in self.sheet.row_of:
            self._redraw_row(self.sheet.row_of[place[0]])

    def mark(self, others: frozenset[Place]) -> None:
        """Mark the cells at which somebody else is."""
        changed, self._others = self._others ^ others, others
        for place in changed:
            self.redraw_cell(place)

    @property
    def place(self) -> Place | None:
        """The current cell; None while there is none."""
        if self.sheet is None or not self.sheet.units or not self.sheet.areas:
            return None
        return self.sheet.units[self.row].id, self.sheet.areas[self.column].id

    def go_to(self, row: int, column: int) -> None:
        """Make another cell current, and it alone, and bring it into view."""
        self.select(None)
        self._row_begun, self._at_the_end = None, False
        self._move_to(row, column)

    def select(self, selection: Selection | None) -> None:
        """Select other cells; None for the current one alone."""
        before, self.selection = self.selection, selection
        if before != selection:
            changed = [one.rows for one in (before, selection) if one is not None]
            for row in {row for rows in changed for row in rows}:
                self._drawn.pop(row, None)
            self.refresh()
            self.post_message(CursorMoved())

    def _move_to(self, row: int, column: int) -> None:
        if self.sheet is None or self.place is None:
            return
        before = (self.row, self.column)
        self.row, self.column = nearest(self.sheet, row, column)
        if (self.row, self.column) != before:
            self._redraw_row(before[0])
            self._redraw_row(self.row)
            self.refresh(Region(0, 0, self.size.width, self._layout_of_cells.lines))
            self.post_message(CursorMoved())
        self._bring_into_view()

    def _redraw_changed(self, before: Worksheet, sheet: Worksheet) -> None:
        changed = list(sheet.cells.changed_since(before.cells))
        if self._layout_of_cells.outgrown_by(sheet.cell(place).text for place in changed):
            self._lay_out()
        self.refresh(Region(0, 0, self.size.width, self._layout_of_cells.lines))  # though none of them is in sight
        for place in changed:
            self.redraw_cell(place)

    def _redraw_row(self, row: int) -> None:
        self._drawn.pop(row, None)
        y = self._layout_of_cells.lines + row - self.scroll_offset.y
        if self._layout_of_cells.lines <= y < self.size.height:
            self.refresh(Region(0, y, self.size.width, 1))

    def _lay_out(self) -> None:
        if self.sheet is None:
            return
        self._layout_of_cells = layout = lay_out(self.sheet, self.scrollable_content_region.width, self.lang)
        self.virtual_size = Size(layout.names + layout.total, layout.lines + len(self.sheet.units))
        self.redraw()

    def on_resize(self) -> None:
        self._lay_out()
        self.call_after_refresh(self._bring_into_view)

    def _bring_into_view(self) -> None:
        layout, (x, y) = self._layout_of_cells, self.scroll_offset
        if not layout.widths:
            return
        row, column = (self.row, self.column) if self.selection is None else self.selection.end
        x = layout.scrolled_to(column, x, self.scrollable_content_region.width - layout.names)
        y = min(row, max(y, row - self.scrollable_content_region.height + layout.lines + 1))
        if (x, y) != tuple(self.scroll_offset):
            self.scroll_to(x, y, animate=False, force=True, immediate=True)

    # Keys

    def on_key(self, event: events.Key) -> None:
        """Characters go into the cell; while one is being typed no letter is a command."""
        if self.edit is None:
            if event.character in BEGINS_A_SCORE and event.character is not None:
                event.stop()
                if self._at_the_end:
                    self.post_message(InputRefused(Refused("desk.at_the_end")))
                else:
                    self._begin("")
                    self._type(event.character)
            return
        if event.is_printable and event.character is not None:
            self._type(event.character)
        elif event.key == "escape":
            self.leave_edit()
        elif self.edit.press(event.key):
            self._edit_changed()
        else:
            return
        event.stop()
        event.prevent_default()

    def on_paste(self, event: events.Paste) -> None:
        """A single value is typed; several are looked at first."""
        event.stop()
        place, value, chosen = self.place, event.text.strip(), self.selection
        if place is None or not value:
            return
        if is_block(value):
            self.post_message(BlockPasted(event.text, chosen.first_in(self.sheet) if chosen and self.sheet else place))
        elif len(value) > LONGEST_SCORE:
            self.post_message(InputRefused(too_long(value, self.sheet)))
        elif self.edit is not None or self._begin(""):
            self._type(value)

    def on_click(self, event: events.Click) -> None:
        layout = self._layout_of_cells
        begin, _ = layout.whole_columns(self.scroll_offset.x, self.size.width - layout.names)
        x, row = event.x - layout.names + begin, event.y - layout.lines + self.scroll_offset.y
        column = max((at for at, start in enumerate(layout.starts) if start <= x), default=0)
        if event.y >= layout.lines and self.sheet is not None and row < len(self.sheet.units) and self._finish():
            self.go_to(row, column if event.x >= layout.names else self.column)

    def action_move(self, down: int, right: int) -> None:
        if self._finish():
            self.go_to(self.row + down, self.column + right)

    def action_extend(self, down: int, right: int) -> None:
        """Select from the current cell on; it stays the one into which is typed, as in a spreadsheet."""
        if self.sheet is None or self.place is None or not self._finish():
            return
        begin = (self.row, self.column)
        row, column = begin if self.selection is None else self.selection.end
        end = nearest(self.sheet, row + down, column + right)
        self.select(Selection(begin, end) if end != begin else None)
        self._bring_into_view()

    def action_select_all(self) -> None:
        if self.sheet is not None and self.place is not None and self._finish():
            self.go_to(0, 0)
            self.select(Selection((0, 0), nearest(self.sheet, len(self.sheet.units), len(self.sheet.areas))))

    def action_next(self) -> None:
        """Go on in the row; Enter then leads to where the next one begins, as in a spreadsheet."""
        begun = self.column if self._row_begun is None else self._row_begun
        typed, before = self._at_the_end or self.edit is not None, self.column
        if self._finish():
            self.go_to(self.row, self.column + 1)
            self._row_begun, self._at_the_end = begun, typed and self.column == before

    def action_enter(self) -> None:
        place = self.place
        held = self.held.shown(place) if place else None
        if self.edit is None and place is not None and held is not None and held.hold is not Hold.SAVING:
            self.post_message(HeldScoreChosen(place))
        else:
            self.action_move(1, 0 if self._row_begun is None else self._row_begun - self.column)

    def action_page(self, pages: int) -> None:
        self.action_move(pages * max(1, self.scrollable_content_region.height - self._layout_of_cells.lines - 1), 0)

    def action_jump(self, down: int, right: int) -> None:
        if self._finish() and self.sheet is not None:
            self.go_to(*jump((self.row, self.column), (down, right), partial(is_filled, self.sheet, self.held)))

    def action_edge(self, down: int, right: int) -> None:
        self.action_move(down * 1_000_000, right * 1_000_000)

    def action_edit(self) -> None:
        """Change what the cell says; while something is typed, let the arrows move in it, or save again."""
        if self.edit is not None:
            self.edit.inside = not self.edit.inside
        elif self.place is not None and self.sheet is not None:
            held = self.held.shown(self.place)
            cell = self.sheet.cell(self.place)
            if self._begin(held.text if held else "" if cell.hidden else cell.text) and self.edit is not None:
                self.edit.inside = True

    def action_take_back(self) -> None:
        if self.edit is None and self.place is not None:
            self.post_message(ScoreTakenBack(self.place) if self.selection is None else RangeCleared(self.selection))

    def leave_edit(self) -> None:
        """End an edit without harm: the cell is as it was."""
        if self.edit is not None:
            place, self.edit = self.edit.place, None
            self.redraw_cell(place)
            self.post_message(EditChanged())

    def _begin(self, text: str) -> bool:
        if self.sheet is None or self.place is None:
            return False
        cell, held = self.sheet.cell(self.place), self.held.shown(self.place)
        error = self.locked
        if error is None and cell.state is CellState.CONFIRMED and held is None:
            error = refuse_confirmed(self.place, cell)
        if error is not None:
            self.post_message(InputRefused(error))
            return False
        self.select(None)
        self._at_the_end = False
        known = self.sheet.as_seen(self.painted).cell(self.place)
        seen = (known.version, known.text) if held is None else (held.version, held.before)
        self.edit = Edit(self.place, text, *seen)
        self._redraw_row(self.row)
        self.post_message(EditChanged())
        return True

    def _type(self, characters: str) -> None:
        if self.edit is None:
            return
        self.edit.type(characters)
        self._edit_changed()

    def _edit_changed(self) -> None:
        self._redraw_row(self.row)
        self.post_message(EditChanged())

    def _finish(self) -> bool:
        """End an edit by saving; False where what was typed is refused and stays in the editor."""
        if self.edit is None or self.sheet is None:
            return True
        edit, text = self.edit, plain(self.edit.text)
        try:
            saying = self.sheet.saying(text)
        except ContestError as error:
            edit.refused = True
            self.post_message(InputRefused(error))
            return False
        self.leave_edit()
        same = edit.before == saying
        untouched = self.held.shown(edit.place) is None and self.sheet.cell(edit.place).version == edit.version
        if not text or (same and untouched and not self.sheet.worth_again(edit.place)):
            return True
        self.post_message(ScoreTyped(edit.place, text, edit.version, edit.before))
        return True

    # Drawing

    def render_line(self, y: int) -> Strip:
        layout, width, self.painted = self._layout_of_cells, self.size.width, self.sheet
        if self.sheet is None or not self.sheet.areas:
            return Strip.blank(width, self.rich_style)
        picture = GridPicture(
            self.sheet,
            layout,
            self.held,
            self.edit,
            self.lang,
            (self.row, self.column),
            self.selection,
            self._others,
            self.expectations,
            self.rich_style,
            self._style,
        )
        if y < layout.lines:
            return picture.scrolled(picture.title_line(y), self.scroll_offset.x, width, picture.ground("title"))
        row = y - layout.lines + self.scroll_offset.y
        if row >= len(self.sheet.units):
            return Strip.blank(width, self.rich_style)
        if row not in self._drawn:
            self._drawn[row] = picture.unit_line(row)
        return picture.scrolled(self._drawn[row], self.scroll_offset.x, width, picture.row_ground(row))

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._inks_known.clear()
        self._drawn.clear()

    def _style(self, name: str) -> Style:
        if name not in self._inks_known:
            self._inks_known[name] = ink(self, f"grid--{name}")
        return self._inks_known[name]
