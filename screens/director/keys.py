"""All keys of the console over it; the hall can be covered from there."""

from collections.abc import Sequence
from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from screens.director.drawing import word
from screens.director.overlay import Hall, HallKeys, Tidings
from screens.widgets.bars import Part
from screens.widgets.controllers import attach
from screens.widgets.dialog import Dialog, Heading
from screens.widgets.key_help import beside_each_other
from screens.widgets.rows import RowList

BESIDE = 9
"""Lines of the box and around it that are not the keys, at most."""


class ConsoleKeys(Dialog[None]):
    """What each key does; the same key, Escape or `q` closes it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *HallKeys.BINDINGS,
        Binding("q,escape,question_mark", "leave", show=False, id="director.keys.leave"),
    ]

    def __init__(self, hall: Hall, keys: Sequence[Part], lang: str) -> None:
        super().__init__()
        attach(self, HallKeys(hall))
        self._hall, self._keys, self._lang = hall, keys, lang
        self.add_class("-wide")

    def compose(self) -> ComposeResult:
        """The keys, and how to close it."""
        with Vertical(id="box"):
            yield Heading(word("help.title", self._lang))
            yield RowList((), id="keys-told", gap=1, beside=BESIDE)
            yield Static(Text(word("help.hint", self._lang)), id="hint")
            yield Tidings(self._hall)

    def on_mount(self) -> None:
        """All of them at once where there is room."""
        columns, rows = beside_each_other(self._keys, self.app.size.height - BESIDE)
        told = self.query_one(RowList)
        told.give_columns(columns)
        told.show(rows)
        told.focus()
