"""Who is elected a model star, by the rule of its category, once the notices have ended (S15, S17)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from sqlmodel import Session

from scoreboard.desk.approvals import Given
from scoreboard.desk.nominees import (
    day_of,
    give_status,
    need_reason,
    nominees_in,
    note_deed,
    statuses_of,
    tell,
    tell_journal,
)
from scoreboard.enums import NomineeDeed, NomineeStatus
from scoreboard.errors import BadInput, Refused
from scoreboard.locale import Both, some_of
from scoreboard.models import Nominee, Star, StarDecision
from scoreboard.publications.told_nominees import (
    awaits_confirmation,
    confirmed_counts,
    notice_until,
    person_called,
    result_of,
    standing_in,
)
from scoreboard.rules.election import Candidacy, Election, RankedNominee, elect
from scoreboard.store.contest import Contest
from scoreboard.store.writing import Writing

NAMED = 5
"""How many people a refusal names."""


@dataclass(frozen=True)
class StarElection:
    """A star of a contest as the rule would elect on a day."""

    star: Star
    nominees: dict[int, Nominee]
    """Of those whose vote counts, by id."""
    outcome: Election
    uncounted: tuple[Nominee, ...] = ()
    """Those on notice whom nobody can elect, as they have no vote that counts."""
    decision: StarDecision | None = None
    """What has been decided of those who tie at its last place."""

    def people(self, ids: Iterable[int]) -> list[Nominee]:
        """Nominees by their ids, in that order."""
        return [self.nominees[one] for one in ids]

    @property
    def settled(self) -> bool:
        """Whether nobody waits for anything: what the rule says now is the end of it."""
        return not (self.outcome.held or self.outcome.tied)


def election_of(session: Session, contest: Contest, star: Star, on: date) -> StarElection:
    """How a star would be elected on a day, by counts that are confirmed and notices that have ended before it."""
    nominees: dict[int, Nominee] = {}
    contenders, uncounted = [], []
    for nominee in nominees_in(session, contest, star):
        contender = _contender(contest, star, nominee, on)
        if contender is not None:
            nominees[contender.id] = nominee
            contenders.append(contender)
        elif standing_in(nominee) is NomineeStatus.ON_NOTICE:
            uncounted.append(nominee)
    decision = session.get(StarDecision, (*contest.key, star.id))
    outcome = elect(contenders, star.places, star.threshold, decision.nominees if decision else ())
    return StarElection(star, nominees, outcome, tuple(uncounted), decision)


def _contender(contest: Contest, star: Star, nominee: Nominee, on: date) -> RankedNominee | None:
    """A nominee as a contender; None for one who can't be elected, whatever becomes of the others."""
    status, result = standing_in(nominee), result_of(star, confirmed_counts(nominee))
    assert nominee.id is not None
    if status is NomineeStatus.CONFIRMED:
        return RankedNominee(nominee.id, result.exact or Fraction(0), Candidacy.ELECTED)
    open_still = status in (NomineeStatus.ON_NOTICE, NomineeStatus.OBJECTED, NomineeStatus.NOT_ELECTED)
    if not open_still or result.exact is None:
        return None
    until = notice_until(contest.competition, nominee)
    waits = status is NomineeStatus.OBJECTED or awaits_confirmation(nominee) or until is None or on <= until
    return RankedNominee(nominee.id, result.exact, Candidacy.HELD if waits else Candidacy.READY)


def elect_stars(
    writing: Writing, contest: Contest, stars: Sequence[Star], on: date | None, *, approved_by: Given = ""
) -> list[StarElection]:
    """Elect whoever the rule says, of each of these stars; returns what became of each that has nominees.

    Who waits (under objection, on notice still, in a tie at the last place) keeps the place. Raises Refused, changing
    nothing, where nobody could be elected because somebody waits, or nobody has been on notice; BadInput for a day
    to come.
    """
    day = day_of(writing, on)
    elections = [
        election_of(writing.session, contest, star, day)
        for star in stars
        if nominees_in(writing.session, contest, star)
    ]
    moved = []
    for election in elections:
        if people := _apply(writing, election, day):
            tell_journal(writing, "stars.elect", people, day)
            moved.append(election.star.id)
    if not moved:
        for election in elections:
            _refuse_waiting(contest, election, day)
        if not elections:
            raise Refused("electing.nobody", series=contest.series.id, period=contest.period.id)
    else:
        touched = [star for star in stars if star.id in moved]
        tell(writing, contest.period.id, contest.series.id, touched, approved_by)
    return elections


