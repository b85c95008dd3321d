"""The operator's desk: the grid of one series and period, and everything that is done from it."""

from dataclasses import replace
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from scoreboard.calling import UnitKeys
from scoreboard.desk.confirming import CONFIRM, UNCONFIRM, Turn, Turned
from scoreboard.desk.identity import PERMITTED
from scoreboard.desk.worksheet import ContestChoice
from scoreboard.errors import ContestError, Refused
from scoreboard.settings import Settings
from scoreboard.store.engine import Store
from screens.desk.choosing import (
    choose_contest,
    choose_judge,
    choose_leaving,
    choose_person,
    choose_scope,
    choose_unit,
    contest_key,
    scope_of,
)
from screens.desk.closing import ClosingDialog
from screens.desk.entering import EnteringScreen
from screens.desk.grid import ScoreGrid
from screens.desk.heading import EDIT_KEYS, KEYS, all_keys, all_signs, heading_parts, state_parts
from screens.desk.held import Changes, HeldScores, Hold
from screens.desk.help import HelpDialog
from screens.desk.journal import JournalDialog
from screens.desk.messages import CursorMoved, DeedUnderWay, EditChanged
from screens.desk.sentences import cell_words, sentence_of
from screens.desk.stars import StarsScreen
from screens.desk.workplace import Opening, Worker, Workplace
from screens.widgets.bars import Bar, KeyBar, MessageBar

POLL_SECONDS = 0.5
"""How often the desk looks whether somebody else has changed the database."""


