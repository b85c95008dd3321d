"""Places that several units share, and that somebody must decide where the series says so (countback, decide place)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sqlmodel import Session

from scoreboard.enums import Countback
from scoreboard.publications.placed import TABLE, placed_in
from scoreboard.rules.countback import equal_places
from scoreboard.rules.ranking import Standing
from scoreboard.store.contest import Contest
from scoreboard.store.standings import Scores, View, read_scores

Firsts = Mapping[str, frozenset[str]]
"""The units that a decision puts first, by area."""


@dataclass(frozen=True)
class EqualPlace:
    """Units that share a place of an area, or of the overall table where the area is empty."""

    area: str
    rank: int
    units: tuple[str, ...]


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
