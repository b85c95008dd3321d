"""What has been revealed of closed periods: flags, stars, the table."""

from sqlmodel import Session, func, select

from scoreboard.models import Reveal
from scoreboard.store.contest import Contest
from scoreboard.store.writing import Writing


def reveal(writing: Writing, contest: Contest, kind: str, subject: str = "", pool: str = "") -> bool:
    """Note that a flag, a star or the table has been shown; False where it had been already."""
    session = writing.session
    key = (kind, contest.series.id, contest.period.id, subject, pool)
    if session.get(Reveal, key) is not None:
        return False
    last = session.exec(
        select(func.max(Reveal.position)).where(
            Reveal.series_id == contest.series.id, Reveal.period_id == contest.period.id
        )
    ).one()
    session.add(
        Reveal(
            kind=kind,
            series_id=contest.series.id,
            period_id=contest.period.id,
            subject=subject,
            pool=pool,
            position=(last or 0) + 1,
            revealed_at=writing.now,
        )
    )
    session.flush()
    return True


def unrevealed_flags(session: Session, contest: Contest) -> list[tuple[str, str]]:
    """The flags of a closed period that have not been shown, as (area, pool)."""
    revealed = set(
        session.exec(
            select(Reveal.subject, Reveal.pool).where(
                Reveal.kind == "flag",
                Reveal.series_id == contest.series.id,
                Reveal.period_id == contest.period.id,
            )
        )
    )
    return [(area.id, pool) for area in contest.areas for pool in contest.flag_pools if (area.id, pool) not in revealed]
