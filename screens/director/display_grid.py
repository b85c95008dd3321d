"""The displays of the hall as they report back, and a next step that waits for all of them."""

from collections.abc import Callable
from typing import ClassVar

from textual.binding import Binding, BindingType

from scoreboard.own_folder import hindrance
from scoreboard.publications.reports import Report, read_reports
from screens.director import displays
from screens.director.stage import ConsoleStage
from screens.themes import Look
from screens.widgets.canvas import Canvas


class DisplayGrid:
    """What the displays have reported last. `changed` is called when it is to be drawn anew."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("w", "wait", show=False, id="director.wait")]

    def __init__(self, stage: ConsoleStage, look: Callable[[], Look], changed: Callable[[], None]) -> None:
        self._stage, self._look, self._changed = stage, look, changed
        self.waits = False
        """Whether the next step waits until every display shows this one."""
        self.reports: tuple[Report, ...] = ()
        self.unheard = ""
        """Why displays on this machine cannot report nor be woken, where that is so."""

    def read(self) -> bool:
        """Read what the displays report; returns whether that has changed."""
        before = self.reports, self.unheard
        self.reports = read_reports(self._stage.settings.paths.public)
        self.unheard = "" if self.reports else hindrance(self._stage.lang)
        return before != (self.reports, self.unheard)

    def action_wait(self) -> None:
        """Let the next step wait for all displays, or no longer."""
        self.waits = not self.waits
        self._changed()

    def holds_back(self) -> bool:
        """Whether the next step has to wait."""
        view = self._stage.view
        return self.waits and view is not None and not displays.arrived(view, self.reports, self._look())

    def rows(self, width: int) -> int:
        """The rows that it needs below its heading; -1 where it has nothing to say at all."""
        if not self.reports and not self.waits and not self.unheard:
            return -1
        return displays.rows_for(self.reports, self.unheard, width, self._stage.lang)

    def paint(self, canvas: Canvas) -> None:
        """Draw what the displays report."""
        displays.draw_displays(canvas, self._stage.view, self.reports, self.waits, self.unheard)
