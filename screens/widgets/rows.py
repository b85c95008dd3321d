"""A list of rows in columns, drawn line by line: journals, nominees, choices."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from screens.widgets.cells import clip, width_of, wrap
from screens.widgets.columns import ListColumn, column_widths
from screens.widgets.inks import ink

_HEADED = 3
"""Rows that a heading takes at most."""
MEASURED = 300
"""Rows by which the columns of a list are measured: nobody sees more of them at once."""


@dataclass(frozen=True)
class ListRow:
    """A row and what it stands for; one that stands for nothing, a heading say, can't be chosen.

    With fewer cells than there are columns the last one runs over the rest of the line.
    """

    key: Hashable
    cells: tuple[str, ...]
    tone: str = ""
    """"strong", "quiet", "good", "warn" or "bad"; a "heading" runs over all columns."""

    @property
    def choosable(self) -> bool:
        """Whether it can be chosen."""
        return self.key is not None


def heading_rows(text: str, width: int, tone: str = "heading") -> list[ListRow]:
    """A heading in as many rows of `width` cells as it takes."""
    return [ListRow(None, (line,), tone) for line in wrap(text, max(1, width), _HEADED)]


def _are_cut(row: ListRow, widths: Sequence[int]) -> bool:
    return any(width_of(cell) > room for cell, room in zip(row.cells, widths, strict=False))


class RowList(ScrollView, can_focus=True):
    """Rows under titles that stay; one row is current."""

    DEFAULT_CSS = """
    RowList { scrollbar-size: 1 1; overflow-x: hidden; }
    RowList > .rows--title { color: $foreground-muted; text-style: bold underline; }
    RowList > .rows--heading { color: $primary; text-style: bold; }
    RowList > .rows--cursor { background: $primary-muted; text-style: bold; }
    RowList > .rows--strong { text-style: bold; }
    RowList > .rows--quiet { color: $foreground-muted; }
    RowList > .rows--good { color: $success; }
    RowList > .rows--warn { color: $warning; }
    RowList > .rows--bad { color: $error; text-style: bold; }
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "rows--title",
        "rows--heading",
        "rows--cursor",
        "rows--strong",
        "rows--quiet",
        "rows--good",
        "rows--warn",
        "rows--bad",
    }

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", show=False, id="rows.up"),
        Binding("down", "move(1)", show=False, id="rows.down"),
        Binding("pageup", "page(-1)", show=False, id="rows.page_up"),
        Binding("pagedown", "page(1)", show=False, id="rows.page_down"),
        Binding("home", "move(-1000000)", show=False, id="rows.first"),
        Binding("end", "move(1000000)", show=False, id="rows.last"),
        Binding("enter", "choose", show=False, id="rows.choose"),
    ]

    class Chosen(Message):
        """Enter was pressed on a row, or it was clicked."""

        def __init__(self, key: Hashable) -> None:
            super().__init__()
            self.key = key

    class Moved(Message):
        """Another row is current."""

    def __init__(self, columns: Sequence[ListColumn], *, id: str | None = None, gap: int = 2, beside: int = 0) -> None:
        super().__init__(id=id)
        self.beside = beside
        self.give_columns(columns)
        self.gap = gap
        self.rows: tuple[ListRow, ...] = ()
        self.gives_way = False
        """Whether the dialog leaves it what its other lines do not need."""
        self.painted: set[Hashable] = set()
        """The keys of those that have been painted since they are shown."""
        self.at = 0

    def give_columns(self, columns: Sequence[ListColumn]) -> None:
        """Let it have other columns, for the rows that are shown next."""
        self.columns = tuple(columns)
        self.titled = any(column.title for column in columns)
        self._needs = [width_of(column.title) for column in columns]

    def show(self, rows: Sequence[ListRow], *, current: Hashable = None) -> None:
        """Show other rows; the cursor goes to `current`, or stays at the row that it was on."""
        wanted = self.current if current is None else current
        self.rows = tuple(rows)
        self.painted.clear()
        self._widen(self.rows[:MEASURED])
        found = next((at for at, row in enumerate(self.rows) if row.choosable and row.key == wanted), None)
        self.at = found if found is not None else max(0, min(self.at, len(self.rows) - 1))
        self._find_choosable(1)
        self.virtual_size = Size(0, self.titled + len(self.rows))
        self.fit()
        self.post_message(self.Moved())
        self.refresh(layout=True)
        self.call_after_refresh(self._bring_into_view)

    def _widen(self, rows: Sequence[ListRow]) -> None:
        """Learn what the columns need; what they have needed before they keep, so that no column jumps."""
        for row in rows:
            whole = len(row.cells) == len(self.columns) and row.tone != "heading"
            for at, cell in enumerate(row.cells if whole else row.cells[:-1]):
                self._needs[at] = max(self._needs[at], width_of(cell))

    def put(self, at: int, row: ListRow) -> None:
        """Show another row in the place of one, in a list however long."""
        self.rows = (*self.rows[:at], row, *self.rows[at + 1 :])
        self._widen([row])
        self.refresh()

    def fit(self) -> None:
        """In a dialog: be as high as the rows are, or as the screen leaves room beside the dialog's other lines."""
        if self.gives_way:
            self.styles.height = "1fr"
        elif self.beside:
            self.styles.height = max(3, min(self.titled + len(self.rows), self.app.size.height - self.beside))

    @property
    def current(self) -> Hashable | None:
        """What the current row stands for."""
        return self.rows[self.at].key if self.rows else None

    @property
    def is_cut(self) -> bool:
        """Whether something of the current row has no room in its column."""
        if not 0 <= self.at < len(self.rows):
            return False
        widths = column_widths(self.columns, self._needs, self.size.width - 2, self.gap)
        return _are_cut(self.rows[self.at], widths)

    def holds(self, rows: Sequence[ListRow]) -> bool:
        """Whether nothing of such rows, were they shown alone, would be cut."""
        titles = [width_of(column.title) for column in self.columns]
        needs = (
            [max(title, *(width_of(row.cells[at]) for row in rows)) for at, title in enumerate(titles)]
            if rows
            else titles
        )
        widths = column_widths(self.columns, needs, self.size.width - 2, self.gap)
        return not any(_are_cut(row, widths) for row in rows)

    def place_of(self, key: Hashable) -> int:
        """At which place a row is; the current place where there is none of that key."""
        return next((at for at, row in enumerate(self.rows) if row.key == key), self.at)

    def action_move(self, rows: int) -> None:
        if not self.rows:
            return
        self.at = max(0, min(self.at + rows, len(self.rows) - 1))
        self._find_choosable(1 if rows > 0 else -1)
        self.post_message(self.Moved())
        self.refresh()
        self._bring_into_view()

    def action_page(self, pages: int) -> None:
        self.action_move(pages * max(1, self.size.height - self.titled - 1))

    def action_choose(self) -> None:
        if self.current is not None:
            self.post_message(self.Chosen(self.current))

    def on_click(self, event: events.Click) -> None:
        at = event.y - self.titled + self.scroll_offset.y
        if event.y < self.titled or at >= len(self.rows):
            return
        while at and self._goes_on(at):
            at -= 1
        if self.rows[at].choosable:
            self.at = at
            self.refresh()
            self.action_choose()

    def _find_choosable(self, step: int) -> None:
        for way in (step, -step):
            at = self.at
            while 0 <= at < len(self.rows) and not self.rows[at].choosable:
                at += way
            if 0 <= at < len(self.rows):
                self.at = at
                return

    def _bring_into_view(self) -> None:
        y, down = self.scroll_offset.y, self.size.height - self.titled
        above = self.at - 1 if self.at and self.rows and self.rows[self.at - 1].tone == "heading" else self.at
        below = self.at
        while below + 1 < len(self.rows) and self._goes_on(below + 1):
            below += 1
        y = above if above < y else max(y, below - down + 1)
        if y != self.scroll_offset.y:
            self.scroll_to(y=y, animate=False, force=True, immediate=True)

    def _goes_on(self, at: int) -> bool:
        """Whether a row says more of the one above it."""
        return not self.rows[at].choosable and self.rows[at].tone != "heading"

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        if self.titled and y == 0:
            titles = tuple(column.title for column in self.columns)
            return self._line(titles, width, self.rich_style + self._style("title"))
        at = y - self.titled + self.scroll_offset.y
        if at >= len(self.rows):
            return Strip.blank(width, self.rich_style)
        row = self.rows[at]
        self.painted.add(row.key)
        style = self.rich_style + (self._style(row.tone) if row.tone else Style.null())
        if at == self.at and row.choosable:
            style += self._style("cursor")
        if row.tone == "heading":
            return Strip([Segment(clip(f" {' '.join(row.cells)}", width), style)]).adjust_cell_length(width, style)
        return self._line(row.cells, width, style)

    def _line(self, cells: tuple[str, ...], width: int, style: Style) -> Strip:
        widths = column_widths(self.columns, self._needs, width - 2, self.gap)
        parts: list[str] = []
        taken = 0
        for at, (column, cell, room) in enumerate(zip(self.columns, cells, widths, strict=False)):
            if not room and column.spare:
                continue
            if at == len(cells) - 1 and len(cells) < len(self.columns):
                parts.append(clip(cell, max(0, width - 2 - taken)))
                break
            taken += room + self.gap
            text = clip(cell, room)
            padding = " " * (room - width_of(text))
            parts.append(padding + text if column.right else text + padding)
        line = " " + (" " * self.gap).join(parts)
        return Strip([Segment(line, style)]).adjust_cell_length(width, style)

    def _style(self, name: str) -> Style:
        return ink(self, f"rows--{name}")
