"""Choosing one of several: a unit by a few typed letters, a contest, a person, what to confirm."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input

from screens.desk.dialog import BESIDE, Dialog
from screens.desk.rows import Column, Row, RowList

MOST_SHOWN = 60
"""Rows that are listed at once while a filter is typed; nobody reads further."""


class Picker(Dialog[str]):
    """A list to choose from; with `matching` it is narrowed while one types. The result is the row's key.

    With `free` a text that matches nothing is a result too.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", show=False, id="picker.up"),
        Binding("down", "move(1)", show=False, id="picker.down"),
        Binding("pageup", "move(-8)", show=False, id="picker.page_up"),
        Binding("pagedown", "move(8)", show=False, id="picker.page_down"),
    ]

    def __init__(
        self,
        lang: str,
        title: str,
        columns: Sequence[Column],
        rows: Sequence[Row],
        *,
        matching: Callable[[str], list[str]] | None = None,
        prompt: str = "",
        current: str | None = None,
        free: bool = False,
    ) -> None:
        super().__init__(lang, title)
        self.columns = columns
        self.all_rows = {str(row.key): row for row in rows}
        self.matching = matching
        self.prompt = prompt
        self.first = current
        self.free = free

    def content(self) -> ComposeResult:
        if self.matching is not None or self.free:
            yield Input(placeholder=self.prompt, id="typed", select_on_focus=False)
        yield RowList(self.columns, id="choices", beside=BESIDE)

    def on_mount(self) -> None:
        choices = self.query_one("#choices", RowList)
        choices.show(list(self.all_rows.values())[:MOST_SHOWN] if self.matching else list(self.all_rows.values()))
        if self.first is not None:
            choices.show(choices.rows, current=self.first)
        (self.query("#typed").first() if self.matching or self.free else choices).focus()
        self.show_keys(("Enter", self.say("key.choose")), ("dialog.leave", self.say("key.leave")))

    def on_input_changed(self, event: Input.Changed) -> None:
        if self.matching is None:
            return
        found = self.matching(event.value)[:MOST_SHOWN]
        choices = self.query_one("#choices", RowList)
        choices.at = 0
        choices.show([self.all_rows[key] for key in found if key in self.all_rows], current=found[0] if found else None)
        self.tell("" if found or self.free else self.say("finder.nothing", typed=event.value))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        current = self.query_one("#choices", RowList).current
        if self.free and event.value.strip():
            self.dismiss(event.value.strip())
        elif isinstance(current, str):
            self.dismiss(current)

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        self.dismiss(str(event.key))

    def action_move(self, rows: int) -> None:
        self.query_one("#choices", RowList).action_move(rows)
