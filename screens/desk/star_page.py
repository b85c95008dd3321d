"""What the controllers of the stars' screen share: the screen, its desk and thread, and who the cursor is on."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from textual.screen import Screen

from scoreboard.desk.nominating import Nomination, StarCategory
from scoreboard.errors import ContestError
from screens.desk.star_desk import StarDesk
from screens.widgets.thread_worker import ThreadWorker


@dataclass(frozen=True)
class StarPage:
    """The screen as its controllers know it."""

    screen: Screen[Any]
    desk: StarDesk
    thread: ThreadWorker
    current: Callable[[], tuple[StarCategory, Nomination] | None]
    """The nominee under the cursor with their star; None for none."""
    done: Callable[[Nomination, str], None]
    """Says what has been done about a nominee."""
    refuse: Callable[[ContestError], None]
    """Says why something could not be done."""
    tell: Callable[[str, str], None]
    """Says a sentence below the stars, in a tone."""

    @property
    def lang(self) -> str:
        return self.desk.workplace.settings.lang
