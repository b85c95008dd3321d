"""How far up and down the year's table each unit can still go, from what is known of it so far.

A place is possible if the flags that are still open can be handed over in such a way: each to one unit, or to
nobody; one that may be shared, to as many as tie for it. Honours and vetoes are taken as they are known.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import repeat

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


@dataclass(frozen=True)
class OpenFlags:
    """Flags that one pool, or anybody, can still win: how many go to one unit each, how many may be shared."""

    pool: str
    alone: int
    shared: int = 0


@dataclass(frozen=True)
class Bounds:
    """The best and the worst place that a unit can end at, from 1; None for a vetoed unit, which has no place."""

    unit: str
    best: int | None
    worst: int | None


def bounds(contenders: Iterable[Contender], still_open: Iterable[OpenFlags]) -> tuple[Bounds, ...]:
    """The bounds of each contender, in the order given.

    A unit does best where it wins all that it can and nobody else wins anything; it does worst where it wins
    nothing and the open flags take as many others past it as they can. Raises ValueError if a unit appears twice.
    """
    listed = tuple(contenders)
    refuse_duplicates(contender.unit for contender in listed)
    alone: Counter[str] = Counter()
    shared: Counter[str] = Counter()
    for flags in still_open:
        alone[flags.pool] += flags.alone
        shared[flags.pool] += flags.shared
    groups = Counter((contender.pool, contender.total) for contender in listed if not contender.vetoed)
    totals = sorted(total for _, total in groups.elements())
    passing = {group: _passing(group[1], groups - Counter({group: 1}), alone, shared) for group in groups}

    def of(contender: Contender) -> Bounds:
        if contender.vetoed:
            return Bounds(contender.unit, None, None)
        most = contender.total + sum(alone[pool] + shared[pool] for pool in {ANYBODY, contender.pool})
        best = 1 + len(totals) - bisect_right(totals, most)
        return Bounds(contender.unit, best, 1 + passing[contender.pool, contender.total])

    return tuple(map(of, listed))


def _passing(
    total: Decimal,
    others: Mapping[tuple[str, Decimal], int],
    alone: Mapping[str, int],
    shared: Mapping[str, int],
) -> int:
    """How many of the other units can end above a total at most, if the unit that stands there wins nothing.

    Those that need the fewest flags pass first: with their own pool's flags, then with those that anybody can win.
    """
    budget = alone[ANYBODY]
    ahead = 0
    costs: dict[str, list[int]] = {}
    for (pool, held), units in others.items():
        own = 0 if pool == ANYBODY else alone[pool]
        needed = _flags_needed(total, held, sum(shared[each] for each in {ANYBODY, pool}))
        if needed == 0:
            ahead += units
        else:
            costs.setdefault(pool, []).extend(repeat(needed, min(units, (own + budget) // needed)))
    for cost in sorted(_beyond_own_pool(costs, alone)):
        if cost > budget:
            break
        budget -= cost
        ahead += 1
    return ahead


def _flags_needed(total: Decimal, held: Decimal, free: int) -> int:
    """How many flags of its own a unit must win to pass a total, if it takes part in every shared one."""
    return 0 if held > total else max(0, int(total - held) + 1 - free)


def _beyond_own_pool(costs: Mapping[str, Iterable[int]], alone: Mapping[str, int]) -> Iterator[int]:
    """What each unit needs of the flags that anybody can win, its pool's own being given to the cheapest first."""
    for pool, needed in costs.items():
        own = 0 if pool == ANYBODY else alone[pool]
        for cost in sorted(needed):
            yield max(0, cost - own)
            own = max(0, own - cost)
