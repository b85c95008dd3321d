"""Sending drafts back: a reviewer's note to whoever enters, which stands until the score is entered anew."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select
from sqlmodel import Session, col

from scoreboard.desk import given_texts
from scoreboard.desk.draft_versions import CellKey, asked_of, draft_to_answer, stands_for
from scoreboard.desk.entering import place_of, refuse_closed, refuse_stale, said
from scoreboard.enums import ScoreState
from scoreboard.errors import BadInput
from scoreboard.models import ReturnedScore, Score, Unit
from scoreboard.store.cells import Key
from scoreboard.store.contest import Contest
from scoreboard.store.writing import Writing

LONGEST_NOTE = 200
"""Characters of a note: it is read on a line."""


class SentBack(NamedTuple):
    """Why a draft was sent back, by whom and when; in the version that it still has."""

    version: int
    note: str
    who: str
    at: datetime


_SENT_BACK = select(
    col(ReturnedScore.area_id),
    col(ReturnedScore.unit_id),
    col(ReturnedScore.judge),
    col(ReturnedScore.version),
    col(ReturnedScore.note),
    col(ReturnedScore.returned_by),
    col(ReturnedScore.returned_at),
).join(Score, stands_for(ReturnedScore) & (col(Score.state) == ScoreState.DRAFT))


def send_back(
    writing: Writing,
    contest: Contest,
    area: str,
    unit: Unit,
    note: str,
    *,
    judge: str = "",
    version: int | None = None,
) -> SentBack:
    """Send a draft back with a note, in the `version` that was seen; another note takes the place of the first.

    Raises Refused for a closed period, another version and what is no draft, BadInput for an unknown area and without
    a note.
    """
    refuse_closed(contest)
    area = contest.area(area).id
    note = given_texts.text(note, longest=LONGEST_NOTE)
    if not note:
        raise BadInput("return.note")
    cell = draft_to_answer(writing.session, contest, (area, unit.id, judge), version, "return", refuse_stale)
    place = place_of(area, unit.id, judge)
    writing.session.merge(
        ReturnedScore(
            series_id=contest.series.id,
            period_id=contest.period.id,
            area_id=area,
            unit_id=unit.id,
            judge=judge,
            version=cell.version,
            note=note,
            returned_by=writing.by.name,
            returned_at=writing.now,
        )
    )
    told = {"score": said(cell.value, cell.state), "version": cell.version}  # no state: the score stays what it was
    writing.record("return", f"{contest.subject}/{place}", after=told, reason=note)
    return SentBack(cell.version, note, writing.by.name, writing.now)


def sent_back(
    session: Session, contest: Key, places: Iterable[tuple[str, str]] | None = None
) -> Mapping[CellKey, SentBack]:
    """The drafts of a contest that stand as they were sent back, or those in some places, each an area and a unit."""
    session.flush()
    questions = asked_of(_SENT_BACK, ReturnedScore, contest, places)
    rows = (row for one in questions for row in session.connection().execute(one))
    return {(area, unit, judge): SentBack(version, note, who, at) for area, unit, judge, version, note, who, at in rows}


def forget_sent_back(session: Session, contest: Key, cells: Iterable[tuple[str, str, str, int]]) -> None:
    """Drafts, each an area, a unit, a judge and a version, are signed all the same: their notes are settled."""
    columns = (
        col(ReturnedScore.area_id),
        col(ReturnedScore.unit_id),
        col(ReturnedScore.judge),
        col(ReturnedScore.version),
    )
    (question,) = asked_of(select(*columns), ReturnedScore, contest, None)
    known = {tuple(key) for key in session.connection().execute(question)}
    for cell in cells:
        if cell in known:
            session.delete(session.get_one(ReturnedScore, (*contest, *cell)))
