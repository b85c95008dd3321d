"""What units have in total in a contest, added up by the database: no score is read by itself."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal

from sqlalchemy import case, func, select
from sqlmodel import Session, col

from scoreboard.enums import ScoreState
from scoreboard.models import Score, SeriesUnit, Unit
from scoreboard.models.base import TenThousandths
from scoreboard.rules.overall import Tally
from scoreboard.store.contest import Contest, ranked_in, vetoed_units
from scoreboard.store.standings import View


def tallies(session: Session, contest: Contest, view: View, flags: Mapping[str, int], pool: str) -> Iterator[Tally]:
    """What each unit of a pool brings to the overall table, in the order of units; not where judges score."""
    session.flush()
    totals, excused = _totals(session, contest, view)
    vetoed = vetoed_units(session, contest.period.id)
    members = (
        select(col(Unit.id), col(Unit.guest))
        .join(SeriesUnit, col(SeriesUnit.unit_id) == col(Unit.id))
        .where(col(SeriesUnit.series_id) == contest.series.id, ranked_in(contest))
        .order_by(col(Unit.position))
    )
    if pool:
        members = members.where(col(Unit.pool) == pool)
    for unit, guest in session.connection().execute(members):
        yield Tally(
            unit,
            flags.get(unit, 0),
            totals.get(unit, Decimal(0)),
            vetoed=unit in vetoed,
            not_applicable=unit in excused,
            guest=guest,
        )


def _totals(session: Session, contest: Contest, view: View) -> tuple[dict[str, Decimal], set[str]]:
    """The sums of weight × score by unit, and those whom no area applies to.

    Areas of one weight are added up by the database, for a sum of scores always fits a column; what the weights may
    grow to does not.
    """
    weighing: dict[Decimal, list[str]] = defaultdict(list)
    for area in contest.areas:
        weighing[area.weight].append(area.id)
    states = [ScoreState.CONFIRMED] if view is View.CONFIRMED else [ScoreState.CONFIRMED, ScoreState.DRAFT]
    value = func.coalesce(col(Score.value), 0)
    sums = [
        func.sum(case((col(Score.area_id).in_(areas), value), else_=0), type_=TenThousandths())
        for areas in weighing.values()
    ]
    question = (
        select(col(Score.unit_id), func.count(), func.count(col(Score.value)), *sums)
        .where(
            col(Score.series_id) == contest.series.id,
            col(Score.period_id) == contest.period.id,
            col(Score.area_id).in_([area.id for area in contest.areas]),
            col(Score.state).in_(states),
        )
        .group_by(col(Score.unit_id))
    )
    totals, excused = dict[str, Decimal](), set[str]()
    for unit, cells, given, *found in session.connection().execute(question):
        totals[unit] = sum((weight * one for weight, one in zip(weighing, found, strict=True)), Decimal(0))
        if not given and cells == len(contest.areas):
            excused.add(unit)
    return totals, excused
