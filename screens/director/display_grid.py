"""The displays of the hall as they report back, and a next step that waits for all of them."""

from collections.abc import Callable
from typing import ClassVar

from textual.binding import Binding, BindingType

from scoreboard.own_folder import hindrance
from scoreboard.publications.reports import Report, has_died, read_reports
from screens.director import displays
from screens.director.drawing import Say, word
from screens.director.stage import ConsoleStage
from screens.themes import Look
from screens.widgets.canvas import Canvas


class DisplayGrid:
    """What the displays have reported last. `changed` is called when it is to be drawn anew.

    A display that is not heard any more stays listed as lost until it is heard again or the director has said that
    this is known.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("w", "wait", show=False, id="director.wait"),
        Binding("a", "acknowledge", show=False, id="director.acknowledge"),
    ]

    def __init__(self, stage: ConsoleStage, look: Callable[[], Look], changed: Callable[[], None], say: Say) -> None:
        self._stage, self._look, self._changed, self._say = stage, look, changed, say
        self.waits = False
        """Whether the next step waits until every display shows this one."""
        self.reports: tuple[Report, ...] = ()
        self.lost: tuple[Report, ...] = ()
        """The last reports of displays of the hall that are not heard any more."""
        self.unheard = ""
        """Why displays on this machine cannot report nor be woken, where that is so."""

    def read(self) -> bool:
        """Read what the displays report; returns whether that has changed."""
        before = self.reports, self.lost, self.unheard
        known = (*self.lost, *(one for one in self.reports if not one.board))
        self.reports = tuple(
            one for one in read_reports(self._stage.settings.paths.public) if one.board or not has_died(one)
        )
        heard = {one.display for one in self.reports}
        self.lost = tuple(one for one in known if one.display not in heard)
        self.unheard = "" if self.reports else hindrance(self._stage.lang)
        for one in self.lost:
            if one not in before[1]:
                self._say(word("displays.gone", self._stage.lang, name=displays.name_of(one)), "warning")
        return before != (self.reports, self.lost, self.unheard)

    def action_acknowledge(self) -> None:
        """List displays that were lost no longer."""
        if self.lost:
            self.lost = ()
            self._say("")
            self._changed()

    def action_wait(self) -> None:
        """Let the next step wait for all displays, or no longer."""
        self.waits = not self.waits
        self._changed()

    def holds_back(self) -> bool:
        """Whether the next step has to wait."""
        view = self._stage.view
        if not self.waits or view is None:
            return False
        return bool(self.lost) or not displays.arrived(view, self.reports, self._look())

    def rows(self, width: int) -> int:
        """The rows that it needs below its heading; -1 where it has nothing to say at all."""
        if not self.reports and not self.waits and not self.unheard and not self.lost:
            return -1
        return len(self.lost) + displays.rows_for(self.reports, self.unheard, width, self._stage.lang)

    def paint(self, canvas: Canvas) -> None:
        """Draw what the displays report."""
        displays.draw_displays(canvas, self._stage.view, self.reports, self.waits, self.unheard, self.lost)
