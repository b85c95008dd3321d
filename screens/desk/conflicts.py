"""Cells that somebody else has changed since the operator saw them: each is asked about, one after the other (S12)."""

from collections.abc import Callable
from typing import Any

from textual.screen import Screen

from scoreboard.desk.sheet_cells import Place, SheetCell
from screens.desk.conflict_dialog import MINE, THEIRS, ConflictDialog
from screens.desk.open_sheet import OpenSheet
from screens.desk.sentences import local_time
from screens.desk.unsaved_scores import Held, Hold


class Conflicts:
    """Asks as soon as nothing is being typed; what is to be decided later waits. `submit` sends a score again."""

    def __init__(self, screen: Screen[Any], opened: OpenSheet, submit: Callable[[Place, Held], None]) -> None:
        self._screen, self._opened, self._submit = screen, opened, submit
        self.later: set[Place] = set()
        """Cells that the operator does not want to be asked about now."""

    def reason(self, held: Held, theirs: SheetCell) -> str:
        """Why a typed score was not saved."""
        words = "conflict.reason" if held.version else "conflict.reason_empty"
        return self._opened.say(words, **self._rival_words(theirs), seen=held.version)

    def keep(self, place: Place, reason: str, theirs: SheetCell) -> None:
        """Keep what was typed beside what somebody else has put into the cell, and ask."""
        opened = self._opened
        opened.held.keep(place, Hold.CONFLICT, reason, theirs)
        opened.line.tell(f"{opened.where(place)}: {reason}", "bad")
        self.offer()

    def offer(self) -> None:
        """Ask about the next such cell, unless something is being typed or a dialog is open."""
        opened = self._opened
        if not self._screen.is_current or opened.sheet is None or opened.grid.edit is not None:
            return
        for place in opened.held.places(Hold.CONFLICT):
            if place not in self.later:
                self.ask_about(place, opened.held.by_place[place])
                return

    def ask_about(self, place: Place, held: Held) -> None:
        """Ask whose score it is to be."""
        opened, theirs = self._opened, held.theirs
        if opened.sheet is None or theirs is None:
            return

        def answered(answer: str | None) -> None:
            if answer == THEIRS:
                self._take_theirs(place, theirs)
            elif answer == MINE:
                opened.held.drop(place)
                self._submit(place, Held(held.text, theirs.version, theirs.text))
            else:
                self.later.add(place)
                opened.line.tell(opened.say("conflict.later", place=opened.where(place)), "warn")

        dialog = ConflictDialog(opened.lang, opened.where(place), held, theirs, opened.sheet.zone)
        self._screen.app.push_screen(dialog, answered)

    def _take_theirs(self, place: Place, theirs: SheetCell) -> None:
        opened = self._opened
        opened.held.drop(place)
        if opened.sheet is not None and opened.sheet.cell(place).version < theirs.version:
            opened.put(place, theirs)
        opened.redraw(place)
        words = self._rival_words(theirs)
        opened.line.tell(opened.say("conflict.taken", place=opened.where(place), **words))

    def _rival_words(self, theirs: SheetCell) -> dict[str, object]:
        opened = self._opened
        zone = opened.sheet.zone if opened.sheet is not None else "UTC"
        at = local_time(theirs.entered_at, zone) if theirs.entered_at else "-"
        score = theirs.text or opened.say("cell.none")
        return {"version": theirs.version, "score": score, "who": theirs.entered_by or "-", "at": at}
