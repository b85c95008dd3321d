"""Typing scores into the grid: each is saved at once in a worker, and nothing that was typed is ever lost."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

from textual import on
from textual.screen import Screen

from scoreboard.desk.entering import NOT_APPLICABLE, parse_score
from scoreboard.desk.sheet_cells import CellState, Place, SheetCell
from scoreboard.desk.watching import Watch
from scoreboard.desk.worksheet import Worksheet
from scoreboard.errors import ContestError, Refused
from scoreboard.locale import say
from scoreboard.rules.ranking import exact
from screens.desk.conflict import MINE, THEIRS, ConflictDialog
from screens.desk.grid import ScoreGrid
from screens.desk.held import Change, Changes, Held, HeldScores, Hold
from screens.desk.messages import EditChanged, HeldScoreChosen, InputRefused, ScoreTakenBack, ScoreTyped
from screens.desk.sentences import local_time, place_words, sentence_of
from screens.desk.workplace import Workplace
from screens.widgets.thread_worker import ThreadWorker

STALE = ("score.stale", "score.stale_empty")


class EnteringScreen(Screen[None]):
    """A screen with a `ScoreGrid` and a worksheet that it keeps level with the database."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self.thread = ThreadWorker(self, "desk.failed")
        self.workplace = workplace
        self.lang = workplace.settings.lang
        self.sheet: Worksheet | None = None
        self.held = HeldScores()
        self.changes = Changes()
        self._later: set[Place] = set()
        self._watch: Watch | None = None
        self._acknowledged: dict[Place, SheetCell] = {}
        """Cells that were saved after the read that is under way began."""
        self._outdated = self._reading = False

    # What the desk provides

    @property
    def grid(self) -> ScoreGrid:
        return self.query_one(ScoreGrid)

    @property
    def acting_name(self) -> str:
        """Who acts, as the journal will name them."""
        return self.workplace.settings.acting or "-"

    def say(self, key: str, **gaps: object) -> str:
        """A message of the desk in the chosen language."""
        return say(f"desk.{key}", self.lang, **gaps)

    def tell(self, sentence: str, tone: str = "") -> None:
        """Show a sentence on the line above the keys; `tone` is "good", "warn" or "bad"."""
        raise NotImplementedError

    @property
    def refused_last(self) -> bool:
        """Whether the line above the keys says why something was refused."""
        raise NotImplementedError

    def show_state(self) -> None:
        """Show what the worksheet's heading says again."""
        raise NotImplementedError

    def refuse(self, error: ContestError) -> None:
        """Say why something was refused."""
        self.tell(sentence_of(error, self.lang, self.sheet), "bad")

    def _where(self, place: Place) -> str:
        return place_words(place, self.sheet, self.lang) if self.sheet is not None else " · ".join(place)

    # Keeping level with the database

    def look_for_changes(self) -> None:
        """Read the worksheet again if anything has been committed since it was read."""
        if self._watch is None:
            return
        self._outdated = self._watch.moved() or self._outdated
        if self._outdated and not self._reading and self.sheet is not None:
            self.read_sheet()

    def read_sheet(self, then: Callable[[], None] | None = None) -> None:
        """Read the open contest's worksheet; never two at once, so that pictures come in order."""
        if self._watch is None:  # before the first read, or a change between the two would be missed
            self._watch = Watch(self.workplace.settings.paths.main)
        self._acknowledged.clear()
        self._outdated, self._reading = False, True
        workplace, known = self.workplace, self.sheet

        def read(sheet: Worksheet) -> None:
            self._reading = False
            if workplace == self.workplace:
                self._take_sheet(sheet)
                if then is not None:
                    then()
            else:
                self._outdated = True

        def refused(error: ContestError) -> None:
            self._reading = False
            self.refuse(error)

        self.thread.do(lambda: workplace.sheet(known), read, refused)

    def _take_sheet(self, sheet: Worksheet) -> None:
        before = self.sheet
        later = {p: cell for p, cell in self._acknowledged.items() if cell.version > sheet.cell(p).version}
        self.sheet = sheet.with_cells(later) if later else sheet
        self.grid.show(self.sheet)
        self.show_state()
        if before is not None:
            self._tell_of_others(before, self.sheet)

    def _tell_of_others(self, before: Worksheet, sheet: Worksheet) -> None:
        """Say what somebody else has just changed; a change of the very cell that is being typed comes first."""
        if not before.same_contest(sheet):
            return
        changed = [
            place
            for place in sheet.cells.changed_since(before.cells)
            if sheet.cell(place).version > before.cell(place).version
            and sheet.cell(place).entered_by != self.acting_name
        ]
        edit = self.grid.edit
        in_the_way = edit is not None and edit.place in changed
        if not changed or (self.refused_last and not in_the_way):
            return
        place = edit.place if edit is not None and in_the_way else changed[-1]
        cell = sheet.cell(place)
        sentence = self.say(
            "others.changed",
            who=cell.entered_by or "-",
            place=self._where(place),
            old=before.cell(place).text or self.say("cell.none"),
            new=cell.text or self.say("cell.none"),
            more=self.say("others.more", count=len(changed) - 1) if len(changed) > 1 else "",
        )
        self.tell(sentence, "warn")

    # Saving

    @on(ScoreTyped)
    def _score_typed(self, message: ScoreTyped) -> None:
        self._submit(message.place, Held(message.text, message.version, message.before))

    @on(InputRefused)
    def _input_refused(self, message: InputRefused) -> None:
        self.refuse(message.error)

    @on(ScoreTakenBack)
    def _score_taken_back(self, message: ScoreTakenBack) -> None:
        """Delete drops a text that could not be saved; otherwise it takes the saved score back."""
        place = message.place
        if self.held.drop(place):
            self._later.discard(place)
            self.grid.redraw_cell(place)
            self.show_state()
            self.tell(self.say("saving.dropped", place=self._where(place)))
            return
        if self.sheet is None or self.grid.locked is not None:
            self.refuse(self.grid.locked or Refused("role.nobody"))
            return
        cell = self.sheet.cell(place)
        if cell.state is CellState.CONFIRMED:
            self.refuse(self.grid.refuse_confirmed(place, cell))
        elif cell.text and self.held.shown(place) is None:
            self._submit(place, Held("", cell.version, cell.text))

    @on(HeldScoreChosen)
    def _held_score_chosen(self, message: HeldScoreChosen) -> None:
        held = self.held.by_place.get(message.place)
        if held is not None and held.hold is Hold.CONFLICT:
            self._ask_about(message.place, held)
        elif held is not None:
            self._submit(message.place, held)

    def action_retry(self) -> None:
        """Send everything again that could not be saved."""
        for place in self.held.places(Hold.UNSAVED):
            self._submit(place, self.held.by_place[place])

    def action_undo(self) -> None:
        """Write back what the cell of the last change said before."""
        change = self.changes.last()
        if self.held.count(Hold.SAVING):
            self.tell(self.say("undo.saving"), "warn")
        elif change is None or self.sheet is None:
            self.tell(self.say("undo.nothing"))
        elif change.place in self.held.by_place:
            self.tell(self.say("undo.unsaved", place=self._where(change.place)), "warn")
        else:
            unit, area = change.place
            self.grid.go_to(self.sheet.row_of.get(unit, self.grid.row), self.sheet.column_of.get(area, 0))
            self._submit(change.place, Held(change.before, change.version, change.after, undoing=True))

    def _submit(self, place: Place, typed: Held) -> None:
        self._later.discard(place)
        sending = self.held.submit(place, typed)
        self.grid.redraw_cell(place)
        self.show_state()
        if sending is not None:
            self._send(place, sending)

    def _send(self, place: Place, held: Held) -> None:
        workplace = self.workplace

        def enter() -> int | SheetCell:
            """The new version, or what somebody else has put into the cell."""
            try:
                return workplace.enter(place, held)
            except Refused as error:
                if error.key not in STALE:
                    raise
                return workplace.sheet().cell(place)

        def entered(answer: int | SheetCell) -> None:
            if isinstance(answer, SheetCell):
                self._not_current(place, held, answer)
            else:
                self._saved(place, held, answer)

        self.thread.do(enter, entered, lambda error: self._not_saved(place, held, error))

    def _saved(self, place: Place, held: Held, version: int) -> None:
        if self.sheet is None:
            return
        following = self.held.acknowledge(place, version)
        self._acknowledged[place] = self._saved_cell(self.sheet, place, held, version)
        self.sheet = self.sheet.with_cell(place, self._acknowledged[place])
        if held.undoing:
            self.changes.undone(place, version)
            gaps = {"place": self._where(place), "old": held.before, "new": held.text}
            self.tell(self.say("undo.done", **{k: v or self.say("cell.none") for k, v in gaps.items()}), "good")
        else:
            self.changes.note(Change(place, held.before, held.text, version))
        self.grid.show(self.sheet)
        self.grid.redraw_cell(place)
        self.show_state()
        if following is not None:
            self._send(place, following)
        self.look_for_changes()

    def _saved_cell(self, sheet: Worksheet, place: Place, held: Held, version: int) -> SheetCell:
        """The cell as it was saved, until the database is read again."""
        text = held.text
        if text and text != NOT_APPLICABLE:
            value = parse_score(text, sheet.maximum)
            text = NOT_APPLICABLE if value is None else exact(value, sheet.decimals)
        saved = SheetCell(
            text, CellState.DRAFT if text else CellState.MISSING, version, self.acting_name, datetime.now(UTC)
        )
        others = sheet.cell(place)
        return replace(saved, other_drafts=others.other_drafts, other_confirmed=others.other_confirmed)

    def _not_saved(self, place: Place, held: Held, error: ContestError) -> None:
        reason = sentence_of(error, self.lang, self.sheet)
        if held.undoing:
            self._not_undone(place, reason)
        else:
            self.held.keep(place, Hold.UNSAVED, reason)
            self.tell(self.say("saving.failed", place=self._where(place), reason=reason), "bad")
        self._after_refusal(place)

    def _not_current(self, place: Place, held: Held, theirs: SheetCell) -> None:
        """Somebody else has changed the cell since the operator saw it (S12)."""
        reason = self.say("conflict.reason", **self._rival_words(theirs), seen=held.version)
        if held.undoing:
            self.changes.made.pop()
            self._not_undone(place, reason)
        else:
            self.held.keep(place, Hold.CONFLICT, reason, theirs)
            self.tell(f"{self._where(place)}: {reason}", "bad")
            self.offer_conflict()
        self._after_refusal(place)

    def _not_undone(self, place: Place, reason: str) -> None:
        """The cell stays as the database has it."""
        self.held.give_up(place)
        self.tell(self.say("undo.refused", place=self._where(place), reason=reason), "bad")

    def _after_refusal(self, place: Place) -> None:
        self.grid.redraw_cell(place)
        self.show_state()
        self.look_for_changes()

    def _rival_words(self, theirs: SheetCell) -> dict[str, object]:
        zone = self.sheet.zone if self.sheet is not None else "UTC"
        at = local_time(theirs.entered_at, zone) if theirs.entered_at else "-"
        score = theirs.text or self.say("cell.none")
        return {"version": theirs.version, "score": score, "who": theirs.entered_by or "-", "at": at}

    # Conflicts

    @on(EditChanged)
    def _edit_changed(self) -> None:
        if self.grid.edit is None:
            self.offer_conflict()

    def on_screen_resume(self) -> None:
        self.call_after_refresh(self.offer_conflict)

    def offer_conflict(self) -> None:
        """Ask about the next cell that somebody else has changed, unless something is being typed."""
        if not self.is_current or self.sheet is None or self.grid.edit is not None:
            return
        for place in self.held.places(Hold.CONFLICT):
            if place not in self._later:
                self._ask_about(place, self.held.by_place[place])
                return

    def _ask_about(self, place: Place, held: Held) -> None:
        if self.sheet is None or held.theirs is None:
            return
        theirs = held.theirs

        def answered(answer: str | None) -> None:
            if answer == THEIRS:
                self._take_theirs(place, theirs)
            elif answer == MINE:
                mine = Held(held.text, theirs.version, theirs.text)
                self.held.drop(place)
                self._submit(place, mine)
            else:
                self._later.add(place)
                self.tell(self.say("conflict.later", place=self._where(place)), "warn")

        self.app.push_screen(ConflictDialog(self.lang, self._where(place), held, theirs, self.sheet.zone), answered)

    def _take_theirs(self, place: Place, theirs: SheetCell) -> None:
        self.held.drop(place)
        if self.sheet is not None and self.sheet.cell(place).version < theirs.version:
            self.sheet = self.sheet.with_cell(place, theirs)
            self.grid.show(self.sheet)
        self.grid.redraw_cell(place)
        self.show_state()
        self.tell(self.say("conflict.taken", place=self._where(place), **self._rival_words(theirs)))
