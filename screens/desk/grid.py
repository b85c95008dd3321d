"""The grid of units and areas in which scores are typed: drawn line by line, so that a large one stays quick."""

from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from scoreboard.desk.entering import parse_score
from scoreboard.desk.sheet_cells import CellState, Place, SheetCell
from scoreboard.desk.worksheet import Worksheet
from scoreboard.errors import ContestError, Refused
from scoreboard.exchange.workbooks.clipboard import is_block
from scoreboard.rules.ranking import exact
from scoreboard.rules.scores import NOT_APPLICABLE
from screens.desk.held import Held, HeldScores, Hold
from screens.desk.layout import GAP, Layout, lay_out, row_name
from screens.desk.messages import (
    BlockPasted,
    CursorMoved,
    EditChanged,
    HeldScoreChosen,
    InputRefused,
    ScoreTakenBack,
    ScoreTyped,
)
from screens.widgets.cells import clip, width_of
from screens.widgets.inks import ink

SIGNS = {CellState.MISSING: "-", CellState.DRAFT: "*", CellState.CONFIRMED: "✓"}
HELD_SIGNS = {Hold.SAVING: "↻", Hold.UNSAVED: "!", Hold.CONFLICT: "?"}
VETO_SIGN = "⊘"
BEGINS_A_SCORE = frozenset("0123456789.０１２３４５６７８９．nNｎＮ")
STANDS_FOR_NOT_APPLICABLE = frozenset({"n", "n/", "na"})
CARET = "▏"


@dataclass
class Edit:
    """What is being typed into a cell, and the version that was seen when that began."""

    place: Place
    text: str
    version: int
    before: str


def plain(typed: str) -> str:
    """What was typed as a score is written: an ideographic full stop is a decimal point, `n` is n/a."""
    text = typed.strip().replace("。", ".")
    return NOT_APPLICABLE if text.casefold() in STANDS_FOR_NOT_APPLICABLE else text


