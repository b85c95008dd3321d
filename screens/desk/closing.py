"""Closing a period: what stands in the way, who would get each flag, and the close itself."""

from collections.abc import Sequence
from datetime import date
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from scoreboard.desk.readiness import FlagOutlook, Readiness, SharedPlace
from scoreboard.desk.sheet_cells import Place
from scoreboard.desk.worksheet import Worksheet
from scoreboard.enums import PeriodState
from scoreboard.errors import BadInput
from scoreboard.locale import in_both
from scoreboard.settings import parse_day
from screens.desk.choosing import choose_sure
from screens.desk.dialog import DeskDialog
from screens.desk.flag_outlook import first_words, outlook_words
from screens.desk.form import FormDialog, FormField, Typed
from screens.desk.in_the_way import CellInTheWay, PlaceInTheWay, TieInTheWay, Way, WaysDialog, in_the_way
from screens.desk.placing import PlaceAnswer, PlaceDialog
from screens.desk.reason import ReasonDialog
from screens.desk.rights import may, offered
from screens.desk.sentences import sentence_of
from screens.desk.tie import TieAnswer, TieDialog
from screens.desk.workplace import ClosedPeriod, Worker, Workplace
from screens.desk.year import YearDialog
from screens.widgets.bars import Part
from screens.widgets.columns import ListColumn
from screens.widgets.dialog import BESIDE, Foot, Heading
from screens.widgets.plain_text import PlainText
from screens.widgets.rows import ListRow, RowList

WHOLE = 2
"""Lines that the row may take which is told in full below the list."""


