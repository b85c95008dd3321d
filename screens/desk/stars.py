"""The stars at the desk: nominees by category, the ballots counted for them, and who is confirmed (S17)."""

from collections.abc import Hashable
from typing import ClassVar
from uuid import uuid4, uuid5

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen

from scoreboard.desk.nominating import Nomination, StarCategory
from scoreboard.desk.nominee_history import NomineeHistory
from scoreboard.desk.watching import Watch, watch_main
from scoreboard.desk.worksheet import Named, Worksheet
from scoreboard.enums import NomineeStatus
from scoreboard.errors import ContestError
from scoreboard.locale import Both, in_both, say
from scoreboard.publications.told_nominees import FIELDS
from screens.desk.approving import do_with_approval
from screens.desk.ballots import BallotsDialog
from screens.desk.choice import ChoiceDialog, by_words
from screens.desk.choosing import choose_unit
from screens.desk.contest_bar import ContestBar
from screens.desk.decision_fields import DecisionFields, Start
from screens.desk.electing import Electing
from screens.desk.form import FormDialog, Typed, with_note
from screens.desk.help import KeysDialog
from screens.desk.naming import named_by_desk
from screens.desk.reason import ReasonDialog
from screens.desk.reports import NomineeHistoryDialog
from screens.desk.rights import offered
from screens.desk.sentences import sentence_of
from screens.desk.star_confirming import StarConfirming
from screens.desk.star_deeds import StarDeeds
from screens.desk.star_desk import NominationTerms, StarDesk
from screens.desk.star_fields import fields_of_nominee
from screens.desk.star_history import deed_told, places_told
from screens.desk.star_page import StarPage
from screens.desk.workplace import Worker, Workplace
from screens.widgets.bars import Bar, KeyBar, MessageBar
from screens.widgets.columns import ListColumn
from screens.widgets.controllers import attach
from screens.widgets.key_help import keys_told
from screens.widgets.rows import ListRow, RowList, heading_rows
from screens.widgets.thread_worker import ThreadWorker

FRAME = 4
"""Cells of the list's line that are no heading."""
POLL_SECONDS = 0.5
"""How often another desk's changes are looked for."""
TONES = {
    "confirmed": "good",
    "void": "bad",
    "incomplete": "warn",
    "withdrawn": "quiet",
    "vacant": "quiet",
    "not-elected": "quiet",
    "objected": "warn",
}


