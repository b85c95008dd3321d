"""Putting the nominees of a star on notice: from which day on, and until which one that runs (S15)."""

from collections.abc import Callable
from datetime import date
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Input, Label, Static

from scoreboard.desk.putting_on_notice import NoticeTerms
from scoreboard.errors import BadInput, ContestError
from scoreboard.locale import Both, in_both, in_language
from scoreboard.settings import parse_day
from screens.desk.approving import do_with_approval
from screens.desk.dialog import TypedDialog
from screens.desk.form import with_note
from screens.desk.star_desk import StarDesk
from screens.widgets.dialog import Foot, Heading
from screens.widgets.plain_text import PlainText


class NoticeDialog(TypedDialog[str]):
    """Asks for the first day, which may lie in the past; its last one is told while it is typed.

    `star` tells what the star is called in a language. `send` puts those on notice who were shown, in a thread; where
    that is refused the day stays. Where they are others by now, `look` tells who, and they are shown first. Ends with
    what `send` says.
    """

    ABOUT: ClassVar[str] = "notice"
    KEEPS: ClassVar[bool] = True

    def __init__(
        self,
        lang: str,
        star: Callable[[str], str],
        terms: NoticeTerms,
        look: Callable[[], NoticeTerms],
        send: Callable[[date, NoticeTerms, tuple[str, ...]], str],
        desk: StarDesk,
        note: Both | None = None,
    ) -> None:
        super().__init__(lang, self._titled(star, terms))
        self._star, self._look, self._send, self._note = star, look, send, note
        self._desk = desk
        self.terms = terms

    @staticmethod
    def _titled(star: Callable[[str], str], terms: NoticeTerms) -> Both:
        return in_both("desk.notice.title", star=star, count=len(terms.people))

    def _told(self) -> str:
        """Who would be put on notice."""
        return with_note(str(in_language(self.terms.people, self.lang)), self._note, self.lang)

    def compose(self) -> ComposeResult:
        with Vertical(id="box"):
            yield Heading(self.heading)
            yield PlainText(self._told(), id="people", classes="fact")
            yield Static("", classes="fact")
            with Horizontal(classes="field"):
                yield Label(self.say("notice.first_day"), classes="label", markup=False)
                yield Input(self.terms.today.isoformat(), id="first", select_on_focus=False)
            yield PlainText("", id="last", classes="fact")
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

        text, terms = event.value, self.terms

        def send(approved_by: tuple[str, ...]) -> str:
            return self._send(parse_day(text), terms, approved_by)

        do_with_approval(self, self.thread, self._desk, send, put_on_notice, self.refuse)

    def refuse(self, error: ContestError) -> None:
        super().refuse(error)
        if error.key == "noticing.others_now":
            self.thread.do(self._look, self._see_again, super().refuse)

    def _see_again(self, terms: NoticeTerms) -> None:
        """Others would be put on notice now: show them."""
        self.terms = terms
        self.query_one(Heading).update(self._titled(self._star, terms).said(self.lang))
        self.query_one("#people", Static).update(self._told())
