"""Which honours count in the year's result, and for how much (S20): one honour once, at its highest level."""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from scoreboard.enums import HonourState


@dataclass(frozen=True)
class GivenHonour:
    """An honour that a unit, or somebody of it, was given at a level, such as "national"."""

    title: str
    level: str
    person: str = ""
    aside: HonourState | None = None
    """Why it cannot count in the year: it is of before, or of after it."""


@dataclass(frozen=True)
class CountedHonour:
    """What an honour is worth at its level, and whether it counts in the year's result, or why not."""

    title: str
    level: str
    points: Decimal
    state: HonourState

    @property
    def counted(self) -> bool:
        return self.state is HonourState.COUNTED


def count_honours(honours: Sequence[GivenHonour], points: Mapping[str, Decimal]) -> tuple[CountedHonour, ...]:
    """The honours in their order; of those with the same title only the one that is worth most counts (S20).

    Those of two people are two. One of before or after the year counts in no case.
    """
    best: dict[tuple[str, str], int] = {}
    worth = [points.get(honour.level, Decimal(0)) for honour in honours]
    for place, honour in enumerate(honours):
        named = _folded(honour.title), _folded(honour.person)
        if honour.aside is None and (named not in best or worth[place] > worth[best[named]]):
            best[named] = place
    counted = set(best.values())
    return tuple(
        CountedHonour(
            honour.title,
            honour.level,
            worth[place],
            honour.aside or (HonourState.COUNTED if place in counted else HonourState.LOWER),
        )
        for place, honour in enumerate(honours)
    )


def aside_from(awarded_on: date, start: date, end: date, *, rolled: bool) -> HonourState | None:
    """Why an honour cannot count in the year from `start` to `end`; one that has rolled over from the last one can."""
    if awarded_on > end:
        return HonourState.LATE
    return HonourState.EARLY if awarded_on < start and not rolled else None


def bonus(honours: Iterable[CountedHonour], cap: Decimal) -> Decimal:
    """The points of the honours that count, at most `cap`; a cap of 0 is none."""
    total = sum((honour.points for honour in honours if honour.counted), Decimal(0))
    return min(total, cap) if cap else total


def _folded(title: str) -> str:
    """Documents write one honour with other spaces and full-width forms."""
    return "".join(unicodedata.normalize("NFKC", title).split()).casefold()
