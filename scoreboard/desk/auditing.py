"""The whole journal as an auditor reads it: every deed with its proof, found by any word that it holds."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import String, cast
from sqlmodel import Session, col, func, or_, select

from scoreboard.models import JournalEntry


@dataclass(frozen=True)
class Audited:
    """One row of the journal."""

    sequence: int
    at: datetime
    who: str
    proof: str
    """``key:FINGERPRINT@ADDRESS``, ``os:LOGIN``, ``unproved`` or ``-``."""
    action: str
    subject: str
    before: Any
    after: Any
    reason: str | None
    hash: str


def read_journal(session: Session, words: str = "", *, limit: int = 1000) -> tuple[Audited, ...]:
    """The newest rows that hold each of `words` somewhere, the newest first."""
    question = select(JournalEntry).order_by(col(JournalEntry.sequence).desc()).limit(limit)
    for word in words.split():
        columns = (JournalEntry.who, JournalEntry.proof, JournalEntry.action, JournalEntry.subject, JournalEntry.reason)
        said = [col(column).icontains(word, autoescape=True) for column in columns]
        said += [_written(column).icontains(json.dumps(word)[1:-1], autoescape=True) for column in ("before", "after")]
        question = question.where(or_(*said))
    return tuple(
        Audited(
            row.sequence,
            row.at,
            row.who,
            row.proof,
            row.action,
            row.subject,
            row.before,
            row.after,
            row.reason,
            row.hash,
        )
        for row in session.exec(question)
    )


def count_journal(session: Session) -> int:
    """How many rows the journal has."""
    return session.exec(select(func.count()).select_from(JournalEntry)).one()


def _written(column: str) -> Any:
    """A JSON column as the text that it is stored as."""
    return cast(getattr(JournalEntry, column), String)
