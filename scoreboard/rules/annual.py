"""The year's result, 9+1-1: the flags of its periods, and honours, less whoever is under a veto (S20).

The nine are the flags that a unit held in each period, the one that is added its honours up to the cap, the one
that is taken away its place: a vetoed unit has none, and its parts stay to be seen. Places follow the sum of flags
and honours; equal sums share a place.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from scoreboard.rules import ranking
from scoreboard.rules.counted_honours import CountedHonour, GivenHonour, bonus, count_honours
from scoreboard.rules.ranking import Standing


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
