"""What F1 tells over the console: what an open question or list is for."""

from typing import Any, ClassVar

from textual.binding import Binding, BindingType
from textual.screen import Screen

from screens.director.drawing import word
from screens.director.overlay import Hall
from screens.director.rehearsal_times import RehearsalTimes
from screens.widgets.cells import wrap

WIDEST, MOST_LINES = 64, 8
"""Cells of a line, which fit the narrowest console, and how many there are at most."""


class Explaining:
    """Lays a few sentences over what is open, from which the hall can be covered as well; any way back leads there."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("f1", "explain", show=False, id="director.explain")]

    def __init__(self, screen: Screen[Any], hall: Hall, about: str, lang: str) -> None:
        self._screen, self._hall, self._about, self._lang = screen, hall, about, lang

    def action_explain(self) -> None:
        """Tell what this is for."""
        lines = wrap(word(f"told_of.{self._about}", self._lang), WIDEST, MOST_LINES)
        heading = word("told_of.title", self._lang)
        self._screen.app.push_screen(RehearsalTimes(self._hall, heading, [(line,) for line in lines], self._lang))
