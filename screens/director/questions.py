"""The questions that a director is asked, each in a screen over the console from which the hall can be covered."""

from collections.abc import Callable, Sequence
from typing import Any

from textual.screen import Screen

from screens.director.choosing import Choice, Choosing
from screens.director.overlay import Hall, Tidings
from screens.director.rehearsal_times import RehearsalTimes
from screens.director.typing import Typing


class Questions:
    """Asks on behalf of the console's controllers. `hall` is what the hall can be covered by from there."""

    def __init__(self, screen: Screen[Any], hall: Hall, lang: str) -> None:
        self._screen, self.hall, self._lang = screen, hall, lang

    def choose(
        self,
        question: str,
        answers: Sequence[Choice],
        chosen: Callable[[str], None],
        left: Callable[[], None] | None = None,
    ) -> None:
        """Ask which of several; `left` is called where the director answers nothing, which takes `q` then."""

        def answered(answer: str | None) -> None:
            if answer is not None:
                chosen(answer)
            elif left is not None:
                left()

        asked = Choosing(self.hall, question, answers, self._lang, dismissable=left is None)
        self._screen.app.push_screen(asked, answered)

    def write(self, question: str, written: Callable[[str], None], *, needed: bool, value: str = "") -> None:
        """Ask for a text, of which `value` has been typed before; an empty one answers only where none is `needed`."""

        def answered(text: str | None) -> None:
            if text is not None:
                written(text)

        self._screen.app.push_screen(Typing(self.hall, question, self._lang, needed=needed, value=value), answered)

    def report(self, heading: str, lines: Sequence[tuple[str, ...]]) -> None:
        """Show lines to be read."""
        self.show(RehearsalTimes(self.hall, heading, lines, self._lang))

    def show(self, screen: Screen[None]) -> None:
        """Lay a screen over the console that ends without an answer."""
        self._screen.app.push_screen(screen)

    def tell(self) -> None:
        """Say anew in whatever lies over the console how the hall is."""
        for screen in self._screen.app.screen_stack:
            for line in screen.query(Tidings):
                line.tell()
