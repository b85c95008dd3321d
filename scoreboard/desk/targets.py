"""Flags that units go for: telling everybody of one, and all of them with how far off each is."""

from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from scoreboard.desk.entering import refuse_stranger
from scoreboard.desk.promises import TARGET, add_promise, columns_of
from scoreboard.enums import Ranking
from scoreboard.errors import Refused
from scoreboard.exchange.formats.targets import DeclaredTarget
from scoreboard.models import Target, Unit
from scoreboard.publications.board_words import NamedUnit, unit_words
from scoreboard.publications.targets import FlagHolders, UnitTarget, awarded, targets_of
from scoreboard.store.contest import contest_of, day_here
from scoreboard.store.finding import find_unit
from scoreboard.store.public.asking_main import facts_of
from scoreboard.store.writing import Writing


@dataclass(frozen=True, kw_only=True, slots=True)
class TargetRow(NamedUnit):
    """A flag that a unit goes for, by the id that commands call it by."""

    id: str
    target: UnitTarget


def add_target(writing: Writing, given: DeclaredTarget) -> Target:
    """Tell everybody that a unit goes for a flag; public at once.

    Raises BadInput for what there is not, and for a unit that has no part in that contest; Refused for an area that is
    not contested then, for a guest, for a flag that everybody knows to be awarded, and where the same is there already.
    """
    contest = contest_of(writing.session, given.series, given.period)
    area, unit = contest.area(given.area), find_unit(writing.session, given.unit)
    refuse_stranger(writing.session, contest, unit)
    about = {"unit": unit.id, "series": contest.series.id, "period": contest.period.id, "area": area.id}
    if unit.guest:
        raise Refused("target.guest", **about)
    pool = unit.pool if contest.rules.ranking == Ranking.BY_POOL else ""
    if awarded(facts_of(writing.session), f"{contest.series.id}/{contest.period.id}", area.id, pool) is not None:
        raise Refused("target.awarded", **about)
    named = {"unit": unit.id, "series": contest.series.id, "area": area.id, "period": contest.period.id}
    return add_promise(writing, TARGET, columns_of(given.model_copy(update=named)), given.id)


def guests_of(session: Session) -> set[str]:
    """The units that can win no flag, and so go for none."""
    return set(session.exec(select(Unit.id).where(col(Unit.guest))))


def read_targets(session: Session, now: datetime) -> tuple[TargetRow, ...]:
    """All of them in the order of entering, each with how far off it is by what is public."""
    facts, rows = facts_of(session), list(session.exec(select(Target).order_by(col(Target.id))))
    pools = {unit.id: unit.pool for unit in session.exec(select(Unit).where(col(Unit.id).in_(_units(rows))))}
    names = unit_words(facts, sorted(pools), day_here(session, now), None)
    holders = FlagHolders(facts, None)
    told = {
        (unit, one.series, one.period, one.area): one
        for unit, pool in pools.items()
        for one, _boards in targets_of(facts, unit, pool or "", None, holders)
    }
    places = ((row, (row.unit_id, row.series_id, row.period_id, row.area_id)) for row in rows)
    return tuple(
        TargetRow(**_words(names[row.unit_id]), id=row.code, target=told[place])
        for row, place in places
        if place in told
    )


def _units(rows: list[Target]) -> set[str]:
    return {row.unit_id for row in rows}


def _words(named: NamedUnit) -> dict[str, Any]:
    return {one.name: getattr(named, one.name) for one in fields(named)}
