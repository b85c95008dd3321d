"""The box that every dialog of the desk is: a title, what it is about, and the keys on the last line."""

from typing import ClassVar, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from scoreboard.errors import ContestError
from scoreboard.locale import say
from screens.desk.bars import KeyBar, Part
from screens.desk.rows import RowList
from screens.desk.sentences import sentence_of
from screens.desk.working import WorkingDialog

Result = TypeVar("Result")


BESIDE = 12
"""Lines of a dialog that are not its list, at most, with the screen's edge around it."""


class Dialog(WorkingDialog[Result]):
    """A dialog in the middle of the screen. Escape leaves it without a result and changes nothing."""

    CSS_PATH = "dialog.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", show=False, id="dialog.leave")]

    def __init__(self, lang: str, title: str) -> None:
        super().__init__()
        self.lang = lang
        self.heading = title

    def compose(self) -> ComposeResult:
        with Vertical(id="box"):
            yield Static(self.heading, id="heading", markup=False)
            yield from self.content()
            yield Static("", id="reason", markup=False)
            yield KeyBar(id="keys")

    def on_resize(self) -> None:
        for rows in self.query(RowList):
            rows.fit()

    def content(self) -> ComposeResult:
        """What stands between title and keys."""
        raise NotImplementedError

    def say(self, key: str, **gaps: object) -> str:
        """A message of the desk in the chosen language."""
        return say(f"desk.{key}", self.lang, **gaps)

    def show_keys(self, *keys: Part) -> None:
        self.query_one("#keys", KeyBar).show_keys(keys)

    def refuse(self, error: ContestError) -> None:
        """Say in place why something was refused."""
        self.tell(sentence_of(error, self.lang))

    def tell(self, sentence: str) -> None:
        """A sentence above the keys; an empty one takes it away."""
        reason = self.query_one("#reason", Static)
        reason.update(sentence)
        reason.display = bool(sentence)

    def action_leave(self) -> None:
        self.dismiss(None)
