"""The flag of the overall table in the ledger: kept level with the table while it is sealed, measured once it is shown.

Whoever leads the table is news of other deeds: of a correction, a veto, a decision on a flag, the reveal of an earlier
period. Once the flag has been shown it moves by a decision only, as every flag does (S08).
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from sqlmodel import Session

from scoreboard.desk.awards import Award, decide_awards, ledger_row, record_award
from scoreboard.desk.flag_holders import refuse_holders
from scoreboard.desk.overall_award import overall_awards, refuse_table_tie
from scoreboard.errors import Refused
from scoreboard.facts import OVERALL
from scoreboard.models import Unit
from scoreboard.publications.flag_row import EARLIER_PLACE
from scoreboard.rules.custody_terms import CustodyKind, LedgerEntry
from scoreboard.store.contest import Contest, contest_of, periods_of
from scoreboard.store.first_places import Tops
from scoreboard.store.ledger import Flag, Ledger, read_ledger
from scoreboard.store.standings import View
from scoreboard.store.writing import Writing

Lead = tuple[tuple[str, ...], Decimal | None, Mapping[str, int | None]]
"""Who is first in the table, by how much, and at which places of the area that an earlier-place rule names."""


def follow_table(writing: Writing, contest: Contest, *, itself: bool = True) -> None:
    """After a deed that may have moved the table of a contest: the flags of it and of later ones follow."""
    if not contest.series.overall_flag:
        return
    periods = periods_of(writing.session, contest.series.id)
    for period in periods[periods.index(contest.period.id) + (not itself) :]:
        found = contest if period == contest.period.id else contest_of(writing.session, contest.series.id, period)
        if found.closed:
            _follow(writing, found)


def _follow(writing: Writing, contest: Contest) -> None:
    ledger = read_ledger(writing.session, contest.series.id, overall=True)
    for award in overall_awards(writing.session, contest, View.CONFIRMED):
        flag, last = (award.area, award.pool), ledger.last_award((award.area, award.pool), contest.period.id)
        shown = (contest.period.id, *flag) in ledger.revealed
        if last is None or (shown and not last.undecided):
            if last is not None and not award.waits:
                _measure(writing, contest, ledger, award)
        elif not _says_the_same(award, last):
            record_award(writing, contest, award, contest.progress.awarded_on)


def _says_the_same(award: Award, last: LedgerEntry) -> bool:
    """Whether an award is the one on record."""
    now = (award.leaders, award.winners or (), award.margin, award.reason)
    return now == (last.leaders, last.units, last.margin, last.reason)


def _measure(writing: Writing, contest: Contest, ledger: Ledger, award: Award) -> None:
    """Write down who is first now, and by how much, where that has changed since the flag was shown."""
    flag = award.area, award.pool
    margin = Decimal(0) if len(award.leaders) > 1 else award.margin
    if (award.leaders, margin, award.places) == _lead(ledger, flag, contest.period.id):
        return
    term = ledger.term(flag, contest.period.id)
    row = ledger_row(writing, contest, *flag, CustodyKind.MEASURED)
    row.leaders, row.margin = list(award.leaders), margin
    if contest.rules.tie.startswith(EARLIER_PLACE):
        row.tie, row.places = contest.rules.tie, award.places
    if term is not None and contest.period.id not in ledger.waiting:
        row.units = list(term.winners or (*term.holders, *(one.unit for one in term.lost)))
    writing.session.add(row)
    writing.session.flush()


def _lead(ledger: Ledger, flag: Flag, period: str) -> Lead | None:
    """Who was first when that was last written down, and by what."""
    kinds = (CustodyKind.AWARD, CustodyKind.MEASURED)
    entries = [one for one in ledger.entries.get(flag, ()) if one.period == period and one.kind in kinds]
    return (entries[-1].leaders, entries[-1].margin, entries[-1].places) if entries else None


def award_of_table(session: Session, contest: Contest, view: View, pool: str, holders: int) -> Award:
    """Who shares first place of a pool's table, of whom so many are to hold its flag: all of several, or nobody.

    Raises Refused where an earlier period keeps secret who is first, and where one of them is to be: that is an order
    of the table, which `decide place` decides.
    """
    about = {"flag": contest.series.overall_flag, "series": contest.series.id, "period": contest.period.id}
    ledger = read_ledger(session, contest.series.id)
    awards = None if contest.closed else decide_awards(session, contest, Tops(session, contest, view), ledger)
    award = next(one for one in overall_awards(session, contest, view, awards) if one.pool == pool)
    if award.waits:
        raise Refused("decide.table_waits", **about)
    if holders == 1 and len(award.leaders) > 1:
        ids = {f"{what}_id": about[what] for what in ("series", "period")}
        raise Refused("decide.table_order", **about, **ids, units=award.leaders, unit_ids=" ".join(award.leaders))
    return award


def refuse_table_holders(writing: Writing, contest: Contest, holders: Sequence[Unit] | None, pool: str) -> None:
    """See whether the flag of the table can be given to units by a decision, if it is to be.

    Raises Refused where there is none, or it has not been shown and follows the table by itself, and where one of them
    may not hold it.
    """
    if holders is None:
        return
    if (OVERALL, pool) not in overall_flags(writing.session, contest, shown=True):
        raise Refused("decide.table_follows", series=contest.series.id, period=contest.period.id)
    refuse_holders(writing, contest, holders, pool)


def give_table_flag(
    writing: Writing, contest: Contest, holders: Sequence[Unit], pool: str, reason: str, signed: Sequence[str]
) -> None:
    """Write down that the flag of the table, which has been shown, goes to others by a decision."""
    award = next(one for one in overall_awards(writing.session, contest, View.CONFIRMED) if one.pool == pool)
    row = ledger_row(writing, contest, OVERALL, pool, CustodyKind.ASSIGNED)
    row.units, row.reason, row.approved_by = [unit.id for unit in holders], reason, list(signed) or None
    row.awarded_on = contest.progress.awarded_on
    if not award.waits:
        row.leaders, row.margin = list(award.leaders), award.margin
    writing.session.add(row)
    writing.session.flush()


def undecided_tables(session: Session, contest: Contest) -> list[Award]:
    """The flags of the table that have not been shown, and that wait for somebody to decide who is first."""
    sealed = overall_flags(session, contest, shown=False)
    awards = overall_awards(session, contest, View.CONFIRMED) if sealed else []
    return [award for award in awards if award.undecided and (award.area, award.pool) in sealed]


def refuse_table_undecided(session: Session, contest: Contest) -> None:
    """Raises Refused where there is one."""
    refuse_table_tie(contest, undecided_tables(session, contest))


def overall_flags(session: Session, contest: Contest, *, shown: bool) -> list[Flag]:
    """The flags of a contest's overall table that have been shown, or have not."""
    if not contest.series.overall_flag:
        return []
    revealed = read_ledger(session, contest.series.id, overall=True).revealed
    return [(OVERALL, pool) for pool in contest.flag_pools if ((contest.period.id, OVERALL, pool) in revealed) is shown]
