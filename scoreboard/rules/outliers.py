"""Scores that are far from what one would expect: a slip of the finger is seen, and nothing is ever refused for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import median

LEAST = 8
"""So many scores there must be before one of them can be far from most."""
TIMES = 6
"""How many times as far from the middle as half of all are, at least."""
OF_THE_MAXIMUM = Decimal("0.1")
"""And at least so much of the highest score there may be: where all are close together, a little is not far."""
CHANGE_OF_THE_MAXIMUM = Decimal("0.25")
"""A change from the last period by more than this much of the highest score is large."""


@dataclass(frozen=True)
class Middle:
    """Around which score those of an area lie: the median, and how far from it half of them are."""

    median: Decimal
    half: Decimal


def middle_of(scores: Sequence[Decimal]) -> Middle | None:
    """The middle of an area's scores; None of too few."""
    if len(scores) < LEAST:
        return None
    middle = Decimal(median(scores))
    return Middle(middle, Decimal(median([abs(score - middle) for score in scores])))


def is_far_from_most(score: Decimal, middle: Middle | None, maximum: Decimal) -> bool:
    """Whether a score is far from most others of its area."""
    if middle is None:
        return False
    return abs(score - middle.median) > max(TIMES * middle.half, OF_THE_MAXIMUM * maximum)


def is_far_from_before(score: Decimal, before: Decimal | None, maximum: Decimal) -> bool:
    """Whether a unit's score is far from its last one in the area."""
    return before is not None and abs(score - before) > CHANGE_OF_THE_MAXIMUM * maximum
