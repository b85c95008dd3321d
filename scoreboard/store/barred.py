"""Units that may not keep a flag in a contest (docs/contract.md, Who holds a flag)."""

from collections.abc import Iterable

from sqlalchemy import not_
from sqlmodel import Session, col, select

from scoreboard.models import SeriesUnit, Unit
from scoreboard.store.contest import Contest, ranked_in, vetoed_units


def barred_from(session: Session, contest: Contest, pool: str, held: Iterable[str]) -> tuple[str, ...]:
    """Who is under a veto of the period, was there at its end no more, takes no part or is of another pool.

    Of other pools, and of those who take no part, only such as have `held` the flag are named.
    """
    members = select(SeriesUnit.unit_id).where(SeriesUnit.series_id == contest.series.id)
    ended = session.exec(
        select(Unit.id).where(col(Unit.id).in_(members), not_(ranked_in(contest))),
    )
    barred = {*vetoed_units(session, contest.period.id), *ended}
    holders = session.exec(select(Unit).where(col(Unit.id).in_(sorted(set(held)))))
    taking_part = set(session.exec(members.where(col(SeriesUnit.unit_id).in_(sorted(set(held))))))
    barred |= {unit.id for unit in holders if unit.id not in taking_part or pool not in ("", unit.pool)}
    return tuple(sorted(barred))
