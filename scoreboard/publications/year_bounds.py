"""How far up and down each unit can still go in the year, from what is known of it."""

from collections import Counter
from typing import Protocol

from scoreboard.enums import Status
from scoreboard.locale import say
from scoreboard.publications.year import Year
from scoreboard.rules.possible_places import ANYBODY, Bounds, Contender, bounds


class Bounded(Protocol):
    """A row that says what is settled of its unit's place."""

    @property
    def clinched(self) -> int | None:
        """The place that it surely has, or a better one."""

    @property
    def eliminated(self) -> bool:
        """Whether it cannot be first any more."""


def told_prospect(row: Bounded, lang: str) -> str:
    """What is settled of a unit's place, in words; empty where nothing is."""
    if row.clinched is not None:
        return say(f"year.clinched.{'first' if row.clinched == 1 else 'place'}", lang, place=row.clinched)
    return say("year.clinched.out", lang) if row.eliminated else ""


def bounds_of(year: Year) -> dict[str, Bounds]:
    """The bounds of every unit: of those of a pool that is ranked apart, within it."""
    still_open = [flags for period in year.periods for flags in period.still_open]
    moving = Counter(unit for period in year.periods for flag in period.may_move for unit in period.record.flags[flag])
    found: dict[str, Bounds] = {}
    for table in year.tables:
        contenders = [
            Contender(
                place.unit,
                place.flags_total + place.honours - moving[place.unit],
                vetoed=place.status is Status.VETOED,
                reach=_reach(year, place.unit),
            )
            for place in table
        ]
        found.update((one.unit, one) for one in bounds(contenders, still_open))
    return found


def _reach(year: Year, unit: str) -> int:
    """How many flags a unit can still win: those that are open in the periods that rank it."""
    one = year.records.units[unit]
    return sum(
        flags.count
        for period in year.periods
        if period.record.id in one.periods
        for flags in period.still_open
        if flags.pool in (ANYBODY, one.pool)
    )
