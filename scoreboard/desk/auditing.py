"""The whole journal as an auditor reads it: every deed with its proof, found by any word that it holds."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any

from sqlalchemy import String, cast
from sqlmodel import Session, col, func, or_, select

from scoreboard.desk.nominees import subject_of
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


@dataclass(frozen=True)
class Unseen:
    """What of the journal somebody may not see: who has not said who they are, or is bound to a series."""

    places: Mapping[str, str]
    """How rows begin to name what is sealed or a draft, and of no series of theirs; each with its contest."""
    own: frozenset[str]
    """The nominees of their series, as the journal names them: of nobody else do they learn what is private."""


def read_journal(
    session: Session, words: str = "", *, limit: int = 1000, unseen: Unseen | None = None
) -> tuple[Audited, ...]:
    """The newest rows that hold each of `words` somewhere, the newest first; as far as they are not `unseen`."""
    question = select(JournalEntry).order_by(col(JournalEntry.sequence).desc())
    for word in words.split():
        columns = (JournalEntry.who, JournalEntry.proof, JournalEntry.action, JournalEntry.subject, JournalEntry.reason)
        said = [col(column).icontains(word, autoescape=True) for column in columns]
        said += [_written(column).icontains(json.dumps(word)[1:-1], autoescape=True) for column in ("before", "after")]
        question = question.where(or_(*said))
    question = question.limit(limit) if unseen is None else question.execution_options(yield_per=limit)
    rows = (without_unseen(row.model_dump(), unseen) for row in session.exec(question))
    found = (_audited(row) for row in rows if unseen is None or _holds(row, words))
    return tuple(islice(found, limit))


def _holds(row: dict[str, Any], words: str) -> bool:
    """Whether what is left of a row still holds each word: a search must not tell what is not shown."""
    told = json.dumps([row[name] for name in _TOLD], ensure_ascii=False).casefold()
    return all(json.dumps(word, ensure_ascii=False)[1:-1].casefold() in told for word in words.split())


_TOLD = ("who", "proof", "action", "subject", "before", "after", "reason")


def _audited(row: dict[str, Any]) -> Audited:
    return Audited(row["sequence"], row["at"], hash=row["hash"], **{name: row[name] for name in _TOLD})


def count_journal(session: Session) -> int:
    """How many rows the journal has."""
    return session.exec(select(func.count()).select_from(JournalEntry)).one()


def _written(column: str) -> Any:
    """A JSON column as the text that it is stored as."""
    return cast(getattr(JournalEntry, column), String)


def unseen_by(session: Session, seen: frozenset[str] | None) -> Unseen | None:
    """What somebody may not see who sees these series; nothing where they see all (None).

    That is what is not public yet: contests that are open or sealed, and the stars that go with them. A draft is
    nobody's business before it is confirmed, and what a live contest has confirmed is on its boards.
    """
    if seen is None:
        return None
    contests = session.exec(select(SeriesPeriod).where(SeriesPeriod.state != PeriodState.PUBLISHED)).all()
    sealed = {(one.series_id, one.period_id) for one in contests if one.series_id not in seen}
    places, own = {f"{series}/{period}/": f"{series}/{period}" for series, period in sorted(sealed)}, set[str]()
    for nominee in session.exec(select(Nominee)):
        if nominee.series_id in seen:
            own.add(subject_of(nominee))
        elif (nominee.series_id, nominee.period_id) in sealed:
            star, contest = f"{nominee.period_id}/{nominee.star_id}", f"{nominee.series_id}/{nominee.period_id}"
            places[f"{star}/{nominee.unit_id}/{nominee.person}" if seen else f"{star}/"] = contest
            places[f"{star}/{nominee.series_id}/"] = contest
    return Unseen(places, frozenset(own))


DECISIONS = ("decide.", "stars.decide")
"""How deeds are called that decide something: which of them was needed tells of the result."""
PRIVATE_DEEDS = frozenset({"stars.object", "stars.dismiss", "stars.withdraw"})
"""Deeds of which the public learns that they were done, and never why."""


def without_unseen(row: dict[str, Any], unseen: Unseen | None) -> dict[str, Any]:
    """A row as somebody may see it (S13): a deed on a sealed result keeps its name, not its values.

    That of a decision would tell that it was needed, be it a tie: it is called a decision, and is about the contest. No
    row keeps its marks: of a sealed result there are so few that its digest would tell which it is.
    """
    row = {**row, "marks": None}
    if unseen is None:
        return row
    if row["action"] in PRIVATE_DEEDS and row["subject"] not in unseen.own:
        row["reason"] = None
    decided = row["action"].startswith(DECISIONS)
    within = decided or (isinstance(row["after"], dict) and "cells" in row["after"])  # it tells of what is inside
    told = json.dumps([row["subject"] + "/" * within, row["before"], row["after"]], ensure_ascii=False)
    contest = next((contest for place, contest in unseen.places.items() if place in told), None)
    if contest is None:
        return row
    kept = {**row, "before": None, "after": {"sealed": True}, "reason": None}
    return {**kept, "action": "decide", "subject": contest} if decided else kept