class StarsScreen(Screen[None]):
    """Every star of the period with its nominees."""

    DOOR: ClassVar[str] = "stars"
    CSS_PATH = "stars.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        *StarDeeds.BINDINGS,
        *Electing.BINDINGS,
        *StarConfirming.BINDINGS,
        Binding("a", "nominate", show=False, id="stars.nominate"),
        Binding("e", "count", show=False, id="stars.count"),
        Binding("u", "unconfirm", show=False, id="stars.unconfirm"),
        Binding("h", "history", show=False, id="stars.history"),
        Binding("question_mark,f1", "help", show=False, id="stars.help"),
        Binding("q,escape", "quit", show=False, id="stars.quit"),
    ]

    def __init__(self, workplace: Workplace, sheet: Worksheet, worker: Worker | None) -> None:
        super().__init__()
        self.thread = ThreadWorker(self, "desk.failed", named_by_desk(self), keys_wait=True)
        self.desk, self.sheet, self.worker = StarDesk(workplace), sheet, worker
        self.lang = workplace.settings.lang
        self.categories: tuple[StarCategory, ...] = ()
        self._news_at: tuple[Hashable] | None = None
        """On which row the last news was told; None once something else is said."""
        self._watch: Watch | None = None
        page = StarPage(
            self, self.desk, self.thread, self._current, done=self._read_after, refuse=self._refused, tell=self.tell
        )
        for controller in (StarDeeds, StarConfirming, Electing):
            attach(self, controller(page))

    def say(self, key: str, **gaps: object) -> str:
        return say(f"desk.{key}", self.lang, **gaps)

    def compose(self) -> ComposeResult:
        yield ContestBar()
        yield Bar(id="state")
        columns = (
            ListColumn(self.say("stars.person")),
            ListColumn(self.say("stars.unit")),
            ListColumn(self.say("stars.post"), spare=True),
            ListColumn(self.say("stars.members"), 17, right=True),
            ListColumn(self.say("stars.masses"), 17, right=True),
            ListColumn(self.say("stars.result"), 7, right=True),
            ListColumn(self.say("stars.status"), 12),
        )
        yield RowList(columns, id="nominees", gap=1)
        yield MessageBar(least=2, id="message")
        yield KeyBar(id="keys")

    def on_mount(self) -> None:
        self.query_one(ContestBar).show_contest(self.sheet, self.worker, self.lang)
        self.query_one("#nominees").focus()
        names = (
            *("count", "nominate", "confirm", "notice", "elect", "unconfirm"),
            *("object", "dismiss", "withdraw", "substitute", "decide", "history"),
        )
        keys = [(f"stars.{name}", self.say(f"key.star_{name}")) for name in names]
        others = [(f"stars.{name}", self.say(f"key.{name}")) for name in ("quit", "help")]
        self.query_one("#keys", KeyBar).show_keys(offered([*keys, *others], self.worker))
        self._watch = watch_main(self.desk.workplace.settings.paths.main)
        self.set_interval(POLL_SECONDS, self._look_for_changes)
        self._read()

    def on_unmount(self) -> None:
        if self._watch is not None:
            self._watch.close()

    def _look_for_changes(self) -> None:
        """Read the stars again where anybody has changed something, such as another desk."""
        if self._watch is not None and self._watch.moved():
            found = self.query_one("#nominees", RowList).current
            self._read(found if isinstance(found, int) else None, None)

    def tell(self, sentence: str, tone: str = "") -> None:
        self._news_at = (self.query_one("#nominees", RowList).current,)
        self.query_one("#message", Bar).show([(f" {sentence}", tone)])

    def refuse(self, error: ContestError) -> None:
        self.tell(sentence_of(error, self.lang, self.sheet), "bad")

    def _read(self, current: int | None = None, sentence: str | None = "", tone: str = "good") -> None:
        """Read the stars again, and say what that was for; None leaves what is said there."""

        def show(categories: tuple[StarCategory, ...]) -> None:
            self._show(categories, current)
            if sentence:
                self.tell(sentence, tone)
            elif sentence is not None:
                self._news_at = None

        self.thread.do(self.desk.read, show, self.refuse)

    def _show(self, categories: tuple[StarCategory, ...], current: int | None) -> None:
        self.categories = categories
        rows: list[ListRow] = []
        for star in categories:
            weights = " : ".join(f"{weight.normalize():f}" for weight in star.weights.values())
            title = self.say(
                "stars.category", star=star.called(self.lang), weights=weights, count=len(star.nominations)
            )
            rows += heading_rows(title, self.app.size.width - FRAME)
            rows += [self._row(nomination) for nomination in star.nominations]
        self.query_one("#nominees", RowList).show(rows, current=current)
        nominees = [nomination for star in categories for nomination in star.nominations]
        confirmed = sum(nomination.status == NomineeStatus.CONFIRMED for nomination in nominees)
        self.query_one("#state", Bar).show(
            [
                (" " + self.say("stars.title"), "strong"),
                ("  " + self.say("stars.counts", count=len(nominees), confirmed=confirmed), "quiet"),
            ]
        )

    def _row(self, nominee: Nomination) -> ListRow:
        members, masses = (
            "/".join("-" if (count := nominee.counts[field]) is None else str(count) for field in part)
            for part in (FIELDS[:4], FIELDS[4:])
        )
        unit = nominee.unit_name_en if self.lang == "en" else nominee.unit_short_name
        status = self.say(f"stars.is.{nominee.status.replace('-', '_')}")
        result = (nominee.result or "-") + ("?" if nominee.unconfirmed else "")
        cells = (
            nominee.person_called(self.lang),
            unit,
            nominee.post_called(self.lang),
            members,
            masses,
            result,
            status,
        )
        return ListRow(nominee.id, cells, TONES.get(nominee.status, ""))

    def _current(self) -> tuple[StarCategory, Nomination] | None:
        wanted = self.query_one("#nominees", RowList).current
        for star in self.categories:
            for nomination in star.nominations:
                if nomination.id == wanted:
                    return star, nomination
        self.tell(self.say("stars.none"))
        return None

    def on_row_list_moved(self) -> None:
        """What the columns may have cut stands in full on the last line, unless news was told on the same row."""
        if self._news_at == (self.query_one("#nominees", RowList).current,):
            return
        found = self._current()
        if found is not None:
            star, nominee = found
            unit = nominee.unit_called(self.lang)
            person, post = nominee.person_called(self.lang), nominee.post_called(self.lang)
            mark = self.say("stars.unconfirmed_mark") if nominee.unconfirmed else ""
            self.tell("  ".join(part for part in (person, unit, post, star.called(self.lang), mark) if part))
            self._news_at = None

    def on_row_list_chosen(self, _: RowList.Chosen) -> None:
        self.action_count()

    def action_count(self) -> None:
        """Enter or correct the ballots of the current nominee."""
        found = self._current()
        if found is None:
            return

        def counted(version: int | None) -> None:
            if version is not None:
                self._read(found[1].id, self.say("stars.counted", person=found[1].person_called(self.lang)))

        def permitted(closed_year: Both | None) -> None:
            self.app.push_screen(BallotsDialog(self.lang, self.desk, *found, closed_year), counted)

        self.thread.do(lambda: self.desk.may_count(found[1].id), permitted, self.refuse)

    def action_history(self) -> None:
        """Read what was done about the current nominee: each deed with its day, reason and document."""
        found = self._current()
        if found is None:
            return
        star, nominee = found

        def show(history: NomineeHistory) -> None:
            heading = f"{nominee.person_called(self.lang)}  {nominee.unit_called(self.lang)}"
            facts = (star.called(self.lang), *places_told(history, self.lang))
            lines = [deed_told(deed, self.lang) for deed in reversed(history.deeds)]
            self.app.push_screen(NomineeHistoryDialog(self.lang, heading, facts, lines))

        self.thread.do(lambda: self.desk.history(nominee.id), show, self.refuse)

    def action_nominate(self) -> None:
        """Nominate somebody: the star first, then the unit, then the person."""

        def ask_star(terms: NominationTerms) -> None:
            rows = [ListRow(star.id, (star.called(self.lang),)) for star in self.categories]
            which = self.say("stars.which")
            current = self._star_of_current()
            dialog = ChoiceDialog(self.lang, which, (ListColumn(),), rows, matching=by_words(rows), current=current)
            self.app.push_screen(dialog, lambda star: ask_unit(star, terms))

        def ask_unit(star: str | None, terms: NominationTerms) -> None:
            def chosen(unit: str | None) -> None:
                if star is not None and unit is not None:
                    self._ask_person(star, next(known for known in terms.units if known.id == unit), terms)

            if star is not None:
                self.app.push_screen(choose_unit(self.lang, terms.units, terms.keys), chosen)

        self.thread.do(self.desk.begin_nomination, ask_star, self.refuse)

    def _ask_person(self, star: str, unit: Named, terms: NominationTerms) -> None:
        asked, named = uuid4(), ""

        def nominate(typed: Typed) -> str:
            nonlocal named
            named = typed["person"].strip()
            request = uuid5(asked, repr(sorted(typed.items())))  # the same text sent again is the same deed
            return str(self.desk.nominate(star, unit.id, typed, str(request)))

        def done(nominee: str | None) -> None:
            if nominee is not None:
                self._read(int(nominee), self.say("stars.nominated", person=named))

        called = next(known.called for known in self.categories if known.id == star)
        heading = in_both("desk.nominee.title", star=called, unit=unit.called)
        fact = with_note("", terms.choices.closed_year, self.lang)
        fields = fields_of_nominee(DecisionFields(self.lang, terms.choices, Start()), sealed=terms.sealed)
        self.app.push_screen(FormDialog(self.lang, heading, fact, fields, nominate), done)

    def _star_of_current(self) -> str | None:
        wanted = self.query_one("#nominees", RowList).current
        return next((s.id for s in self.categories if any(n.id == wanted for n in s.nominations)), None)

    def action_unconfirm(self) -> None:
        """Take back the election of the current nominee, or else that the count is confirmed."""
        found = self._current()
        if found is None:
            return
        if found[1].status == NomineeStatus.CONFIRMED:
            self._unelect(found[1])
        else:
            self._unconfirm(found[1])

    def _unelect(self, nominee: Nomination) -> None:
        """Take an election back; it is seen to before the reason is asked for."""

        person = nominee.person_called(self.lang)

        def unelect(reason: str) -> str:
            self.desk.unelect(nominee.id, nominee.version, reason)
            return person

        def done(unelected: str | None) -> None:
            if unelected is not None:
                self._read(nominee.id, self.say("stars.unelected", person=person))

        def permitted(closed_year: Both | None) -> None:
            fact = with_note(nominee.unit_called(self.lang), closed_year, self.lang)
            heading = in_both("desk.stars.unelect_title", person=nominee.person_called)
            self.app.push_screen(ReasonDialog(self.lang, heading, fact, self.say("stars.unelect_key"), unelect), done)

        self.thread.do(lambda: self.desk.may_unelect(nominee.id, nominee.version), permitted, self.refuse)

    def _unconfirm(self, nominee: Nomination) -> None:
        do_with_approval(
            self,
            self.thread,
            self.desk,
            lambda approved_by: self.desk.unconfirm_count(nominee.id, nominee.version, approved_by),
            lambda _: self._read_after(nominee, self.say("stars.unconfirmed", person=nominee.person_called(self.lang))),
            self._refused,
        )

    def _read_after(self, nominee: Nomination, sentence: str) -> None:
        """Read the stars again after something was done about one, and say what."""
        self._read(nominee.id, sentence)

    def _refused(self, error: ContestError) -> None:
        """Say why nothing was done, beside the stars as they are by now."""
        found = self.query_one("#nominees", RowList).current
        self._read(found if isinstance(found, int) else None, sentence_of(error, self.lang, self.sheet), "bad")

    def action_help(self) -> None:
        """Read what every key does."""
        told = keys_told(self, lambda name: self.say(f"keys_of.{name}"))
        self.app.push_screen(KeysDialog(self.lang, self.say("stars.keys"), told))

    def action_quit(self) -> None:
        self.dismiss(None)
