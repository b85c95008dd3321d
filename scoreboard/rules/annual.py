"""The year's result, 9+1-1: the flags of its periods, and honours, less whoever is under a veto (S20).

The nine are the flags that a unit held in each period, the one that is added its honours up to the cap, the one
that is taken away its place: a vetoed unit has none, and its parts stay to be seen. Places follow the sum of flags
and honours; equal sums share a place.
"""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from scoreboard.rules import ranking
from scoreboard.rules.ranking import Standing


@dataclass(frozen=True)
class GivenHonour:
    """An honour that a unit was given at a level, such as "national"."""

    title: str
    level: str
    late: bool = False
    """Awarded after the year, so that it rolls on to the next one."""


@dataclass(frozen=True)
class CountedHonour:
    """What an honour is worth at its level, and whether it counts in the year's result."""

    title: str
    level: str
    points: Decimal
    counted: bool


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

    A late one counts in no case.
    """
    best: dict[str, int] = {}
    worth = [points.get(honour.level, Decimal(0)) for honour in honours]
    for place, honour in enumerate(honours):
        title = _folded(honour.title)
        if honour.late:
            continue
        if title not in best or worth[place] > worth[best[title]]:
            best[title] = place
    counted = set(best.values())
    return tuple(
        CountedHonour(honour.title, honour.level, worth[place], place in counted)
        for place, honour in enumerate(honours)
    )


def bonus(honours: Iterable[CountedHonour], cap: Decimal) -> Decimal:
    """The points of the honours that count, at most `cap`; a cap of 0 is none."""
    total = sum((honour.points for honour in honours if honour.counted), Decimal(0))
    return min(total, cap) if cap else total


def _folded(title: str) -> str:
    """Documents write one honour with other spaces and full-width forms."""
    return "".join(unicodedata.normalize("NFKC", title).split()).casefold()
