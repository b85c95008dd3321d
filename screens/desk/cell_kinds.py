"""What a cell of the grid can be, for whoever looks for the next such cell or wants to see such rows alone."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from scoreboard.desk.expectations import Expectations
from scoreboard.desk.sheet_cells import CellState, Place
from scoreboard.desk.worksheet import Worksheet
from screens.desk.unsaved_scores import HeldScores

KINDS = ("draft", "missing", "own", "back", "confirmed", "odd")
"""Those by which rows are filtered, in the order in which they are offered."""


@dataclass(frozen=True)
class CellKinds:
    """A sheet as it lies open: what is saved in it, what is not, who acts, and what scores are held against."""

    sheet: Worksheet
    held: HeldScores
    who: str
    expectations: Expectations | None

    def test(self, kind: str) -> Callable[[Place], bool]:
        """Whether a cell is of a kind; `own` are drafts of whoever acts, `odd` scores that are marked as unusual."""
        cell, held = self.sheet.cell, self.held
        tests: Mapping[str, Callable[[Place], bool]] = {
            "unsaved": lambda place: place in held.by_place,
            "missing": lambda place: self.sheet.waits(place) and held.shown(place) is None,
            "draft": lambda place: cell(place).state is CellState.DRAFT,
            "own": lambda place: cell(place).state is CellState.DRAFT and cell(place).entered_by == self.who,
            "back": lambda place: cell(place).back is not None,
            "confirmed": lambda place: cell(place).state is CellState.CONFIRMED,
            "odd": self._is_odd,
        }
        return tests[kind]

    def _is_odd(self, place: Place) -> bool:
        expected, held = self.expectations, self.held.shown(place)
        text = held.text if held is not None else self.sheet.cell(place).text
        return expected is not None and expected.oddity(place, text) is not None
