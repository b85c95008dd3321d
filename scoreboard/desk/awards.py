"""Who wins each flag, by the ranking, the tie rule and the recorded decisions; and the ledger's row of that."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Protocol

from sqlmodel import Session, col, select

from scoreboard.enums import NoWinner, TieRule
from scoreboard.facts import OVERALL
from scoreboard.models import CustodyEntry, JournalEntry, TieDecision, Unit
from scoreboard.publications.flag_row import EARLIER_PLACE
from scoreboard.rules.custody_terms import CustodyKind
from scoreboard.rules.ranking import Standing, leaders, margin
from scoreboard.rules.ties import Tie, asks_holder, keepers, resolve
from scoreboard.store.barred import all_vetoed, barred_from
from scoreboard.store.contest import Contest, exists_on, vetoed_units
from scoreboard.store.first_places import Tops
from scoreboard.store.ledger import Flag, Ledger
from scoreboard.store.standings import View
from scoreboard.store.writing import Writing


class AwardScores(Protocol):
    """What an award follows from: `Scores`, or `Tops`, which reads no more than that."""

    def standings(self, area: str, pool: str) -> tuple[Standing, ...]:
        """A group from its first place to the next below it, or further."""

    def ranks(self, area: str, pool: str, units: Iterable[str]) -> dict[str, int]:
        """The places of some units of a group; of those that have one."""

    def excused(self, area: str, units: Iterable[str]) -> set[str]:
        """Those of some units that are n/a in an area."""


@dataclass(frozen=True)
class Award:
    """Who wins one flag; `winners` None while a tie for first place waits for a decision.

    `waits` says that it is left to whoever turns out to hold the flag, which an earlier period keeps secret; then
    nobody is asked for a decision, for that it is needed would tell something.
    """

    area: str
    pool: str
    leaders: tuple[str, ...]
    winners: tuple[str, ...] | None
    margin: Decimal | None
    places: dict[str, int]
    reason: str | None
    waits: bool = False
    by_decision: bool = False
    approved_by: tuple[str, ...] = ()
    """Who approved the decision by which they win."""
    keepers: tuple[str, ...] = ()
    """Who keeps the flag because others tie for first; then nobody wins it."""
    barred: tuple[str, ...] | None = None
    """Units that may not keep it; None where nothing depends on that."""
    tie: str | None = None
    """The rule by which it is replayed, where that is not the series'."""

    @property
    def decided(self) -> bool:
        """Whether a decision has put some of those who tie before the others."""
        return self.by_decision and bool(self.winners) and set(self.winners or ()) < set(self.leaders)

    @property
    def by_rule(self) -> bool:
        """Whether the series' rule says who wins or keeps it, without anybody's decision."""
        return self.winners is not None and not self.by_decision

    @property
    def undecided(self) -> bool:
        """Whether somebody must decide before anything can be announced."""
        return self.winners is None and not self.waits


def decide_awards(session: Session, contest: Contest, scores: AwardScores, ledger: Ledger) -> list[Award]:
    """Who wins each flag of a contest, by its rules and the decisions that have been recorded."""
    return [
        decide_award(session, contest, scores, ledger, area.id, pool)
        for area in contest.areas
        for pool in contest.flag_pools
    ]


def decide_award(
    session: Session, contest: Contest, scores: AwardScores, ledger: Ledger, area: str, pool: str
) -> Award:
    """Who wins one flag: the tie rule first, then a recorded decision if it still fits the tie.

    While an earlier period keeps secret who holds the flag, what is recorded must not follow from that: a tie that the
    holder would keep is left open, and the ledger's replay settles it once that period is public. A tie that people
    have decided where nothing was secret stays decided, whoever turns out to have held the flag before.
    """
    standings = scores.standings(area, pool)
    first = leaders(standings, contest.rules.minimum)
    places = places_there(session, contest, scores, ledger, area, pool, first)
    waits = contest.period.id in ledger.waiting and asks_holder(first, contest.rules.tie)
    holders = () if waits else ledger.holders_before((area, pool), contest.period.id)
    barred = _barred(session, contest, ledger, (area, pool), first)
    staying = keepers(first, contest.rules.tie, holders, barred or ())
    winners, reason = () if staying else resolve(first, contest.rules.tie, holders, places), None
    if winners is not None and len(winners) < len(first) and contest.rules.tie.startswith(EARLIER_PLACE):
        reason = contest.rules.tie
    decision = None if winners is not None else session.get(TieDecision, (*contest.key, area, pool))
    decided = decision if decision is not None and _is_for(session, contest, decision, first) else None
    if decided is not None:
        winners, reason = tuple(decided.units), decided.reason
    return Award(
        area,
        pool,
        first,
        winners,
        margin_of(standings, winners or first, contest.rules.minimum) if winners or waits or staying else None,
        places,
        reason,
        waits,
        decided is not None,
        tuple(decided.approved_by or ()) if decided else (),
        staying,
        barred,
        TieRule.DECIDE if decided is not None and not waits else None,
    )


def _barred(
    session: Session, contest: Contest, ledger: Ledger, flag: Flag, first: tuple[str, ...]
) -> tuple[str, ...] | None:
    """Of all who may turn out to hold a flag, those who may not keep it in this period; None where nobody keeps it.

    Where everybody is under a veto, nobody is barred by it: it is as if nobody had been good enough (S05).
    """
    stays = len(first) > 1 and Tie.parse(contest.rules.tie).method is TieRule.HOLDER_STAYS
    if not stays and (first or contest.rules.no_winner != NoWinner.RETAIN):
        return None
    held = {unit for entry in ledger.entries.get(flag, ()) for unit in entry.units}
    vetoed = vetoed_units(session, contest.period.id)
    barred = barred_from(session, contest, flag[1], held)
    if stays or not all_vetoed(session, contest, flag[1], vetoed):
        barred |= vetoed
    return tuple(sorted(barred))


