"""Opening a closed period again: while it is sealed, or, with a reason that everybody reads, after a live one."""

from collections.abc import Sequence

from sqlmodel import Session, select

from scoreboard.desk.amending import amend
from scoreboard.desk.awards import ledger_row
from scoreboard.desk.closing import refuse_committed
from scoreboard.desk.deciding import need_reason
from scoreboard.desk.overall_flag import follow_table
from scoreboard.desk.sealed_results import results_in, seals_of
from scoreboard.desk.taking_back import take_back
from scoreboard.enums import PeriodState
from scoreboard.errors import Refused
from scoreboard.facts import OVERALL
from scoreboard.models import Ceremony, RemainingUnit, Reveal
from scoreboard.publications.publishing import publish_later, publish_remaining
from scoreboard.publications.reopening import publish_reopened
from scoreboard.rules.custody_terms import CustodyKind
from scoreboard.store.contest import Contest
from scoreboard.store.writing import Writing
from scoreboard.store.years import ceremonies_of, year_is_closed


def reopen(writing: Writing, contest: Contest, reason: str = "") -> None:
    """Open a period again: a sealed one, or for a reason a live one, of which everybody is told.

    A ceremony that has shown no more than its title is taken back. Raises Refused where the period is open, a ceremony
    has announced it, gone further or been committed to its results, or a later one is; BadInput where a live one is
    to be opened without a reason.
    """
    reason, was_public = reason.strip(), contest.progress.state == PeriodState.PUBLISHED
    if contest.progress.state == PeriodState.OPEN or (was_public and not contest.live(writing.now)):
        state = "open" if contest.progress.state == PeriodState.OPEN else "announced"
        raise Refused(f"closing.not_reopened_{state}", series=contest.series.id, period=contest.period.id)
    if was_public:
        need_reason(reason)
    if contest.series.id == contest.competition.annual.get("series") and year_is_closed(writing.session):
        raise Refused("year.reopen_first", series=contest.series.id, period=contest.period.id)
    refuse_under_seal(writing.session, contest)
    take_back(writing, contest)
    refuse_committed(writing.session, contest)
    overall = [OVERALL] if contest.series.overall_flag else []
    for area in [*(area.id for area in contest.areas), *overall]:
        for pool in contest.flag_pools:
            row = ledger_row(writing, contest, area, pool, CustodyKind.REOPENED)
            row.reason = reason if was_public else None
            writing.session.add(row)
    progress = contest.progress
    progress.state, progress.closed_at, progress.closed_by, progress.awarded_on = PeriodState.OPEN, None, None, None
    writing.session.add(progress)
    for remaining in _remaining(writing.session, contest):
        writing.session.delete(remaining)
    for revealed in revealed_in(writing.session, contest):
        writing.session.delete(revealed)
    writing.session.flush()
    follow_table(writing, contest, itself=False)
    writing.record("reopen", contest.subject, after={"state": "open"}, reason=reason or None)
    publish_remaining(writing, contest, reason)
    if was_public:
        publish_reopened(writing, contest, reason)
    else:
        publish_later(writing, contest)
    amend(writing, contest, (), "")


def refuse_under_seal(session: Session, contest: Contest) -> None:
    """Raises Refused where a ceremony of the contest has been committed to its results."""
    sealed = seal_on(session, contest)
    if sealed is not None:
        raise Refused("seal.reopen_year" if contest.is_year else "seal.reopen", ceremony=sealed)


def seal_on(session: Session, contest: Contest, star: str | None = None) -> str | None:
    """The ceremony of a contest that has been committed to its results; None where none has.

    Of a `star`, once one has come to its end, only such as are committed to the star.
    """
    here = session.exec(select(Ceremony.id).where(*ceremonies_of(contest))).all()
    ended = star is not None and contest.progress.state == PeriodState.PUBLISHED
    for ceremony in here:
        held = {one.key for seal in seals_of(session, ceremony) for one in results_in(seal)}
        if held and (not ended or ("star", star, "") in held):
            return ceremony
    return None


def revealed_in(session: Session, contest: Contest) -> Sequence[Reveal]:
    """What has been shown of a contest."""
    return session.exec(
        select(Reveal).where(Reveal.series_id == contest.series.id, Reveal.period_id == contest.period.id)
    ).all()


def _remaining(session: Session, contest: Contest) -> Sequence[RemainingUnit]:
    return session.exec(
        select(RemainingUnit).where(
            RemainingUnit.series_id == contest.series.id, RemainingUnit.period_id == contest.period.id
        )
    ).all()
