"""Places in rankings: what a unit's row says, as it follows from what is public of its scores.

A ranking is ordered by an index. A rank is counted over levels, each a tenth of a point, and within one level alone.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import IntEnum

from scoreboard.facts import SCALE, Mark

OVERALL_SCALE = SCALE * SCALE
"""A weight times a score has eight decimals."""
LEVELS = 10
"""Levels of a point."""


class PlaceState(IntEnum):
    """Why a unit has a place or none, in the order in which boards list them."""

    RANKED = 0
    VETOED = 1
    MISSING = 2
    NOT_APPLICABLE = 3
    GONE = 9
    """Takes no part any more: listed nowhere."""


@dataclass(frozen=True)
class PublicCell:
    """What is public of a unit's score in an area; `value` in ten-thousandths of a point."""

    mark: Mark
    value: int | None = None


EMPTY = PublicCell(Mark.NONE)


@dataclass(frozen=True)
class AreaBoard:
    """An area's ranking: its board's number, and what it weighs in the overall table."""

    board: int
    weight: Decimal


@dataclass(frozen=True)
class Roll:
    """Whom one series ranks in one period."""

    series: str
    period: str
    end: str
    """The period's last day, ISO 8601."""
    remaining: frozenset[int]
    """Units that took part when it was closed, and whose end, decided since, lies before its own (S11)."""

    def ranks(self, member: "Member") -> bool:
        """Whether a member of the series is among them."""
        return member.taking_part and (member.unit in self.remaining or member.is_there(self.end))


@dataclass(frozen=True)
class ContestBoards(Roll):
    """The rankings of one series in one period, by the numbers of their boards."""

    by_pool: bool
    closed: bool
    by_flags: bool
    """Whether the overall table goes by flags before it goes by totals."""
    areas: Mapping[str, AreaBoard]
    overall: int
    decided: Mapping[str, frozenset[int]]
    """The units that a decision puts first in an area, of those who tie for its flag."""
    countback: Sequence[str]
    """The second criteria for equal places."""
    placed: Mapping[str, Sequence[Sequence[int]]]
    """The orders that have been decided of units that share a place, by area; of the overall table under no name."""
    guests: frozenset[int]
    """Units that are ranked out of competition."""

    @property
    def numbers(self) -> list[int]:
        """All of its boards."""
        return [self.overall, *(area.board for area in self.areas.values())]

    def scale_of(self, board: int) -> int:
        """How many units of a board's values are a point."""
        return OVERALL_SCALE if board == self.overall else SCALE


@dataclass(frozen=True)
class Member:
    """A unit that takes part in a series."""

    unit: int
    pool: str
    position: int
    first: str | None
    last: str | None
    taking_part: bool

    def is_there(self, day: str) -> bool:
        """Whether it takes part in a contest that ends on a day."""
        return self.taking_part and (self.first or "") <= day <= (self.last or "9999-12-31")


@dataclass(frozen=True)
class PublicPlace:
    """A unit's row in a ranking."""

    board: int
    unit: int
    pool: str
    state: PlaceState
    flags: int
    """Of an overall table that goes by them: the flags that it holds; of an area: 1 where a decision put it first in
    a tie."""
    value: int | None
    position: int
    mark: Mark = Mark.NONE
    scored: int = 0
    excused: int = 0

    @property
    def cell(self) -> PublicCell:
        """What is public of the score; of a row of an area's ranking."""
        return PublicCell(self.mark, self.value)

    @property
    def says_nothing(self) -> bool:
        """Whether a unit without this row would be listed in the same way, or is listed nowhere."""
        if self.state in (PlaceState.MISSING, PlaceState.GONE):
            return True
        return self.state is PlaceState.RANKED and self.mark is Mark.NONE and not self.flags and not self.value


def level_of(value: int, scale: int) -> int:
    """The level on which a value stands."""
    return value * LEVELS // scale


def level_begins(level: int, scale: int) -> int:
    """The lowest value on a level."""
    return -(-level * scale // LEVELS)


def places_of(
    contest: ContestBoards,
    member: Member,
    cells: Mapping[str, PublicCell],
    known: Iterable[int],
    *,
    vetoed: bool,
    flags: int,
) -> list[PublicPlace]:
    """The rows of one unit in a contest: of the areas in which something is public of it, and of the overall table.

    `cells` are by area; `known` are the boards in which it has a row already, which is brought up to date.
    """
    there, pool = contest.ranks(member), member.pool if contest.by_pool else ""
    rows: list[PublicPlace] = []
    total, scored, excused, having = Decimal(0), 0, 0, set(known)
    for area, board in contest.areas.items():
        cell = cells.get(area, EMPTY)
        if cell.mark is Mark.SCORE:
            total, scored = total + board.weight * (cell.value or 0), scored + 1
        excused += cell.mark is Mark.NOT_APPLICABLE
        if cell.mark is Mark.NONE and not vetoed and board.board not in having:
            continue
        guest = member.unit in contest.guests and cell.mark is Mark.SCORE
        state = _state(Mark.NOT_APPLICABLE if guest else cell.mark, vetoed=vetoed, there=there)
        first = int(state is PlaceState.RANKED and member.unit in contest.decided.get(area, ()))
        rows.append(PublicPlace(board.board, member.unit, pool, state, first, cell.value, member.position, cell.mark))
    idle = member.unit in contest.guests or (bool(contest.areas) and excused == len(contest.areas))
    overall = PublicPlace(
        contest.overall,
        member.unit,
        pool,
        _state(Mark.NOT_APPLICABLE if idle else Mark.SCORE, vetoed=vetoed, there=there),
        flags if contest.closed and contest.by_flags else 0,
        int(total * SCALE),
        member.position,
        scored=scored,
        excused=excused,
    )
    return [*rows, overall]


def cells_in(
    contest: ContestBoards,
    unit: int,
    fresh: Mapping[str, Mapping[int, PublicCell]],
    old: Mapping[tuple[int, int], PublicPlace],
) -> dict[str, PublicCell]:
    """What is public of a unit's scores: what is fresh, else what its places say."""
    return {
        area: fresh.get(area, {}).get(unit) or cell_in(old, board.board, unit) for area, board in contest.areas.items()
    }


def cell_in(places: Mapping[tuple[int, int], PublicPlace], board: int, unit: int) -> PublicCell:
    """What is public of a unit's score in an area's ranking, as its place says."""
    place = places.get((board, unit))
    return EMPTY if place is None else place.cell


def _state(mark: Mark, *, vetoed: bool, there: bool) -> PlaceState:
    if not there:
        return PlaceState.GONE
    if vetoed:
        return PlaceState.VETOED
    match mark:
        case Mark.SCORE:
            return PlaceState.RANKED
        case Mark.NOT_APPLICABLE:
            return PlaceState.NOT_APPLICABLE
    return PlaceState.MISSING
