"""Choosing one of several rows: with the arrows, or by a few typed letters that narrow the list."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input

from screens.widgets.columns import ListColumn
from screens.widgets.rows import ListRow, RowList

MOST_SHOWN = 60
"""Rows that are listed at once while a filter is typed; nobody reads further."""


class Picker(Vertical):
    """A list to choose from; with `matching` it is narrowed while one types. With `free` any text can be chosen.

    `current` is the row to begin at, `beside` the lines of a dialog that are not the list.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", show=False, id="picker.up"),
        Binding("down", "move(1)", show=False, id="picker.down"),
        Binding("pageup", "move(-8)", show=False, id="picker.page_up"),
        Binding("pagedown", "move(8)", show=False, id="picker.page_down"),
        Binding("tab", "take", show=False, id="picker.take"),
    ]

    DEFAULT_CSS = "Picker { height: auto; }"

    class Picked(Message):
        """A row was chosen, or a free text."""

        def __init__(self, key: str) -> None:
            super().__init__()
            self.key = key

    class Narrowed(Message):
        """Another text stands in the field; `found` says whether it matches anything."""

        def __init__(self, typed: str, found: bool) -> None:
            super().__init__()
            self.typed, self.found = typed, found

    def __init__(
        self,
        columns: Sequence[ListColumn],
        rows: Sequence[ListRow],
        *,
        beside: int,
        matching: Callable[[str], list[str]] | None = None,
        prompt: str = "",
        current: str | None = None,
        free: bool = False,
    ) -> None:
        super().__init__()
        self.columns = columns
        self.rows = tuple(rows)
        self.beside = beside
        self.matching = matching
        self.prompt = prompt
        self.first = current
        self.free = free
        self.typed = ""
        """What is in the field at first."""

    def compose(self) -> ComposeResult:
        """The field, where something can be typed, and the list."""
        if self.matching is not None or self.free:
            yield Input(placeholder=self.prompt, id="typed", select_on_focus=False)
        yield RowList(self.columns, id="choices", beside=self.beside)

    @property
    def choices(self) -> RowList:
        """The list."""
        return self.query_one(RowList)

    def on_mount(self) -> None:
        """Begin in the field, or in the list where there is none."""
        self.choices.show(self.rows[:MOST_SHOWN] if self.matching else self.rows)
        if self.first is not None:
            self.choices.show(self.choices.rows, current=self.first)
        if not (self.matching or self.free):
            self.choices.focus()
            return
        field = self.query_one("#typed", Input)
        field.focus()
        if self.typed:
            field.insert_text_at_cursor(self.typed)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show what matches."""
        event.stop()
        if self.matching is None:
            return
        known = {str(row.key): row for row in self.rows}
        found = self.matching(event.value)[:MOST_SHOWN]
        self.choices.at = 0
        self.choices.show([known[key] for key in found if key in known], current=found[0] if found else None)
        self.post_message(self.Narrowed(event.value, bool(found)))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take the typed text where any will do, else the current row."""
        event.stop()
        current = self.choices.current
        if self.free and event.value.strip():
            self.post_message(self.Picked(event.value.strip()))
        elif isinstance(current, str):
            self.post_message(self.Picked(current))

    def action_take(self) -> None:
        """Take the current row, as Enter does: what is typed next belongs to what comes after it."""
        current = self.choices.current
        if isinstance(current, str):
            self.post_message(self.Picked(current))

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """Take the row."""
        event.stop()
        self.post_message(self.Picked(str(event.key)))

    def action_move(self, rows: int) -> None:
        """Move in the list while one types."""
        self.choices.action_move(rows)
