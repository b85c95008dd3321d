"""The displays of the hall as they report back, and a next step that waits for all of them."""

import time
from collections.abc import Callable
from dataclasses import replace
from typing import ClassVar

from textual.binding import Binding, BindingType

from scoreboard.own_folder import hindrance
from scoreboard.publications.display_reports import LEFT, Report, has_died, is_silent, read_reports
from screens.director import displays
from screens.director.display_watch import DisplayWatch
from screens.director.drawing import Say, Unsay, word
from screens.director.stage import ConsoleStage
from screens.looks import Look
from screens.widgets.canvas import Canvas


class DisplayGrid:
    """What the displays have reported last. `changed` is called when it is to be drawn anew.

    What has gone wrong with a display stays listed, also once it is over, until the director has said that it is known.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("w", "wait", show=False, id="director.wait"),
        Binding("a", "acknowledge", show=False, id="director.acknowledge"),
    ]

    def __init__(
        self,
        stage: ConsoleStage,
        look: Callable[[], Look],
        changed: Callable[[], None],
        say: Say,
        unsay: Unsay,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._stage, self._look, self._changed, self._clock = stage, look, changed, clock
        self._say, self._unsay = say, unsay
        self.waits = False
        """Whether the next step waits until every display shows this one."""
        self.reports: tuple[Report, ...] = ()
        self.watch = DisplayWatch()
        self.unheard = ""
        """Why displays on this machine cannot report nor be woken, where that is so."""

    @property
    def lost(self) -> tuple[Report, ...]:
        """The last reports of displays that are not heard any more."""
        return self.watch.lost

    def read(self) -> bool:
        """Read what the displays report; returns whether that has changed."""
        before, now = (self.reports, self.watch.troubles, self.unheard), time.time()
        found = read_reports(self._stage.settings.paths.public, now=now, farewells=True)
        for closed in self.watch.leave({one.display for one in found if one.waits == LEFT}):
            self._say(word("displays.left", self._stage.lang, name=displays.name_of(closed)))
        found = tuple(one for one in found if one.waits != LEFT)
        silent = tuple(one for one in found if not one.board and (has_died(one) or is_silent(one, now)))
        self.reports = tuple(one for one in found if one not in silent)
        lasting = [one for one in self.watch.troubles if not one.over]
        began = self.watch.look(self._stage.view, self.reports, self._clock(), silent=silent)
        for one in lasting:
            if replace(one, over=True) in self.watch.troubles:
                self._unsay(displays.told(one, self._stage.lang))
        self.unheard = "" if self.reports else hindrance(self._stage.lang)
        for one in began:
            self._say(displays.told(one, self._stage.lang), "warning", word("displays.known", self._stage.lang))
        return before != (self.reports, self.watch.troubles, self.unheard)

    def action_acknowledge(self) -> None:
        """Keep what was wrong with displays no longer."""
        if self.watch.acknowledge():
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

    def awaited(self) -> str:
        """What a next step that is held back waits for, with the key that lets it go."""
        return word("displays.not_yet_lost" if self.lost else "displays.not_yet", self._stage.lang)

    def rows(self, width: int) -> int:
        """The rows that it needs below its heading; -1 where it has nothing to say at all."""
        if not self.reports and not self.waits and not self.unheard and not self.watch.heard:
            return -1
        return len(self.watch.troubles) + displays.rows_for(self.reports, self.unheard, width, self._stage.lang)

    def paint(self, canvas: Canvas) -> None:
        """Draw what the displays report."""
        displays.draw_displays(
            canvas,
            self._stage.view,
            self.reports,
            self.waits,
            self.unheard,
            self.watch.troubles,
            none_left=self.watch.heard and not self.reports,
        )
