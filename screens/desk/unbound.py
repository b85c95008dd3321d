"""Says before anything is typed that it could not be confirmed, as whoever acts is bound to no key and no account."""

from scoreboard.errors import ContestError
from screens.desk.open_sheet import OpenSheet
from screens.desk.sentences import sentence_of


class UnboundNote:
    """The sentence stands once the desk is open, while a score is typed and once a sheet is saved.

    The heading says it all the time.
    """

    def __init__(self, opened: OpenSheet) -> None:
        self._opened = opened
        self.error: ContestError | None = None
        """Why what is entered could not be confirmed; None where it could."""

    def look(self) -> None:
        """Notice that somebody was bound meanwhile, or was given a PIN."""
        if self.error is not None:
            self.learn()

    def learn(self) -> None:
        """Ask anew: another contest or person is at the desk, or somebody may have been bound."""
        self._opened.thread.do(self._opened.workplace.unbound, self._learned, self._opened.refuse, aside=True)

    def _learned(self, error: ContestError | None) -> None:
        known, self.error = self.error, error
        self._opened.shown()
        another = error is not None and (known is None or (error.key, error.values) != (known.key, known.values))
        if another and self._opened.grid.edit is None:
            self._tell_why()

    def tell(self, *, typing: bool) -> None:
        """A score is being typed, or no longer."""
        if typing:
            self._tell_why()
        else:
            self.look()

    def tell_saved(self, done: str) -> None:
        """Many scores were saved at once: what was done, and that nobody could confirm it."""
        if self.error is None:
            self._opened.line.tell(done, "good")
        else:
            self._tell_why(f"{done}  ")

    def _tell_why(self, done: str = "") -> None:
        opened = self._opened
        if self.error is not None and opened.worker is not None:
            opened.line.tell(f"{done}{sentence_of(self.error, opened.lang, opened.sheet)}", "warn")
