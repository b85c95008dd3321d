"""Units that may not keep a flag in a contest (docs/contract.md, Who holds a flag)."""

from collections.abc import Collection, Iterable

from sqlalchemy import not_
from sqlmodel import Session, col, select

from scoreboard.models import SeriesUnit, Unit
from scoreboard.store.contest import Contest, ranked_in


def all_vetoed(session: Session, contest: Contest, pool: str, vetoed: Collection[str]) -> bool:
    """Whether everybody ranked for a flag is among the `vetoed`: then it is as if nobody had been good enough."""
    group = (
        select(Unit.id)
        .join(SeriesUnit, col(SeriesUnit.unit_id) == col(Unit.id))
        .where(SeriesUnit.series_id == contest.series.id, ranked_in(contest), col(Unit.guest).is_(False))
    )
    if pool:
        group = group.where(Unit.pool == pool)
    return session.exec(group.where(col(Unit.id).not_in(sorted(vetoed))).limit(1)).first() is None


def barred_from(session: Session, contest: Contest, pool: str, held: Iterable[str]) -> set[str]:
    """Who ended before the period did, takes no part, is a guest or of another pool, whatever vetoes there are.

    Of guests, other pools, and of those who take no part, only such as have `held` the flag are named.
    """
    members = select(SeriesUnit.unit_id).where(SeriesUnit.series_id == contest.series.id)
    barred = set(session.exec(select(Unit.id).where(col(Unit.id).in_(members), not_(ranked_in(contest)))))
    holders = session.exec(select(Unit).where(col(Unit.id).in_(sorted(set(held)))))
    taking_part = set(session.exec(members.where(col(SeriesUnit.unit_id).in_(sorted(set(held))))))
    for unit in holders:
        if unit.id not in taking_part or pool not in ("", unit.pool) or unit.guest:
            barred.add(unit.id)
    return barred
