"""The whole journal as an auditor reads it: every deed with its proof, found by any word that it holds."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import String, cast
from sqlmodel import Session, col, func, or_, select

from scoreboard.enums import PeriodState
from scoreboard.models import JournalEntry, Nominee, SeriesPeriod


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


def sealed_places(session: Session) -> tuple[str, ...]:
    """How rows begin to name what is not public yet: contests that are open or sealed, and the stars that go with them.

    A draft is nobody's business before it is confirmed, and what a live contest has confirmed is on its boards.
    """
    contests = session.exec(select(SeriesPeriod).where(SeriesPeriod.state != PeriodState.PUBLISHED)).all()
    sealed = {(contest.series_id, contest.period_id) for contest in contests}
    stars = {
        f"{nominee.period_id}/{nominee.star_id}/"
        for nominee in session.exec(select(Nominee))
        if (nominee.series_id, nominee.period_id) in sealed
    }
    return (*(f"{series}/{period}/" for series, period in sorted(sealed)), *sorted(stars))


PRIVATE_DEEDS = frozenset({"stars.object", "stars.dismiss", "stars.withdraw"})
"""Deeds of which the public learns that they were done, and never why."""


def without_sealed(row: dict[str, Any], places: tuple[str, ...] | None) -> dict[str, Any]:
    """A row for who has not said who they are (S13): a deed on a sealed result keeps its name, not its values.

    Whoever has gets it whole (`places` is None). No row keeps its marks: of a sealed result there are so few that its
    digest would tell which it is.
    """
    row = {**row, "marks": None}
    if places is None:
        return row
    if row["action"] in PRIVATE_DEEDS:
        row["reason"] = None
    inside = "/" if isinstance(row["after"], dict) and "cells" in row["after"] else ""  # it tells cells of its subject
    told = json.dumps([row["subject"] + inside, row["before"], row["after"]], ensure_ascii=False)
    if not any(place in told for place in places):
        return row
    return {**row, "before": None, "after": {"sealed": True}, "reason": None}
