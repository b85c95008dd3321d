"""Closing the year: its table is final, is sealed for the ceremony SERIES-year, or public where its last period was."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, func, select

from scoreboard.desk.closing import create_ceremony, usual_ceremony
from scoreboard.desk.deciding import need_reason
from scoreboard.desk.reopening import refuse_under_seal, revealed_in
from scoreboard.desk.taking_back import refuse_begun, take_back
from scoreboard.enums import HonourState, PeriodState, Publication, YearState
from scoreboard.errors import BadInput, Refused
from scoreboard.models import Ceremony, Pledge, YearEnd
from scoreboard.publications.derived_boards import publish_derived
from scoreboard.publications.inside_year import records_on_file
from scoreboard.publications.year import year_of
from scoreboard.publications.year_bulletin import publish_year, tell_year
from scoreboard.store.contest import Contest, contest_of
from scoreboard.store.writing import Writing
from scoreboard.store.years import year_contest


@dataclass(frozen=True)
class InTheWay:
    """One thing that keeps the year from being closed: "open" or "sealed" (a period), or "nothing" to close."""

    what: str
    period: str = ""
    ceremony: str = ""


@dataclass(frozen=True)
class ForLater:
    """What is still to be done and keeps nobody from closing: "runs", "late" (honours that roll over), "pledges"."""

    what: str
    count: int = 0
    until: str = ""


@dataclass(frozen=True)
class YearStatus:
    """How far the year has come."""

    contest: Contest
    in_the_way: tuple[InTheWay, ...]
    for_later: tuple[ForLater, ...]
    ceremony: str | None
    """Its ceremony, where there is one."""

    @property
    def published(self) -> bool:
        """Whether its bulletin is public."""
        return self.contest.progress.state == PeriodState.PUBLISHED

    @property
    def told(self) -> str:
        """How far it has come, in a word: "open", "ready" to be closed, "closed" or "published"."""
        if not self.contest.closed:
            return "open" if self.in_the_way else "ready"
        return "published" if self.published else "closed"


def year_status(session: Session, now: datetime) -> YearStatus:
    """How far the year has come, and what stands in the way of closing it. Raises BadInput without an [annual]."""
    contest = year_contest(session)
    ceremony = session.get(Ceremony, usual_ceremony(contest))
    return YearStatus(
        contest,
        () if contest.closed else in_the_way(session, now),
        for_later(session, contest, now),
        None if ceremony is None else ceremony.id,
    )


def in_the_way(session: Session, now: datetime) -> tuple[InTheWay, ...]:
    """The periods that are open, but for those that will not be contested, and those that are not wholly public."""
    records = records_on_file(session, now)
    assert records is not None, "a year has an [annual]"
    year, found = year_of(records), list[InTheWay]()
    for period in year.periods:
        contest = contest_of(session, records.series["id"], period.record.id)
        if contest.progress.state == PeriodState.OPEN and period.state != YearState.NOT_CONTESTED:
            found.append(InTheWay("open", period.record.id))
        elif contest.progress.state == PeriodState.SEALED:
            found.append(InTheWay("sealed", period.record.id, usual_ceremony(contest)))
    return tuple(found)


def for_later(session: Session, contest: Contest, now: datetime) -> tuple[ForLater, ...]:
    """What is told of beside: that the year still runs, honours that came too late, pledges without a settlement."""
    found = []
    day = contest.day_of(now)
    if day <= contest.period.end and not contest.closed:
        found.append(ForLater("runs", until=contest.period.end.isoformat()))
    records = records_on_file(session, now)
    late = [one for _row, one in year_of(records).honours if one.state is HonourState.LATE] if records else []
    if late:
        found.append(ForLater("late", len(late)))
    unsettled = select(func.count()).select_from(Pledge).where(col(Pledge.settled_on).is_(None))
    if count := session.exec(unsettled).one():
        found.append(ForLater("pledges", count))
    return tuple(found)


def refuse_closing_day(contest: Contest, on: date | None, now: datetime) -> None:
    """Raises BadInput for a day before the year's first, or to come."""
    today = contest.day_of(now)
    if on is not None and on < contest.period.start:
        raise BadInput("year.on_early", day=on.isoformat(), start=contest.period.start.isoformat())
    if on is not None and on > today:
        raise BadInput("year.on_late", day=on.isoformat(), today=today.isoformat())


def close_year(writing: Writing, on: date | None = None) -> tuple[Contest, str]:
    """Close the year; returns it, and the ceremony that tells it.

    Its table is what is public already, so closing reveals nothing: it makes it final. The bulletin comes with the end
    of the ceremony, or at once where the last period is live. Raises Refused where it is closed already or something
    stands in the way, BadInput without an [annual], or for a day before the year's first or to come.
    """
    session, contest = writing.session, year_contest(writing.session)
    refuse_closing_day(contest, on, writing.now)
    if contest.closed:
        raise Refused("year.closed")
    if found := in_the_way(session, writing.now):
        first = found[0]
        raise Refused(
            f"year.{first.what}",
            count=len(found),
            series=contest.series.id,
            period=first.period,
            ceremony=first.ceremony,
        )
    row = session.get(YearEnd, contest.series.id) or YearEnd(series_id=contest.series.id)
    at_once = contest.rules.publication == Publication.LIVE
    row.state, row.closed_on = PeriodState.SEALED, on or contest.day_of(writing.now)
    row.closed_at, row.closed_by = writing.now, writing.by.name
    session.add(row)
    session.flush()
    contest = year_contest(session)
    writing.record("year.close", contest.series.id, after={"closed_on": row.closed_on.isoformat()})
    ceremony = session.get(Ceremony, usual_ceremony(contest))
    made = ceremony or create_ceremony(writing, contest, usual_ceremony(contest))
    tell_year(writing, contest)
    if at_once:
        publish_year(writing, contest, row.reopened_for or "")
    publish_derived(writing)
    return year_contest(session), made.id


def refuse_to_reopen_year(session: Session, contest: Contest) -> None:
    """Raises Refused where the year is open, or its ceremony has told it, has begun to, or has been sealed."""
    state, live = contest.progress.state, contest.rules.publication == Publication.LIVE
    if state == PeriodState.OPEN or (state == PeriodState.PUBLISHED and not live):
        raise Refused("year.not_closed" if state == PeriodState.OPEN else "year.announced")
    refuse_under_seal(session, contest)
    refuse_begun(session, contest)


def reopen_year(writing: Writing, reason: str = "") -> None:
    """Open the year again: one that its ceremony has not told yet, or with a reason one that was public at once.

    A ceremony that has shown no more than its title is taken back. Raises Refused where the year is open, or its
    ceremony has told it, gone further or been sealed; BadInput where it is public and no reason is given.
    """
    session, contest, reason = writing.session, year_contest(writing.session), reason.strip()
    refuse_to_reopen_year(session, contest)
    state = contest.progress.state
    if state == PeriodState.PUBLISHED:
        need_reason(reason)
    for revealed in revealed_in(session, contest):
        session.delete(revealed)
    session.flush()
    take_back(writing, contest)
    row = session.get_one(YearEnd, contest.series.id)
    row.state, row.closed_on, row.closed_at, row.closed_by = PeriodState.OPEN, None, None, None
    row.reopened_for = reason if state == PeriodState.PUBLISHED else row.reopened_for
    session.add(row)
    session.flush()
    writing.record("year.reopen", contest.series.id, after={"state": "open"}, reason=reason or None)
    tell_year(writing, year_contest(session), reason)
    publish_derived(writing, reason)
