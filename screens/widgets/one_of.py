"""A field in which one of a few words is chosen, with the arrows or the space bar."""

from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from screens.widgets.cells import clip


class OneOf(Widget, can_focus=True):
    """The chosen word between two arrows; `choices` are values with their words, the first one is chosen at first."""

    DEFAULT_CSS = """
    OneOf { height: 1; background: $boost; }
    OneOf:focus { background: $primary-muted; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "turn(-1)", show=False, id="one_of.before"),
        Binding("right,space", "turn(1)", show=False, id="one_of.after"),
    ]

    class Turned(Message):
        """Another word is chosen."""

    def __init__(self, choices: Sequence[tuple[str, str]], value: str = "", *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.choices = tuple(choices)
        self.at = next((at for at, (known, _) in enumerate(self.choices) if known == value), 0)

    @property
    def value(self) -> str:
        """What is chosen."""
        return self.choices[self.at][0] if self.choices else ""

    def fill(self, value: str) -> None:
        """Choose a value; one that is none of the choices changes nothing."""
        self.at = next((at for at, (known, _) in enumerate(self.choices) if known == value), self.at)
        self.refresh()

    def action_turn(self, by: int) -> None:
        """Choose the next one, or the one before."""
        if self.choices:
            self.at = (self.at + by) % len(self.choices)
            self.refresh()
            self.post_message(self.Turned())

    def render_line(self, y: int) -> Strip:
        word = self.choices[self.at][1] if self.choices else ""
        text = clip(f" < {word} >", self.size.width)
        return Strip([Segment(text, self.rich_style)]).adjust_cell_length(self.size.width, self.rich_style)
