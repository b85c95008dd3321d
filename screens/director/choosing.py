"""One question with a list of answers, before the console opens."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from screens.director.drawing import word
from screens.director.over import OverConsole, Tidings
from screens.widgets.cells import clean


@dataclass(frozen=True)
class Answer:
    """What can be chosen: its id, its name, and a line about it."""

    id: str
    name: str
    about: str


class Choosing(OverConsole[str | None], ModalScreen[str | None]):
    """Ends with the id of the chosen answer, or None where the person leaves with `q`."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("q", "leave", show=False, id="director.choose.leave")]

    def __init__(self, question: str, answers: Sequence[Answer], lang: str) -> None:
        super().__init__()
        self._question, self._answers, self._lang = question, tuple(answers), lang

    def compose(self) -> ComposeResult:
        """The question, the answers, and how to choose."""
        with Vertical(id="choosing"):
            yield Static(Text(self._question), id="question")
            yield OptionList(*(Option(self._prompt(answer), id=answer.id) for answer in self._answers))
            yield Static(Text(word("choose.hint", self._lang)), id="hint")
            yield Tidings()

    def _prompt(self, answer: Answer) -> Text:
        prompt = Text(clean(answer.name), style="bold")
        if answer.about:
            prompt.append(f"\n{clean(answer.about)}", style="not bold dim")
        return prompt

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """An answer was taken."""
        self.dismiss(event.option_id)

    def action_leave(self) -> None:
        """Answer nothing."""
        self.dismiss(None)
