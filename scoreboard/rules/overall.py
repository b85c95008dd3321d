"""The overall table of a series: flags held in the period first, then the weighted total; or the total alone."""

import heapq
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import starmap

from scoreboard.enums import Status, TableOrder
from scoreboard.rules import ranking
from scoreboard.rules.ranking import Standing


@dataclass(frozen=True)
class Tally:
    """What a unit brings to the overall table: its flags, co-held ones counted whole (S03), and its total."""

    unit: str
    flags: int
    total: Decimal
    vetoed: bool = False
    not_applicable: bool = False
    guest: bool = False

    @property
    def status(self) -> Status:
        """As in one area, but never missing: empty cells have already counted as 0 in the total."""
        return ranking.Entry(self.unit, self.total, self.vetoed, self.not_applicable, guest=self.guest).status

    @property
    def is_ranked(self) -> bool:
        """Whether it has a place."""
        return self.status is Status.RANKED


@dataclass(frozen=True)
class Overall(Standing):
    """A place in the overall table: `score` is the weighted total, unrounded."""

    flags: int


def overall(rows: Iterable[Tally], order: str = TableOrder.FLAGS) -> tuple[Overall, ...]:
    """Rank by flags, then by exact total, or by that alone; equal ones share a place: 1, 1, 3 (S03).

    The vetoed and then the n/a follow without a place, in the order of `rows`.

    Raises ValueError if a unit appears twice.
    """
    listed = [(row, row.status, _worth(row, order)) for row in rows]
    ranking.refuse_duplicates(row.unit for row, _, _ in listed)
    places = ranking.competition_places(worth for _, status, worth in listed if status is Status.RANKED)

    def standing(row: Tally, status: Status, worth: tuple[int, Decimal]) -> Overall:
        place, tied = places[worth] if status is Status.RANKED else (None, False)
        score = None if row.not_applicable and status is Status.NOT_APPLICABLE else row.total
        return Overall(row.unit, place, score, tied, status, row.flags, guest=row.guest)

    return tuple(sorted(starmap(standing, listed), key=ranking.listing_order))


def _worth(row: Tally, order: str) -> tuple[int, Decimal]:
    return row.flags if order == TableOrder.FLAGS else 0, row.total


def top_tallies(rows: Iterable[Tally], order: str = TableOrder.FLAGS) -> list[Tally]:
    """Those of first place and of the next one below, in the order of `rows`."""
    ranked = [(_worth(row, order), row) for row in rows if row.is_ranked]
    highest = heapq.nlargest(2, {worth for worth, _ in ranked})
    return [row for worth, row in ranked if worth in highest]


def has_nothing(place: Overall, order: str = TableOrder.FLAGS) -> bool:
    """Whether a unit has nothing that the table goes by: those who have nothing share its last place."""
    return not place.score and not (order == TableOrder.FLAGS and place.flags)


def hides_order(standings: Iterable[Overall], decimals: int, order: str = TableOrder.FLAGS) -> bool:
    """Whether rounding hides what put one unit before another that has as many flags, where those count (S02)."""
    by_flags: dict[int, list[Standing]] = {}
    for standing in standings:
        by_flags.setdefault(standing.flags if order == TableOrder.FLAGS else 0, []).append(standing)
    return any(ranking.hides_order(group, decimals) for group in by_flags.values())


def weighted_total(scores: Mapping[str, Decimal | None], weights: Mapping[str, Decimal]) -> Decimal:
    """The sum of weight × score over the areas of `weights`, unrounded; a missing score counts as 0."""
    total = Decimal(0)
    for area, weight in weights.items():
        score = scores.get(area)
        if score is not None:
            total += weight * score
    return total
