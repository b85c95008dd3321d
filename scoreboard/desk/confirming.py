"""Confirming drafts, and taking that back."""

from collections.abc import Collection

from sqlmodel import Session, col, select

from scoreboard.desk.entering import refuse_closed, subject_of, words
from scoreboard.errors import Refused
from scoreboard.models import Score
from scoreboard.publications.publishing import publish_live
from scoreboard.store.contest import Contest, participants
from scoreboard.store.writing import Actor, Writing


def confirm(writing: Writing, contest: Contest, *, area: str | None = None, unit: str | None = None) -> int:
    """Confirm the drafts of a contest, of one area or one unit of it; returns how many there were.

    In a live contest they are public at once. Raises Refused, changing nothing, where the period is closed or
    the series' `confirm` setting forbids this person any of them.
    """
    refuse_closed(contest)
    drafts = _cells(writing.session, contest, "draft", area, unit)
    _refuse_wrong_person(contest, drafts, writing.by)
    for cell in drafts:
        cell.state, cell.confirmed_by, cell.confirmed_at = "confirmed", writing.by.name, writing.now
        writing.session.add(cell)
        writing.record(
            "confirm",
            subject_of(cell),
            before={"score": words(cell), "version": cell.version, "state": "draft"},
            after={"score": words(cell), "version": cell.version, "state": "confirmed"},
        )
    if drafts and contest.live(writing.now):
        publish_live(writing, contest, {cell.area_id for cell in drafts})
    return len(drafts)


def unconfirm(writing: Writing, contest: Contest, *, area: str | None = None, unit: str | None = None) -> int:
    """Make confirmed scores drafts again, before the period is closed; returns how many there were.

    In a live contest they leave the public boards, unless those are frozen.
    """
    refuse_closed(contest)
    cells = _cells(writing.session, contest, "confirmed", area, unit)
    for cell in cells:
        cell.state, cell.confirmed_by, cell.confirmed_at = "draft", None, None
        writing.session.add(cell)
        writing.record(
            "unconfirm",
            subject_of(cell),
            before={"score": words(cell), "version": cell.version, "state": "confirmed"},
            after={"score": words(cell), "version": cell.version, "state": "draft"},
        )
    if cells and contest.live(writing.now):
        publish_live(writing, contest, {cell.area_id for cell in cells})
    return len(cells)


def drafts_of(session: Session, contest: Contest) -> list[Score]:
    """The drafts that keep a contest from being closed; those of units that no longer take part do not."""
    members = {unit.id for unit in participants(session, contest)}
    return [cell for cell in _cells(session, contest, "draft", None, None) if cell.unit_id in members]


def _cells(session: Session, contest: Contest, state: str, area: str | None, unit: str | None) -> list[Score]:
    query = select(Score).where(
        Score.series_id == contest.series.id, Score.period_id == contest.period.id, Score.state == state
    )
    if area is not None:
        query = query.where(Score.area_id == contest.area(area).id)
    if unit is not None:
        query = query.where(Score.unit_id == unit)
    return list(session.exec(query.order_by(col(Score.area_id), col(Score.unit_id), col(Score.judge))))


def _refuse_wrong_person(contest: Contest, drafts: Collection[Score], by: Actor) -> None:
    """A score that came with a competition folder has no person behind it; the folder stands for the first."""
    if contest.rules.confirm == "self":
        return
    if by.role == "operator":
        raise Refused("confirm.operator", name=by.name, series=contest.series.id)
    if not by.bound and drafts:
        raise Refused("confirm.unbound", name=by.name, series=contest.series.id)
    for cell in drafts:
        if cell.entered_by == by.name:
            raise Refused("confirm.own", name=by.name, cell=subject_of(cell))
        if cell.entered_by is not None and not cell.entered_bound:
            raise Refused("confirm.unbound_entry", name=cell.entered_by, cell=subject_of(cell))
