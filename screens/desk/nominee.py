"""Naming a new nominee of a unit for a star."""

from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Input, Label

from scoreboard.desk.worksheet import Named
from screens.desk.dialog import DeskDialog
from screens.widgets.dialog import Foot, Heading


@dataclass(frozen=True)
class NewNominee:
    """Who is nominated, and what they are."""

    person: str
    post: str


class NomineeDialog(DeskDialog[NewNominee]):
    """Two fields; Enter in the last one ends it."""

    def __init__(self, lang: str, star: str, unit: Named) -> None:
        super().__init__(lang)
        self.heading = self.say("nominee.title", star=star, unit=unit.called(lang))

    def compose(self) -> ComposeResult:
        with Vertical(id="box"):
            yield Heading(self.heading)
            for field in ("person", "post"):
                with Horizontal(classes="field"):
                    yield Label(self.say(f"stars.{field}"), classes="label", markup=False)
                    yield Input(id=field)
            yield Foot()

    def on_mount(self) -> None:
        self.query_one("#person").focus()
        self.show_keys(
            ("Enter", self.say("key.next")), ("Tab", self.say("key.field")), ("dialog.leave", self.say("key.leave"))
        )

    def on_input_submitted(self, event: Input.Submitted) -> None:
        person = self.query_one("#person", Input).value.strip()
        if event.input.id == "person" and person:
            self.query_one("#post").focus()
        elif not person:
            self.tell(self.say("nominee.no_name"))
            self.query_one("#person").focus()
        else:
            self.dismiss(NewNominee(person, self.query_one("#post", Input).value.strip()))
