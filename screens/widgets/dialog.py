"""The box of every dialog: its heading, the reason of a refusal, and the keys on the last line."""

from pathlib import Path, PurePath
from typing import ClassVar, TypeVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from screens.widgets.bars import KeyBar, Part
from screens.widgets.plain_text import PlainText
from screens.widgets.rows import RowList

Result = TypeVar("Result")

BESIDE = 12
"""Lines of a dialog that are not its list, at most, with the screen's edge around it."""


class Heading(PlainText):
    """What a dialog is about."""

    def __init__(self, text: str) -> None:
        super().__init__(text, id="heading")


class Foot(Vertical):
    """The end of a dialog: a sentence, where there is one to be said, and the keys."""

    def compose(self) -> ComposeResult:
        yield PlainText("", id="reason")
        yield KeyBar(id="keys")

    def tell(self, sentence: str) -> None:
        """Say a sentence above the keys; an empty one takes it away."""
        reason = self.query_one("#reason", Static)
        reason.update(sentence)
        reason.display = bool(sentence)

    def show_keys(self, *keys: Part) -> None:
        """Show keys with what they do."""
        self.query_one(KeyBar).show_keys(keys)


class Dialog(ModalScreen[Result]):
    """A box in the middle of the screen, around what a dialog composes in a `Vertical` with the id `box`."""

    CSS_PATH: ClassVar[list[str | PurePath] | None] = [Path(__file__).with_name("dialog.tcss")]

    def on_resize(self) -> None:
        self._give_lists_room(True)
        for rows in self.query(RowList):
            rows.fit()

    def on_layout(self) -> None:
        self.call_after_refresh(self._keep_the_foot_in_sight)

    def _keep_the_foot_in_sight(self) -> None:
        """Where the box is too low for a list and what stands beside it, the list takes what is left: the keys stay."""
        for box in self.query("#box"):
            if box.virtual_size.height > box.size.height:
                self._give_lists_room(False)

    def _give_lists_room(self, room: bool) -> None:
        for rows in self.query("#box > RowList").results(RowList):
            rows.gives_way = not room
            rows.fit()
        self.set_class(not room, "-full")

    def action_leave(self) -> None:
        """End without a result; nothing has changed."""
        self.dismiss(None)
