"""The dialogs of the desk: they speak its words, leave by Escape, and say in place why something was refused."""

from typing import ClassVar, TypeVar

from textual.binding import Binding, BindingType

from scoreboard.errors import ContestError
from scoreboard.locale import say
from screens.desk.sentences import sentence_of
from screens.widgets.bars import Part
from screens.widgets.dialog import Dialog, Foot
from screens.widgets.thread_worker import ThreadWorker

Result = TypeVar("Result")


class DeskDialog(Dialog[Result]):
    """Escape leaves it without a result and changes nothing."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", show=False, id="dialog.leave")]

    def __init__(self, lang: str) -> None:
        super().__init__()
        self.lang = lang
        self.thread = ThreadWorker(self, "desk.failed")

    def say(self, key: str, **gaps: object) -> str:
        """A message of the desk in the chosen language."""
        return say(f"desk.{key}", self.lang, **gaps)

    def show_keys(self, *keys: Part) -> None:
        """Show keys with what they do."""
        self.query_one(Foot).show_keys(*keys)

    def refuse(self, error: ContestError) -> None:
        """Say in place why something was refused."""
        self.tell(sentence_of(error, self.lang))

    def tell(self, sentence: str) -> None:
        """Say a sentence above the keys; an empty one takes it away."""
        self.query_one(Foot).tell(sentence)
