"""Promises at the desk: pledges, goals, livelihood items and rectifications, from adding to settling and reopening.

Benchmarks, study visits and the flags that units go for stand beside them: they are added, get new figures, and are
withdrawn.
"""

from collections.abc import Callable, Hashable
from functools import partial
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen

from scoreboard.desk.promise_lists import PromiseList
from scoreboard.desk.promises import LIVELIHOOD, PLEDGE, RECTIFICATION, VISIT, PromiseKind
from scoreboard.desk.watching import Watch, watch_main
from scoreboard.desk.worksheet import Named, Worksheet
from scoreboard.errors import ContestError
from scoreboard.locale import Both, catalogue, in_both, say
from scoreboard.name_search import UnitKeys, keys_of
from screens.desk.choosing import choose_unit
from screens.desk.contest_bar import ContestBar
from screens.desk.form import FormDialog, FormField, Typed, with_note
from screens.desk.help import KeysDialog
from screens.desk.naming import named_by_desk
from screens.desk.promise_desk import KINDS, Permitted, PromiseDesk, right_of
from screens.desk.promise_forms import PromiseForms
from screens.desk.promise_rows import Row, columns, line, report_lines, state, told, what, whose
from screens.desk.reason import ReasonDialog
from screens.desk.reports import ReportsDialog
from screens.desk.rights import may
from screens.desk.sentences import sentence_of
from screens.desk.workplace import Worker, Workplace
from screens.widgets.bars import Bar, KeyBar, MessageBar, Part
from screens.widgets.key_help import keys_told
from screens.widgets.rows import RowList
from screens.widgets.thread_worker import ThreadWorker

KEY_OF = {"reopen": "reopen", "withdraw": "promise_withdraw"}
"""What is said of the key that sends the reason for a deed."""
POLL_SECONDS = 0.5
"""How often another desk's changes are looked for."""


