"""The operator's desk: the grid of one series and period, and everything that is done from it."""

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen

from scoreboard.desk.kept_scores import Typist
from scoreboard.desk.named_errors import named_errors
from scoreboard.desk.permissions import wrong_role
from scoreboard.desk.sheet_cells import Place
from scoreboard.errors import ContestError, Refused
from scoreboard.settings import Settings
from scoreboard.store.engine import Store
from screens.desk.ceremonies import CeremoniesDialog
from screens.desk.choosing import choose_leaving
from screens.desk.closing import ClosingDialog
from screens.desk.confirming import Confirming
from screens.desk.contest_bar import ContestBar
from screens.desk.contest_files import ContestFiles
from screens.desk.contest_on_the_desk import DeskOpening
from screens.desk.decisions import Decisions
from screens.desk.entering import Entering
from screens.desk.filtering import Filtering
from screens.desk.grid import ScoreGrid
from screens.desk.heading import state_parts
from screens.desk.help import HelpDialog
from screens.desk.importing import Importing
from screens.desk.journal import JournalDialog
from screens.desk.keys_and_signs import EDIT_KEYS, all_keys, all_signs, keys_for
from screens.desk.messages import (
    BlockPasted,
    CursorMoved,
    EditChanged,
    HeldScoreChosen,
    InputRefused,
    RangeCleared,
    ScoreTakenBack,
    ScoreTyped,
    SheetNews,
)
from screens.desk.naming import named_by_desk
from screens.desk.open_sheet import OpenSheet
from screens.desk.others_at_desks import Together
from screens.desk.papers import Papers
from screens.desk.people import PeopleDialog
from screens.desk.promises import PromisesScreen
from screens.desk.ranges import Ranges
from screens.desk.reviewing import Reviewing
from screens.desk.seeking import Seeking
from screens.desk.sentences import EDGE, cell_words, odd_words, place_beside
from screens.desk.stars import StarsScreen
from screens.desk.tour import Tour
from screens.desk.unbound import UnboundNote
from screens.desk.unsaved_scores import HeldScores, Hold
from screens.desk.workplace import Workplace
from screens.widgets.bars import Bar, KeyBar, MessageBar
from screens.widgets.cells import width_of
from screens.widgets.controllers import attach
from screens.widgets.key_help import given_keys
from screens.widgets.thread_worker import ThreadWorker

POLL_SECONDS = 0.5
"""How often the desk looks whether somebody else has changed the database."""
UNBOUND_SECONDS = 5
"""How often it looks whether somebody whom nothing proved was bound meanwhile, or given a PIN."""


