"""One question with a list of answers."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from screens.director.drawing import word
from screens.director.explaining import Explaining
from screens.director.overlay import Hall, HallKeys, Tidings
from screens.widgets.cells import wrap
from screens.widgets.columns import ListColumn
from screens.widgets.controllers import attach
from screens.widgets.dialog import Dialog, Heading
from screens.widgets.picker import Picker
from screens.widgets.rows import ListRow

BESIDE = 15
"""Lines of the box and around it that are not the answers, at most."""
WIDEST = 64
"""Cells of an answer's line, which fit the narrowest console."""


@dataclass(frozen=True)
class Choice:
    """What can be chosen: its id, its name, and a line about it."""

    id: str
    name: str
    about: str


class Choosing(Dialog[str]):
    """Ends with the id of the chosen answer, or None where the person leaves with `q`.

    Clickers send Escape and Tab. Escape puts a question away as `q` does, but for one without whose answer the console
    would close, which is not `dismissable`; Tab goes to the next answer and takes none.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        *HallKeys.BINDINGS,
        *Explaining.BINDINGS,
        Binding("q", "leave", show=False, id="director.choose.leave"),
        Binding("escape", "dismiss_question", show=False, id="director.choose.dismiss"),
        Binding("tab", "go_on", show=False, priority=True, id="director.choose.go_on"),
    ]

    def __init__(self, hall: Hall, question: str, answers: Sequence[Choice], lang: str, *, dismissable: bool) -> None:
        super().__init__()
        attach(self, HallKeys(hall), Explaining(self, hall, "question", lang))
        self._hall, self._dismissable = hall, dismissable
        self._question, self._answers, self._lang = question, tuple(answers), lang

    def compose(self) -> ComposeResult:
        """The question, the answers, and how to choose."""
        with Vertical(id="box"):
            yield Heading(self._question)
            yield Picker((ListColumn(),), [row for answer in self._answers for row in _rows(answer)], beside=BESIDE)
            yield Static(Text(word("choose.hint" if self._dismissable else "choose.hint_first", self._lang)), id="hint")
            yield Tidings(self._hall)

    def action_dismiss_question(self) -> None:
        """Leave the question, where there is a console behind it."""
        if self._dismissable:
            self.action_leave()

    def action_go_on(self) -> None:
        """Go to the next answer."""
        self.query_one(Picker).choices.action_move(1)

    def on_picker_picked(self, message: Picker.Picked) -> None:
        """An answer was taken."""
        self.dismiss(message.key)


def _rows(answer: Choice) -> list[ListRow]:
    """An answer's name, and below it what there is to say about it."""
    name, *on = wrap(answer.name, WIDEST, 2) or [""]
    rows = [ListRow(answer.id, (name,), "strong"), *(ListRow(None, (line,), "strong") for line in on)]
    return rows + [ListRow(None, (line,), "quiet") for line in wrap(answer.about, WIDEST, 3)]
