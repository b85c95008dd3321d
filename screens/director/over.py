"""What lies over the console: a question, a line to type, the board of checks. From each the hall can be covered."""

from typing import ClassVar, Protocol, TypeVar, runtime_checkable

from rich.text import Text
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widgets import Static

Answered = TypeVar("Answered")


@runtime_checkable
class Console(Protocol):
    """The console below, in so far as those who lie over it need it."""

    def action_cover(self) -> None:
        """Cover the hall at once."""

    def action_uncover(self) -> None:
        """Show again what the cover hides."""

    def tidings(self) -> tuple[str, bool]:
        """What to say of the hall in one line, and whether it is urgent."""


class Tidings(Static):
    """The line of a screen over the console that says how the hall is, and which keys cover it."""


class OverConsole(Screen[Answered]):
    """Covers the hall by F9 even while something is typed, by `c` where nothing is; F8 and `u` uncover it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f9", "cover_hall", show=False, priority=True, id="director.over.cover_always"),
        Binding("f8", "uncover_hall", show=False, priority=True, id="director.over.uncover_always"),
        Binding("c", "cover_hall", show=False, id="director.over.cover"),
        Binding("u", "uncover_hall", show=False, id="director.over.uncover"),
    ]

    @property
    def beneath(self) -> Console | None:
        """The console; None where this screen has none."""
        return next((screen for screen in reversed(self.app.screen_stack) if isinstance(screen, Console)), None)

    def action_cover_hall(self) -> None:
        """Cover the hall at once; what is asked here stays open."""
        if self.beneath is not None:
            self.beneath.action_cover()

    def action_uncover_hall(self) -> None:
        """Show again what the cover hides; what is asked here stays open."""
        if self.beneath is not None:
            self.beneath.action_uncover()

    def on_mount(self) -> None:
        """Say how the hall is."""
        self.tell()

    def tell(self) -> None:
        """Say anew how the hall is."""
        text, urgent = ("", False) if self.beneath is None else self.beneath.tidings()
        for line in self.query(Tidings):
            line.set_class(urgent, "urgent")
            line.update(Text(text))
