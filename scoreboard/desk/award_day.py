"""The day of award: the ceremony's, and where that is moved, the new one for all that has not been shown yet."""

from datetime import date

from sqlmodel import Session, col, select

from scoreboard.desk.overall_flag import overall_flags
from scoreboard.models import Ceremony, CustodyEntry
from scoreboard.publications.revealing import unrevealed_flags
from scoreboard.rules.custody_terms import CustodyKind
from scoreboard.store.contest import Contest
from scoreboard.store.writing import Writing
from scoreboard.store.years import ceremony_contest


def move_award_day(writing: Writing, ceremony: Ceremony) -> None:
    """After a ceremony's day was changed: its sealed flags are awarded on the new one.

    That of flags which have been shown stays.
    """
    contest = ceremony_contest(writing.session, ceremony)
    progress, to = contest.progress, ceremony.held_on
    if contest.is_year:  # it awards no flag
        return
    if contest.closed and to is not None and progress.awarded_on != to and progress.closed_at is not None:
        _award_on(writing, ceremony, contest, to)


def award_no_later(writing: Writing, ceremony: Ceremony) -> None:
    """A ceremony begins: flags for which a day to come was given at the closing are awarded today, as they are shown.

    Where the ceremony has a day of its own, that holds.
    """
    contest = ceremony_contest(writing.session, ceremony)
    given, today = contest.progress.awarded_on, contest.day_of(writing.now)
    if not contest.is_year and given is not None and given > today and given != ceremony.held_on:
        _award_on(writing, ceremony, contest, today)


def _award_on(writing: Writing, ceremony: Ceremony, contest: Contest, to: date) -> None:
    """Award the flags of a contest that are sealed on another day."""
    progress = contest.progress
    old, progress.awarded_on = progress.awarded_on, to
    writing.session.add(progress)
    sealed = [*unrevealed_flags(writing.session, contest), *overall_flags(writing.session, contest, shown=False)]
    for area, pool in sealed:
        for row in _since_award(writing.session, contest, area, pool):
            again = {**row.model_dump(exclude={"id"}), "awarded_on": to if row.awarded_on else None}
            by = {"entered_by": writing.by.name, "entered_at": writing.now}
            writing.session.add(CustodyEntry(**{**again, **by}))
    writing.session.flush()
    writing.record(
        "ceremony.day",
        ceremony.id,
        before={"awarded_on": None if old is None else old.isoformat()},
        after={"awarded_on": to.isoformat(), "flags": len(sealed)},
    )


def _since_award(session: Session, contest: Contest, area: str, pool: str) -> list[CustodyEntry]:
    """The last award of a flag in its period and what came after it: the ledger is only ever added to."""
    rows = list(
        session.exec(
            select(CustodyEntry)
            .where(
                CustodyEntry.series_id == contest.series.id,
                CustodyEntry.period_id == contest.period.id,
                CustodyEntry.area_id == area,
                CustodyEntry.pool == pool,
            )
            .order_by(col(CustodyEntry.id))
        )
    )
    last = max((number for number, row in enumerate(rows) if row.kind == CustodyKind.AWARD), default=len(rows))
    return rows[last:]
