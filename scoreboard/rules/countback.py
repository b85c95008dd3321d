"""Equal places are set apart by second criteria: the series' setting `countback` (docs/contract.md, Who holds a flag).

First place in an area is never set apart by them: there `tie` decides.
"""

from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Generic, Self, TypeVar

from scoreboard.enums import Countback
from scoreboard.rules.ranking import Standing
from scoreboard.rules.ties import method_and_area

Unit = TypeVar("Unit", bound=Hashable)
Placed = TypeVar("Placed", bound=Standing)


@dataclass(frozen=True)
class Criterion:
    """One parsed criterion: a method and, for place alone, the area whose places count."""

    method: Countback
    area: str | None = None
    of_first: bool = False
    """Whether it sets none apart but those who share first place."""

    @classmethod
    def parse(cls, setting: str) -> Self:
        """Read "firsts", "decide" or "place:AREA". Raises ValueError otherwise."""
        return cls(*method_and_area(setting, Countback, Countback.PLACE, "a criterion"))

    def __str__(self) -> str:
        """As the setting writes it."""
        return f"{self.method}:{self.area}" if self.area else str(self.method)


def criteria_of(settings: Iterable[str], *, overall: bool) -> tuple[Criterion, ...]:
    """The criteria that apply to the overall table, or to an area, where first places elsewhere say nothing."""
    every = (Criterion.parse(one) for one in settings)
    return tuple(one for one in every if overall or one.method is not Countback.FIRSTS)


def criteria_of_table(settings: Iterable[str], *, decided: bool) -> tuple[Criterion, ...]:
    """The criteria of the overall table; an order that somebody has `decided` of its first place counts with any."""
    every = criteria_of(settings, overall=True)
    if not decided or Criterion(Countback.DECIDE) in every:
        return every
    return (*every, Criterion(Countback.DECIDE, of_first=True))


@dataclass(frozen=True)
class DecidedOrder(Generic[Unit]):
    """In which order somebody has decided that units stand who share a place, the best first, and why."""

    units: tuple[Unit, ...]
    reason: str


@dataclass(frozen=True)
class Evidence(Generic[Unit]):
    """What criteria go by: places as the scores give them, by area, and the orders that somebody has decided."""

    places: Mapping[str, Mapping[Unit, int]] = field(default_factory=dict)
    """Of the units that have one."""
    excused: Mapping[str, Collection[Unit]] = field(default_factory=dict)
    """Those that are n/a in an area."""
    decided: Sequence[Sequence[Unit]] = ()
    """Each is about just those who share a place; it says nothing of others."""


@dataclass(frozen=True)
class Part(Generic[Unit]):
    """Units that stay together, and the criterion that sets them apart from the others; empty where nothing does."""

    units: tuple[Unit, ...]
    by: str


def set_apart(group: Sequence[Unit], criteria: Iterable[Criterion], evidence: Evidence[Unit]) -> list[Part[Unit]]:
    """Units that share a place, in the parts into which the criteria set them apart, one criterion after the other."""
    parts = [Part(tuple(group), "")]
    for criterion in criteria:
        parts = [
            Part(units, part.by if number == 0 else str(criterion))
            for part in parts
            for number, units in enumerate(_split(part.units, criterion, evidence))
        ]
    if len(parts) > 1:
        parts[0] = Part(parts[0].units, parts[1].by)
    return parts


def _split(units: tuple[Unit, ...], criterion: Criterion, evidence: Evidence[Unit]) -> list[tuple[Unit, ...]]:
    """The units in their order by one criterion; those that it can't tell apart stay together."""
    if len(units) < 2:
        return [units]
    worth: Callable[[Unit], tuple[int, ...]]
    if criterion.method is Countback.FIRSTS:
        worth = _best_places(units, evidence)
    elif criterion.area is not None:
        if any(unit in evidence.excused.get(criterion.area, ()) for unit in units):
            return [units]  # n/a is no mark against anybody: the area says nothing of them
        places = evidence.places.get(criterion.area, {})
        last = max(places.values(), default=0) + 1

        def worth(unit: Unit) -> tuple[int, ...]:
            return (places.get(unit, last),)
    else:
        order = next((list(one) for one in evidence.decided if set(one) == set(units)), None)
        if order is None:
            return [units]

        def worth(unit: Unit) -> tuple[int, ...]:
            return (order.index(unit),)

    return [tuple(some) for _worth, some in groupby(sorted(units, key=worth), key=worth)]


def _best_places(units: Sequence[Unit], evidence: Evidence[Unit]) -> Callable[[Unit], tuple[int, ...]]:
    """Sorts by most first places, then most second ones, and so on."""
    found = {unit: [places[unit] for places in evidence.places.values() if unit in places] for unit in units}
    depth = max((place for places in found.values() for place in places), default=0)
    counts = {unit: tuple(-places.count(place) for place in range(1, depth + 1)) for unit, places in found.items()}
    return counts.__getitem__


def equal_places(standings: Iterable[Placed], spared: Callable[[Placed], bool]) -> list[list[Placed]]:
    """Those who share a place, group by group, the best first; without those who are spared."""
    ranked = [one for one in standings if one.rank is not None and not spared(one)]
    groups = (list(some) for _rank, some in groupby(ranked, key=lambda one: one.rank))
    return [group for group in groups if len(group) > 1]


def with_countback(
    standings: Sequence[Placed],
    criteria: Sequence[Criterion],
    evidence: Callable[[list[str]], Evidence[str]],
    *,
    spared: Callable[[Placed], bool],
) -> tuple[Placed, ...]:
    """The same standings with equal places set apart; `evidence` is asked for what is known of those who share one.

    Those who are `spared` go on sharing theirs: who is first in an area, and who has nothing in the overall table.
    """
    groups = equal_places(standings, spared) if criteria else []
    if not groups:
        return tuple(standings)
    known = evidence([one.unit for group in groups for one in group])
    moved = {one.unit: one for group in groups for one in apart(group, [one.unit for one in group], criteria, known)}
    listed = [moved.get(one.unit, one) for one in standings]
    return tuple(sorted(listed, key=lambda one: (one.rank is None, one.rank or 0)))


def apart(
    group: Sequence[Placed], units: Sequence[Unit], criteria: Iterable[Criterion], evidence: Evidence[Unit]
) -> list[Placed]:
    """One group of equals in its new order, each with its place; `units` are what the evidence calls them."""
    called = dict(zip(units, group, strict=True))
    place = group[0].rank or 0
    asked = [one for one in criteria if place == 1 or not one.of_first]
    found: list[Placed] = []
    for part in set_apart(units, asked, evidence):
        for unit in part.units:
            one = called[unit]
            shared = {"shared_rank": one.rank, "placed_by": part.by} if part.by else {}
            found.append(replace(one, rank=place, tied=len(part.units) > 1, **shared))  # type: ignore[arg-type]
        place += len(part.units)
    return found
