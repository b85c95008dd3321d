"""What the scores of a worksheet are held against: the others of their area, and the unit's own in the last period."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from typing import Literal

from sqlmodel import Session

from scoreboard.desk.reviewing import period_before, values_in
from scoreboard.desk.sheet_cells import Place
from scoreboard.desk.worksheet import Worksheet
from scoreboard.rules.outliers import Middle, is_far_from_before, is_far_from_most, middle_of
from scoreboard.store.contest import contest_of


@dataclass(frozen=True)
class Oddity:
    """What a score is far from: `most` others of its area, whose median is told, or the unit's one `before`."""

    far_from: Literal["most", "before"]
    score: Decimal


@dataclass(frozen=True)
class Expectations:
    """Nothing is refused for them: they only mark what somebody should look at once more."""

    maximum: Decimal
    middles: Mapping[str, Middle | None]
    """By area."""
    before: Mapping[Place, Decimal]

    def oddity(self, place: Place, text: str) -> Oddity | None:
        """What is odd about a text in a cell; None where nothing is, or it is no number."""
        score = _number(text)
        if score is None:
            return None
        middle = self.middles.get(place[1])
        if middle is not None and is_far_from_most(score, middle, self.maximum):
            return Oddity("most", middle.median)
        before = self.before.get(place)
        if before is not None and is_far_from_before(score, before, self.maximum):
            return Oddity("before", before)
        return None

    def with_area(self, sheet: Worksheet, area: str) -> "Expectations":
        """The same once more scores have come into an area."""
        scores = [score for unit in sheet.units if (score := _number(sheet.cell((unit.id, area)).text)) is not None]
        return replace(self, middles={**self.middles, area: middle_of(scores)})


def expect(session: Session, sheet: Worksheet) -> Expectations:
    """What the scores of a sheet can be held against; a judge's marks only against each other."""
    by_area: dict[str, list[Decimal]] = defaultdict(list)
    for (_, area), cell in sheet.cells.items():
        score = _number(cell.text)
        if score is not None:
            by_area[area].append(score)
    earlier = None if sheet.judged else period_before(session, contest_of(session, sheet.series.id, sheet.period.id))
    before = {} if earlier is None else values_in(session, earlier)
    return Expectations(
        sheet.maximum,
        {area: middle_of(scores) for area, scores in by_area.items()},
        {(unit, area): score for (area, unit), score in before.items() if score is not None},
    )


def _number(text: str) -> Decimal | None:
    try:
        return Decimal(text)
    except InvalidOperation:
        return None
