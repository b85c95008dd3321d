"""Places that several units share, and that somebody must decide where the series says so (countback, decide place)."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from sqlmodel import Session

from scoreboard.desk.shared_words import SharedBy, shared_words
from scoreboard.enums import Countback, NoWinner
from scoreboard.errors import Refused
from scoreboard.publications.decided_orders import TABLE, placed_in
from scoreboard.rules.countback import equal_places
from scoreboard.rules.ranking import Standing
from scoreboard.store.contest import Contest
from scoreboard.store.ledger import Ledger
from scoreboard.store.standings import Firsts, Scores, View, read_scores

MOST_NAMED = 3
"""Equal places that a refusal names."""


@dataclass(frozen=True)
class EqualPlace:
    """Units that share a place of an area, or of the overall table where the area is empty."""

    area: str
    rank: int
    units: tuple[str, ...]


class Awarded(Protocol):
    """What an award says of who has a flag."""

    @property
    def area(self) -> str: ...
    @property
    def pool(self) -> str: ...
    @property
    def leaders(self) -> tuple[str, ...]: ...
    @property
    def winners(self) -> tuple[str, ...] | None: ...
    @property
    def keepers(self) -> tuple[str, ...]: ...
    @property
    def decided(self) -> bool: ...


def asks_for_orders(contest: Contest) -> bool:
    """Whether equal places wait for a decision."""
    return Countback.DECIDE in contest.rules.countback


def equal_places_left(
    session: Session, contest: Contest, view: View, firsts: Firsts, flags: Mapping[str, int] | None
) -> list[EqualPlace]:
    """The places that are still shared after every criterion and decision; of none where no decision is asked for.

    `flags` are those that each unit holds in the period; None where that is not to be known, nor then the table. First
    place in an area is no affair of it.
    """
    if not asks_for_orders(contest):
        return []
    scores = replace(
        read_scores(session, contest, view), decided=firsts, placed=placed_in(session, contest, public=False)
    )
    found: list[EqualPlace] = []
    for area in contest.areas:
        for pool in contest.flag_pools:
            found += _shared(area.id, scores.standings(area.id, pool))
    if flags is not None:
        for pool in contest.flag_pools:
            found += _shared_in_table(scores, pool, flags)
    return found


def _shared(area: str, standings: Sequence[Standing]) -> list[EqualPlace]:
    groups = equal_places(standings, lambda one: one.rank == 1)
    return [EqualPlace(area, group[0].rank or 0, tuple(one.unit for one in group)) for group in groups]


def _shared_in_table(scores: Scores, pool: str, flags: Mapping[str, int]) -> list[EqualPlace]:
    groups = equal_places(scores.overall(pool, flags), scores.has_nothing)
    return [EqualPlace(TABLE, group[0].rank or 0, tuple(one.unit for one in group)) for group in groups]


def refuse_equal_places(session: Session, contest: Contest, awards: Sequence[Awarded], ledger: Ledger) -> None:
    """Raises Refused where places are shared that somebody must decide."""
    left = places_to_decide(session, contest, View.CONFIRMED, awards, ledger)
    if left:
        shared = [SharedBy(one.area, one.units, one.rank) for one in left]
        about = {"series": contest.series.id, "period": contest.period.id}
        places = shared_words(session, contest, shared, MOST_NAMED)
        raise Refused("closing.places", count=len(left), places=places, **about)


def places_to_decide(
    session: Session, contest: Contest, view: View, awards: Sequence[Awarded], ledger: Ledger
) -> list[EqualPlace]:
    """The places that would be shared after these awards, and that somebody must decide.

    Of the overall table none while an earlier period keeps secret who holds flags: that one is needed would tell of it.
    """
    firsts = firsts_of(awards)
    hidden = contest.period.id in ledger.waiting
    return equal_places_left(session, contest, view, firsts, None if hidden else flags_after(contest, awards, ledger))


def firsts_of(awards: Sequence[Awarded]) -> Firsts:
    """The units that decisions put first, by area; why is not asked before it is on record."""
    firsts: dict[str, dict[str, str]] = {award.area: {} for award in awards}
    for award in awards:
        if award.decided:
            firsts[award.area].update(dict.fromkeys(award.winners or (), ""))
    return firsts


def flags_after(contest: Contest, awards: Sequence[Awarded], ledger: Ledger) -> Counter[str]:
    """How many flags each unit holds once these have been awarded."""
    flags = Counter[str]()
    for award in awards:
        retained = not award.leaders and contest.rules.no_winner == NoWinner.RETAIN
        before = ledger.holders_before((award.area, award.pool), contest.period.id) if retained else ()
        flags.update(award.winners or award.keepers or before)
    return flags
