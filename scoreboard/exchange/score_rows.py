"""The rows of `scores.csv`, of which there may be hundreds of thousands: a few bytes each."""

from array import array
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import overload

STEPS = 10_000
"""A score is kept in ten-thousandths of a point."""
NOT_APPLICABLE = -1


Group = tuple[str, str, str, str]
"""A series, a period, an area and a judge, who is "" where one scores."""


@dataclass(frozen=True, slots=True)
class DeclaredScore:
    """One entry; `score` None means that the area does not apply to the unit. `judge` is "" where one scores."""

    series: str
    period: str
    area: str
    unit: str
    judge: str
    score: Decimal | None
    state: str
    line: int = field(default=0, compare=False)


class ScoreRows(Sequence[DeclaredScore]):
    """Scores in the order of their file; each becomes a `Score` when it is asked for."""

    def __init__(self) -> None:
        self._groups: list[Group] = []
        self._units: list[str] = []
        self._group_numbers: dict[Group, int] = {}
        self._unit_numbers: dict[str, int] = {}
        self._group, self._unit, self._value = array("I"), array("I"), array("q")
        self._state, self._line = array("H"), array("I")
        self._states: list[str] = []

    def append(self, group: Group, unit: str, score: Decimal | None, state: str, line: int) -> None:
        """Add a score at the end."""
        if group not in self._group_numbers:
            self._group_numbers[group] = len(self._groups)
            self._groups.append(group)
        if unit not in self._unit_numbers:
            self._unit_numbers[unit] = len(self._units)
            self._units.append(unit)
        if state not in self._states:
            self._states.append(state)
        self._group.append(self._group_numbers[group])
        self._unit.append(self._unit_numbers[unit])
        self._value.append(NOT_APPLICABLE if score is None else int(score * STEPS))
        self._state.append(self._states.index(state))
        self._line.append(line)

    @overload
    def __getitem__(self, at: int) -> DeclaredScore: ...
    @overload
    def __getitem__(self, at: slice) -> "ScoreRows": ...
    def __getitem__(self, at: int | slice) -> "DeclaredScore | ScoreRows":
        if isinstance(at, slice):
            return self._picked(range(*at.indices(len(self))))
        series, period, area, judge = self._groups[self._group[at]]
        value = self._value[at]
        return DeclaredScore(
            series,
            period,
            area,
            self._units[self._unit[at]],
            judge,
            None if value == NOT_APPLICABLE else Decimal(value) / STEPS,
            self._states[self._state[at]],
            line=self._line[at],
        )

    def __len__(self) -> int:
        return len(self._group)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and len(self) == len(other) and all(map(DeclaredScore.__eq__, self, other))

    __hash__ = None  # type: ignore[assignment]

    def contested(self) -> frozenset[tuple[str, str, str]]:
        """The areas of which there are scores, by series and period."""
        return frozenset((series, period, area) for series, period, area, _judge in self._groups)

    def where(self, wanted: Callable[[DeclaredScore], bool]) -> "ScoreRows":
        """Those that are wanted, in the same order."""
        return self._picked(at for at, score in enumerate(self) if wanted(score))

    def _picked(self, places: Iterable[int]) -> "ScoreRows":
        picked = ScoreRows()
        picked._groups, picked._group_numbers = list(self._groups), dict(self._group_numbers)
        picked._units, picked._unit_numbers = list(self._units), dict(self._unit_numbers)
        picked._states = list(self._states)
        for at in places:
            picked._group.append(self._group[at])
            picked._unit.append(self._unit[at])
            picked._value.append(self._value[at])
            picked._state.append(self._state[at])
            picked._line.append(self._line[at])
        return picked

    def unit_at(self, at: int) -> str:
        """The unit of one of them."""
        return self._units[self._unit[at]]

    def by_area(self) -> "dict[tuple[str, str, str], array[int]]":
        """Where the scores of each series, period and area stand, of all judges together, in the order of the file."""
        found: dict[tuple[str, str, str], array[int]] = {}
        places = [group[:3] for group in self._groups]
        for at, group in enumerate(self._group):
            place = places[group]
            if place not in found:
                found[place] = array("I")
            found[place].append(at)
        return found
