"""Taking back what was changed at once, as a sheet or a pasted block does, or doing it again: all of it, or nothing."""

from collections.abc import Callable, Mapping
from typing import Any

from textual.screen import Screen

from scoreboard.desk.sheet_cells import Place
from scoreboard.errors import ContestError
from screens.desk.choosing import choose_sure
from screens.desk.open_sheet import OpenSheet
from screens.desk.sentences import sentence_of
from screens.desk.unsaved_scores import Together


class UndoingTogether:
    """Asks, as many cells are meant by one key.

    `undone` is called with what was, the versions that it led to, and whether it was done again.
    """

    def __init__(
        self,
        screen: Screen[Any],
        opened: OpenSheet,
        undone: Callable[[Together, Mapping[tuple[Place, str], int], bool], None],
    ) -> None:
        self._screen, self._opened, self._undone = screen, opened, undone
        self._under_way = False

    def ask(self, together: Together, *, again: bool = False) -> None:
        """Take them back, or what was taken back, once that is agreed to."""
        opened = self._opened
        if self._under_way:
            opened.line.tell(opened.say("undo.saving"), "warn")
            return

        def answered(answer: str | None) -> None:
            if answer == "sure":
                self._take_back(together, again)

        question = opened.say("undo.ask_together_again" if again else "undo.ask_together", count=len(together))
        self._screen.app.push_screen(choose_sure(opened.lang, question), answered)

    def _take_back(self, together: Together, again: bool) -> None:
        opened = self._opened
        self._under_way = True

        def done(versions: Mapping[tuple[Place, str], int]) -> None:
            self._under_way = False
            self._undone(together, versions, again)
            words = "undo.together_again" if again else "undo.together"
            opened.line.tell(opened.say(words, count=len(together)), "good")
            opened.look_for_changes()

        def refused(error: ContestError) -> None:
            self._under_way = False
            reason = sentence_of(error, opened.lang, opened.sheet)
            opened.line.tell(opened.say("undo.together_refused", reason=reason), "bad")
            opened.look_for_changes()

        workplace = opened.workplace
        opened.thread.do(lambda: workplace.put_back(together), done, refused)
