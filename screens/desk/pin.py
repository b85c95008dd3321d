"""Somebody's PIN, typed on a line that shows nothing of it."""

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input

from scoreboard.desk.pins import LONGEST
from scoreboard.errors import ContestError
from screens.desk.dialog import DeskDialog
from screens.desk.workplace import Workplace
from screens.widgets.dialog import Foot, Heading
from screens.widgets.plain_text import PlainText


class PinDialog(DeskDialog[Workplace]):
    """Ends with the desk as it is for whoever has proved themselves, or `without` that where nothing is typed."""

    ABOUT: ClassVar[str] = "pin"

    def __init__(
        self,
        lang: str,
        name: str,
        fact: str,
        done: str,
        prove: Callable[[str], Workplace],
        without: Workplace | None = None,
    ) -> None:
        super().__init__(lang)
        self.heading, self.fact, self.done = self.say("pin.title", name=name), fact, done
        self.prove, self.without = prove, without
        self._under_way = False

    def compose(self) -> ComposeResult:
        with Vertical(id="box"):
            yield Heading(self.heading)
            yield PlainText(self.fact, classes="fact")
            yield Input(id="pin", password=True, max_length=LONGEST)
            yield Foot()

    def on_mount(self) -> None:
        self.query_one("#pin").focus()
        self.show_keys(("Enter", self.done), ("dialog.leave", self.say("key.leave")))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        pin = event.value.strip()
        if self._under_way:
            return
        if not pin:
            if self.without is not None:
                self.dismiss(self.without)
            return
        self.tell("")
        self._under_way = True
        self.thread.do(lambda: self.prove(pin), self._proved, self.refuse)

    def _proved(self, workplace: Workplace) -> None:
        self.dismiss(workplace)

    def refuse(self, error: ContestError) -> None:
        self._under_way = False
        self.query_one("#pin", Input).value = ""
        super().refuse(error)