class ClosingDialog(DeskDialog[Place]):
    """The check before closing. It stays open until it is left, so that the outcome is read.

    Ends with a cell that is in the way, to which the grid is to go, or without one.
    """

    ABOUT: ClassVar[str] = "closing"
    DOOR: ClassVar[str] = "closing"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("k", "close_period", show=False, id="closing.close"),
        Binding("y", "close_all_the_same", show=False, id="closing.close_all_the_same"),
        Binding("a", "award_day", show=False, id="closing.award_day"),
        Binding("d", "decide", show=False, id="closing.decide"),
        Binding("p", "place", show=False, id="closing.place"),
        Binding("l", "ways", show=False, id="closing.ways"),
        Binding("o", "reopen", show=False, id="closing.reopen"),
        Binding("e", "year", show=False, id="closing.year"),
    ]

    def __init__(self, lang: str, workplace: Workplace, sheet: Worksheet, worker: Worker | None) -> None:
        super().__init__(lang)
        self.heading = self.say("closing.title", series=sheet.series.called(lang), period=sheet.period.called(lang))
        self.workplace, self.sheet, self.worker = workplace, sheet, worker
        self.readiness: Readiness | None = None
        self.leads_year = self._shown = False
        self._awarded_on: date | None = None
        """The day on which the flags are awarded, where another one than the usual has been typed."""
        self.add_class("-wide")

    def compose(self) -> ComposeResult:
        with Vertical(id="box"):
            yield Heading(self.heading)
            yield PlainText("", id="state", classes="fact")
            columns = (
                ListColumn(self.say("closing.area"), 0),
                ListColumn(self.say("closing.first"), 0),
                ListColumn(self.say("closing.score"), 9, right=True),
                ListColumn(self.say("closing.margin"), 7, right=True),
                ListColumn(self.say("closing.outlook"), 0),
            )
            yield RowList(columns, id="flags", gap=1, beside=BESIDE + WHOLE)
            yield PlainText("", id="whole", classes="fact")
            yield Foot()

    def on_mount(self) -> None:
        self.query_one("#flags").focus()
        self.thread.do(self.workplace.leads_year, self._learn, self.refuse)

    def _learn(self, leads_year: bool) -> None:
        self.leads_year = leads_year
        self._read()

    def _read(self) -> None:
        def read() -> tuple[Readiness, Worksheet]:
            return self.workplace.readiness(), self.workplace.sheet(self.sheet)

        self.thread.do(read, lambda found: self._show(*found), self.refuse)

    def _show(self, readiness: Readiness, sheet: Worksheet) -> None:
        self.readiness, self.sheet = readiness, sheet
        if readiness.state == PeriodState.OPEN:
            state = self.say(
                "closing.check", drafts=readiness.drafts, missing=readiness.missing, ties=readiness.undecided
            )
            outcome = self.say("closing.ready") if readiness.ready else self._not_ready(readiness)
            becomes = self.say(f"closing.becomes_{readiness.becomes}")
            words = f"{state}\n{outcome}{becomes if readiness.ready else ''}\n{self._whose_signatures(readiness)}"
            if readiness.unequal is not None:
                self.tell(sentence_of(readiness.unequal, self.lang))
            elif readiness.places:
                waiting = "places" if may(self.worker, "decide") else "places_left"
                self.tell(self.say(f"closing.{waiting}", count=readiness.places))
            elif readiness.ready and readiness.doubts:
                self.tell(self._doubts(readiness))
        else:
            words = self.say(f"closing.is_{readiness.state}") + "\n"
        self.query_one("#state", Static).update(words)
        self._list_flags(readiness)
        flags = self.query_one("#flags", RowList)
        if not self._shown:
            self._shown = True
            flags.action_move(next((at for at, flag in enumerate(readiness.flags) if flag.undecided), 0) - flags.at)
        self.show_keys(*self._keys(readiness, sheet))

    def _keys(self, readiness: Readiness, sheet: Worksheet) -> list[Part]:
        """What can be done now, the weightiest first."""
        keys = [("dialog.leave", self.say("key.leave"))]
        if self.leads_year:
            keys.insert(0, ("closing.year", self.say("key.year")))
        if self._reopenable(readiness):
            keys.insert(0, ("closing.reopen", self.say("key.reopen")))
        if in_the_way(readiness, sheet, self.lang):
            keys.insert(0, ("closing.ways", self.say("key.ways")))
        if readiness.shared:
            keys.insert(0, ("closing.place", self.say("key.place")))
        if readiness.state != PeriodState.PUBLISHED and any(flag.tied for flag in readiness.flags):
            keys.insert(0, ("closing.decide", self.say("key.decide")))
        if readiness.ready:
            words = "key.close_all_the_same" if readiness.doubts else "key.close"
            keys.insert(0, ("closing.award_day", self.say("key.award_day")))
            keys.insert(0, ("closing.close_all_the_same", self.say(words)))
        return offered(keys, self.worker)

    def _list_flags(self, readiness: Readiness) -> None:
        """A line for each flag, with short names where the whole ones have no room."""
        flags = self.query_one("#flags", RowList)
        whole, short = (
            [self._row(at, flag, short) for at, flag in enumerate(readiness.flags)] for short in (False, True)
        )
        flags.give_columns(flags.columns)
        flags.show(whole if flags.holds(whole) else short)

    def on_resize(self) -> None:
        super().on_resize()
        if self.readiness is not None:
            self.call_after_refresh(self._list_flags, self.readiness)

    def _row(self, at: int, flag: FlagOutlook, short: bool = False) -> ListRow:
        area, tone = flag.area.called(self.lang), "bad" if flag.undecided else "quiet" if not flag.leaders else ""
        first, outlook = (words(flag, self.lang, short=short) for words in (first_words, outlook_words))
        return ListRow(at, (area, first, flag.score, flag.margin, outlook), tone)

    def on_row_list_chosen(self, _: RowList.Chosen) -> None:
        self.action_decide()

    def on_row_list_moved(self) -> None:
        """What the list may have cut of the row that one stands on is told in full below it."""
        flags = self.query_one("#flags", RowList)
        at = flags.current
        if self.readiness is None or not isinstance(at, int):
            return
        whole = self._row(at, self.readiness.flags[at]).cells
        area, first, *_, outlook = whole
        told = flags.is_cut or flags.rows[flags.at].cells != whole
        self.query_one("#whole", Static).update("  ".join((area, first, outlook)) if told else "")

    def action_ways(self) -> None:
        """See what is in the way, and go to where it is mended."""
        if self.readiness is None:
            return
        readiness = self.readiness

        def ways(room: int) -> Sequence[ListRow]:
            return in_the_way(readiness, self.sheet, self.lang, room)

        def chosen(way: Way | None) -> None:
            match way:
                case CellInTheWay(place=place):
                    self.dismiss(place)
                case TieInTheWay(number=number):
                    flags = self.query_one("#flags", RowList)
                    flags.action_move(number - flags.at)
                    self.action_decide()
                case PlaceInTheWay():
                    self.action_place()

        if ways(0):
            self.app.push_screen(WaysDialog(self.lang, ways), chosen)
        else:
            self.tell(self.say("closing.no_way"))

    def action_decide(self) -> None:
        """Decide the tie of the current flag."""
        at = self.query_one("#flags", RowList).current
        if self.readiness is None or not isinstance(at, int):
            return
        flag = self.readiness.flags[at]
        if flag.ties_first:
            self.tell(self.say("closing.decide_ties_first", area=flag.area.called(self.lang)))
            return
        if not flag.tied or self.readiness.state == PeriodState.PUBLISHED:
            self.tell(self.say("closing.no_tie", area=flag.area.called(self.lang)))
            return
        self.tell("")

        def decide(decision: TieAnswer) -> None:
            if self._order_of(flag, decision) is None:
                self.workplace.decide_tie(
                    flag.area.id, flag.pool, decision.holders, decision.reason, decision.approved_by
                )

        def decided(decision: TieAnswer | None) -> None:
            order = None if decision is None else self._order_of(flag, decision)
            if decision is not None and order is not None:
                self._decide_place(order, decision)
            elif decision is not None:
                self._read()

        def ask(_: None) -> None:
            self.app.push_screen(TieDialog(self.lang, flag, decide), decided)

        self.thread.do(lambda: self.workplace.may("decide"), ask, self.refuse)  # nobody fills in what they may not do

    def _order_of(self, flag: FlagOutlook, decision: TieAnswer) -> SharedPlace | None:
        """The place that three or more share for which a flag waits: that one of them has it is an order of them."""
        leaders = {unit.id for unit in flag.leaders}
        shared = self.readiness.shared if self.readiness is not None else ()
        found = (place for place in shared if place.area is None and {unit.id for unit in place.units} == leaders)
        return next(found, None) if len(leaders) > 2 and len(decision.holders) == 1 else None

    def action_place(self) -> None:
        """Decide the first of the places that several share."""
        if self.readiness is None or not self.readiness.shared:
            return
        place = self.readiness.shared[0]
        self.tell("")
        self.thread.do(lambda: self.workplace.may("decide"), lambda _: self._decide_place(place), self.refuse)

    def _decide_place(self, place: SharedPlace, begun: TieAnswer | None = None) -> None:
        """Ask for the order of those who share a place, of whom it may be known already who is first, and why."""

        def decide(answer: PlaceAnswer) -> None:
            area = None if place.area is None else place.area.id
            self.workplace.decide_place(area, answer.units, answer.reason, answer.approved_by)

        def decided(answer: PlaceAnswer | None) -> None:
            if answer is not None:
                self._read()

        known = () if begun is None else (begun.holders, begun.reason, begun.approved_by)
        self.app.push_screen(PlaceDialog(self.lang, place, decide, *known), decided)

    def _not_ready(self, readiness: Readiness) -> str:
        """What must be done first, and no more than that."""
        there = {
            "drafts": readiness.drafts,
            "ties": readiness.undecided,
            "places": readiness.places,
            "unequal": readiness.unequal is not None,
        }
        needed = [self.say(f"closing.needed_{what}") for what, found in there.items() if found]
        words = self.say("closing.not_ready", needed=self.say("closing.also_needed").join(needed))
        return words + (self.say("closing.missing_told") if readiness.missing else "")

    def _whose_signatures(self, readiness: Readiness) -> str:
        """That a series wants no second person, or how many scores nobody has signed though it does."""
        if not readiness.wants_second:
            return self.say("closing.wants_no_second")
        return self.say("closing.unsigned", count=readiness.unsigned) if readiness.unsigned else ""

    def _doubts(self, readiness: Readiness) -> str:
        """What may not be meant, and the key that says that it is: never the one that has led here."""
        gaps = {"count": readiness.missing, "begins": readiness.begins, "ends": readiness.ends}
        doubts = [self.say(f"closing.doubt_{doubt}", **gaps) for doubt in readiness.doubts]
        words = "doubts" if may(self.worker, "close") else "doubts_seen"
        return self.say(f"closing.{words}", doubts=self.say("closing.also").join(doubts))

    def action_close_period(self) -> None:
        if self.readiness is None or self.readiness.state != PeriodState.OPEN:
            return
        ready = self.readiness
        if not ready.ready:
            self.thread.do(self.workplace.close, self._show_closed, self.refuse)
            return
        words = self._doubts(ready) if ready.doubts else self._what_is_closed(ready)
        self.thread.do(lambda: self.workplace.may("close"), lambda _: self.tell(words), self.refuse)

    def action_award_day(self) -> None:
        """Type on which day the flags are awarded, where that is not the usual one."""
        ready = self.readiness
        if ready is None or not ready.ready:
            return

        def take(typed: Typed) -> str:
            day = parse_day(typed["on"])
            if day < ready.begins:
                about = {"series": self.sheet.series.id, "period": self.sheet.period.id}
                raise BadInput("closing.on_early", day=day.isoformat(), start=ready.begins.isoformat(), **about)
            return day.isoformat()

        def taken(day: str | None) -> None:
            if day is not None:
                self._awarded_on = date.fromisoformat(day)
                self.tell(self._what_is_closed(ready))

        def ask(_: None) -> None:
            day = (self._awarded_on or ready.today).isoformat()
            field = FormField("on", self.say("closing.award_day"), day, needed=True, suggested=True)
            heading, fact = in_both("desk.closing.award_day"), self.say("closing.award_day_told")
            self.app.push_screen(FormDialog(self.lang, heading, fact, (field,), take), taken)

        self.thread.do(lambda: self.workplace.may("close"), ask, self.refuse)

    def _what_is_closed(self, readiness: Readiness) -> str:
        """What will be closed, what comes of it, and the key that does it: never the one that has led here."""
        series, period = self.sheet.series.called(self.lang), self.sheet.period.called(self.lang)
        becomes = self.say(f"closing.becomes_{readiness.becomes}")
        if self._awarded_on is not None:
            said = "awarded_on_to_come" if self._awarded_on > readiness.today else "awarded_on"
            becomes = self.say(f"closing.{said}", becomes=becomes, day=self._awarded_on.isoformat())
        return self.say("closing.ask", series=series, period=period, becomes=becomes)

    def action_close_all_the_same(self) -> None:
        """Close it, once it has been seen what that is."""
        if self.readiness is not None and self.readiness.ready:
            self._close(empty=self.readiness.empty)

    def _close(self, *, empty: bool) -> None:
        self.tell("")
        on = self._awarded_on
        self.thread.do(lambda: self.workplace.close(empty=empty, on=on), self._show_closed, self.refuse)

    def _show_closed(self, closed: ClosedPeriod) -> None:
        self._read()
        self.tell("" if closed.ceremony is None else self.say("closing.done_sealed", ceremony=closed.ceremony))

    def action_year(self) -> None:
        """Look at how far the year has come, and close it."""
        if self.leads_year:
            self.app.push_screen(YearDialog(self.lang, self.workplace), lambda _: self._read())

    def action_reopen(self) -> None:
        if self.readiness is None or not self._reopenable(self.readiness):
            return
        self.tell("")
        if self.readiness.state == PeriodState.SEALED:
            self.thread.do(lambda: self.workplace.may("reopen"), lambda _: self._ask_to_reopen(), self.refuse)
            return

        def reopen(reason: str) -> str:
            self.workplace.reopen(reason)
            return reason

        def ask(_: None) -> None:
            words = (in_both("desk.closing.reopening"), self.say("closing.reopening_told"), self.say("key.reopen"))
            self.app.push_screen(ReasonDialog(self.lang, *words, reopen), lambda _: self._read())

        self.thread.do(lambda: self.workplace.may("reopen"), ask, self.refuse)

    def _ask_to_reopen(self) -> None:
        """One key alone, perhaps of somebody who types on, drops no sealed result."""

        def answered(answer: str | None) -> None:
            if answer == "sure":
                self.thread.do(lambda: self.workplace.reopen(""), lambda _: self._read(), self.refuse)

        series, period = self.sheet.series.called(self.lang), self.sheet.period.called(self.lang)
        question = self.say("reopening.period", series=series, period=period)
        self.app.push_screen(choose_sure(self.lang, question, "reopening"), answered)

    def _reopenable(self, readiness: Readiness) -> bool:
        return readiness.state == PeriodState.SEALED or (readiness.state == PeriodState.PUBLISHED and readiness.live)
