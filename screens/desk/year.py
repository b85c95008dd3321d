"""Closing the year: what stands in its way, what is still to be done beside, and the close itself."""

from collections.abc import Mapping
from datetime import date
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from scoreboard.desk.closing_year import ForLater, InTheWay, YearStatus
from scoreboard.locale import Both, in_both
from scoreboard.settings import parse_day
from screens.desk.choosing import choose_sure
from screens.desk.contest_files import permit_handover
from screens.desk.contest_forms import ContestForms
from screens.desk.dialog import DeskDialog
from screens.desk.form import FormDialog, FormField, Typed
from screens.desk.reason import ReasonDialog
from screens.desk.workplace import Workplace
from screens.widgets.columns import ListColumn
from screens.widgets.dialog import BESIDE, Foot, Heading
from screens.widgets.plain_text import PlainText
from screens.widgets.rows import ListRow, RowList


class YearDialog(DeskDialog[None]):
    """How far the year has come. It stays open until it is left, so that the outcome is read."""

    ABOUT: ClassVar[str] = "year"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("k", "ask_to_close", show=False, id="closing.close"),
        Binding("y", "close_year", show=False, id="closing.close_all_the_same"),
        Binding("a", "closing_day", show=False, id="closing.closing_day"),
        Binding("o", "reopen", show=False, id="closing.reopen"),
        Binding("h", "hand_over", show=False, id="closing.hand_over"),
    ]

    def __init__(self, lang: str, workplace: Workplace) -> None:
        super().__init__(lang)
        self.workplace = workplace
        self.status: YearStatus | None = None
        self._closed_on: date | None = None
        """The day that was typed; None for today."""

    def compose(self) -> ComposeResult:
        with Vertical(id="box"):
            yield Heading(self.say("year.title"))
            yield PlainText("", id="state", classes="fact")
            yield RowList((ListColumn(),), id="year", beside=BESIDE)
            yield Foot()

    def on_mount(self) -> None:
        self.query_one("#year").focus()
        self._read()

    def _read(self) -> None:
        def read() -> tuple[YearStatus, Mapping[str, Both]]:
            return self.workplace.year(), self.workplace.period_names()

        self.thread.do(read, lambda found: self._show(*found), self.refuse)

    def _show(self, status: YearStatus, periods: Mapping[str, Both]) -> None:
        self.status = status
        self.query_one("#state", Static).update(self.say(f"year.is_{status.told}") + "\n")
        rows = [ListRow(one, (self._in_the_way(one, periods),), "bad") for one in status.in_the_way]
        rows += [ListRow(one, (self._for_later(one),), "quiet") for one in status.for_later]
        self.query_one("#year", RowList).show(rows)
        keys = [("dialog.leave", self.say("key.leave"))]
        if status.told == "ready":
            keys.insert(0, ("closing.closing_day", self.say("key.closing_day")))
            keys.insert(0, ("closing.close_all_the_same", self.say("key.close_year")))
        if status.contest.closed:
            keys.insert(0, ("closing.reopen", self.say("key.reopen")))
            keys.insert(0, ("closing.hand_over", self.say("key.hand_over")))
        self.show_keys(*keys)

    def _in_the_way(self, one: InTheWay, periods: Mapping[str, Both]) -> str:
        period = periods.get(one.period)
        called = one.period if period is None else period.said(self.lang)
        return self.say(f"year.{one.what}", period=called, ceremony=one.ceremony)

    def _for_later(self, one: ForLater) -> str:
        return self.say(f"year.{one.what}", count=one.count, until=one.until)

    def action_ask_to_close(self) -> None:
        """Say by which key the year is closed: never by the one that has led here."""
        if self.status is not None and self.status.told == "ready":
            self.tell(self._question())

    def _question(self) -> str:
        day = "" if self._closed_on is None else self.say("year.ask_day", day=self._closed_on.isoformat())
        return day + self.say("year.ask")

    def action_closing_day(self) -> None:
        """Type on which day the year is closed, where that is not today."""
        if self.status is None or self.status.told != "ready":
            return

        def take(typed: Typed) -> str:
            day = parse_day(typed["on"])
            self.workplace.may_close_year(day)
            return day.isoformat()

        def taken(day: str | None) -> None:
            if day is not None:
                self._closed_on = date.fromisoformat(day)
                self.tell(self._question())

        def ask(today: date) -> None:
            day = (self._closed_on or today).isoformat()
            field = FormField("on", self.say("year.closing_day"), day, needed=True, suggested=True)
            heading, fact = in_both("desk.year.closing_day"), self.say("year.closing_day_told")
            self.app.push_screen(FormDialog(self.lang, heading, fact, (field,), take), taken)

        self.thread.do(self.workplace.may_close_year, ask, self.refuse)

    def action_close_year(self) -> None:
        if self.status is None or self.status.told != "ready":
            return
        self.tell("")
        day = self._closed_on
        self.thread.do(lambda: self.workplace.close_year(day), self._tell_closed, self.refuse)

    def _tell_closed(self, ceremony: str) -> None:
        self._read()
        self.tell(self.say("year.done", ceremony=ceremony))

    def action_reopen(self) -> None:
        if self.status is None or not self.status.contest.closed:
            return
        self.tell("")
        if not self.status.published:
            self.thread.do(lambda: self.workplace.may("year", whole=True), lambda _: self._ask_to_reopen(), self.refuse)
            return

        def reopen(reason: str) -> str:
            self.workplace.reopen_year(reason)
            return reason

        def ask(_: None) -> None:
            words = (in_both("desk.year.reopening"), self.say("closing.reopening_told"), self.say("key.reopen"))
            self.app.push_screen(ReasonDialog(self.lang, *words, reopen), lambda _: self._read())

        self.thread.do(lambda: self.workplace.may("year", whole=True), ask, self.refuse)

    def _ask_to_reopen(self) -> None:
        """One key alone drops no sealed year."""

        def answered(answer: str | None) -> None:
            if answer == "sure":
                self.thread.do(lambda: self.workplace.reopen_year(""), lambda _: self._read(), self.refuse)

        self.app.push_screen(choose_sure(self.lang, self.say("reopening.year"), "reopening"), answered)

    def action_hand_over(self) -> None:
        """Write what the next year's folder begins with."""
        if self.status is None or not self.status.contest.closed:
            return
        self.tell("")

        def done(said: str | None) -> None:
            self.tell(said or "")

        def ask(_: None) -> None:
            self.app.push_screen(ContestForms(self.workplace).handover(), done)

        self.thread.do(lambda: permit_handover(self.workplace), ask, self.refuse)
