"""Says before anything is typed that it could not be confirmed, as whoever acts is bound to no key and no account."""

from scoreboard.errors import ContestError
from screens.desk.open_sheet import OpenSheet
from screens.desk.sentences import sentence_of


class UnboundNote:
    """The sentence stands from the first key of the first score to its last one; the heading says it all the time."""

    def __init__(self, opened: OpenSheet) -> None:
        self._opened = opened
        self.error: ContestError | None = None
        """Why what is entered could not be confirmed; None where it could."""
        self._told = False

    def learn(self) -> None:
        """Ask anew: another contest or person is at the desk, or somebody may have been bound."""
        self._opened.thread.do(self._opened.workplace.unbound, self._learned, self._opened.refuse, aside=True)

    def _learned(self, error: ContestError | None) -> None:
        if error is None or self.error is None or error.values != self.error.values:
            self._told = False
        self.error = error
        self._opened.shown()

    def tell(self, *, typing: bool) -> None:
        """A score is being typed, or no longer."""
        opened = self._opened
        if self.error is None or self._told or opened.worker is None:
            return
        if typing:
            opened.line.tell(sentence_of(self.error, opened.lang, opened.sheet), "warn")
        else:
            self._told = True
            self.learn()  # they may have been bound meanwhile
