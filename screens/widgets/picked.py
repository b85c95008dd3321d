"""A field that is filled by choosing from a list: one thing, or one after another."""

from collections.abc import Callable
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from screens.widgets.cells import clip

BETWEEN = "\n"
"""What stands between the values of a field that takes several: no id and no name has a line's end in it."""


class Picked(Widget, can_focus=True):
    """Shows what was chosen, in words; a letter, the space bar or a click asks for the list.

    `called` says what a value is called; `hint` stands where nothing is chosen yet.
    """

    DEFAULT_CSS = """
    Picked { height: 1; background: $boost; }
    Picked:focus { background: $primary-muted; }
    Picked > .picked--hint { color: $foreground-muted; }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"picked--hint"}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "ask", show=False, id="picked.ask"),
        Binding("delete,backspace", "drop", show=False, id="picked.drop"),
    ]

    class Wanted(Message):
        """Something is to be chosen; `typed` is the letter with which one has begun to look for it."""

        def __init__(self, picked: "Picked", typed: str) -> None:
            super().__init__()
            self.picked, self.typed = picked, typed

    class Filled(Message):
        """Something else is chosen."""

    def __init__(
        self, value: str, called: Callable[[str], str], *, several: bool = False, hint: str = "", id: str | None = None
    ) -> None:
        super().__init__(id=id)
        self.value, self.called, self.several, self.hint = value, called, several, hint

    @property
    def values(self) -> tuple[str, ...]:
        """All that is chosen."""
        return tuple(self.value.split(BETWEEN)) if self.value else ()

    def put(self, value: str) -> None:
        """Take what has been chosen; where there may be several, beside the others."""
        others = self.values if self.several else ()
        self.fill(BETWEEN.join(dict.fromkeys([*others, value])))

    def fill(self, value: str) -> None:
        """Let this be all that is chosen."""
        self.value = value
        self.refresh()
        self.post_message(self.Filled())

    def action_ask(self) -> None:
        self.post_message(self.Wanted(self, ""))

    def action_drop(self) -> None:
        """Take away what was chosen last."""
        self.fill(BETWEEN.join(self.values[:-1]))

    def on_click(self) -> None:
        self.action_ask()

    def on_key(self, event: events.Key) -> None:
        if event.is_printable and event.character and event.character != " ":
            event.stop()
            self.post_message(self.Wanted(self, event.character))

    def render_line(self, y: int) -> Strip:
        words = "  ".join(map(self.called, self.values))
        style = (
            self.rich_style if words else self.rich_style + self.get_component_rich_style("picked--hint", partial=True)
        )
        text = clip(f" {words or self.hint}", self.size.width)
        return Strip([Segment(text, style)]).adjust_cell_length(self.size.width, self.rich_style)