class PromisesScreen(Screen[None]):
    """All promises of a kind; Tab goes to the other kinds. Every deed asks who may before it asks for words."""

    DOOR: ClassVar[str] = "promises"
    CSS_PATH = "stars.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("shift+tab", "turn(-1)", show=False, id="promises.before"),
        Binding("tab", "turn(1)", show=False, id="promises.after"),
        Binding("a", "add", show=False, id="promises.add"),
        Binding("r", "report", show=False, id="promises.report"),
        Binding("e", "settle", show=False, id="promises.settle"),
        Binding("o", "reopen", show=False, id="promises.reopen"),
        Binding("l", "last", show=False, id="promises.last"),
        Binding("w", "withdraw", show=False, id="promises.withdraw"),
        Binding("question_mark,f1", "help", show=False, id="promises.help"),
        Binding("q,escape", "quit", show=False, id="promises.quit"),
    ]

    def __init__(self, workplace: Workplace, sheet: Worksheet, worker: Worker | None) -> None:
        super().__init__()
        self.thread = ThreadWorker(self, "desk.failed", named_by_desk(self), keys_wait=True)
        self.desk, self.sheet, self.worker = PromiseDesk(workplace), sheet, worker
        self.lang = workplace.settings.lang
        self.forms = PromiseForms(self.lang)
        self.kind: PromiseKind[Any] = PLEDGE
        self.found = PromiseList()
        self._news_at: tuple[Hashable] | None = None
        """On which row the last news was told; None once something else is said."""
        self._watch: Watch | None = None
        self._day = workplace.settings.moment(sheet.zone).date()

    def say(self, key: str, **gaps: object) -> str:
        return say(f"desk.{key}", self.lang, **gaps)

    def words(self, key: str, **gaps: object) -> str:
        """A message in the words of the kind that is shown, where it has some of its own."""
        return self.say(self._own(key), **gaps)

    def _own(self, key: str) -> str:
        own = f"{key}_{self.kind.name}"
        return own if own in catalogue("desk", self.lang) else key

    def compose(self) -> ComposeResult:
        yield ContestBar()
        yield Bar(id="state")
        yield RowList(columns(self.kind, self.lang), id="promises", gap=1)
        yield MessageBar(least=2, id="message")
        yield KeyBar(id="keys")

    def on_mount(self) -> None:
        self.query_one(ContestBar).show_contest(self.sheet, self.worker, self.lang)
        self.list.focus()
        self._watch = watch_main(self.desk.workplace.settings.paths.main)
        self.set_interval(POLL_SECONDS, self._look_for_changes)
        self._read()

    def on_unmount(self) -> None:
        if self._watch is not None:
            self._watch.close()

    @property
    def list(self) -> RowList:
        return self.query_one("#promises", RowList)

    def _look_for_changes(self) -> None:
        """Read again what others have changed, or what another day has made overdue."""
        day = self.desk.workplace.settings.moment(self.sheet.zone).date()
        next_day, self._day = day != self._day, day
        if self._watch is not None and (self._watch.moved() or next_day):
            self._read(told=None)

    # What it shows

    def tell(self, sentence: str, tone: str = "") -> None:
        self._news_at = (self.list.current,)
        self.query_one("#message", MessageBar).tell(sentence, tone)

    def refuse(self, error: ContestError) -> None:
        self.tell(sentence_of(error, self.lang, self.sheet), "bad")

    def _read(self, current: str | None = None, told: str | None = "") -> None:
        """Read the promises of the kind again, and say what that was for; None leaves what is said there."""
        kind = self.kind

        def show(found: PromiseList) -> None:
            if kind is not self.kind:
                return
            self.found = found
            lines = [line(row, self.lang, self._day) for row in found.rows]
            self.list.give_columns(columns(kind, self.lang))
            self.list.show(lines, current=current)
            self._show_state()
            if told:
                self.tell(told, "good")
            elif told is not None:
                self._news_at = None

        self.thread.do(lambda: self.desk.read(kind), show, self.refuse)

    def _show_state(self) -> None:
        parts: list[Part] = []
        for kind in KINDS:
            name = self.say(f"promises.{kind.name}")
            here = kind is self.kind
            parts.append((f" {name} ({len(self.found.rows)}) " if here else f" {name} ", "strong" if here else "quiet"))
        self.query_one("#state", Bar).show(parts)
        names = ["settle", "add", "reopen"] if self.kind.ends else ["add", "withdraw"]
        if self.kind.figures is not None:
            names.insert(0, "report")
        if self.kind is RECTIFICATION:
            names.append("last")
        theirs = [name for name in names if may(self.worker, right_of(self.kind, name))]
        keys = [(f"promises.{name}", self.words(f"key.promise_{name}")) for name in theirs]
        self.query_one("#keys", KeyBar).show_keys(
            [
                *keys,
                ("Tab", self.say("key.promise_kind")),
                ("promises.quit", self.say("key.quit")),
                ("promises.help", self.say("key.help")),
            ]
        )

    @property
    def current(self) -> Row | None:
        """The promise on which the cursor is."""
        code = self.list.current
        return next((row for row in self.found.rows if row.id == code), None)

    def on_row_list_moved(self) -> None:
        """What the columns may have cut stands in full on the last line, unless news was told on the same row."""
        if self._news_at == (self.list.current,):
            return
        self._news_at = None
        words = self.say("promises.none") if self.current is None else told(self.current, self.lang, self.found.periods)
        self.query_one("#message", MessageBar).tell(words, "")

    def on_row_list_chosen(self, _: RowList.Chosen) -> None:
        """Read all of a promise, and what was reported of it."""
        row = self.current
        if row is not None:
            evidence = getattr(row, "evidence", "")
            facts = (told(row, self.lang, self.found.periods), state(row, self.lang, self._day), evidence)
            reports = (self.found.reports or {}).get(row.id, ())
            lines = report_lines(self.kind, reports, self.lang) if self.kind.keeps_reports else None
            self.app.push_screen(ReportsDialog(self.lang, f"{row.id}  {whose(row, self.lang)}", facts, lines))

    def action_turn(self, by: int) -> None:
        self.kind = KINDS[(KINDS.index(self.kind) + by) % len(KINDS)]
        self.found = PromiseList()
        self.list.at = 0
        self._read()

    # What is done

    def action_add(self) -> None:
        """Add one: first whose it is, then what it says."""
        kind = self.kind

        def permitted(begun: Permitted) -> None:
            if kind is LIVELIHOOD:
                self._ask_columns(kind, None, (), begun)
            else:
                self.thread.do(lambda: self._units_and_areas(kind), lambda found: ask_unit(begun, *found), self.refuse)

        def ask_unit(
            begun: Permitted, units: tuple[Named, ...], keys: tuple[UnitKeys, ...], areas: tuple[tuple[str, str], ...]
        ) -> None:
            if kind is VISIT and begun.whole:
                units, keys = self._with_nobody(units, keys)

            def chosen(unit: str | None) -> None:
                if unit is not None:
                    named = next((one for one in units if one.id == unit), None)
                    self._ask_columns(kind, named, areas, begun)

            self.app.push_screen(choose_unit(self.lang, units, keys), chosen)

        self.thread.do(lambda: self.desk.permit(kind, "add"), permitted, self.refuse)

    def _with_nobody(
        self, units: tuple[Named, ...], keys: tuple[UnitKeys, ...]
    ) -> tuple[tuple[Named, ...], tuple[UnitKeys, ...]]:
        """The choice that it is of no single unit stands before all units."""
        nobody = self.say("promises.no_unit")
        return (Named("", nobody, nobody, nobody), *units), (UnitKeys("", keys_of((nobody,))), *keys)

    def _units_and_areas(
        self, kind: PromiseKind[Any]
    ) -> tuple[tuple[Named, ...], tuple[UnitKeys, ...], tuple[tuple[str, str], ...]]:
        return (*self.desk.units(kind), self.desk.areas())

    def _ask_columns(
        self, kind: PromiseKind[Any], unit: Named | None, areas: tuple[tuple[str, str], ...], begun: Permitted
    ) -> None:
        workplace = self.desk.workplace
        fixed = {} if unit is None or not unit.id else {"unit": unit.id}
        if kind.in_series:
            fixed |= {"series": workplace.series, "period": workplace.period}
        one = partial(say, f"desk.promises.one_{kind.name}")
        heading = in_both("desk.promises.adding", kind=one)
        if unit is not None and unit.id:
            heading = in_both("desk.promises.adding_of", kind=one, unit=unit.called)
        fields = self.forms.add(kind, areas, begun.today)
        fact = with_note(self._contest_called() if kind.in_series else "", begun.closed_year, self.lang)
        self._ask(kind, heading, fact, fields, lambda typed: self.desk.add(kind, {**typed, **fixed}), "promises.added")

    def _contest_called(self) -> str:
        """The series and the period on the desk, of which some promises are."""
        return f"{self.sheet.series.called(self.lang)} · {self.sheet.period.called(self.lang)}"

    def action_report(self) -> None:
        """Say how far the current one has come."""
        if self.kind.figures is not None:
            self._of_current("report", self.forms.report, self.desk.report, "promises.reported")

    def action_settle(self) -> None:
        """Say how the current one ended."""
        if self.kind.ends:
            self._of_current("settle", self.forms.settle, self.desk.settle, "promises.is_settled")

    def _of_current(
        self,
        deed: str,
        fields_of: Callable[[PromiseKind[Any], Row, str], tuple[FormField, ...]],
        do: Callable[[PromiseKind[Any], str, Typed], str],
        words: str,
    ) -> None:
        kind, row = self.kind, self.current
        if row is None:
            self.tell(self.say("promises.none"))
            return

        def permitted(begun: Permitted) -> None:
            heading = in_both(f"desk.{self._own(f'promises.{deed}_title')}", id=row.id, whose=partial(whose, row))
            fields = fields_of(kind, row, begun.today)
            fact = with_note(what(row, self.lang), begun.closed_year, self.lang)
            self._ask(kind, heading, fact, fields, lambda typed: do(kind, row.id, typed), words)

        self.thread.do(lambda: self.desk.permit(kind, deed, row.id), permitted, self.refuse)

    def action_reopen(self) -> None:
        """Take back that the current one is settled, for a reason."""
        if self.kind.ends:
            self._for_a_reason("reopen", self.desk.reopen, "promises.reopened")

    def action_withdraw(self) -> None:
        """Withdraw the current one that nobody settles, for a reason."""
        if not self.kind.ends:
            self._for_a_reason("withdraw", self.desk.withdraw, "promises.withdrawn")

    def _for_a_reason(self, deed: str, do: Callable[[PromiseKind[Any], str, str], str], words: str) -> None:
        kind, row = self.kind, self.current
        if row is None:
            self.tell(self.say("promises.none"))
            return

        def done(code: str | None) -> None:
            if code is not None:
                self._read(code, self.words(words, id=code))

        def permitted(begun: Permitted) -> None:
            fact = with_note(what(row, self.lang), begun.closed_year, self.lang)
            heading = in_both(f"desk.{self._own(f'promises.{deed}_title')}", id=row.id, whose=partial(whose, row))
            key, send = self.say(f"key.{KEY_OF[deed]}"), partial(do, kind, row.id)
            self.app.push_screen(ReasonDialog(self.lang, heading, fact, key, send), done)

        self.thread.do(lambda: self.desk.permit(kind, deed, row.id), permitted, self.refuse)

    def action_last(self) -> None:
        """Put the last places of the period under a deadline."""
        if self.kind is not RECTIFICATION:
            return

        def permitted(begun: Permitted) -> None:
            self.thread.do(self.desk.areas, lambda areas: ask(areas, begun), self.refuse)

        def ask(areas: tuple[tuple[str, str], ...], begun: Permitted) -> None:
            series, period = self.sheet.series.called, self.sheet.period.called
            heading = in_both("desk.promises.last_places", series=series, period=period)
            fields, fact = self.forms.last(areas), with_note("", begun.closed_year, self.lang)
            self._ask(RECTIFICATION, heading, fact, fields, self.desk.add_last, "promises.last_added")

        self.thread.do(lambda: self.desk.permit(RECTIFICATION, "add"), permitted, self.refuse)

    def _ask(
        self,
        kind: PromiseKind[Any],
        heading: Both,
        fact: str,
        fields: tuple[FormField, ...],
        send: Callable[[Typed], str],
        words: str,
    ) -> None:
        """Show a form; once it has been sent the list is read again, and says what was done."""

        def sent(answer: str | None) -> None:
            if answer is not None and kind is self.kind:
                self._read(answer, self.words(words, id=answer, count=answer))

        self.app.push_screen(FormDialog(self.lang, heading, fact, fields, send), sent)

    def action_help(self) -> None:
        """Read what every key does."""
        told = keys_told(self, lambda name: self.say(f"keys_of.{name}"))
        read = ("Enter", self.say("promises.enter"))
        self.app.push_screen(KeysDialog(self.lang, self.say("promises.keys"), [*told, read]))

    def action_quit(self) -> None:
        self.dismiss(None)
