"""Opening a closed period again: while it is sealed, or, with a reason that everybody reads, after a live one."""

from collections.abc import Sequence

from sqlmodel import Session, select

from scoreboard.desk.closing import ledger_row, refuse_committed
from scoreboard.desk.sealed import amend, seals_of
from scoreboard.desk.taking_back import take_back
from scoreboard.errors import Refused
from scoreboard.models import Ceremony, RemainingUnit
from scoreboard.publications.publishing import publish_later, publish_remaining
from scoreboard.rules.custody import Kind
from scoreboard.store.contest import Contest
from scoreboard.store.writing import Writing


def reopen(writing: Writing, contest: Contest) -> None:
    """Open a sealed period again; a ceremony that has shown no more than its title is taken back.

    Raises Refused where it is open or published, or its ceremony has gone further or been committed to its results.
    """
    if contest.progress.state != "sealed":
        raise Refused("closing.not_sealed", series=contest.series.id, period=contest.period.id)
    _refuse_sealed(writing.session, contest)
    take_back(writing, contest)
    refuse_committed(writing.session, contest)
    for area in contest.areas:
        for pool in contest.flag_pools:
            writing.session.add(ledger_row(writing, contest, area.id, pool, Kind.REOPENED))
    progress = contest.progress
    progress.state, progress.closed_at, progress.closed_by, progress.awarded_on = "open", None, None, None
    writing.session.add(progress)
    for remaining in _remaining(writing.session, contest):
        writing.session.delete(remaining)
    writing.session.flush()
    writing.record("reopen", f"{contest.series.id}/{contest.period.id}", after={"state": "open"})
    publish_remaining(writing, contest)
    publish_later(writing, contest)
    amend(writing, contest, (), "")


def _refuse_sealed(session: Session, contest: Contest) -> None:
    """Raises Refused where a ceremony of the contest has been committed to its results."""
    here = select(Ceremony.id).where(Ceremony.series_id == contest.series.id, Ceremony.period_id == contest.period.id)
    for ceremony in session.exec(here).all():
        if seals_of(session, ceremony):
            raise Refused("seal.reopen", ceremony=ceremony)


def _remaining(session: Session, contest: Contest) -> Sequence[RemainingUnit]:
    return session.exec(
        select(RemainingUnit).where(
            RemainingUnit.series_id == contest.series.id, RemainingUnit.period_id == contest.period.id
        )
    ).all()
