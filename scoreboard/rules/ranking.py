"""Who stands where in one group: the units of one area, one pool and one period.

Scores are exact decimals from first to last. They are rounded only where they are shown, never where they
decide a place (S02).
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from typing import TypeVar

from scoreboard.enums import Status

Value = TypeVar("Value", Decimal, tuple[int, Decimal])


@dataclass(frozen=True)
class Entry:
    """What is known of one unit: its score (None for an empty cell, which is not 0: S19), a veto, an n/a."""

    unit: str
    score: Decimal | None = None
    vetoed: bool = False
    not_applicable: bool = False
    first: bool = False
    """Whether a decision put it first among those with the same score."""
    guest: bool = False
    """Whether it is ranked out of competition."""

    @property
    def status(self) -> Status:
        """A veto speaks before n/a (it excludes from every area of its period), n/a before an empty cell.

        A guest has n/a where it has no score, too: a contest waits for none of it, so that none is missing.
        """
        if self.vetoed:
            return Status.VETOED
        if self.not_applicable or self.guest:
            return Status.NOT_APPLICABLE
        return Status.MISSING if self.score is None else Status.RANKED


@dataclass(frozen=True)
class Standing:
    """A unit's place. `rank` is None unless the status is ranked; a vetoed unit keeps its score (S06)."""

    unit: str
    rank: int | None
    score: Decimal | None
    tied: bool
    status: Status
    shared_rank: int | None = field(default=None, kw_only=True)
    """The place that it shares by its score, where a second criterion sets those who do apart."""
    placed_by: str = field(default="", kw_only=True)
    """That criterion, as the setting writes it."""
    guest: bool = field(default=False, kw_only=True)
    """Whether it is ranked out of competition: its score is told, and gives it no place."""


def rank(entries: Iterable[Entry]) -> tuple[Standing, ...]:
    """Rank one group by exact score: the highest first, equal scores share a place, 1, 1, 3 (S02, S03).

    Those whom a decision put `first` are at the top score; they come before the others who have it.

    Ranked units come first, then the vetoed, those without a score and the n/a, who have no place but stay listed
    (S06). Units that are equal in all this keep the order of `entries`.

    Raises ValueError if a unit appears twice.
    """
    listed = tuple(entries)
    refuse_duplicates(entry.unit for entry in listed)
    places = competition_places(
        (int(entry.first), entry.score) for entry in listed if entry.status is Status.RANKED and entry.score is not None
    )

    def standing(entry: Entry) -> Standing:
        if entry.status is Status.RANKED and entry.score is not None:
            place, tied = places[int(entry.first), entry.score]
            return Standing(entry.unit, place, entry.score, tied, entry.status)
        score = entry.score if entry.status is Status.VETOED or entry.guest else None
        return Standing(entry.unit, None, score, False, entry.status, guest=entry.guest)

    placed = sorted(((_empty(entry), standing(entry)) for entry in listed), key=lambda one: _order(*one))
    return tuple(one for _, one in placed)


def _empty(entry: Entry) -> bool:
    """Whether nothing is said of a unit, a guest among them."""
    return entry.score is None and not entry.vetoed and not entry.not_applicable


def _order(empty: bool, standing: Standing) -> tuple[int, int]:
    return (_ORDER[Status.MISSING], 0) if empty else listing_order(standing)


def competition_places(values: Iterable[Value]) -> dict[Value, tuple[int, bool]]:
    """The place of each value, highest first, and whether it is shared: one plus the number above (S03)."""
    counts = Counter(values)
    places: dict[Value, tuple[int, bool]] = {}
    place = 1
    for value in sorted(counts, reverse=True):
        places[value] = place, counts[value] > 1
        place += counts[value]
    return places


_ORDER = {status: at for at, status in enumerate(Status)}


def listing_order(standing: Standing) -> tuple[int, int]:
    """The sorting key of a board: by status, the ranked by place. A stable sort keeps the rest in order."""
    return _ORDER[standing.status], standing.rank or 0


def refuse_duplicates(units: Iterable[str]) -> None:
    """Raise ValueError if a unit appears twice: it would be ranked against itself."""
    twice = [unit for unit, times in Counter(units).items() if times > 1]
    if twice:
        raise ValueError(f"ranked twice: {', '.join(twice)}")


def eligible(standings: Iterable[Standing], minimum: Decimal) -> tuple[Standing, ...]:
    """The units that may win a flag: ranked, and with at least the series' minimum (S05, S06)."""
    return tuple(s for s in standings if s.rank is not None and s.score is not None and s.score >= minimum)


def leaders(standings: Iterable[Standing], minimum: Decimal) -> tuple[str, ...]:
    """The eligible units at first place: none (S05), one, or several who are tied for it (S03)."""
    contenders = eligible(standings, minimum)
    best = min((standing.rank for standing in contenders if standing.rank is not None), default=None)
    return tuple(standing.unit for standing in contenders if standing.rank == best)


def margin(standings: Sequence[Standing], winners: Collection[str], minimum: Decimal) -> Decimal | None:
    """The winner's score minus the best of the other eligible units, in points (S01).

    Zero for joint winners. None where there is nothing to compare: no winner, a winner without a score, no other
    eligible unit, or a winner by a decision that was not first.
    """
    first = set(leaders(standings, minimum))
    if not winners or not set(winners) <= first:
        return None
    if len(winners) > 1:
        return Decimal(0)
    own = [s.score for s in standings if s.unit in winners and s.score is not None]
    others = [s.score for s in eligible(standings, minimum) if s.unit not in winners and s.score is not None]
    return own[0] - max(others) if own and others else None


def change(before: Mapping[str, int | None], standing: Standing) -> int | None:
    """Places gained since the ranks of `before` (up is positive), None without a place then or now."""
    then = before.get(standing.unit)
    return None if then is None or standing.rank is None else then - standing.rank


def displayed(value: Decimal, decimals: int) -> str:
    """`value` as a board shows it, rounded half up: 88.125 with two decimals is "88.13" (S02)."""
    rounded = value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    return f"{rounded + 0:f}"  # plus zero: never "-0.00"


def exact(value: Decimal, decimals: int) -> str:
    """`value` unrounded, with at least `decimals` decimals and no exponent: "92.50", "92.004" (S02)."""
    needed = len(f"{value:f}".partition(".")[2].rstrip("0"))
    return displayed(value, max(decimals, needed))


def margin_unrounded(first: Decimal, margin: Decimal, decimals: int) -> str | None:
    """The margin of who has `first` points with all its digits, where the rounded one is not what a reader finds
    between the two scores as they are shown: 92.006 and 91.994 are 92.01 and 91.99, and lie 0.012 apart (S02)."""
    shown = Decimal(displayed(first, decimals)) - Decimal(displayed(first - margin, decimals))
    return None if shown == Decimal(displayed(margin, decimals)) else exact(margin, decimals)


def hides_order(standings: Iterable[Standing], decimals: int) -> bool:
    """Whether units of different places show the same rounded score, so that the board must say so (S02)."""
    scores = {s.score for s in standings if s.rank is not None and s.score is not None}
    return len({displayed(score, decimals) for score in scores}) < len(scores)
