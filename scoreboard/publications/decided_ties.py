"""Whom a decision has put first among those who tie for a flag: they have the first place, the others the next."""

from typing import Protocol

from sqlmodel import Session, select

from scoreboard.models import TieDecision
from scoreboard.rules.ranking import Standing, leaders
from scoreboard.store.contest import Contest
from scoreboard.store.ledger import Flag, Ledger


class RankedScores(Protocol):
    """Scores that can be ranked, or the tops of them."""

    def standings(self, area: str, pool: str) -> tuple[Standing, ...]:
        """A group from its first place to the next below it, or further."""


def decided_in(
    session: Session, contest: Contest, ledger: Ledger, ranked: RankedScores, *, public: bool
) -> dict[str, dict[str, str]]:
    """The units that a decision in force puts first, and why, by area; of flags that have been shown, where `public`.

    A decision is in force while those whom it was about, and nobody else, are first by their scores
    (docs/contract.md, Who holds a flag). Of an open contest it is as if it were closed now, and the public knows none.
    """
    found: dict[str, dict[str, str]] = {}
    if public and not contest.closed:
        return found
    decisions = session.exec(
        select(TieDecision).where(
            TieDecision.series_id == contest.series.id, TieDecision.period_id == contest.period.id
        )
    )
    for decision in decisions:
        flag = decision.area_id, decision.pool
        if decision.area_id not in {area.id for area in contest.areas}:
            continue
        if contest.closed and (ledger.term(flag, contest.period.id) is None or _waits(contest, ledger, flag)):
            continue
        if public and (contest.period.id, *flag) not in ledger.revealed:
            continue
        first = frozenset(leaders(ranked.standings(*flag), contest.rules.minimum))
        chosen = frozenset(decision.units)
        if contest.closed:
            stands = ledger.award_of(flag, contest.period.id) == (chosen, first, decision.reason)
        else:
            stands = frozenset(decision.tied or ()) == first
        if stands and chosen < first and chosen:
            found.setdefault(decision.area_id, {}).update(dict.fromkeys(chosen, decision.reason))
    return found


def _waits(contest: Contest, ledger: Ledger, flag: Flag) -> bool:
    """Whether what a decision comes to depends on who held a flag before, which nobody may know yet.

    Once the flag has been shown, neither its area's places nor the overall table go by that before everybody knows.
    """
    period = contest.period.id
    return period in ledger.waiting and (period, *flag) in ledger.revealed and not ledger.settled(flag, period)
