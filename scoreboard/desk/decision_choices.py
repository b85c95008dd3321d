"""What the forms of decisions offer: contests, areas, pools, units, vetoes, levels of honours, people."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, select

from scoreboard.desk.closed_year import before_decision
from scoreboard.desk.contest_choices import ContestChoice, contest_choices
from scoreboard.desk.levels import seen_by
from scoreboard.desk.lookup import read_unit_keys
from scoreboard.desk.people import people
from scoreboard.desk.worksheet import Named, named_unit
from scoreboard.enums import Panel, Ranking
from scoreboard.locale import Both
from scoreboard.models import Area, Period, Series, Unit
from scoreboard.name_search import UnitKeys
from scoreboard.store.contest import IN_ORDER, competition_of, day_here, names_on
from scoreboard.store.writing import Actor


@dataclass(frozen=True)
class DecisionChoices:
    """All of it, as of one moment."""

    today: date
    contests: tuple[ContestChoice, ...]
    areas: Mapping[str, tuple[Named, ...]]
    """By series."""
    table_flags: Mapping[str, Named]
    """The flag of the overall table by series, of those that have one; its id is its name."""
    pools: Mapping[str, tuple[Named, ...]]
    """By series, of those that rank pools apart."""
    judged: frozenset[str]
    """The series whose scores are judges' marks."""
    periods: tuple[Named, ...]
    units: tuple[Named, ...]
    keys: tuple[UnitKeys, ...]
    vetoes: tuple[Named, ...]
    levels: tuple[str, ...]
    people: tuple[str, ...]
    """Who may work here, but for whoever acts."""
    closed_year: Both | None = None
    """What comes of a decision after the year has been closed."""


def read_decision_choices(session: Session, now: datetime, by: Actor) -> DecisionChoices:
    """What there is to choose from for somebody who decides."""
    competition, today, seen = competition_of(session), day_here(session, now), seen_by(session, by)
    every = session.exec(select(Series).order_by(col(Series.position))).all()
    series = [one for one in every if seen is None or one.id in seen]
    units = session.exec(select(Unit).order_by(col(Unit.position))).all()
    names = names_on(session, today)
    return DecisionChoices(
        today,
        tuple(one for one in contest_choices(session, now) if seen is None or one.series.id in seen),
        {one.id: _areas(session, one.id) for one in series},
        {
            one.id: Named(one.overall_flag, one.overall_flag, one.overall_flag_en or one.overall_flag)
            for one in series
            if one.overall_flag
        },
        {one.id: _pools(one) for one in series if one.ranking == Ranking.BY_POOL},
        frozenset(one.id for one in series if one.judges != Panel.SINGLE),
        tuple(
            Named(one.id, one.name, one.name_en or one.name) for one in session.exec(select(Period).order_by(*IN_ORDER))
        ),
        tuple(named_unit(one.id, names[one.id]) for one in units),
        read_unit_keys(session, [one.id for one in units]),
        tuple(
            Named(item["id"], item["name"], item.get("name_en") or item["name"])
            for item in competition.annual.get("vetoes", [])
        ),
        tuple(competition.annual.get("honours", {})),
        tuple(one.name for one in people(session) if one.name != by.name and not one.disabled),
        before_decision(session),
    )


def _areas(session: Session, series: str) -> tuple[Named, ...]:
    rows = session.exec(select(Area).where(Area.series_id == series).order_by(col(Area.position)))
    return tuple(Named(one.id, one.name, one.name_en or one.name) for one in rows)


def _pools(series: Series) -> tuple[Named, ...]:
    names = series.pool_names
    return tuple(
        Named(pool, names.get(pool, {}).get("name", pool), names.get(pool, {}).get("name_en", pool))
        for pool in series.pool_ids
    )
