"""The year's result, 9+1-1: the flags of its periods, and honours, less whoever is under a veto (S20).

The nine are the flags that a unit held in each period, the one that is added its honours up to the cap, the one
that is taken away its place: a vetoed unit has none, and its parts stay to be seen. Places follow the sum of flags
and honours; equal sums share a place.
"""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from scoreboard.enums import HonourState
from scoreboard.rules import ranking
from scoreboard.rules.ranking import Standing


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


@dataclass(frozen=True)
class Parts:
    """What a unit brings to the year: flags by period (None where none was contested), honours, active vetoes."""

    unit: str
    flags: Mapping[str, int | None]
    honours: Sequence[GivenHonour] = ()
    vetoed_by: tuple[str, ...] = ()


@dataclass(frozen=True)
class YearStanding(Standing):
    """A place in the year's table; `score` is the sum of `flags_total` and `honours`."""

    flags: Mapping[str, int | None]
    flags_total: int
    honours: Decimal
    """The points of the honours that count, at most the cap."""
    items: tuple[CountedHonour, ...]
    vetoed_by: tuple[str, ...]


def annual(parts: Iterable[Parts], points: Mapping[str, Decimal], cap: Decimal) -> tuple[YearStanding, ...]:
    """Rank a year by flags and honours together: 1, 1, 3. The vetoed follow without a place, in the order given.

    `points` are the worth of an honour by level; a `cap` of 0 is none. Raises ValueError if a unit appears twice.
    """
    given = tuple(parts)
    ranking.refuse_duplicates(part.unit for part in given)
    listed = {part.unit: part for part in given}
    items = {unit: count_honours(part.honours, points) for unit, part in listed.items()}
    bonuses = {unit: bonus(found, cap) for unit, found in items.items()}
    flags = {unit: sum(count or 0 for count in part.flags.values()) for unit, part in listed.items()}
    standings = ranking.rank(
        ranking.Entry(unit, flags[unit] + bonuses[unit], vetoed=bool(part.vetoed_by)) for unit, part in listed.items()
    )
    return tuple(
        YearStanding(
            standing.unit,
            standing.rank,
            standing.score,
            standing.tied,
            standing.status,
            flags=listed[standing.unit].flags,
            flags_total=flags[standing.unit],
            honours=bonuses[standing.unit],
            items=items[standing.unit],
            vetoed_by=listed[standing.unit].vetoed_by,
        )
        for standing in standings
    )


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