class DeskScreen(Screen[None]):
    """The operator's desk; it is dismissed when the operator leaves.

    `series` and `period` say which contest is on it first; without them it is the first series' earliest open
    period. Who acts is `settings.acting`, or is asked. Each task of an operator has a controller of its own.
    """

    CSS_PATH = "desk.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        *DeskOpening.BINDINGS,
        *Entering.BINDINGS,
        *Confirming.BINDINGS,
        *Decisions.BINDINGS,
        *Importing.BINDINGS,
        *Ranges.BINDINGS,
        *Reviewing.BINDINGS,
        *ContestFiles.BINDINGS,
        *Seeking.BINDINGS,
        *Filtering.BINDINGS,
        *Papers.BINDINGS,
        *Tour.BINDINGS,
        Binding("k", "close_period", show=False, id="desk.close"),
        Binding("j", "journal", show=False, id="desk.journal"),
        Binding("t", "stars", show=False, id="desk.stars"),
        Binding("p", "promises", show=False, id="desk.promises"),
        Binding("a", "people", show=False, id="desk.people"),
        Binding("y", "ceremonies", show=False, id="desk.ceremonies"),
        Binding("question_mark,f1", "help", show=False, id="desk.help"),
        Binding("q", "quit", show=False, id="desk.quit"),
    ]

    def __init__(self, store: Store, settings: Settings, *, series: str = "", period: str = "") -> None:
        super().__init__()
        self.lang = settings.lang
        self.grid = ScoreGrid(HeldScores(), self.lang, id="grid")
        self.line = MessageBar(id="message")
        thread = ThreadWorker(self, "desk.failed", named_by_desk(self), keys_wait=True)
        workplace = Workplace(store, settings, series, period)
        self.opened = OpenSheet(workplace, self.grid, self.line, thread, self._show_state)
        self.entering = Entering(self, self.opened)
        self.opening = DeskOpening(self, self.opened, self.entering, leave=self._leave, ready=self._ready)
        self.unbound = UnboundNote(self.opened)
        self.together = Together(self.opened)
        self.tour = Tour(self, self.opened, self.entering)
        keys, note = self.opening.unit_keys, self.entering.note
        self.importing = Importing(self, self.opened, keys, note, self.unbound.tell_saved)
        self.ranges = Ranges(self, self.opened, self.entering)
        attach(self, self.entering, self.opening, self.importing, self.ranges, self.tour)
        files = ContestFiles(self, self.opened, self.opening.open_anew)
        self.reviewing = Reviewing(self, self.opened)
        attach(self, Confirming(self, self.opened), Decisions(self, self.opened), files, self.reviewing)
        attach(self, Seeking(self.opened), Filtering(self, self.opened), Papers(self, self.opened))

    def compose(self) -> ComposeResult:
        yield ContestBar()
        yield Bar(id="state")
        yield self.tour.bar
        yield self.grid
        yield self.line
        yield KeyBar(id="keys")

    def on_mount(self) -> None:
        self.grid.focus()
        self.query_one("#contest", Bar).show([(" " + self.opened.say("opening"), "quiet")])
        self._show_keys()
        self.set_interval(POLL_SECONDS, self._look_around)
        self.set_interval(UNBOUND_SECONDS, self.unbound.look)
        self.opening.open()

    def on_unmount(self) -> None:
        self.opened.close()
        self.opening.ended()
        self.together.end()

    def on_screen_resume(self) -> None:
        self.call_after_refresh(self.entering.conflicts.offer)

    def _ready(self) -> None:
        """A worksheet has been opened."""
        self.together.tell()
        self._show_cell()
        self._show_keys()
        self.unbound.learn()

    def _look_around(self) -> None:
        self.opened.look_for_changes()
        self.together.look()
        self.entering.try_again()
        self.tour.look()
        if self.opened.sheet is not None and self.opened.sheet.freeze is not None:
            self._show_state()

    @property
    def typist(self) -> Typist | None:
        """Who types here; nobody while that is asked."""
        return self.opened.typist

    def with_names(self, error: ContestError) -> ContestError:
        """An error with names in place of ids; as it is where nothing can be read."""
        workplace = self.opened.workplace
        return named_errors(workplace.store, workplace.settings, error)

    # What it shows

    def _show_state(self) -> None:
        opened, sheet = self.opened, self.opened.sheet
        if sheet is None:
            return
        now = opened.workplace.settings.moment(sheet.zone)
        unbound = self.unbound.error is not None
        self.query_one(ContestBar).show_contest(sheet, opened.worker, self.lang, unbound=unbound)
        self.query_one("#state", Bar).show(
            *state_parts(sheet, opened.held, now, self.lang, self.together.here(), opened.filter)
        )
        self.grid.locked = self._why_locked()

    def _why_locked(self) -> ContestError | None:
        sheet, worker = self.opened.sheet, self.opened.worker
        if sheet is None:
            return None
        if worker is None:
            return Refused("desk.no_people")
        if (refusal := wrong_role(worker.name, worker.role, "enter")) is not None:
            return refusal
        if sheet.closed:
            return Refused("period.closed", series=sheet.series.id, period=sheet.period.id)
        if sheet.judged and not sheet.judge:
            return Refused("desk.no_judge")
        return None

    def _show_cell(self) -> None:
        """The message line says what the current cell has, while there is nothing more pressing."""
        opened, place = self.opened, self.grid.place
        if opened.sheet is None or place is None:
            return
        held = opened.held.shown(place)
        if held is not None and held.reason:
            self.line.tell(f"{opened.where(place)}: {held.reason}", "bad")
            return
        if self.grid.selection is not None:
            chosen = self.grid.selection
            told = opened.say("range.selected", rows=len(chosen.rows), columns=len(chosen.columns))
            self.line.show([(f" {told}", "strong")])
            return
        cell = opened.sheet.cell(place)
        room = self.app.size.width - width_of(opened.where(place)) - EDGE
        words = cell_words(cell, opened.sheet.zone, self.lang, room)
        expected = self.grid.expectations
        oddity = expected.oddity(place, cell.text) if expected is not None else None
        if oddity is not None:
            words = f"{words}  {odd_words(oddity, opened.sheet.decimals, self.lang)}"
        if with_us := self.together.at(place):
            words = f"{opened.say('together.at', who=with_us)}  {words}"
        tone = "quiet" if cell.back is None else "warn"
        where = place_beside(place, opened.sheet, self.lang, words, self.app.size.width)
        self.line.show([(f" {where}", "strong"), (f"  {words}", tone)])

    def _show_keys(self) -> None:
        opened = self.opened
        keys = EDIT_KEYS if self.grid.edit is not None else keys_for(opened.worker, opened.sheet)
        self.query_one("#keys", KeyBar).show_keys([(key, opened.say(f"key.{name}")) for key, name in keys])

    # What the grid tells

    @on(CursorMoved)
    def _cursor_moved(self) -> None:
        self.together.tell()
        self._show_cell()

    @on(EditChanged)
    def _edit_changed(self) -> None:
        self.opened.kept.look_at_edit()
        self.together.tell()
        if self.grid.edit is None:
            self.entering.conflicts.offer()
        self._show_cell()
        self._show_keys()
        self.unbound.tell(typing=self.grid.edit is not None)
        self.opened.tell_if_not_kept()

    @on(SheetNews)
    def _sheet_news(self, message: SheetNews) -> None:
        self.line.tell(message.sentence, "warn")

    @on(ScoreTyped)
    def _score_typed(self, message: ScoreTyped) -> None:
        self.entering.typed(message)

    @on(ScoreTakenBack)
    def _score_taken_back(self, message: ScoreTakenBack) -> None:
        self.entering.taken_back(message.place)

    @on(RangeCleared)
    def _range_cleared(self, message: RangeCleared) -> None:
        self.ranges.clear(message.selection)

    @on(HeldScoreChosen)
    def _held_score_chosen(self, message: HeldScoreChosen) -> None:
        self.entering.held_chosen(message.place)

    @on(BlockPasted)
    def _block_pasted(self, message: BlockPasted) -> None:
        self.importing.pasted(message.text, message.place)

    @on(InputRefused)
    def _input_refused(self, message: InputRefused) -> None:
        self.opened.refuse(message.error)

    # Doors

    def action_close_period(self) -> None:
        """Look at what closing the period would do, and close it."""
        opened = self.opened
        if opened.settled and opened.sheet is not None:
            dialog = ClosingDialog(self.lang, opened.workplace, opened.sheet, opened.worker)
            self.app.push_screen(dialog, self._closing_left)

    def _closing_left(self, place: Place | None) -> None:
        """What stood below the grid was said before the period was closed, or opened again."""
        self.opened.look_for_changes()
        self.reviewing.go_to(place)
        self._show_cell()
        self._show_keys()

    def action_journal(self) -> None:
        """Read who did what, to the current cell first."""
        opened = self.opened
        if opened.sheet is not None:
            self.app.push_screen(JournalDialog(self.lang, opened.workplace, opened.sheet, self.grid.place))

    def action_stars(self) -> None:
        """Go to the stars of the period."""
        opened = self.opened
        if opened.sheet is not None:
            self.app.push_screen(StarsScreen(opened.workplace, opened.sheet, opened.worker))

    def action_promises(self) -> None:
        """Go to the promises, and to what has to be put right."""
        opened = self.opened
        if opened.sheet is not None:
            self.app.push_screen(PromisesScreen(opened.workplace, opened.sheet, opened.worker))

    def action_people(self) -> None:
        """See who may work here, add people and cut them off."""
        self.app.push_screen(
            PeopleDialog(self.lang, self.opened.workplace, self.opened.worker), lambda _: self.unbound.learn()
        )

    def action_ceremonies(self) -> None:
        """See the ceremonies: plan one, print its papers, verify what it announced."""
        if self.opened.sheet is not None:
            self.app.push_screen(CeremoniesDialog(self.lang, self.opened.workplace, self.opened.worker))

    def action_help(self) -> None:
        """Read what every key and sign means."""
        self.app.push_screen(HelpDialog(self.lang, all_keys(self.lang, given_keys(self)), all_signs(self.lang)))

    def action_quit(self) -> None:
        """Leave; typed scores that could not be saved are asked about first. Escape never leaves."""
        if not self.holds_back(self._leave):
            self._leave()

    def holds_back(self, end: Callable[[], object]) -> bool:
        """Ask before the desk is left where something typed is not saved; what is on its way is waited for."""
        held, edit = self.opened.held, self.grid.edit
        if held.count(Hold.SAVING):
            self.line.tell(self.opened.say("leaving.saving"), "warn")
            return True
        unsaved = set(held.by_place) | ({edit.place} if edit is not None else set())
        if not unsaved:
            return False

        def answered(answer: str | None) -> None:
            if answer == "leave":
                self.opened.kept.end(wanted=False)
                end()

        self.app.push_screen(choose_leaving(self.lang, len(unsaved)), answered)
        return True

    def _leave(self) -> None:
        self.opening.left()
        self.dismiss(None)
