"""The journal as the desk shows it: who, when, old and new, of one cell or of a whole contest."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, or_, select

from scoreboard.models import JournalEntry


@dataclass(frozen=True)
class Deed:
    """One row of the journal."""

    sequence: int
    at: datetime
    who: str
    proved: bool
    action: str
    subject: str
    before: Any
    after: Any
    reason: str | None


def read_deeds(session: Session, subject: str, *, limit: int = 200) -> tuple[Deed, ...]:
    """The last deeds on a subject and on all that lies inside it, the newest first.

    `subject` is a contest ("city/2010Q3"), a cell ("city/2010Q3/key-projects/yongnian"), or the stars of a
    period ("stars/2010Q3").
    """
    inside = col(JournalEntry.subject).startswith(f"{subject}/", autoescape=True)
    rows = session.exec(
        select(JournalEntry)
        .where(or_(col(JournalEntry.subject) == subject, inside))
        .order_by(col(JournalEntry.sequence).desc())
        .limit(limit)
    )
    return tuple(
        Deed(
            row.sequence,
            row.at,
            row.who,
            row.proof not in ("unproved", "-"),
            row.action,
            row.subject,
            row.before,
            row.after,
            row.reason,
        )
        for row in rows
    )
