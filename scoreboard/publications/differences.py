"""What a deed would change, said row by row: what, where, of whom, and how it stands before and after.

Units are told by their ids; whoever prints it looks their names up.
"""

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

from scoreboard.enums import Status
from scoreboard.rules.ranking import exact
from scoreboard.store.public.facts import Document

Told = str | int | bool | tuple[str, ...] | None
"""A value on one side of a difference; several are ids."""
Subject = TypeVar("Subject", bound=Hashable)
Value = TypeVar("Value")


class What(StrEnum):
    """What is another one afterwards."""

    RANK = "rank"
    SCORE = "score"
    STATUS = "status"
    FLAGS = "flags"
    """How many flags a unit holds; of the year in one period, which `of` names, or in all of it."""
    HOLDERS = "holders"
    PREVIOUS = "previous"
    OUTCOME = "outcome"
    DEFENCES = "defences"
    MARGIN = "margin"
    LEADING = "leading"
    """Who is first and does not hold the flag."""
    CAPTURES = "captures"
    HONOUR = "honour"
    """Whether an honour, which `of` names, counts."""
    HONOURS = "honours"
    TOTAL = "total"
    VETOES = "vetoes"
    CLINCHED = "clinched"
    ELIMINATED = "eliminated"
    BEST = "best"
    WORST = "worst"
    LAST_DAY = "last-day"
    EDITION = "edition"
    """Which version of a bulletin is the newest."""
    AMENDMENTS = "amendments"
    """How often a seal, whose ceremony `of` names, has been amended."""
    ROWS = "rows"
    """How many rows of a board say something else."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Difference:
    """One thing that is not as it was."""

    what: What
    unit: str | None = None
    pool: str | None = None
    of: str | None = None
    before: Told
    after: Told


@dataclass(frozen=True, kw_only=True, slots=True)
class Section:
    """What becomes different on one board; `sealed` for what the public does not learn of yet."""

    board: str
    series: str | None = None
    period: str | None = None
    area: str | None = None
    sealed: bool = False
    differences: tuple[Difference, ...]
    more: int = 0
    """How many further differences are left out."""

    @property
    def about(self) -> tuple[str, str | None, str | None, str | None]:
        """Which board it is, whoever may know of it."""
        return self.board, self.series, self.period, self.area

    def without(self, known: "Section | None") -> "Section":
        """What is not in another one."""
        told = set(known.differences) if known else set()
        return replace(self, differences=tuple(one for one in self.differences if one not in told))

    def cut(self, most: int) -> "Section":
        """The first of many differences, and how many more there are."""
        return replace(self, differences=self.differences[:most], more=max(0, len(self.differences) - most))


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a unit stands in a ranking, as far as that is compared; `flags` of an overall table."""

    pool: str
    rank: int | None
    score: Decimal | None
    status: Status
    flags: int | None = None


def both_sides(before: Mapping[Subject, Value], after: Mapping[Subject, Value]) -> Iterator[Subject]:
    """Of what something is known on either side that is not the same on both; in the order of what comes after."""
    for subject in dict.fromkeys([*after, *before]):
        if before.get(subject) != after.get(subject):
            yield subject


def places_differ(
    before: Mapping[str, Placed], after: Mapping[str, Placed], decimals: int, *, by_pool: bool
) -> Iterator[Difference]:
    """The units of a ranking whose score, place, status or number of flags is another one.

    Those whose own score or flags have changed come first, those who only move up or down for them after.
    """
    moved = list(both_sides(before, after))
    moved.sort(key=lambda unit: _only_shifted(before.get(unit), after.get(unit)))
    for unit in moved:
        old, new = before.get(unit), after.get(unit)
        told = new or old
        pool = told.pool if by_pool and told is not None else None
        was, becomes = _of_place(old, decimals), _of_place(new, decimals)
        for what in both_sides(was, becomes):
            yield Difference(what=what, unit=unit, pool=pool, before=was.get(what), after=becomes.get(what))


def _of_place(place: Placed | None, decimals: int) -> dict[What, Told]:
    if place is None:
        return {}
    score = None if place.score is None else exact(place.score, decimals)
    return {
        What.SCORE: score,
        What.FLAGS: place.flags,
        What.STATUS: str(place.status),
        What.RANK: place.rank,
    }


def _only_shifted(old: Placed | None, new: Placed | None) -> bool:
    return old is not None and new is not None and replace(old, rank=new.rank) == new


def flag_differs(before: Document | None, after: Document | None, pool: str, decimals: int) -> Iterator[Difference]:
    """How the term of a flag becomes another one; both as the public fact of a term has it, None for no term.

    The margin is told with the `decimals` of its series, and more where it needs them.
    """
    old, new, of_pool = before or {}, after or {}, pool or None
    for what, name in (
        (What.OUTCOME, "outcome"),
        (What.HOLDERS, "holders"),
        (What.PREVIOUS, "previous"),
        (What.MARGIN, "margin"),
        (What.LEADING, "overtaken_by"),
    ):
        was, becomes = (_told(side.get(name), decimals if what is What.MARGIN else None) for side in (old, new))
        if was != becomes:
            yield Difference(what=what, pool=of_pool, before=was, after=becomes)
    counts = old.get("defences", {}), new.get("defences", {})
    for unit in dict.fromkeys([*counts[1], *counts[0]]):
        was, becomes = counts[0].get(unit, 0), counts[1].get(unit, 0)
        if was != becomes:
            yield Difference(what=What.DEFENCES, unit=unit, pool=of_pool, before=was, after=becomes)


def _told(value: object, decimals: int | None) -> Told:
    if isinstance(value, list):
        return tuple(value)
    if value is not None and decimals is not None:
        return exact(Decimal(str(value)), decimals)
    return None if value is None else str(value)
