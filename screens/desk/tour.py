"""A first walk through the desk, on a contest that is only a sample: one thing to try after the other."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar

from textual.binding import Binding, BindingType
from textual.screen import Screen

from scoreboard.desk.permissions import PERMITTED
from screens.desk.choice import ChoiceDialog
from screens.desk.entering import Entering
from screens.desk.help import HelpDialog
from screens.desk.journal import JournalDialog
from screens.desk.open_sheet import OpenSheet
from screens.desk.review import ReviewScreen
from screens.desk.workplace import Worker
from screens.widgets.bars import Bar


@dataclass(frozen=True)
class Stop:
    """One thing to try; `tried` says whether it was."""

    name: str
    tried: Callable[[], bool]


ENTERS = ("type", "undo", "redo", "find", "help")
REVIEWS = ("find", "review", "help")
READS = ("find", "journal", "help")
"""What there is to try, in turn, for whoever enters scores, may only confirm them, or may do neither."""


class Tour:
    """Says in a line of its own what to try next, and goes on once it was tried. `h` hides it, or begins anew."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("h", "tour", show=False, id="desk.tour")]

    def __init__(self, screen: Screen[Any], opened: OpenSheet, entering: Entering) -> None:
        self.bar = Bar(id="tour")
        self._screen, self._opened = screen, opened
        self._sample = opened.workplace.settings.is_sample
        self._wanted = self._sample
        self._at = 0
        self._worker: Worker | None = None
        stops = (
            Stop("type", lambda: bool(entering.changes.made)),
            Stop("undo", lambda: bool(entering.changes.taken_back)),
            Stop("redo", lambda: bool(entering.changes.made) and not entering.changes.taken_back),
            Stop("find", lambda: self._lies_on_top(ChoiceDialog)),
            Stop("review", lambda: self._lies_on_top(ReviewScreen)),
            Stop("journal", lambda: self._lies_on_top(JournalDialog)),
            Stop("help", lambda: self._lies_on_top(HelpDialog)),
        )
        self._every = {stop.name: stop for stop in stops}

    def look(self) -> None:
        """Go on where what the line says has been tried."""
        if self._sample and self._opened.sheet is not None:
            if self._worker != self._opened.worker:
                self._worker, self._at = self._opened.worker, 0
            if self._at < len(self._stops) and self._stops[self._at].tried():
                self._at += 1
            self._show()

    def action_tour(self) -> None:
        """Put the tour away, or begin it anew."""
        if self._sample:
            self._wanted = not self._wanted
            self._at = 0
            self._show()

    @property
    def _stops(self) -> list[Stop]:
        """Those that the role of whoever is at the desk allows."""
        role = "" if self._worker is None else self._worker.role
        names = ENTERS if role in PERMITTED["enter"] else REVIEWS if role in PERMITTED["confirm"] else READS
        return [self._every[name] for name in names]

    def _show(self) -> None:
        self.bar.display = self._wanted
        count = len(self._stops)
        name = self._stops[self._at].name if self._at < count else "end"
        heading = self._say("done") if name == "end" else self._say("title", number=self._at + 1, all=count)
        todo = [(f" {heading}  ", "quiet"), (self._say(name), "good")]
        self.bar.show(todo, [(f"{self._say('away')} ", "quiet")])

    def _say(self, key: str, **gaps: object) -> str:
        return self._opened.say(f"tour.{key}", **gaps)

    def _lies_on_top(self, kind: type[Screen[Any]]) -> bool:
        return isinstance(self._screen.app.screen, kind)
