"""A rehearsal from the console: it begins and ends by a key, and tells how long it took."""

from functools import partial
from typing import ClassVar

from textual.binding import Binding, BindingType

from scoreboard.ceremony.overview import Overview
from scoreboard.ceremony.rehearsal import RehearsalReport
from scoreboard.errors import Refused
from screens.director.display_grid import DisplayGrid
from screens.director.drawing import Say, word
from screens.director.questions import Questions
from screens.director.rehearsal_times import rehearsed
from screens.director.stage import ConsoleStage
from screens.director.stage_wishes import StageWish, end_rehearsal
from screens.widgets.thread_worker import ThreadWorker


class Rehearsing:
    """Nobody needs the baton for it. Where displays would show it, a slip of the finger does not begin one."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("r", "rehearse", show=False, id="director.rehearse")]

    def __init__(
        self,
        stage: ConsoleStage,
        displays: DisplayGrid,
        questions: Questions,
        thread: ThreadWorker,
        say: Say,
    ) -> None:
        self._stage, self._displays, self._questions = stage, displays, questions
        self._thread, self._say = thread, say

    def action_rehearse(self) -> None:
        """Begin a rehearsal, or end the one that is running and see how long it took."""
        stage, ceremony = self._stage, self._stage.ceremony
        if stage.view is None or ceremony is None or stage.busy or stage.asking is not None:
            return
        if not stage.view.rehearsal:
            if stage.view.is_on_stage:
                self._say(Refused("rehearsal.begun", ceremony=ceremony).sentence(stage.lang), "warning")
                return
            begin = StageWish("next", rehearsal=True)
            if self._displays.reports:
                stage.ask(word("ask.rehearse", stage.lang, count=len(self._displays.reports)), begin)
            else:
                stage.carry_out(begin)
            return
        stage.busy = True
        refused = partial(stage.refused, StageWish("end"))
        self._thread.do(lambda: end_rehearsal(stage.store, stage.settings, ceremony), self._ended, refused)

    def _ended(self, how: tuple[Overview, RehearsalReport]) -> None:
        """Stand where the ceremony stands again, and tell how long the rehearsal took."""
        view, report = how
        self._stage.busy = False
        self._stage.show(view)
        self._say(word("done.rehearsed", self._stage.lang))
        self._questions.report(*rehearsed(view, report, self._stage.lang))