def _apply(writing: Writing, election: StarElection, on: date) -> list[Nominee]:
    """Write down who is elected, and once all is settled who is not; returns those whom that has changed.

    Why a decision elects somebody stays with their election: a later decision about the star has its own reason.
    """
    elected, decision = election.people(election.outcome.elected), election.decision
    for nominee in elected:
        why = decision.reason if decision is not None and nominee.id in decision.nominees else ""
        note_deed(writing, nominee, NomineeDeed.ELECTION, on, reason=why)
        give_status(writing, nominee, NomineeStatus.CONFIRMED)
    beaten = [
        nominee
        for nominee in election.people(election.outcome.beaten)
        if election.settled and standing_in(nominee) is NomineeStatus.ON_NOTICE
    ]
    for nominee in beaten:
        give_status(writing, nominee, NomineeStatus.NOT_ELECTED)
    return elected + beaten


def _refuse_waiting(contest: Contest, election: StarElection, on: date) -> None:
    """Raises Refused where nobody of a star could be elected now, naming who waits and for what."""
    star = Both(election.star.name, election.star.name_en or election.star.name)
    if election.outcome.tied:
        raise Refused("electing.tied", star=star, people=_named(election.people(election.outcome.tied)))
    for nominee in election.people(election.outcome.held):
        until = notice_until(contest.competition, nominee)
        if standing_in(nominee) is NomineeStatus.OBJECTED:
            raise Refused("electing.objected", star=star, person=person_called(nominee))
        if awaits_confirmation(nominee):
            raise Refused("electing.unconfirmed", star=star, person=person_called(nominee))
        if until is None:
            raise Refused("electing.undated", star=star, person=person_called(nominee))
        if on <= until:
            raise Refused("electing.early", star=star, person=person_called(nominee), until=until.isoformat())
    if not election.nominees and election.uncounted:
        raise Refused("electing.uncounted", star=star, people=_named(election.uncounted))
    if not election.nominees:
        raise Refused("electing.nobody", series=contest.series.id, period=contest.period.id)


def _named(people: Sequence[Nominee]) -> tuple[object, ...]:
    return some_of([person_called(one) for one in people], NAMED)


def undecided(session: Session, contest: Contest, star: Star, on: date) -> StarElection:
    """How a star would be elected on a day where several tie at its last place. Raises Refused where nobody does."""
    found = election_of(session, contest, star, on)
    if not found.outcome.tied:
        raise Refused("electing.no_tie", star=star.id, period=contest.period.id)
    return found


def decide_star(
    writing: Writing, contest: Contest, star: Star, people: Sequence[Nominee], reason: str, *, approved_by: Given = ""
) -> StarElection:
    """Decide who of those who tie at the last place of a star has it, and elect whom the rule elects with that.

    Raises Refused where nobody ties there, somebody named doesn't, or they are more than the places; BadInput for an
    empty reason, and for nobody.
    """
    reason, day = need_reason(reason), day_of(writing, None)
    if not people:
        raise BadInput("electing.nobody_named", star=star.id)
    election = undecided(writing.session, contest, star, day)
    tied = election.people(election.outcome.tied)
    strangers = [one for one in people if one not in tied]
    if strangers:
        raise Refused("electing.not_tied", people=_named(strangers), tied=_named(tied))
    if len(people) > election.outcome.contested:
        raise Refused("electing.too_many", star=star.id, count=len(people), places=election.outcome.contested)
    before, decision = _decide(writing, contest, star, people, tied, reason)
    after = election_of(writing.session, contest, star, day)
    moved = _apply(writing, after, day)
    # Both are one row of the journal: an election right behind a decision would tell the public of a tie.
    writing.record(
        "stars.decide",
        f"stars/{contest.period.id}/{star.id}/{contest.series.id}",
        before=before,
        after={
            "people": [f"{one.unit_id}/{one.person}" for one in people],
            "nominees": decision.nominees,
            "on": day.isoformat(),
            "elected": statuses_of(moved),
        },
        reason=reason,
    )
    tell(writing, contest.period.id, contest.series.id, [star], approved_by)
    return after


def _decide(
    writing: Writing, contest: Contest, star: Star, people: Sequence[Nominee], tied: Sequence[Nominee], reason: str
) -> tuple[object, StarDecision]:
    """Keep who has the place; returns what had been decided before, and what is now."""
    session = writing.session
    known = session.get(StarDecision, (*contest.key, star.id))
    before = None if known is None else {"nominees": known.nominees, "reason": known.reason}
    chosen = [one.id for one in people if one.id is not None]
    decision = known or StarDecision(
        series_id=contest.series.id,
        period_id=contest.period.id,
        star_id=star.id,
        nominees=[],
        tied=[],
        reason=reason,
        decided_by=writing.by.name,
        decided_at=writing.now,
    )
    decision.nominees = [*(known.nominees if known else ()), *chosen]
    decision.tied = [one.id for one in tied if one.id is not None]
    decision.reason, decision.decided_by, decision.decided_at = reason, writing.by.name, writing.now
    session.add(decision)
    session.flush()
    return before, decision
