"""The reason for something that everybody is told of, typed on a line before it is done."""

from collections.abc import Callable
from typing import Any

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input, Static

from screens.desk.dialog import DeskDialog
from screens.widgets.dialog import Foot, Heading


class ReasonDialog(DeskDialog[str]):
    """Ends with the reason; there is no empty one."""

    def __init__(self, lang: str, heading: str, fact: str, done: str) -> None:
        super().__init__(lang)
        self.heading, self.fact, self.done = heading, fact, done

    def compose(self) -> ComposeResult:
        with Vertical(id="box"):
            yield Heading(self.heading)
            yield Static(self.fact, classes="fact", markup=False)
            yield Input(id="why", max_length=200)
            yield Foot()

    def on_mount(self) -> None:
        self.query_one("#why").focus()
        self.show_keys(("Enter", self.done), ("dialog.leave", self.say("key.leave")))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        if event.value.strip():
            self.dismiss(event.value.strip())
        else:
            self.tell(self.say("tie.give_reason"))


def ask_reason(dialog: DeskDialog[Any], heading: str, fact: str, done: str, then: Callable[[str], None]) -> None:
    """Ask for a reason over another dialog; `then` is told it, and nothing where the question is left."""

    def given(reason: str | None) -> None:
        if reason is not None:
            then(reason)

    dialog.app.push_screen(ReasonDialog(dialog.lang, heading, fact, done), given)
