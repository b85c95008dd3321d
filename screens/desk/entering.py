"""Typing scores into the grid: each is saved at once in a worker, and nothing that was typed is ever lost."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from time import monotonic
from typing import Any, ClassVar
from uuid import uuid4

from textual.binding import Binding, BindingType
from textual.screen import Screen

from scoreboard.desk.kept_scores import KeptSheet, Typist
from scoreboard.desk.sheet_cells import HIDDEN, CellState, Place, SheetCell
from scoreboard.desk.worksheet import Worksheet
from scoreboard.errors import ContestError, Refused, Unreachable
from screens.desk.cell_text import refuse_confirmed
from screens.desk.conflicts import Conflicts
from screens.desk.kept_changes import KeptChanges
from screens.desk.messages import CursorMoved, ScoreTyped
from screens.desk.open_sheet import OpenSheet
from screens.desk.sentences import sentence_of
from screens.desk.undoing import UndoingTogether
from screens.desk.unsaved_scores import Changes, Held, Hold, ScoreChange, Together

STALE = ("score.stale", "score.stale_new", "score.stale_empty")
AGAIN_SECONDS = 5.0
"""After so long what could not be saved as the database was out of reach is tried again."""


class Entering:
    """Saves what is typed, keeps what could not be saved, and takes back."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("z,ctrl+z", "undo", show=False, id="desk.undo"),
        Binding("ctrl+y", "redo", show=False, id="desk.redo"),
        Binding("r", "retry", show=False, id="desk.retry"),
    ]

    def __init__(self, screen: Screen[Any], opened: OpenSheet) -> None:
        self._opened = opened
        self.changes = Changes()
        self._kept_changes: KeptChanges | None = None
        self._tried_at = 0.0
        self.conflicts = Conflicts(screen, opened, self._submit)
        self._together = UndoingTogether(screen, opened, self._undone)

    @property
    def _judge(self) -> str:
        return self._opened.workplace.judge

    def forget(self) -> None:
        """Nothing held and nothing to undo: another contest, or another person, is at the desk."""
        self.changes, self._kept_changes = Changes(), None
        self.conflicts.later.clear()
        self._opened.clear()

    def begin(self, typist: Typist, sheet: Worksheet) -> None:
        """A sheet has been opened: what this person has changed on it can be undone, whenever that was."""
        self._kept_changes = KeptChanges(typist, KeptSheet(sheet.series.id, sheet.period.id, sheet.judge))
        self.changes = self._kept_changes.read(sheet)

    def note(self, changes: Iterable[ScoreChange]) -> None:
        """These were made at once, and can be undone so."""
        self.changes.note(*changes)
        self._keep_changes()

    def _keep_changes(self) -> None:
        if self._kept_changes is not None:
            self._kept_changes.keep(self.changes)

    # What was typed

    def typed(self, message: ScoreTyped) -> None:
        """A score was typed: save it."""
        self._submit(message.place, Held(message.text, message.version, message.before))

    def put(self, changes: Iterable[tuple[Place, str]]) -> None:
        """Save texts in cells as these stand in the picture; an empty one takes the score back. They are one change."""
        together = str(uuid4())
        if self._opened.sheet is None:
            return
        for place, text in changes:
            cell = self._opened.seen(place)
            self._submit(place, Held(text, cell.version, cell.text, together=together))

    def taken_back(self, place: Place) -> None:
        """Delete drops a text that could not be saved; otherwise it takes the saved score back."""
        opened, grid = self._opened, self._opened.grid
        if opened.held.drop(place):
            self.conflicts.later.discard(place)
            opened.redraw(place)
            opened.line.tell(opened.say("saving.dropped", place=opened.where(place)))
            return
        if opened.sheet is None or grid.locked is not None:
            opened.refuse(grid.locked or Refused("role.nobody"))
            return
        cell = opened.sheet.cell(place)
        if cell.state is CellState.CONFIRMED:
            opened.refuse(refuse_confirmed(place, cell))
        elif cell.text and opened.held.shown(place) is None:
            seen = opened.seen(place)
            self._submit(place, Held("", seen.version, seen.text))

    def held_chosen(self, place: Place) -> None:
        """Enter on a text that could not be saved: ask about it, or send it again."""
        held = self._opened.held.by_place.get(place)
        if held is not None and held.hold is Hold.CONFLICT:
            self.conflicts.ask_about(place, held)
        elif held is not None:
            self._submit(place, held)

    def action_retry(self) -> None:
        """Send everything again that could not be saved."""
        held = self._opened.held
        for place in held.places(Hold.UNSAVED):
            self._submit(place, held.by_place[place])

    def try_again(self) -> None:
        """Send again, from time to time, what was only hindered by a database out of reach."""
        held = self._opened.held
        places = [place for place in held.places(Hold.UNSAVED) if held.by_place[place].passing]
        if places and monotonic() - self._tried_at >= AGAIN_SECONDS:
            self._tried_at = monotonic()
            for place in places:
                self._submit(place, held.by_place[place])

    def action_undo(self) -> None:
        """Write back what the cell of the last change said before."""
        opened, changes = self._opened, self.changes.last()
        if opened.held.count(Hold.SAVING):
            opened.line.tell(opened.say("undo.saving"), "warn")
        elif not changes or opened.sheet is None:
            opened.line.tell(opened.say("undo.nothing"))
        elif (unsaved := next((one.place for one in changes if one.place in opened.held.by_place), None)) is not None:
            opened.line.tell(opened.say("undo.unsaved", place=opened.where(unsaved)), "warn")
        elif len(changes) > 1:
            self._together.ask(changes)
        else:
            (change,) = changes
            self._opened.go_to(change.place)
            self._submit(change.place, Held(change.before, change.version, change.after, undoing=True))

    def _undone(self, together: Together, versions: Mapping[tuple[Place, str], int], again: bool) -> None:
        """All of these were taken back at once, or done again."""
        if again:
            self.changes.done_again(together, versions)
        else:
            self.changes.undone(together, versions)
        self._keep_changes()

    def action_redo(self) -> None:
        """Do again what was undone last."""
        opened, taken_back = self._opened, self.changes.taken_back
        if opened.held.count(Hold.SAVING):
            opened.line.tell(opened.say("undo.saving"), "warn")
        elif not taken_back:
            opened.line.tell(opened.say("undo.nothing_again"))
        elif (unsaved := next((one.place for one in taken_back[-1] if opened.held.shown(one.place)), None)) is not None:
            opened.line.tell(opened.say("undo.unsaved", place=opened.where(unsaved)), "warn")
        elif len(taken_back[-1]) > 1:
            self._together.ask(taken_back[-1], again=True)
        else:
            (change,) = taken_back[-1]
            self._opened.go_to(change.place)
            self._submit(change.place, Held(change.before, change.version, change.after, redoing=True))

    # Saving

    def _submit(self, place: Place, typed: Held) -> None:
        self.conflicts.later.discard(place)
        sending = self._opened.held.submit(place, typed)
        self._opened.redraw(place)
        if sending is not None:
            self._send(place, sending)

    def _send(self, place: Place, held: Held) -> None:
        workplace = self._opened.workplace

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

        self._opened.thread.do(enter, entered, lambda error: self._not_saved(place, held, error), aside=True)

    def _saved(self, place: Place, held: Held, version: int) -> None:
        opened = self._opened
        if opened.sheet is None:
            return
        following = opened.held.acknowledge(place, version)
        change = ScoreChange(place, held.before, held.text, version, self._judge)
        if held.undoing:
            self.changes.undone(self.changes.last(), {(place, self._judge): version})
            self._tell_change("undo.done", change)
        elif held.redoing:
            self.changes.done_again(self.changes.taken_back[-1], {(place, self._judge): version})
            self._tell_change("undo.done_again", change)
        elif held.before != HIDDEN:  # what stood there was not for whoever acts to see, nor to write back
            self.changes.note(change, together=held.together)
        if held.again:
            opened.line.tell(opened.say("saving.after_all", place=opened.where(place)), "good")
        self._keep_changes()
        opened.put(place, self._saved_cell(opened.sheet, place, held, version))
        opened.redraw(place)
        if opened.grid.place == place and not (held.undoing or held.redoing or held.again):
            # in the last row it stays: what is said of the cell is no longer so
            opened.grid.post_message(CursorMoved())
        if following is not None:
            self._send(place, following)
        opened.look_for_changes()

    def _tell_change(self, key: str, change: ScoreChange) -> None:
        """Say what an undone or redone cell said, and what it says now."""
        none = self._opened.say("cell.none")
        gaps = {"place": self._opened.where(change.place), "old": change.before or none, "new": change.after or none}
        self._opened.line.tell(self._opened.say(key, **gaps), "good")

    def _saved_cell(self, sheet: Worksheet, place: Place, held: Held, version: int) -> SheetCell:
        """The cell as it was saved, until the database is read again."""
        text = sheet.saying(held.text)
        state, who = CellState.DRAFT if text else CellState.MISSING, self._opened.acting_name
        saved, others = SheetCell(text, state, version, who, datetime.now(UTC)), sheet.cell(place)
        return replace(saved, other_drafts=others.other_drafts, other_confirmed=others.other_confirmed)

    def _not_saved(self, place: Place, held: Held, error: ContestError) -> None:
        opened = self._opened
        reason = sentence_of(error, opened.lang, opened.sheet)
        if held.undoing:
            self._not_undone(place, reason)
        else:
            passing = isinstance(error, Unreachable) and error.key != "desk.failed"
            if passing and not held.passing:
                self._tried_at = monotonic()
            opened.held.keep(place, Hold.UNSAVED, reason, passing=passing)
            words = "saving.trying" if passing else "saving.failed"
            opened.line.tell(opened.say(words, place=opened.where(place), reason=reason), "bad")
        self._after_refusal(place)

    def _not_current(self, place: Place, held: Held, theirs: SheetCell) -> None:
        """Somebody else has changed the cell since the operator saw it (S12)."""
        reason = self.conflicts.reason(held, theirs)
        if held.undoing:
            self.changes.made.pop()
            self._not_undone(place, reason)
        else:
            self.conflicts.keep(place, reason, theirs)
        self._after_refusal(place)

    def _not_undone(self, place: Place, reason: str) -> None:
        """The cell stays as the database has it."""
        opened = self._opened
        opened.held.give_up(place)
        opened.line.tell(opened.say("undo.refused", place=opened.where(place), reason=reason), "bad")

    def _after_refusal(self, place: Place) -> None:
        self._opened.redraw(place)
        self._opened.look_for_changes()