class DeskScreen(EnteringScreen):
    """The operator's desk; it is dismissed when the operator leaves.

    `series` and `period` say which contest is on it first; without them it is the first series' earliest open
    period. Who acts is `settings.acting`, or is asked.
    """

    CSS_PATH = "desk.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "find", show=False, id="desk.find"),
        Binding("s", "choose", show=False, id="desk.choose"),
        Binding("g", "judge", show=False, id="desk.judge"),
        Binding("c", "confirm", show=False, id="desk.confirm"),
        Binding("u", "unconfirm", show=False, id="desk.unconfirm"),
        Binding("k", "close_period", show=False, id="desk.close"),
        Binding("z", "undo", show=False, id="desk.undo"),
        Binding("r", "retry", show=False, id="desk.retry"),
        Binding("j", "journal", show=False, id="desk.journal"),
        Binding("t", "stars", show=False, id="desk.stars"),
        Binding("w", "person", show=False, id="desk.person"),
        Binding("question_mark", "help", show=False, id="desk.help"),
        Binding("q,escape", "quit", show=False, id="desk.quit"),
    ]

    def __init__(self, store: Store, settings: Settings, *, series: str = "", period: str = "") -> None:
        super().__init__(Workplace(store, settings, series, period))
        self.worker: Worker | None = None
        self.opening: Opening | None = None
        self.unit_keys: tuple[UnitKeys, ...] = ()

    def compose(self) -> ComposeResult:
        yield Bar(id="contest")
        yield Bar(id="state")
        yield ScoreGrid(self.held, self.lang, id="grid")
        yield MessageBar(id="message")
        yield KeyBar(id="keys")

    def on_mount(self) -> None:
        self.grid.focus()
        self.query_one("#contest", Bar).show([(" " + self.say("opening"), "quiet")])
        self._show_keys()
        self.set_interval(POLL_SECONDS, self._look_around)
        self.thread.do(self.workplace.open, self._opened, self.refuse)

    def on_unmount(self) -> None:
        if self._watch is not None:
            self._watch.close()

    def _look_around(self) -> None:
        self.look_for_changes()
        if self.sheet is not None and self.sheet.freeze is not None:
            self.show_state()

    # Opening

    def _opened(self, opening: Opening) -> None:
        self.opening, self.worker = opening, opening.worker
        if self.worker is None and opening.people_known:
            self._ask_who(opening, then_leave=True)
        else:
            self._begin(opening.choices)

    def _ask_who(self, opening: Opening, *, then_leave: bool) -> None:
        def chosen(name: str | None) -> None:
            worker = next((worker for worker in opening.candidates if worker.name == name), None)
            if worker is None:
                if then_leave:
                    self.dismiss(None)
                return
            self.worker = worker
            settings = replace(self.workplace.settings, acting=worker.name)
            self.workplace = replace(self.workplace, settings=settings)
            self._fresh_table()
            self._begin(opening.choices)

        self.app.push_screen(choose_person(self.lang, opening.candidates), chosen)

    def _begin(self, choices: tuple[ContestChoice, ...]) -> None:
        try:
            self.workplace = self.workplace.begin_at(choices)
        except ContestError as error:
            self.refuse(error)
            return
        self.read_sheet(self._ready)

    def _ready(self) -> None:
        if self.sheet is None:
            return
        self._show_cell()
        units = tuple(unit.id for unit in self.sheet.units)
        self.thread.do(lambda: self.workplace.unit_keys(units), self._take_unit_keys, self.refuse)
        if self.sheet.judged and not self.sheet.judge and self.grid.locked is not None:
            self.action_judge()

    def _take_unit_keys(self, keys: tuple[UnitKeys, ...]) -> None:
        self.unit_keys = keys

    def _fresh_table(self) -> None:
        """Nothing held and nothing to undo: another contest, or another person, is at the desk."""
        self.held, self.changes = HeldScores(), Changes()
        self._later.clear()
        self.grid.held = self.held
        self.grid.leave_edit()

    def _open_contest(self, series: str, period: str, judge: str = "") -> None:
        self.workplace = self.workplace.at(series, period, judge)
        self._fresh_table()
        self.read_sheet(self._ready)

    # What it shows

    def show_state(self) -> None:
        if self.sheet is None:
            return
        now = self.workplace.settings.moment(self.sheet.zone)
        self.query_one("#contest", Bar).show(*heading_parts(self.sheet, self.worker, self.lang))
        self.query_one("#state", Bar).show(*state_parts(self.sheet, self.held, now, self.lang))
        self.grid.locked = self._why_locked()

    def _why_locked(self) -> ContestError | None:
        if self.sheet is None:
            return None
        if self.worker is None:
            return Refused("desk.no_people")
        if self.worker.role not in PERMITTED["enter"]:
            allowed = ", ".join(sorted(PERMITTED["enter"]))
            return Refused("role.wrong", name=self.worker.name, role=self.worker.role, deed="enter", allowed=allowed)
        if self.sheet.closed:
            return Refused("period.closed", series=self.sheet.series.id, period=self.sheet.period.id)
        if self.sheet.judged and not self.sheet.judge:
            return Refused("desk.no_judge")
        return None

    def tell(self, sentence: str, tone: str = "") -> None:
        self.query_one("#message", Bar).show([(f" {sentence}", tone)])

    @property
    def refused_last(self) -> bool:
        return any(tone == "bad" for _, tone in self.query_one("#message", Bar).left)

    def _show_cell(self) -> None:
        """The message line says what the current cell has, while there is nothing more pressing."""
        place = self.grid.place
        if self.sheet is None or place is None:
            return
        held = self.held.shown(place)
        if held is not None and held.reason:
            self.tell(f"{self._where(place)}: {held.reason}", "bad")
            return
        words = cell_words(self.sheet.cell(place), self.sheet.zone, self.lang)
        self.query_one("#message", Bar).show([(f" {self._where(place)}", "strong"), (f"  {words}", "quiet")])

    def _show_keys(self) -> None:
        keys = EDIT_KEYS if self.grid.edit is not None else KEYS
        self.query_one("#keys", KeyBar).show_keys([(key, self.say(f"key.{name}")) for key, name in keys])

    @on(CursorMoved)
    def _cursor_moved(self) -> None:
        self._show_cell()

    @on(EditChanged)
    def _edit_shown(self) -> None:
        self._show_cell()
        self._show_keys()

    # What is done from it

    def _settled(self) -> bool:
        """Whether nothing typed is still unsaved; says so where it is not."""
        unsaved = len(self.held.by_place)
        if unsaved:
            self.refuse(Refused("desk.unsaved", count=unsaved))
        return self.sheet is not None and not unsaved

    def action_find(self) -> None:
        if self.sheet is None:
            return

        def found(unit: str | None) -> None:
            if unit is not None and self.sheet is not None:
                self.grid.go_to(self.sheet.row_of[unit], self.grid.column)

        keys = self.unit_keys or tuple(
            UnitKeys(unit.id, (unit.id, unit.name, unit.short_name)) for unit in self.sheet.units
        )
        self.app.push_screen(choose_unit(self.lang, self.sheet.units, keys), found)

    def action_choose(self) -> None:
        if not self._settled():
            return

        def chosen(key: str | None) -> None:
            if key is not None:
                series, _, period = key.partition("/")
                self._open_contest(series, period)

        def show(choices: tuple[ContestChoice, ...]) -> None:
            current = contest_key(self.sheet.series.id, self.sheet.period.id) if self.sheet else ""
            self.app.push_screen(choose_contest(self.lang, choices, current), chosen)

        self.thread.do(self.workplace.choices, show, self.refuse)

    def action_judge(self) -> None:
        if not self._settled() or self.sheet is None or not self.sheet.judged:
            return

        def chosen(judge: str | None) -> None:
            if judge is not None and self.sheet is not None:
                self._open_contest(self.sheet.series.id, self.sheet.period.id, judge)

        self.app.push_screen(choose_judge(self.lang, self.sheet), chosen)

    def action_confirm(self) -> None:
        self._ask_scope(CONFIRM)

    def action_unconfirm(self) -> None:
        self._ask_scope(UNCONFIRM)

    def _ask_scope(self, turn: Turn) -> None:
        sheet, place, workplace = self.sheet, self.grid.place, self.workplace
        if not self._settled() or sheet is None or place is None:
            return
        if not sheet.turnable(turn):
            self.tell(self.say(f"{turn.deed}.none"))
            return

        def chosen(choice: str | None) -> None:
            if choice is not None:
                area, unit = scope_of(choice, place)
                self.thread.do(
                    lambda: workplace.turn(turn, sheet.seen(turn, area=area, unit=unit), under_way),
                    lambda turned: self._turned(turn, turned),
                    self._not_turned,
                )

        def under_way(done: int, whole: int) -> None:
            if done < whole:
                self.post_message(DeedUnderWay(self.say(f"{turn.deed}.under_way", done=done, count=whole)))

        self.app.push_screen(choose_scope(self.lang, sheet, place, turn), chosen)

    @on(DeedUnderWay)
    def _deed_under_way(self, message: DeedUnderWay) -> None:
        self.tell(message.sentence)

    def _turned(self, turn: Turn, turned: Turned) -> None:
        """Say how many scores were confirmed, or made drafts again, and which ones others have changed meanwhile."""
        self.look_for_changes()
        done = self.say(f"{turn.deed}.done", count=turned.count)
        if turned.stopped is not None:
            self.tell(f"{done}  {sentence_of(turned.stopped, self.lang, self.sheet)}", "bad")
        elif turned.left:
            first = turned.left[0]
            left = self.say(f"{turn.deed}.left", count=len(turned.left), place=self._where((first.unit, first.area)))
            self.tell(f"{done}  {left}", "bad")
        else:
            self.tell(done, "good")

    def _not_turned(self, error: ContestError) -> None:
        self.refuse(error)
        self.look_for_changes()

    def action_close_period(self) -> None:
        if self._settled() and self.sheet is not None:
            self.app.push_screen(
                ClosingDialog(self.lang, self.workplace, self.sheet), lambda _: self.look_for_changes()
            )

    def action_journal(self) -> None:
        if self.sheet is not None:
            self.app.push_screen(JournalDialog(self.lang, self.workplace, self.sheet, self.grid.place))

    def action_stars(self) -> None:
        if self.sheet is not None:
            self.app.push_screen(StarsScreen(self.workplace, self.sheet, self.worker))

    def action_person(self) -> None:
        """Let somebody else act; who a server has proved stays who they are."""
        if self.opening is not None and self.workplace.settings.proof is None and self._settled():
            self._ask_who(self.opening, then_leave=False)

    def action_help(self) -> None:
        self.app.push_screen(HelpDialog(self.lang, all_keys(self.lang), all_signs(self.lang)))

    def action_quit(self) -> None:
        """Leave; typed scores that could not be saved are asked about first."""
        if self.held.count(Hold.SAVING):
            self.tell(self.say("leaving.saving"), "warn")
        elif self.held.by_place:
            count = len(self.held.by_place)
            self.app.push_screen(choose_leaving(self.lang, count), self._leave_unsaved)
        else:
            self.dismiss(None)

    def _leave_unsaved(self, answer: str | None) -> None:
        if answer == "leave":
            self.dismiss(None)