def flag_subject(contest: Contest, area: str, pool: str) -> str:
    """What the journal calls a flag of a contest."""
    place = f"{contest.series.id}/{contest.period.id}/{area}"
    return f"{place}/{pool}" if pool else place


def _is_for(session: Session, contest: Contest, decision: TieDecision, first: tuple[str, ...]) -> bool:
    """Whether a decision was taken about just this tie.

    Of one that was written down before it was kept with it who was first then, the journal may know; else those whom
    it names must at least be among the first.
    """
    if decision.tied is not None:
        return set(decision.tied) == set(first)
    subject = flag_subject(contest, decision.area_id, decision.pool)
    entry = session.exec(
        select(JournalEntry)
        .where(JournalEntry.action == "decide.tie", JournalEntry.subject == subject)
        .order_by(col(JournalEntry.sequence).desc())
        .limit(1)
    ).first()
    tied = (entry.after or {}).get("tied") if entry is not None else None
    return set(decision.units) <= set(first) and (tied is None or set(tied) == set(first))


def margin_of(standings: tuple[Standing, ...], winners: tuple[str, ...], minimum: Decimal) -> Decimal | None:
    """The margin as the ledger keeps it, to a ten-thousandth."""
    exact = margin(standings, winners, minimum)
    return None if exact is None else exact.quantize(Decimal("0.0001"), rounding=ROUND_HALF_UP)


def record_award(writing: Writing, contest: Contest, award: Award, awarded_on: date | None) -> None:
    """Append an award to the ledger; whoever was first and has been abolished since the period's end leaves at once."""
    row = ledger_row(writing, contest, award.area, award.pool, CustodyKind.AWARD)
    row.units, row.leaders = list(award.winners or ()), list(award.leaders)
    row.tie, row.no_winner, row.places = award.tie or contest.rules.tie, contest.rules.no_winner, award.places
    row.margin, row.awarded_on, row.reason = award.margin, awarded_on, award.reason
    row.approved_by = list(award.approved_by) or None
    row.barred = None if award.barred is None else list(award.barred)
    writing.session.add(row)
    gone: list[str] = []
    for unit in (*award.leaders, *award.keepers):
        if not exists_on(writing.session.get_one(Unit, unit), contest.day_of(writing.now)):
            ended = ledger_row(writing, contest, award.area, award.pool, CustodyKind.ABOLISHED)
            ended.units = [unit]
            gone.append(unit)
            if len(award.winners or ()) > 1:
                measured(writing, contest, ended, gone)
            writing.session.add(ended)
    writing.session.flush()


def record_ended(writing: Writing, contest: Contest, row: CustodyEntry) -> None:
    """Append to a row that says who is first now who of them has ended: of those nobody is told so (S11)."""
    for unit in row.leaders or ():
        if not exists_on(writing.session.get_one(Unit, unit), contest.day_of(writing.now)):
            ended = ledger_row(writing, contest, row.area_id, row.pool, CustodyKind.ABOLISHED)
            ended.units = [unit]
            writing.session.add(ended)


def measured(writing: Writing, contest: Contest, row: CustodyEntry, gone: Collection[str] = ()) -> CustodyEntry:
    """The row with who is first by the confirmed scores, but for units that are `gone`, and their margin.

    The flag of the table goes by no scores of its own.
    """
    if row.area_id != OVERALL:
        found = Tops(writing.session, contest, View.CONFIRMED).standings(row.area_id, row.pool)
        standings = tuple(one for one in found if one.unit not in gone)
        first = leaders(standings, contest.rules.minimum)
        row.leaders, row.margin = list(first), margin_of(standings, first, contest.rules.minimum)
    return row


def ledger_row(writing: Writing, contest: Contest, area: str, pool: str, kind: CustodyKind) -> CustodyEntry:
    """A row for the ledger of one flag, still to be filled and added."""
    return CustodyEntry(
        series_id=contest.series.id,
        area_id=area,
        pool=pool,
        period_id=contest.period.id,
        kind=kind.value,
        units=[],
        entered_by=writing.by.name,
        entered_at=writing.now,
    )


def places_there(
    session: Session,
    contest: Contest,
    scores: AwardScores,
    ledger: Ledger,
    area: str,
    pool: str,
    first: tuple[str, ...],
) -> dict[str, int]:
    """The leaders' ranks in the area that an earlier-place rule names, as a decision there has left them.

    None of them where one is n/a there: that is no mark against it, so the rule says nothing of them.
    """
    tie = Tie.parse(contest.rules.tie)
    if tie.method is not TieRule.EARLIER_PLACE or tie.area is None or scores.excused(tie.area, first):
        return {}
    places = scores.ranks(tie.area, pool, first)
    if area == tie.area or len(first) < 2:
        return places
    there = decide_award(session, contest, scores, ledger, tie.area, pool)
    if not there.decided:
        return places
    won, behind = there.winners or (), set(there.leaders) - set(there.winners or ())
    return {unit: len(won) + 1 if unit in behind else place for unit, place in places.items()}
