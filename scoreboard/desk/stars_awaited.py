"""Who of a star can't be announced yet, and what for: what the check before a ceremony names."""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum

from sqlmodel import Session

from scoreboard.desk.electing import election_of
from scoreboard.desk.nominees import nominees_in
from scoreboard.enums import NomineeStatus
from scoreboard.models import Nominee, Star
from scoreboard.publications.told_nominees import (
    awaits_confirmation,
    confirmed_counts,
    notice_until,
    result_of,
    standing_in,
)
from scoreboard.rules.star_votes import CountStatus
from scoreboard.store.contest import Contest


class StillAwaited(StrEnum):
    """What must happen before a nominee can be announced, or be left out."""

    NOTICE = "notice"
    """The end of the notice."""
    OBJECTION = "objection"
    """A word on the objection."""
    TIE = "tie"
    """A decision between those who tie."""
    ELECTION = "election"
    COUNT = "count"
    """Somebody's confirming the count."""
    BALLOTS = "ballots"
    """Ballots that count: none have been counted, or what was counted is void or incomplete."""


def who_waits(session: Session, contest: Contest, star: Star, on: date) -> Iterator[tuple[Nominee, StillAwaited]]:
    """Each nominee of a star who stands in the way of announcing it on a day, with what is awaited.

    Those whom others have beaten are in nobody's way.
    """
    election = election_of(session, contest, star, on)
    for nominee in election.people(election.outcome.held):
        if standing_in(nominee) is NomineeStatus.OBJECTED:
            yield nominee, StillAwaited.OBJECTION
        else:
            yield nominee, StillAwaited.COUNT if awaits_confirmation(nominee) else StillAwaited.NOTICE
    for nominee in election.people(election.outcome.tied):
        yield nominee, StillAwaited.TIE
    for nominee in election.people(election.outcome.elected):
        yield nominee, StillAwaited.ELECTION
    for nominee in nominees_in(session, contest, star):
        status, counts = standing_in(nominee), result_of(star, confirmed_counts(nominee)).status is CountStatus.COUNTED
        if status is NomineeStatus.CONFIRMED:
            until = notice_until(contest.competition, nominee)
            if not counts:
                yield nominee, StillAwaited.BALLOTS
            elif until is not None and on <= until:
                yield nominee, StillAwaited.NOTICE
        elif not counts and election.outcome.vacant and status in (NomineeStatus.ON_NOTICE, NomineeStatus.OBJECTED):
            yield nominee, StillAwaited.OBJECTION if status is NomineeStatus.OBJECTED else StillAwaited.BALLOTS
