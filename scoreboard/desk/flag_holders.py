"""Who may be given a flag by a decision, and which pool's flag it is."""

from collections.abc import Sequence

from sqlmodel import Session

from scoreboard.desk.entering import absence, absence_words
from scoreboard.enums import Ranking
from scoreboard.errors import BadInput, Refused
from scoreboard.models import Unit
from scoreboard.store.contest import Contest, in_series, takes_part, vetoed_units
from scoreboard.store.first_places import Tops
from scoreboard.store.standings import View
from scoreboard.store.writing import Writing


def flag_pool(contest: Contest, holders: Sequence[Unit], pool: str) -> str:
    """Which pool's flag is meant: the one that is named, else the holders' own.

    Raises Refused where a holder is of another pool than the one that is named; BadInput where it is left open which
    one is meant, or there is none such.
    """
    if pool and pool not in contest.series.pool_ids:
        raise BadInput("decide.pool", pools=tuple(contest.series.pool_ids), series=contest.series.id)
    strangers = [unit for unit in holders if pool and unit.pool != pool]
    if strangers:
        raise Refused("decide.other_pool", unit=strangers[0].id, pool=pool, series=contest.series.id)
    if contest.rules.ranking != Ranking.BY_POOL:
        return ""
    pools = {unit.pool for unit in holders} or {pool}
    if len(pools) != 1 or not pools <= set(contest.flag_pools):
        raise BadInput("decide.pool", pools=tuple(contest.flag_pools), series=contest.series.id)
    return pools.pop()


def once_each(units: Sequence[Unit]) -> list[Unit]:
    """Units of which one may have been named twice: it holds a flag once."""
    return list({unit.id: unit for unit in units}.values())


def refuse_holders(writing: Writing, contest: Contest, holders: Sequence[Unit], pool: str) -> None:
    """Raises Refused where one of them may not hold a flag of a contest: it takes no part in it, did not exist
    at its end or does not now, is of another pool than the flag, a guest, or under a veto of the period."""
    vetoed = vetoed_units(writing.session, contest.period.id)
    for unit in holders:
        about = {"unit": unit.id, "series": contest.series.id, "period": contest.period.id}
        if not in_series(writing.session, contest, unit):
            raise Refused("decide.stranger", **about)
        if not takes_part(writing.session, contest, unit):
            raise Refused(f"decide.{absence(unit, contest)}", **absence_words(unit, contest))
        refuse_gone(writing, contest, [unit])
        if pool not in ("", unit.pool):
            raise Refused("decide.other_pool", unit=unit.id, pool=pool, series=contest.series.id)
        if unit.id in vetoed:
            raise Refused("decide.vetoed", **about)
        if unit.guest:
            raise Refused("decide.guest", **about)


def refuse_gone(writing: Writing, contest: Contest, holders: Sequence[Unit]) -> None:
    """Raises Refused where one of them does not exist any more."""
    for unit in holders:
        if unit.valid_to is not None and unit.valid_to < contest.day_of(writing.now):
            raise Refused("decide.gone", unit=unit.id, day=unit.valid_to.isoformat())


def refuse_excused(session: Session, contest: Contest, area: str, holders: Sequence[Unit]) -> None:
    """Raises Refused where one of them is n/a in the area whose flag it is to be given: it takes no part there."""
    excused = Tops(session, contest, View.CONFIRMED).excused(area, [unit.id for unit in holders])
    for unit in holders:
        if unit.id in excused:
            raise Refused("decide.excused", unit=unit.id, area=area, period=contest.period.id, series=contest.series.id)