class ScoreGrid(ScrollView, can_focus=True):
    """Shows a worksheet and lets its cells be typed into; it saves nothing itself."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "grid--title",
        "grid--title-current",
        "grid--unit",
        "grid--unit-current",
        "grid--even",
        "grid--cursor",
        "grid--editing",
        "grid--draft",
        "grid--confirmed",
        "grid--not-applicable",
        "grid--missing",
        "grid--saving",
        "grid--unsaved",
    }

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1, 0)", show=False, id="desk.up"),
        Binding("down", "move(1, 0)", show=False, id="desk.down"),
        Binding("left", "move(0, -1)", show=False, id="desk.left"),
        Binding("right", "move(0, 1)", show=False, id="desk.right"),
        Binding("enter", "enter", show=False, id="desk.enter"),
        Binding("tab", "move(0, 1)", show=False, id="desk.next"),
        Binding("shift+tab", "move(0, -1)", show=False, id="desk.previous"),
        Binding("pageup", "page(-1)", show=False, id="desk.page_up"),
        Binding("pagedown", "page(1)", show=False, id="desk.page_down"),
        Binding("home", "edge(0, -1)", show=False, id="desk.first_area"),
        Binding("end", "edge(0, 1)", show=False, id="desk.last_area"),
        Binding("ctrl+home", "edge(-1, 0)", show=False, id="desk.first_unit"),
        Binding("ctrl+end", "edge(1, 0)", show=False, id="desk.last_unit"),
        Binding("delete", "take_back", show=False, id="desk.take_back"),
        Binding("f2,e", "edit", show=False, id="desk.edit"),
    ]

    def __init__(self, held: HeldScores, lang: str, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.held = held
        self.lang = lang
        self.sheet: Worksheet | None = None
        self.row = self.column = 0
        self.edit: Edit | None = None
        self.locked: ContestError | None = None
        """Why nothing can be typed now; None where it can."""
        self._layout_of_cells = Layout(0, (), (), (), 1)
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
        self._lay_out()
        self.redraw()

    def redraw(self) -> None:
        """Draw everything again."""
        self._drawn.clear()
        self.refresh()

    def redraw_cell(self, place: Place) -> None:
        """Draw the row of a cell again."""
        if self.sheet is not None and place[0] in self.sheet.row_of:
            self._redraw_row(self.sheet.row_of[place[0]])

    @property
    def place(self) -> Place | None:
        """The current cell; None while there is none."""
        if self.sheet is None or not self.sheet.units or not self.sheet.areas:
            return None
        return self.sheet.units[self.row].id, self.sheet.areas[self.column].id

    def go_to(self, row: int, column: int) -> None:
        """Make another cell current and bring it into view."""
        if self.sheet is None or self.place is None:
            return
        before = (self.row, self.column)
        self.row = max(0, min(row, len(self.sheet.units) - 1))
        self.column = max(0, min(column, len(self.sheet.areas) - 1))
        if (self.row, self.column) != before:
            self._redraw_row(before[0])
            self._redraw_row(self.row)
            self.refresh(Region(0, 0, self.size.width, self._layout_of_cells.lines))
            self.post_message(CursorMoved())
        self._bring_into_view()

    def _redraw_changed(self, before: Worksheet, sheet: Worksheet) -> None:
        for place in sheet.cells.changed_since(before.cells):
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
        self._drawn.clear()

    def on_resize(self) -> None:
        self._lay_out()
        self.redraw()
        self.call_after_refresh(self._bring_into_view)

    def _bring_into_view(self) -> None:
        layout, (x, y) = self._layout_of_cells, self.scroll_offset
        if not layout.widths:
            return
        x = layout.scrolled_to(self.column, x, self.scrollable_content_region.width - layout.names)
        down = self.scrollable_content_region.height - layout.lines
        y = self.row if self.row < y else max(y, self.row - down + 1)
        if (x, y) != tuple(self.scroll_offset):
            self.scroll_to(x, y, animate=False, force=True, immediate=True)

    # Keys

    def on_key(self, event: events.Key) -> None:
        """Characters go into the cell; while one is being typed no letter is a command."""
        if self.edit is None:
            if event.character in BEGINS_A_SCORE and event.character is not None:
                event.stop()
                self._begin("")
                self._type(event.character)
            return
        if event.is_printable and event.character is not None:
            self._type(event.character)
        elif event.key == "backspace":
            self._type("", keep=len(self.edit.text) - 1)
        elif event.key == "escape":
            self.leave_edit()
        else:
            return
        event.stop()
        event.prevent_default()

    def on_paste(self, event: events.Paste) -> None:
        """A single value is typed; several are looked at first."""
        event.stop()
        place, value = self.place, event.text.strip()
        if place is None or not value:
            return
        if is_block(value):
            self.post_message(BlockPasted(event.text, place))
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

    def action_enter(self) -> None:
        place = self.place
        held = self.held.shown(place) if place else None
        if self.edit is None and place is not None and held is not None and held.hold is not Hold.SAVING:
            self.post_message(HeldScoreChosen(place))
        else:
            self.action_move(1, 0)

    def action_page(self, pages: int) -> None:
        self.action_move(pages * max(1, self.scrollable_content_region.height - self._layout_of_cells.lines - 1), 0)

    def action_edge(self, down: int, right: int) -> None:
        self.action_move(down * 1_000_000, right * 1_000_000)

    def action_edit(self) -> None:
        if self.edit is None and self.place is not None and self.sheet is not None:
            held = self.held.shown(self.place)
            self._begin(held.text if held else self.sheet.cell(self.place).text)

    def action_take_back(self) -> None:
        if self.edit is None and self.place is not None:
            self.post_message(ScoreTakenBack(self.place))

    def leave_edit(self) -> None:
        """End an edit without harm: the cell is as it was."""
        if self.edit is not None:
            place, self.edit = self.edit.place, None
            self.redraw_cell(place)
            self.post_message(EditChanged())

    def refuse_confirmed(self, place: Place, cell: SheetCell) -> Refused:
        """Why a confirmed cell can't be typed into."""
        unit, area = place
        return Refused("score.confirmed", unit=unit, area=area, score=cell.text, who=cell.confirmed_by or "-")

    def _begin(self, text: str) -> bool:
        if self.sheet is None or self.place is None:
            return False
        cell, held = self.sheet.cell(self.place), self.held.shown(self.place)
        error = self.locked
        if error is None and cell.state is CellState.CONFIRMED and held is None:
            error = self.refuse_confirmed(self.place, cell)
        if error is not None:
            self.post_message(InputRefused(error))
            return False
        if held is None:
            self.edit = Edit(self.place, text, cell.version, cell.text)
        else:
            self.edit = Edit(self.place, text, held.version, held.before)
        self._redraw_row(self.row)
        self.post_message(EditChanged())
        return True

    def _type(self, characters: str, keep: int | None = None) -> None:
        if self.edit is None:
            return
        self.edit.text = self.edit.text[:keep] + characters if keep is None or keep >= 0 else ""
        self._redraw_row(self.row)
        self.post_message(EditChanged())

    def _finish(self) -> bool:
        """End an edit by saving; False where what was typed is refused and stays in the editor."""
        if self.edit is None or self.sheet is None:
            return True
        edit, text = self.edit, plain(self.edit.text)
        try:
            value = parse_score(text, self.sheet.maximum) if text else None
        except ContestError as error:
            self.post_message(InputRefused(error))
            return False
        self.leave_edit()
        same = edit.before == (text if value is None else exact(value, self.sheet.decimals))
        untouched = self.held.shown(edit.place) is None and self.sheet.cell(edit.place).version == edit.version
        if not text or (same and untouched):
            return True
        self.post_message(ScoreTyped(edit.place, text, edit.version, edit.before))
        return True

    # Drawing

    def render_line(self, y: int) -> Strip:
        layout, width = self._layout_of_cells, self.size.width
        if self.sheet is None or not self.sheet.areas:
            return Strip.blank(width, self.rich_style)
        if y < layout.lines:
            return self._scrolled(self._title_line(y), width, self._ground("title"))
        row = y - layout.lines + self.scroll_offset.y
        if row >= len(self.sheet.units):
            return Strip.blank(width, self.rich_style)
        if row not in self._drawn:
            self._drawn[row] = self._unit_line(row)
        return self._scrolled(self._drawn[row], width, self._row_ground(row))

    def _scrolled(self, line: Strip, width: int, ground: Style) -> Strip:
        """The names at their place, and beside them those columns that show whole."""
        names = self._layout_of_cells.names
        begin, end = self._layout_of_cells.whole_columns(self.scroll_offset.x, width - names)
        shown = Strip.join([line.crop(0, names), line.crop(names + begin, names + end)])
        return shown.crop_extend(0, width, ground)

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._inks_known.clear()
        self._drawn.clear()

    def _style(self, name: str) -> Style:
        if name not in self._inks_known:
            self._inks_known[name] = ink(self, f"grid--{name}")
        return self._inks_known[name]

    def _title_line(self, y: int) -> Strip:
        layout = self._layout_of_cells
        segments = [Segment(" " * layout.names, self._ground("title"))]
        for column, (width, lines) in enumerate(zip(layout.widths, layout.titles, strict=True)):
            skipped = layout.lines - len(lines)
            text = lines[y - skipped] if y >= skipped else ""
            style = self._ground("title-current" if column == self.column else "title")
            segments.append(Segment(" " * (GAP + width - width_of(text)) + text, style))
        return Strip(segments, layout.names + layout.total)

    def _ground(self, name: str) -> Style:
        return self.rich_style + self._style(name)

    def _row_ground(self, row: int) -> Style:
        return self._ground("even") if row % 2 else self.rich_style

    def _unit_line(self, row: int) -> Strip:
        assert self.sheet is not None
        layout, unit, current = self._layout_of_cells, self.sheet.units[row], row == self.row
        ground = self._row_ground(row)
        name = row_name(unit, layout.names - 2 - 2 * unit.vetoed, self.lang)
        if unit.vetoed:
            name = f"{name} {VETO_SIGN}"
        style = ground + self._style("unit-current" if current else "unit")
        segments = [Segment(f" {name}{' ' * (layout.names - 1 - width_of(name))}", style)]
        for column, area in enumerate(self.sheet.areas):
            segments += self._cell((unit.id, area.id), layout.widths[column], ground, current and column == self.column)
        return Strip(segments, layout.names + layout.total)

    def _cell(self, place: Place, width: int, ground: Style, current: bool) -> list[Segment]:
        assert self.sheet is not None
        if self.edit is not None and self.edit.place == place:
            return self._editor(self.edit.text, width, ground)
        cell, held = self.sheet.cell(place), self.held.shown(place)
        text, sign = (held.text, HELD_SIGNS[held.hold]) if held else (cell.text, SIGNS[cell.state])
        value, mark = self._inks(cell, held)
        text = clip(text, width - 1)
        space = " " if width_of(text) < width - 1 else ""
        padding = " " * (width - 1 - len(space) - width_of(text))
        over = self._style("cursor") if current else Style.null()
        return [
            Segment(" " * GAP, ground),
            Segment(f"{padding}{text}{space}", ground + self._style(value) + over),
            Segment(sign, ground + self._style(mark) + over),
        ]

    def _inks(self, cell: SheetCell, held: Held | None) -> tuple[str, str]:
        """The styles of a cell's score and of its sign."""
        if held is not None:
            name = "saving" if held.hold is Hold.SAVING else "unsaved"
            return name, name
        state = str(cell.state)
        return ("not-applicable" if cell.not_applicable else state), state

    def _editor(self, text: str, width: int, ground: Style) -> list[Segment]:
        while width_of(text) > width - 1:
            text = text[1:]
        padded = " " * (width - 1 - width_of(text)) + text
        return [Segment(" " * GAP, ground), Segment(padded + CARET, ground + self._style("editing"))]
