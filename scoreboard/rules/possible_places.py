"""How far up and down the year's table each unit can still go, from what is known of it so far.

A place is possible if the flags that are still open can be handed over in such a way. Each may go to nobody, to one
unit, or to several: under every rule for ties a person may decide in the end that they hold it jointly. Honours and
vetoes are taken as they are known.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from scoreboard.rules.ranking import refuse_duplicates

ANYBODY = ""
"""The pool of a flag for which all pools are ranked together."""


@dataclass(frozen=True)
class Contender:
    """A unit in the year's table with the sum of its flags and honours so far."""

    unit: str
    total: Decimal
    pool: str = ANYBODY
    vetoed: bool = False
    reach: int | None = None
    """How many flags it can still win, where it has no part in some periods; else all that its pool can."""


@dataclass(frozen=True)
class OpenFlags:
    """How many flags one pool, or anybody, can still win."""

    pool: str
    count: int


@dataclass(frozen=True)
class Bounds:
    """The best and the worst place that a unit can end at, from 1; None for a vetoed unit, which has no place."""

    unit: str
    best: int | None
    worst: int | None

    def clinched(self, ranked: int) -> int | None:
        """The place that it surely has, or a better one; None where that is the last of so many, or it has none."""
        return self.worst if self.worst is not None and self.worst < ranked else None

    @property
    def eliminated(self) -> bool:
        """Whether it cannot be first any more, not even with others."""
        return self.best != 1


def bounds(contenders: Iterable[Contender], still_open: Iterable[OpenFlags]) -> tuple[Bounds, ...]:
    """The bounds of each contender, in the order given.

    A unit does best where it wins all that it can and nobody else wins anything; it does worst where it wins
    nothing and all others win all that they can. Raises ValueError if a unit appears twice.
    """
    listed = tuple(contenders)
    refuse_duplicates(contender.unit for contender in listed)
    left: Counter[str] = Counter()
    for flags in still_open:
        left[flags.pool] += flags.count

    def at_most(contender: Contender) -> Decimal:
        if contender.reach is not None:
            return contender.total + contender.reach
        return contender.total + sum(left[pool] for pool in {ANYBODY, contender.pool})

    placed = [contender for contender in listed if not contender.vetoed]
    totals, highest = sorted(one.total for one in placed), sorted(map(at_most, placed))

    def of(contender: Contender) -> Bounds:
        if contender.vetoed:
            return Bounds(contender.unit, None, None)
        best = 1 + len(totals) - bisect_right(totals, at_most(contender))
        itself = at_most(contender) > contender.total
        return Bounds(contender.unit, best, 1 + len(highest) - bisect_right(highest, contender.total) - itself)

    return tuple(map(of, listed))
