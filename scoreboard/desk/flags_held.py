"""Who holds the flags that a correction may move, before it and after it.

The area's, those of others whose ties its places decide, and that of the overall table.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlmodel import Session

from scoreboard.desk.earlier_places import decided_there, shown_by_place
from scoreboard.enums import Ranking
from scoreboard.facts import OVERALL
from scoreboard.models import Unit
from scoreboard.store.contest import Contest
from scoreboard.store.ledger import read_ledger


@dataclass(frozen=True)
class HeldFlag:
    """A flag of a contest, by its area, none for the table's: who has it, and who is first without having it."""

    area: str
    pool: str
    shown: bool
    holders: tuple[str, ...]
    first: tuple[str, ...]
    placed: bool = False
    """Whether the holder won a tie by its place in the area, and `first` is who is no longer behind it there."""


def flags_held(session: Session, contest: Contest, area: str, unit: Unit) -> tuple[HeldFlag, ...]:
    """The flags in a unit's group that a correction in an area may move, that of the overall table last."""
    pool = unit.pool if contest.rules.ranking == Ranking.BY_POOL else ""
    return tuple(_held(session, contest, contest.area(area).id, pool))


def _held(session: Session, contest: Contest, area: str, pool: str) -> Iterator[HeldFlag]:
    others = [*decided_there(session, contest, (area, pool)), *shown_by_place(session, contest, (area, pool))]
    ledgers = [((area, *(one for one, _pool in others)), read_ledger(session, contest.series.id))]
    if contest.series.overall_flag:
        ledgers.append(((OVERALL,), read_ledger(session, contest.series.id, overall=True)))
    for one, ledger in ((one, ledger) for areas, ledger in ledgers for one in areas):
        term = ledger.term((one, pool), contest.period.id)
        holders, first = (term.holders, term.overtaken_by) if term else ((), ())
        shown, placed = (contest.period.id, one, pool) in ledger.revealed, one not in (area, OVERALL)
        yield HeldFlag(one, pool, shown, holders, first, placed and shown)
