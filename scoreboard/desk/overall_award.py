"""Who wins the flag of the overall table (`overall_flag`): whoever is first in it, by the same rules as any flag."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from sqlmodel import Session

from scoreboard.desk.awards import Award, decide_award
from scoreboard.desk.equal_places import Firsts, firsts_of, flags_after
from scoreboard.enums import NoWinner, TableOrder, TieRule
from scoreboard.errors import Refused
from scoreboard.facts import OVERALL
from scoreboard.publications.decided import decided_in
from scoreboard.publications.placed import placed_in
from scoreboard.rules.overall import Overall
from scoreboard.rules.ranking import Standing
from scoreboard.store.contest import Contest
from scoreboard.store.ledger import Ledger, read_ledger
from scoreboard.store.standings import Scores, View, read_scores
from scoreboard.store.tops import Tops


@dataclass(frozen=True)
class TableTops:
    """The overall table as an award asks it; an area's places are those of its scores."""

    scores: Scores
    flags: Mapping[str, int]
    """How many flags of areas each unit holds in the period."""

    def table(self, pool: str) -> tuple[Overall, ...]:
        """The table of a pool, without those who have nothing that it goes by."""
        table = self.scores.overall(pool, self.flags)
        return tuple(one for one in table if one.rank is not None and not self.scores.has_nothing(one))

    def standings(self, area: str, pool: str) -> tuple[Standing, ...]:
        return self.table(pool)

    def ranks(self, area: str, pool: str, units: Iterable[str]) -> dict[str, int]:
        return self.scores.ranks(area, pool, units)

    def excused(self, area: str, units: Iterable[str]) -> set[str]:
        return self.scores.excused(area, units)


def overall_awards(
    session: Session, contest: Contest, view: View, awards: Sequence[Award] | None = None
) -> list[Award]:
    """Who wins the flag of the overall table in each pool; none where the series has no such flag.

    `awards` are those of a contest's other flags that are not on record yet. Where an earlier period keeps secret who
    holds some of them, and the table goes by flags, nobody knows who is first: the award waits for that.
    """
    if not contest.series.overall_flag:
        return []
    areas = read_ledger(session, contest.series.id)
    ledger = read_ledger(session, contest.series.id, overall=True)
    scores = replace(read_scores(session, contest, view), placed=placed_in(session, contest, public=False))
    if awards is None:
        firsts: Firsts = decided_in(session, contest, areas, Tops(session, contest, view), public=False)
        flags: Mapping[str, int] = areas.flags_in(contest.period.id)
    else:
        firsts, flags = firsts_of(awards), flags_after(contest, awards, areas)
    tops = TableTops(replace(scores, decided=firsts), flags)
    if _is_unknown(contest, areas, awards):
        return [_waiting(tops, pool) for pool in contest.flag_pools]
    any_score = replace(contest, rules=replace(contest.rules, minimum=Decimal(0)))
    return [
        _with_margin(contest, tops, decide_award(session, any_score, tops, ledger, OVERALL, pool))
        for pool in contest.flag_pools
    ]


def refuse_table_tie(contest: Contest, awards: Sequence[Award]) -> None:
    """Raises Refused where somebody must decide who has the flag of the table, of those who share its first place."""
    award = next((award for award in awards if award.undecided), None)
    if award is not None:
        raise Refused(
            "closing.table_tie",
            series=contest.series.id,
            period=contest.period.id,
            units=", ".join(award.leaders),
            flag=contest.series.overall_flag,
        )


def _is_unknown(contest: Contest, areas: Ledger, awards: Sequence[Award] | None) -> bool:
    """Whether who is first in the table follows from a period that is not public."""
    if contest.period.id not in areas.waiting or contest.rules.order != TableOrder.FLAGS:
        return False
    if awards is None:
        return not all(
            areas.settled((area.id, pool), contest.period.id) for area in contest.areas for pool in contest.flag_pools
        )
    retains = contest.rules.no_winner == NoWinner.RETAIN
    return any(award.waits or (not award.leaders and retains) for award in awards)


def _waiting(tops: TableTops, pool: str) -> Award:
    """An award between all who may be first, which no rule settles before that is known."""
    table = tops.scores.overall(pool, tops.flags)
    everybody = tuple(one.unit for one in table if one.rank is not None)
    only = everybody if len(everybody) == 1 else None
    return Award(OVERALL, pool, everybody, only, None, {}, None, waits=only is None, tie=TieRule.DECIDE)


def _with_margin(contest: Contest, tops: TableTops, award: Award) -> Award:
    """By how much its winner leads in the total; no figure where it leads by flags held."""
    if award.margin is None or len(award.leaders) > 1 or contest.rules.order == TableOrder.TOTAL:
        return award
    first, *others = tops.table(award.pool)
    return award if others and others[0].flags == first.flags else replace(award, margin=None)
