"""One question with a line to type, before something that wants a reason or a text."""

from collections.abc import Callable
from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input, Static

from screens.director.drawing import word
from screens.director.explaining import Explaining
from screens.director.overlay import Hall, HallKeys, Tidings
from screens.widgets.controllers import attach
from screens.widgets.dialog import Dialog, Heading
from screens.widgets.typed_text import TypedText


class Typing(Dialog[str]):
    """Ends with the text, or None where the person leaves with Escape. Where one is `needed`, empty is no answer."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *HallKeys.BINDINGS,
        *Explaining.BINDINGS,
        Binding("escape", "leave", show=False, id="director.type.leave"),
    ]

    def __init__(self, hall: Hall, question: str, lang: str, *, needed: bool, value: str = "") -> None:
        """`value` is what was typed before and has not been carried out."""
        super().__init__()
        attach(self, HallKeys(hall), Explaining(self, hall, "text", lang))
        self._hall = hall
        self._question, self._lang, self._needed, self._value = question, lang, needed, value
        self._text = TypedText(lambda: (self.query_one(Input).value,))

    def compose(self) -> ComposeResult:
        """The question, the line, and how to answer."""
        with Vertical(id="box"):
            yield Heading(self._question)
            yield Input(self._value, max_length=200, select_on_focus=False)
            yield Static(id="hint")
            yield Tidings(self._hall)

    def on_mount(self) -> None:
        """Say how to answer."""
        if not self._value:
            self._text.begin()
        self._hint("type.needed" if self._needed else "type.hint")

    def _hint(self, words: str) -> None:
        self.query_one("#hint", Static).update(Text(word(words, self._lang)))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """The text was typed."""
        text = event.value.strip()
        if text or not self._needed:
            self.dismiss(text)

    def action_leave(self) -> None:
        """Leave without an answer; what has been typed is dropped only when that is asked for twice."""
        if self._text.warns():
            self._hint("type.typed")
        else:
            self.dismiss(None)

    def holds_back(self, _end: Callable[[], object]) -> bool:
        """The same where the program is to end."""
        warns = self._text.warns()
        if warns:
            self._hint("type.typed_at_the_end")
        return warns
