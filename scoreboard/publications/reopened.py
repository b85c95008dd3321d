"""Since when a live period is open again that had been closed, and for which reason."""

from datetime import UTC

from sqlmodel import Session, col, select

from scoreboard.models import CustodyEntry
from scoreboard.rules.custody_terms import CustodyKind
from scoreboard.store.contest import Contest
from scoreboard.wire import Json


def last_reopening(session: Session, contest: Contest) -> CustodyEntry | None:
    """The row of the ledger by which a contest was opened again last for a reason that is public; None without one."""
    return session.exec(
        select(CustodyEntry)
        .where(
            CustodyEntry.series_id == contest.series.id,
            CustodyEntry.period_id == contest.period.id,
            CustodyEntry.kind == CustodyKind.REOPENED.value,
            col(CustodyEntry.reason).is_not(None),
        )
        .order_by(col(CustodyEntry.id).desc())
        .limit(1)
    ).first()


def reopened_words(session: Session, contest: Contest) -> Json:
    """Since when a contest is open again, and why; nothing of one that is closed or has never been."""
    found = None if contest.closed else last_reopening(session, contest)
    if found is None:
        return {}
    return {"reopened": {"at": found.entered_at.astimezone(UTC).isoformat(), "reason": found.reason}}
