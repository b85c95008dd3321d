"""Deeds that only the walks of truth do: about the year, the flag of its table, honours, and ends that are to come."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from datetime import date
from random import Random
from typing import Any

from scoreboard.ceremony.stage_control import standpoint
from scoreboard.desk.closing_year import close_year, reopen_year
from scoreboard.desk.deciding import correct, decide_vacancy
from scoreboard.desk.honouring import honour, withdraw_honour
from scoreboard.desk.placing import decide_flag_tie, decide_place
from scoreboard.desk.reopening import reopen
from scoreboard.desk.vetoing import veto
from scoreboard.errors import ContestError
from scoreboard.models import Unit
from scoreboard.store.contest import contest_of
from scoreboard.store.writing import Writing
from tests.secrecy import deeds
from tests.secrecy.deeds import Deed
from tests.secrecy.years import VETO_OF_THE_YEAR, Year

HONOURS = ("national", "provincial")
TITLES = ("文明县", "卫生县", "文明 县")
"""The first and the last are one, written otherwise."""
HONOURED_ON = ("2029-12-30", "2030-03-01", "2030-09-30", "2030-10-01")
"""Before the year, in it, on its last day, after it."""
TO_COME = ("2030-10-09", "2030-12-31")
"""Days on which units end that are still to come when that is recorded."""


def units_of(writing: Writing, units: tuple[str, ...]) -> list[Unit]:
    return [writing.session.get_one(Unit, unit) for unit in units]


def _order(writing: Writing, quarter: str, area: str, units: tuple[str, ...]) -> None:
    """Decide in which order units stand that share a place."""
    contest = contest_of(writing.session, "main", quarter)
    decide_place(writing, contest, area or None, units_of(writing, units), deeds.WHY, approved_by=deeds.SECOND)


def _correct(
    writing: Writing,
    quarter: str,
    area: str,
    unit: str,
    score: str,
    holders: tuple[str, ...] | None,
    table: tuple[str, ...] | None = None,
) -> None:
    chosen, others = (None if some is None else units_of(writing, some) for some in (holders, table))
    contest, (found,) = contest_of(writing.session, "main", quarter), units_of(writing, (unit,))
    correct(writing, contest, area, found, score, deeds.WHY, deeds.SECOND, holders=chosen, table_holders=others)


def _table(decide: Callable[..., None]) -> Callable[..., None]:
    """A decision about the flag of the overall table."""

    def deed(writing: Writing, quarter: str, flag: str, pool: str, units: tuple[str, ...]) -> None:
        contest = contest_of(writing.session, "main", quarter)
        decide(writing, contest, flag, units_of(writing, units), deeds.WHY, pool=pool, approved_by=deeds.SECOND)

    return deed


def _veto_year(lift: bool) -> Callable[..., None]:
    def deed(writing: Writing, unit: str, item: str) -> None:
        (found,) = units_of(writing, (unit,))
        veto(writing, found, item, None, deeds.WHY, lift=lift, approved_by=deeds.SECOND)

    return deed


def _honour(writing: Writing, unit: str, level: str, title: str, day: str) -> None:
    (found,) = units_of(writing, (unit,))
    honour(writing, found, level, title, f"文件{deeds.WHY}", date.fromisoformat(day))


def _withdraw(writing: Writing, unit: str, level: str, title: str, _day: str) -> None:
    (found,) = units_of(writing, (unit,))
    withdraw_honour(writing, found, level, title)


def _reopen(writing: Writing, quarter: str) -> None:
    reopen(writing, contest_of(writing.session, "main", quarter), deeds.WHY)


def _play(writing: Writing, quarter: str) -> None:
    """Step on until the next flag has been handed over, or the ceremony is at its end."""
    deeds.DEEDS["next"](writing, quarter, True)
    with suppress(ContestError):
        while standpoint(writing.session, f"main-{quarter}").last.scene.get("moment") != "transfer":  # type: ignore[union-attr]
            deeds.DEEDS["next"](writing, quarter, True)


MORE: Mapping[str, Callable[..., Any]] = {
    "place": _order,
    "play": _play,
    "correct": _correct,
    "tie table": _table(decide_flag_tie),
    "vacancy table": _table(decide_vacancy),
    "veto year": _veto_year(False),
    "lift year": _veto_year(True),
    "honoured": _honour,
    "take back": _withdraw,
    "reopen": _reopen,
    "close year": lambda writing: close_year(writing),
    "reopen year": lambda writing: reopen_year(writing, deeds.WHY),
}
"""What a deed does, by its name."""


def about_the_year(chance: Random, year: Year, done: list[Deed]) -> Iterator[tuple[Deed, float]]:
    """What can be done about the year itself, with how likely it is."""
    unit = chance.choice(year.units)
    yield ("veto year", unit, chance.choice(("safety", VETO_OF_THE_YEAR))), 0.6
    if vetoed := [deed[1:] for deed in done if deed[0] == "veto year"]:
        yield ("lift year", *chance.choice(vetoed)), 0.5
    yield ("honoured", unit, chance.choice(HONOURS), chance.choice(TITLES), chance.choice(HONOURED_ON)), 0.7
    if honoured := [deed[1:] for deed in done if deed[0] == "honoured"]:
        yield ("take back", *chance.choice(honoured)), 0.3
    yield ("abolish", unit, chance.choice(TO_COME)), 0.25
    yield ("close year",), 0.1
    if ("close year",) in done:
        yield ("reopen year",), 0.4
        yield ("next", "year", True), 1


def about_the_table(
    chance: Random, year: Year, states: Mapping[str, str], some: tuple[str, ...]
) -> Iterator[tuple[Deed, float]]:
    """What can be decided about the flag of the overall table, where there is one."""
    if not year.table[1]:
        return
    for quarter in states:
        pool = chance.choice(year.flags)[1]
        yield ("tie table", quarter, year.table[1], pool, some), 0.3
        yield ("vacancy table", quarter, year.table[1], pool, some), 0.3


def to_the_end(states: Mapping[str, str]) -> Iterator[Deed]:
    """All that is left to close and to publish, and the year."""
    for quarter, state in states.items():
        if state == "open":
            yield from (("settle", quarter), ("close", quarter))
        if state != "published":
            yield from (("settle", quarter), ("publish", quarter))
    yield ("close year",)
