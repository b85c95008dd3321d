"""The review: drafts one by one beside their source and the last period's value, accepted or sent back, then signed."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import replace
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widgets import Static

from scoreboard.desk.confirming import CONFIRM, Seen, Turned
from scoreboard.desk.reviewing import Review, ReviewDraft
from scoreboard.desk.sending_back import SentBack
from scoreboard.desk.sheet_cells import Place
from scoreboard.desk.signers import Signer
from scoreboard.desk.worksheet import Worksheet
from scoreboard.errors import ContestError
from scoreboard.locale import in_both, say
from screens.desk.cell_text import BEGINS_A_SCORE
from screens.desk.checklist import ChecklistDialog
from screens.desk.closing import ClosingDialog
from screens.desk.contest_bar import ContestBar
from screens.desk.form import FormDialog, FormField, Typed
from screens.desk.help import KeysDialog
from screens.desk.naming import named_by_desk
from screens.desk.open_sheet import OpenSheet
from screens.desk.review_filter import ReviewFilter, choose_filter, filters_of
from screens.desk.review_lines import ReviewLines, ReviewOrder, place_of_draft
from screens.desk.rights import offered
from screens.desk.second_typing import SecondTyping
from screens.desk.sentences import sentence_of
from screens.desk.signing import ask_signer
from screens.desk.workplace import Workplace
from screens.widgets.bars import Bar, KeyBar, MessageBar
from screens.widgets.cells import width_of
from screens.widgets.columns import ListColumn
from screens.widgets.key_help import keys_told
from screens.widgets.plain_text import PlainText
from screens.widgets.rows import RowList
from screens.widgets.thread_worker import ThreadWorker

POLL_SECONDS = 0.5
"""How often another desk's changes are looked for."""
COUNT_TONES = {"drafts": "warn", "accepted": "good", "back": "bad", "hidden": "warn"}
KEYS = ("accept", "return", "page", "sign", "filter", "order", "missing", "cell", "leave", "help")


