"""Groups of a ranking whose equal places second criteria set apart (countback), a window at a time.

Nothing of it is stored, for it may follow from the places of many others: a change costs what it costs without it.
What is asked for costs in proportion to the rows that are wanted and to those who share a place with them.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from scoreboard.enums import Countback, Status
from scoreboard.publications.listed_units import Listed, ListedGroup
from scoreboard.rules.countback import Criterion, Evidence, apart

AT_ONCE = 100
"""Rows that are read at a time beyond those that are wanted, until nobody more shares the last one's place."""


@dataclass(frozen=True)
class Second:
    """The second criteria of one group: what they are, and the groups of the areas whose places they go by."""

    criteria: Sequence[Criterion]
    areas: Mapping[str, ListedGroup]
    """By area, as the scores give them; of those areas whose ranking is public."""
    decided: Sequence[Sequence[int]]
    spared: Callable[[Listed], bool]
    """Whether whoever shares this unit's place is not set apart."""

    def evidence(self, units: Sequence[int]) -> Evidence[int]:
        """What is known of units that share a place."""
        wanted = {one.area for one in self.criteria if one.area is not None}
        if any(one.method is Countback.FIRSTS for one in self.criteria):
            wanted |= self.areas.keys()
        places: dict[str, dict[int, int]] = {}
        excused: dict[str, set[int]] = {}
        for area in sorted(wanted & self.areas.keys()):
            listed = _listed_in(self.areas[area], units)
            ranks = ((unit, one.standing.rank) for unit, one in listed.items())
            places[area] = {unit: rank for unit, rank in ranks if rank is not None}
            excused[area] = {unit for unit, one in listed.items() if one.standing.status is Status.NOT_APPLICABLE}
        return Evidence(places, excused, self.decided)


def _listed_in(group: ListedGroup, units: Sequence[int]) -> dict[int, Listed]:
    """Some units of a group; of many, the whole of it is read at once."""
    if len(units) * 20 <= group.total:
        return group.listed_of(units)
    wanted = set(units)
    return {one.unit: one for one in group.window(0, None) if one.unit in wanted}


class ApartGroup:
    """A group in the places that its scores give, with those who share one set apart."""

    def __init__(self, group: ListedGroup, second: Second) -> None:
        self._group, self._second = group, second

    @property
    def total(self) -> int:
        return self._group.total

    def window(self, offset: int, limit: int | None) -> list[Listed]:
        rows = self._group.window(offset, limit)
        if not rows:
            return rows
        begin, first = offset, self._shared(rows[0])
        if first is not None and first < offset:
            rows, begin = [*self._group.window(first, offset - first), *rows], first
        rows += self._sharing_last(begin + len(rows), rows[-1])
        found = self._set_apart(rows)
        return found[offset - begin :] if limit is None else found[offset - begin : offset - begin + limit]

    def _shared(self, one: Listed) -> int | None:
        """Where those begin (from 0) who share a unit's place, if they are to be set apart."""
        standing = one.standing
        return (
            standing.rank - 1 if standing.rank is not None and standing.tied and not self._second.spared(one) else None
        )

    def _sharing_last(self, place: int, last: Listed) -> list[Listed]:
        """Whoever comes next and shares the last one's place."""
        found: list[Listed] = []
        while self._shared(last) is not None:
            fresh = self._group.window(place + len(found), AT_ONCE)
            found += [one for one in fresh if one.standing.rank == last.standing.rank]
            if not fresh or found[-1:] != fresh[-1:]:
                break
        return found

    def _set_apart(self, rows: Sequence[Listed]) -> list[Listed]:
        """Rows among which those who share a place are all there."""
        groups = [list(some) for _place, some in groupby(rows, key=lambda one: (self._shared(one), one.standing.rank))]
        shared = [one.unit for some in groups for one in some if self._shared(one) is not None]
        known = self._second.evidence(shared) if shared else Evidence[int]()
        found: list[Listed] = []
        for some in groups:
            if self._shared(some[0]) is None:
                found += some
                continue
            called = {one.unit: one for one in some}
            marked = [replace(one.standing, unit=str(one.unit)) for one in some]
            for standing in apart(marked, list(called), self._second.criteria, known):
                found.append(replace(called[int(standing.unit)], standing=replace(standing, unit="")))
        return found

    def place_of(self, unit: int) -> int | None:
        place = self._group.place_of(unit)
        one = self._group.listed_of([unit]).get(unit)
        first = None if one is None else self._shared(one)
        if place is None or one is None or first is None:
            return place
        return first + [other.unit for other in self._equals(one)].index(unit)

    def _equals(self, one: Listed) -> list[Listed]:
        """All who share a unit's place, set apart."""
        first = self._shared(one) or 0
        rows = self._group.window(first, 1)
        return self._set_apart([*rows, *self._sharing_last(first + 1, rows[0])])

    def ranks_of(self, units: Sequence[int]) -> dict[int, int | None]:
        if len(units) * 20 > self.total:
            wanted = set(units)
            return {one.unit: one.standing.rank for one in self.window(0, None) if one.unit in wanted}
        return {unit: one.standing.rank for unit, one in self.listed_of(units).items()}

    def listed_of(self, units: Sequence[int]) -> dict[int, Listed]:
        found = self._group.listed_of(units)
        for unit in list(found):
            one = found[unit]
            if one.standing.shared_rank is None and self._shared(one) is not None:
                found.update({other.unit: other for other in self._equals(one) if other.unit in found})
        return found
