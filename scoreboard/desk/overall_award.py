"""Who wins the flag of the overall table (`overall_flag`): whoever is first in it, by the same rules as any flag.

The score that wins it is the total: below the series' minimum nobody does.
"""

from collections.abc import Sequence
from dataclasses import replace

from sqlmodel import Session

from scoreboard.desk.awards import Award, decide_award
from scoreboard.desk.equal_places import firsts_of, flags_after
from scoreboard.enums import NoWinner, TableOrder, TieRule
from scoreboard.errors import Refused
from scoreboard.facts import OVERALL
from scoreboard.publications.decided_orders import placed_in
from scoreboard.publications.decided_ties import decided_in
from scoreboard.store.contest import Contest
from scoreboard.store.first_places import Tops
from scoreboard.store.ledger import Ledger, read_ledger
from scoreboard.store.standings import Firsts, View
from scoreboard.store.table_tops import TableTops


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
    flags = areas.flags_in(contest.period.id) if awards is None else flags_after(contest, awards, areas)

    def firsts() -> Firsts:
        if awards is not None:
            return firsts_of(awards)
        return decided_in(session, contest, areas, Tops(session, contest, view), public=False)

    tops = TableTops(session, contest, view, flags, firsts, placed_in(session, contest, public=False))
    if _is_unknown(contest, areas, awards):
        return [_waiting(contest, tops, pool) for pool in contest.flag_pools]
    return [
        _with_margin(contest, tops, decide_award(session, contest, tops, ledger, OVERALL, pool))
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
            series_id=contest.series.id,
            period_id=contest.period.id,
            units=award.leaders,
            flag=contest.series.overall_flag,
        )


def goes_by_flags(contest: Contest) -> bool:
    """Whether flags held come first in the table, so that who is first follows from who has which."""
    return contest.rules.order == TableOrder.FLAGS


def _is_unknown(contest: Contest, areas: Ledger, awards: Sequence[Award] | None) -> bool:
    """Whether who is first in the table follows from a period that is not public."""
    if contest.period.id not in areas.waiting or not goes_by_flags(contest):
        return False
    if awards is None:
        return not all(
            areas.settled((area.id, pool), contest.period.id) for area in contest.areas for pool in contest.flag_pools
        )
    retains = contest.rules.no_winner == NoWinner.RETAIN
    return any(award.waits or (not award.leaders and retains) for award in awards)


def _waiting(contest: Contest, tops: TableTops, pool: str) -> Award:
    """An award between all who may be first, which no rule settles before that is known."""
    ranked = tops.ranked(pool)
    able = tuple(one.unit for one in ranked if one.total >= contest.rules.minimum)
    only = able if len(ranked) == 1 or not able else None
    return Award(OVERALL, pool, able, only, None, {}, None, waits=only is None, tie=TieRule.DECIDE)


def _with_margin(contest: Contest, tops: TableTops, award: Award) -> Award:
    """By how much its winner leads in the total; no figure where it leads by flags held."""
    if award.margin is None or len(award.leaders) > 1 or contest.rules.order == TableOrder.TOTAL:
        return award
    first, *others = tops.table(award.pool)
    return award if others and others[0].flags == first.flags else replace(award, margin=None)
