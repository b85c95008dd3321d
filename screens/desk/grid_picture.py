"""How the lines of the grid are drawn: titles, names, and cells with their signs."""

from collections.abc import Callable
from dataclasses import dataclass

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from scoreboard.desk.expectations import Expectations
from scoreboard.desk.sheet_cells import CellState, Place, SheetCell
from scoreboard.desk.worksheet import Worksheet
from screens.desk.cell_text import Edit
from screens.desk.layout import GAP, NAME_EDGE, Layout, row_name
from screens.desk.selection import At, Selection
from screens.desk.unsaved_scores import Held, HeldScores, Hold
from screens.widgets.cells import clip, width_of

SIGNS = {CellState.MISSING: "-", CellState.DRAFT: "*", CellState.CONFIRMED: "✓"}
HELD_SIGNS = {Hold.SAVING: "↻", Hold.UNSAVED: "!", Hold.CONFLICT: "?"}
VETO_SIGN = "⊘"
BACK_SIGN = "↶"
CARET = "▏"


@dataclass(frozen=True)
class GridPicture:
    """All that a line of the grid follows from; `style` gives a component's ink, `own` is the grid's own."""

    sheet: Worksheet
    layout: Layout
    held: HeldScores
    edit: Edit | None
    lang: str
    current: At
    selection: Selection | None
    others: frozenset[Place]
    """Cells at which somebody else is."""
    expectations: Expectations | None
    """What scores are held against; None until it is known."""
    own: Style
    style: Callable[[str], Style]

    def scrolled(self, line: Strip, x: int, width: int, ground: Style) -> Strip:
        """The names at their place, and beside them those columns that show whole."""
        names = self.layout.names
        begin, end = self.layout.whole_columns(x, width - names)
        shown = Strip.join([line.crop(0, names), line.crop(names + begin, names + end)])
        return shown.crop_extend(0, width, ground)

    def title_line(self, y: int) -> Strip:
        layout = self.layout
        segments = [Segment(" " * layout.names, self.ground("title"))]
        for column, (width, lines) in enumerate(zip(layout.widths, layout.titles, strict=True)):
            skipped = layout.lines - len(lines)
            text = lines[y - skipped] if y >= skipped else ""
            style = self.ground("title-current" if column == self.current[1] else "title")
            segments.append(Segment(" " * (GAP + width - width_of(text)) + text, style))
        return Strip(segments, layout.names + layout.total)

    def ground(self, name: str) -> Style:
        return self.own + self.style(name)

    def row_ground(self, row: int) -> Style:
        return self.ground("even") if row % 2 else self.own

    def unit_line(self, row: int) -> Strip:
        layout, unit, current = self.layout, self.sheet.units[row], row == self.current[0]
        ground = self.row_ground(row)
        name = row_name(unit, layout.names - NAME_EDGE - 2 * unit.vetoed, self.lang, layout.alike)
        if unit.vetoed:
            name = f"{name} {VETO_SIGN}"
        style = ground + self.style("unit-current" if current else "unit")
        segments = [Segment(f" {name}{' ' * (layout.names - 1 - width_of(name))}", style)]
        for column, area in enumerate(self.sheet.areas):
            place = unit.id, area.id
            segments += self._cell(place, layout.widths[column], ground, self._over((row, column), place))
        return Strip(segments, layout.names + layout.total)

    def _over(self, at: At, place: Place) -> Style:
        """What is laid over a cell: it is current, or somebody else's, or selected, or none of these."""
        if at == self.current:
            return self.style("cursor")
        if place in self.others:
            return self.style("other")
        return self.style("selected") if self.selection is not None and self.selection.holds(at) else Style.null()

    def _cell(self, place: Place, width: int, ground: Style, over: Style) -> list[Segment]:
        if self.edit is not None and self.edit.place == place:
            return self._editor(self.edit, width, ground)
        cell, held = self.sheet.cell(place), self.held.shown(place)
        own_sign = BACK_SIGN if cell.back is not None else SIGNS[cell.state]
        text, sign = (held.text, HELD_SIGNS[held.hold]) if held else (cell.text, own_sign)
        value, mark = _inks(cell, held)
        if self.expectations is not None and self.expectations.oddity(place, text) is not None:
            value = "odd"
        text = clip(text + " " * self.layout.right_of(text), width - 1)
        space = " " if width_of(text) < width - 1 else ""
        padding = " " * (width - 1 - len(space) - width_of(text))
        return [
            Segment(" " * GAP, ground),
            Segment(f"{padding}{text}{space}", ground + self.style(value) + over),
            Segment(sign, ground + self.style(mark) + over),
        ]

    def _editor(self, edit: Edit, width: int, ground: Style) -> list[Segment]:
        """The text with its caret, which stays in sight."""
        before, after = edit.text[: edit.at], edit.text[edit.at :]
        while width_of(before + after) > width - 1:
            before, after = (before[1:], after) if before else (before, after[:-1])
        padding = " " * (width - 1 - width_of(before + after))
        return [Segment(" " * GAP, ground), Segment(padding + before + CARET + after, ground + self.style("editing"))]


def _inks(cell: SheetCell, held: Held | None) -> tuple[str, str]:
    """The styles of a cell's score and of its sign."""
    if held is not None:
        name = "saving" if held.hold is Hold.SAVING else "unsaved"
        return name, name
    state = str(cell.state) if cell.back is None else "returned"
    return ("not-applicable" if cell.not_applicable else state), state
