"""What leads from the grid to the review, and from what is missing or was sent back to its cell."""

from typing import Any, ClassVar

from textual.binding import Binding, BindingType
from textual.screen import Screen

from scoreboard.desk.sheet_cells import Place
from screens.desk.checklist import ChecklistDialog
from screens.desk.open_sheet import OpenSheet
from screens.desk.review import ReviewScreen
from screens.desk.sent_back import SentBackDialog


class Reviewing:
    """Whoever may confirm nothing here is told so before the review opens."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("v", "review", show=False, id="desk.review"),
        Binding("b", "sent_back", show=False, id="desk.sent_back"),
        Binding("l", "missing", show=False, id="desk.missing"),
    ]

    def __init__(self, screen: Screen[Any], opened: OpenSheet) -> None:
        self._screen, self._opened = screen, opened

    def action_review(self) -> None:
        """Read drafts one by one, accept them or send them back, and sign."""
        opened = self._opened
        if not opened.settled:
            return

        def permitted(_: object) -> None:
            if opened.sheet is not None:
                self._screen.app.push_screen(ReviewScreen(opened, opened.sheet), self.go_to)

        opened.thread.do(opened.workplace.signers, permitted, opened.refuse)

    def action_sent_back(self) -> None:
        """See what was sent back, and go to it."""
        opened, sheet = self._opened, self._opened.sheet
        if sheet is not None and sheet.sent_back:
            self._screen.app.push_screen(SentBackDialog(opened.lang, sheet), self.go_to)
        else:
            opened.line.tell(opened.say("sent_back.nothing"))

    def action_missing(self) -> None:
        """See what is missing, by area and by unit, and go to it."""
        opened, sheet = self._opened, self._opened.sheet
        if sheet is not None:
            self._screen.app.push_screen(ChecklistDialog(opened.lang, sheet), self.go_to)

    def go_to(self, place: Place | None) -> None:
        """Go to a cell of the grid; without one to none."""
        if place is not None:
            self._opened.go_to(place)
