"""Sending drafts back: a reviewer's note to whoever enters, which stands until the score is entered anew."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, Executable, and_, select
from sqlmodel import Session, col

from scoreboard.desk import words
from scoreboard.desk.entering import place_of, refuse_closed, refuse_stale, said
from scoreboard.enums import ScoreState
from scoreboard.errors import BadInput, Refused
from scoreboard.models import ReturnedScore, Score, Unit
from scoreboard.store.cells import Key, cell_at
from scoreboard.store.chunks import in_chunks
from scoreboard.store.contest import Contest
from scoreboard.store.writing import Writing

LONGEST_NOTE = 200
"""Characters of a note: it is read on a line."""
CellKey = tuple[str, str, str]
"""An area, a unit and a judge, who is empty where one scores."""


class SentBack(NamedTuple):
    """Why a draft was sent back, by whom and when; in the version that it still has."""

    version: int
    note: str
    who: str
    at: datetime


_KEY = ("series_id", "period_id", "area_id", "unit_id", "judge", "version")
_SENT_BACK = select(
    col(ReturnedScore.area_id),
    col(ReturnedScore.unit_id),
    col(ReturnedScore.judge),
    col(ReturnedScore.version),
    col(ReturnedScore.note),
    col(ReturnedScore.returned_by),
    col(ReturnedScore.returned_at),
).join(
    Score,
    and_(
        *(getattr(ReturnedScore, name) == getattr(Score, name) for name in _KEY),
        col(Score.state) == ScoreState.DRAFT,
    ),
)


def send_back(
    writing: Writing,
    contest: Contest,
    area: str,
    unit: Unit,
    note: str,
    *,
    judge: str = "",
    version: int | None = None,
) -> None:
    """Send a draft back with a note, in the `version` that was seen; another note takes the place of the first.

    Raises Refused for a closed period, another version and what is no draft, BadInput for an unknown area and without
    a note.
    """
    refuse_closed(contest)
    area = contest.area(area).id
    note = words.text(note, longest=LONGEST_NOTE)
    if not note:
        raise BadInput("return.note")
    cell = cell_at(writing.session, contest.key, area, unit.id, judge)
    if version is not None:
        refuse_stale(contest, cell, version)
    place = place_of(area, unit.id, judge)
    if cell is None or cell.state != ScoreState.DRAFT:
        raise Refused("return.no_draft", cell=place, series=contest.series.id)
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


def sent_back(
    session: Session, contest: Key, places: Iterable[tuple[str, str]] | None = None
) -> Mapping[CellKey, SentBack]:
    """The drafts of a contest that stand as they were sent back, or those in some places, each an area and a unit."""
    question = _SENT_BACK.where(*_of(contest))
    if places is None:
        return _read(session, question)
    units: dict[str, dict[str, None]] = defaultdict(dict)
    for area, unit in places:
        units[area][unit] = None
    found: dict[CellKey, SentBack] = {}
    for area, sought in units.items():
        for some in in_chunks(sought):
            among = question.where(col(ReturnedScore.area_id) == area, col(ReturnedScore.unit_id).in_(some))
            found.update(_read(session, among))
    return found


def forget_sent_back(session: Session, contest: Key, cells: Iterable[tuple[str, str, str, int]]) -> None:
    """Drafts, each an area, a unit, a judge and a version, are signed all the same: their notes are settled."""
    columns = (
        col(ReturnedScore.area_id),
        col(ReturnedScore.unit_id),
        col(ReturnedScore.judge),
        col(ReturnedScore.version),
    )
    known = {tuple(key) for key in session.connection().execute(select(*columns).where(*_of(contest)))}
    for cell in cells:
        if cell in known:
            session.delete(session.get_one(ReturnedScore, (*contest, *cell)))


def _of(contest: Key) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    series, period = contest
    return col(ReturnedScore.series_id) == series, col(ReturnedScore.period_id) == period


def _read(session: Session, question: Executable) -> dict[CellKey, SentBack]:
    session.flush()
    rows = session.connection().execute(question)
    return {(area, unit, judge): SentBack(version, note, who, at) for area, unit, judge, version, note, who, at in rows}
