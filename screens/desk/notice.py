"""Putting the nominees of a star on notice: from which day on, and until which one that runs (S15)."""

from collections.abc import Callable
from datetime import date
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Input, Label, Static

from scoreboard.desk.noticing import NoticeTerms
from scoreboard.errors import BadInput
from scoreboard.locale import Both, in_language
from scoreboard.settings import parse_day
from screens.desk.dialog import TypedDialog
from screens.desk.form import with_note
from screens.widgets.dialog import Foot, Heading
from screens.widgets.words import Words


class NoticeDialog(TypedDialog[str]):
    """Asks for the first day, which may lie in the past; its last one is told while it is typed.

    `send` puts them on notice, in a thread; where that is refused the day stays. Ends with what `send` says.
    """

    KEEPS: ClassVar[bool] = True

    def __init__(
        self, lang: str, star: str, terms: NoticeTerms, send: Callable[[date], str], note: Both | None = None
    ) -> None:
        super().__init__(lang)
        self._send, self._note = send, note
        self.heading = self.say("notice.title", star=star, count=len(terms.people))
        self.terms = terms

    def compose(self) -> ComposeResult:
        with Vertical(id="box"):
            yield Heading(self.heading)
            people = str(in_language(self.terms.people, self.lang))
            yield Words(with_note(people, self._note, self.lang), classes="fact")
            yield Static("", classes="fact")
            with Horizontal(classes="field"):
                yield Label(self.say("notice.first_day"), classes="label", markup=False)
                yield Input(self.terms.today.isoformat(), id="first", select_on_focus=False)
            yield Words("", id="last", classes="fact")
            yield Foot()

    def on_mount(self) -> None:
        self.query_one("#first").focus()
        self.show_keys(("Enter", self.say("key.put_on_notice")), ("dialog.leave", self.say("key.leave")))

    def on_input_changed(self, event: Input.Changed) -> None:
        self.tell("")
        try:
            begins = parse_day(event.value)
        except BadInput:
            self.query_one("#last", Static).update("")
            return
        self.query_one("#last", Static).update(self._until(begins))

    def _until(self, begins: date) -> str:
        terms = self.terms
        ends = terms.ends(begins)
        words = self.say("notice.until", until=ends.isoformat(), days=terms.working_days)
        return words if ends >= terms.today else words + self.say("notice.is_over")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        def put_on_notice(said: str) -> None:
            self.dismiss(said)

        text = event.value
        self.thread.do(lambda: self._send(parse_day(text)), put_on_notice, self.refuse)
