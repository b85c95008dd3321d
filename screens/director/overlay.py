"""What all that lies over the console has: the keys that cover the hall, and a line that says how the hall is."""

from typing import ClassVar, Protocol

from rich.text import Text
from textual.binding import Binding, BindingType
from textual.widgets import Static


class Hall(Protocol):
    """The hall, in so far as those who lie over the console have to do with it."""

    def cover(self) -> None:
        """Cover it at once."""

    def uncover(self) -> None:
        """Show again what the cover hides."""

    def tidings(self) -> tuple[str, bool]:
        """What to say of it in one line, and whether that is urgent."""


class HallKeys:
    """Covers the hall by F9 even while something is typed, by `c` where nothing is; F8 and `u` uncover it.

    What the screen asks stays open meanwhile.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f9", "cover_hall", show=False, priority=True, id="director.over.cover_always"),
        Binding("f8", "uncover_hall", show=False, priority=True, id="director.over.uncover_always"),
        Binding("c", "cover_hall", show=False, id="director.over.cover"),
        Binding("u", "uncover_hall", show=False, id="director.over.uncover"),
    ]

    def __init__(self, hall: Hall) -> None:
        self._hall = hall

    def action_cover_hall(self) -> None:
        """Cover the hall at once."""
        self._hall.cover()

    def action_uncover_hall(self) -> None:
        """Show again what the cover hides."""
        self._hall.uncover()


class Tidings(Static):
    """The line that says how the hall is, and which keys cover it."""

    def __init__(self, hall: Hall) -> None:
        super().__init__()
        self._hall = hall

    def on_mount(self) -> None:
        """Say how the hall is."""
        self.tell()

    def tell(self) -> None:
        """Say anew how the hall is."""
        text, urgent = self._hall.tidings()
        self.set_class(urgent, "urgent")
        self.update(Text(text))