class ReviewScreen(Screen[Place]):
    """Ends with the cell to which the grid is to go, or without one; only what was on the screen is accepted."""

    DOOR: ClassVar[str] = "review"
    CSS_PATH = "review.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "accept", show=False, id="review.accept"),
        Binding("b", "return", show=False, id="review.return"),
        Binding("p", "accept_page", show=False, id="review.page"),
        Binding("f9,s", "sign", show=False, id="review.sign"),
        Binding("f", "filter", show=False, id="review.filter"),
        Binding("o", "order", show=False, id="review.order"),
        Binding("l", "missing", show=False, id="review.missing"),
        Binding("g", "cell", show=False, id="review.cell"),
        Binding("question_mark,f1", "help", show=False, id="review.help"),
        Binding("q,escape", "leave", show=False, id="review.leave"),
    ]

    def __init__(self, opened: OpenSheet, sheet: Worksheet) -> None:
        super().__init__()
        self.opened, self.sheet, self.lang = opened, sheet, opened.lang
        self.thread = ThreadWorker(self, "desk.failed", named_by_desk(self), keys_wait=True)
        self.drafts: tuple[ReviewDraft, ...] = ()
        self._by_key: Mapping[Hashable, ReviewDraft] = {}
        self.accepted: frozenset[Seen] = frozenset()
        """What is to be signed, in the versions that were on the screen."""
        self._sent: dict[Seen, SentBack] = {}  # from here, until it is read so
        self.shown = ReviewFilter()
        self.order = ReviewOrder.AREA
        self._before, self._back = "", 0
        self._reading = self._signing = self._warned = self._to_close = False
        self._second = SecondTyping(self, opened, self._typed_alike, self._typed_otherwise)

    def _say(self, key: str, **gaps: object) -> str:
        return say(f"desk.review.{key}", self.lang, **gaps)

    def compose(self) -> ComposeResult:
        yield ContestBar()
        yield Bar(id="state")
        yield RowList((ListColumn(),), id="drafts", gap=1)
        yield PlainText("", id="draft")
        yield MessageBar(id="message")
        yield KeyBar(id="keys")

    def on_mount(self) -> None:
        self.query_one(ContestBar).show_contest(self.sheet, self.opened.worker, self.lang)
        keys = [(f"review.{key}", self._say(f"key_{key}")) for key in KEYS]
        self.query_one("#keys", KeyBar).show_keys(offered(keys, self.opened.worker))
        self.rows.focus()
        self.set_interval(POLL_SECONDS, self._follow)
        self._read()

    def on_resize(self) -> None:
        self._show()

    @property
    def rows(self) -> RowList:
        return self.query_one("#drafts", RowList)

    @property
    def current(self) -> ReviewDraft | None:
        """The draft on which the cursor is."""
        return self._by_key.get(self.rows.current)

    def tell(self, sentence: str, tone: str = "") -> None:
        self.query_one("#message", MessageBar).tell(sentence, tone)

    def refuse(self, error: ContestError) -> None:
        self._signing = False
        self.tell(sentence_of(error, self.lang, self.sheet), "bad")

    # Keeping level with the database

    def _follow(self) -> None:
        """Read again what others have changed."""
        self.opened.look_for_changes()
        sheet, known = self.opened.sheet, self.sheet
        if self._reading or sheet is None or sheet is known:
            return
        self.sheet = sheet
        if not known.same_contest(sheet) or not known.same_units(sheet):
            self._read()
        elif changed := sheet.cells.changed_since(known.cells):
            self._read([(area, unit) for unit, area in changed])
        else:
            self._close_when_signed()

    def _read(self, places: Sequence[tuple[str, str]] | None = None) -> None:
        """Read all drafts, or those in some places, each an area and a unit."""
        self._reading = True
        workplace = self.opened.workplace

        def read(review: Review) -> None:
            self._reading = False
            self._before = review.before.called(self.lang) if review.before else ""
            elsewhere = [one for one in self.drafts if places is not None and (one.area, one.unit) not in places]
            self._take([*elsewhere, *review.drafts])
            self._close_when_signed()

        def refused(error: ContestError) -> None:
            self._reading = False
            self.refuse(error)

        self.thread.do(lambda: workplace.review(places), read, refused)

    def _take(self, drafts: Sequence[ReviewDraft]) -> None:
        """Show other drafts; what was accepted and is another one now has to be looked at again."""
        sheet = self.sheet
        known = [one for one in drafts if one.unit in sheet.row_of and one.area in sheet.column_of]
        known = [replace(one, back=one.back or self._sent.get(one.seen)) for one in known]
        known.sort(key=lambda one: (sheet.column_of[one.area], sheet.row_of[one.unit], one.judge))
        noted = {one.seen: one.back for one in self.drafts}
        self.drafts = tuple(known)
        self._by_key = {one.seen: one for one in known}
        self._back = sum(one.back is not None for one in known)
        there = {one.seen for one in known if one.back == noted.get(one.seen)}
        gone = {seen[:-1] for seen in self.accepted - there}
        others = [one for one in self.drafts if one.seen[:-1] in gone]
        self.accepted &= there
        if others:
            place = place_of_draft(others[0], sheet, self.lang)
            self.tell(self._say("changed", count=len(others), place=place), "warn")
        self._show()

    # What is shown

    def _show(self) -> None:
        lines = self._lines()
        shown = [one for one in self.drafts if self.shown.holds(one, self.accepted)]
        self.rows.give_columns(lines.columns(self._before))
        self.rows.show(lines.rows(shown, self.order), current=self.rows.current)
        self._show_counts()
        self._show_draft()

    def _lines(self) -> ReviewLines:
        return ReviewLines(self.sheet, self.lang, self.app.size.width, self.accepted, self.opened.grid.expectations)

    def _show_counts(self) -> None:
        hidden = sum(one.hidden for one in self.drafts)
        found = {"drafts": len(self.drafts), "accepted": len(self.accepted), "back": self._back}
        found |= ({"hidden": hidden} if hidden else {}) | {"missing": self.sheet.missing}
        order = self._say(f"order_{self.order}")
        right = f"{self.shown.called(self.sheet, self.lang)} · {order} ({len(self.rows.rows)}) "
        told = {name: f" {self._say(f'count_{name}', count=count)} " for name, count in found.items()}
        if width_of("".join(told.values())) + width_of(right) >= self.app.size.width:  # of what there is none least
            told = {name: words for name, words in told.items() if found[name] or name == "drafts"}
        counts = [(words, COUNT_TONES.get(name, "quiet") if found[name] else "quiet") for name, words in told.items()]
        self.query_one("#state", Bar).show(counts, [(right, "quiet")])

    def on_row_list_moved(self) -> None:
        self._show_draft()

    def _show_draft(self) -> None:
        """All that is known of the draft on which the cursor is, in full."""
        draft = self.current
        told = () if draft is None else self._lines().told(draft, self._before)
        self.query_one("#draft", Static).update("\n".join(told))

    def on_row_list_chosen(self, _: RowList.Chosen) -> None:
        self.action_accept()

    def action_accept(self) -> None:
        """Accept the draft on which the cursor is, or no longer, and go on to the next."""
        draft = self.current
        if draft is None or self._signing or draft.seen not in self.rows.painted:
            return
        if draft.hidden:
            self._second.ask(draft, self.sheet)
            return
        if draft.unequal:
            self.tell(self._say("unequal"), "warn")
            return
        self.accepted ^= {draft.seen}
        self._warned = False
        self.rows.put(self.rows.at, self._lines().row(draft))
        self._show_counts()
        self.rows.action_move(1)
        self.tell("")

    def on_key(self, event: events.Key) -> None:
        """A digit on a draft that is to be typed a second time begins that."""
        draft = self.current
        if draft is not None and draft.hidden and event.character is not None and event.character in BEGINS_A_SCORE:
            event.stop()
            self._second.ask(draft, self.sheet, event.character)

    def _typed_alike(self, draft: ReviewDraft, said: str) -> None:
        self.accepted |= {draft.seen}
        self._warned = False
        self.rows.action_move(1)
        self.tell(said, "good")
        self._follow()

    def _typed_otherwise(self, said: str) -> None:
        self.rows.action_move(1)
        self.tell(said, "bad")
        self._follow()

    def action_accept_page(self) -> None:
        """Accept the drafts of which the lines are on the screen now, and turn the page, or go to one that is odd."""
        rows, top = self.rows, self.rows.scroll_offset.y
        if self._signing:
            return
        page = rows.rows[top : top + max(0, rows.size.height - rows.titled)]
        seen = [self._by_key[row.key] for row in page if row.key in rows.painted and row.key in self._by_key]
        found, odd = self._lines().at_once([one for one in seen if one.seen not in self._sent])
        self.accepted |= found
        self._warned = False
        self._show()
        rows.action_move(rows.place_of(odd[0]) - rows.at) if odd else rows.action_page(1)
        self.tell(
            self._say("page_odd" if odd else "page_accepted", count=len(found), odd=len(odd)), "warn" if odd else ""
        )

    def action_return(self) -> None:
        """Send the draft back with a note, which whoever enters sees in the cell."""
        draft, workplace = self.current, self.opened.workplace
        if draft is None or self._signing:
            return
        place = place_of_draft(draft, self.sheet, self.lang)

        def send(typed: Typed) -> str:
            self._sent[draft.seen] = workplace.send_back(draft.seen, typed["note"])
            return self._say("returned", place=place)

        def done(said: str | None) -> None:
            if said is not None:
                self.accepted -= {draft.seen}
                self._take(self.drafts)
                self.tell(said, "good")
            self._follow()

        def ask(_: None) -> None:
            about = say("desk.form.help_of.note", self.lang)
            field = FormField("note", say("desk.sent_back.note", self.lang), needed=True, help=about)
            fact, done_by = f"{place}  {draft.text}", self._say("key_return")
            form = FormDialog(self.lang, in_both("desk.review.return_title"), fact, (field,), send, done=done_by)
            self.app.push_screen(form, done)

        self.thread.do(lambda: workplace.may("return"), ask, self.refuse)

    def action_order(self) -> None:
        """Read them in another order."""
        self.order = self.order.following
        self._show()

    def action_filter(self) -> None:
        """Choose which drafts are shown."""
        filters = filters_of(self.drafts, self.accepted)
        dialog = choose_filter(self.lang, self.sheet, filters, self.shown)

        def chosen(answer: str | None) -> None:
            if answer is not None:
                self.shown = list(filters)[int(answer)]
                self._show()

        self.app.push_screen(dialog, chosen)

    def action_missing(self) -> None:
        """See what is missing, by area and by unit, and go to it."""
        self.app.push_screen(ChecklistDialog(self.lang, self.sheet), self._go_to)

    def action_cell(self) -> None:
        """Go to the draft's cell in the grid."""
        if self.current is not None:
            self._go_to((self.current.unit, self.current.area))

    def _go_to(self, place: Place | None) -> None:
        if place is not None and not self._warns("unsigned"):
            self.dismiss(place)

    # Signing

    def action_sign(self) -> None:
        """Sign what was accepted, in the versions that were on the screen."""
        workplace, accepted = self.opened.workplace, [one for one in self.drafts if one.seen in self.accepted]
        seen = [one.seen for one in accepted]
        if self._signing or self._reading:
            return
        if not seen:
            self._finish()
            return
        own = any(one.entered_by == self.opened.acting_name for one in accepted)
        notes = {one.seen: one.back for one in accepted if one.back is not None}

        def sign(by: Workplace) -> None:
            self._signing = True
            self.thread.do(lambda: by.turn(CONFIRM, seen, told, notes), signed, self._not_signed)

        def signed(turned: Turned) -> None:
            self._signing = False
            self._signed(turned)

        def told(done: int, whole: int) -> None:
            if done < whole:
                self.thread.later(self.tell, say("desk.confirm.under_way", self.lang, done=done, count=whole))

        def ask(signers: tuple[Signer, ...]) -> None:
            ask_signer(self, workplace, signers, say("desk.pin.signing", self.lang, count=len(seen)), own, sign)

        self.thread.do(workplace.signers, ask, self.refuse)

    def _signed(self, turned: Turned) -> None:
        done = say("desk.confirm.done", self.lang, count=turned.count)
        self.accepted, self._to_close = frozenset(), True
        if turned.stopped is not None:
            self.tell(f"{done}  {sentence_of(turned.stopped, self.lang, self.sheet)}", "bad")
        elif count := len(turned.left) + len(turned.sent_back):
            self.tell(f"{done}  {self._say('left', count=count)}", "bad")
        else:
            self.tell(done, "good")
        self._follow()

    def _not_signed(self, error: ContestError) -> None:
        """Nothing was signed: what others have changed is shown anew."""
        self.refuse(error)
        self._follow()

    def _close_when_signed(self) -> None:
        """Once everything is signed: close the period, or see what is in the way."""
        if self._to_close and not self.drafts:
            self._finish()

    def _finish(self) -> None:
        if self.drafts:
            self.tell(self._say("nothing_accepted"), "warn")
            return
        self._to_close = False
        closing = ClosingDialog(self.lang, self.opened.workplace, self.sheet, self.opened.worker)
        self.app.push_screen(closing, self._go_to)

    def action_help(self) -> None:
        """Read what every key means."""
        told = keys_told(self, lambda key: say(f"desk.keys_of.{key}", self.lang))
        self.app.push_screen(KeysDialog(self.lang, self._say("title"), told))

    def action_leave(self) -> None:
        """Leave; asked for twice where something accepted is not signed."""
        if not self._warns("unsigned"):
            self.dismiss(None)

    def holds_back(self, _end: Callable[[], object]) -> bool:
        """The same where the program is to end."""
        return self._warns("unsigned_at_the_end")

    def _warns(self, words: str) -> bool:
        if not self.accepted or self._warned:
            return False
        self._warned = True
        self.tell(self._say(words, count=len(self.accepted)), "warn")
        return True
