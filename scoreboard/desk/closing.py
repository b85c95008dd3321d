"""Closing a period: the ranking is final, custody is computed, the result is sealed or published."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Protocol
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, func, select

from scoreboard.desk.entering import place_of
from scoreboard.desk.equal_places import refuse_equal_places
from scoreboard.desk.history import CELL_DEEDS
from scoreboard.desk.panels import refuse_unequal
from scoreboard.desk.sealed import amend, sealed_ceremonies
from scoreboard.desk.unit_of_work import acting, looking
from scoreboard.enums import NoWinner, PeriodState, TieRule
from scoreboard.errors import BadInput, Refused
from scoreboard.models import Ceremony, CustodyEntry, JournalEntry, SeriesPeriod, TieDecision, Unit
from scoreboard.publications.flag_words import EARLIER_PLACE
from scoreboard.publications.publishing import publish_everything, publish_later
from scoreboard.publications.reopened import last_reopening
from scoreboard.rules.custody_terms import CustodyKind
from scoreboard.rules.ranking import Standing, leaders, margin
from scoreboard.rules.ties import Tie, asks_holder, keepers, resolve
from scoreboard.settings import Settings
from scoreboard.store.barred import all_vetoed, barred_from
from scoreboard.store.contest import Contest, contest_of, exists_on, periods_of, vetoed_units
from scoreboard.store.engine import Store
from scoreboard.store.ledger import Flag, Ledger, read_ledger
from scoreboard.store.standings import View
from scoreboard.store.taking_part import count_drafts, first_drafts, has_score
from scoreboard.store.tops import Tops
from scoreboard.store.writing import Writing

WITHOUT_RESULTS = frozenset({"backup", "honour", "stars", "user"})
"""The first words of deeds from which no flag follows."""
MOST_SINCE = 1000
"""Deeds that are looked at, of those that were done after a check."""


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


@dataclass(frozen=True)
class Checked:
    """The awards of a contest that can be closed, and the journal's last row when that was found."""

    awards: list[Award]
    sequence: int


def check(session: Session, contest: Contest, *, empty: bool = False) -> Checked:
    """Find who wins each flag.

    Raises Refused where the period is closed, drafts, undecided ties or unequal panels of judges exist, a later
    period's ceremony has been committed to results that go on from this one, or nobody has a score and it is not said
    that it is meant `empty`.
    """
    if contest.closed:
        raise Refused("closing.closed", series=contest.series.id, period=contest.period.id)
    refuse_committed(session, contest)
    sequence = session.exec(select(func.max(JournalEntry.sequence))).one() or 0
    _refuse_drafts(session, contest)
    refuse_unequal(session, contest)
    if not empty and not has_score(session, contest):
        raise Refused("closing.empty", series=contest.series.id, period=contest.period.id)
    scores = Tops(session, contest, View.CONFIRMED)
    ledger = read_ledger(session, contest.series.id)
    awards = decide_awards(session, contest, scores, ledger)
    undecided = [award for award in awards if award.undecided]
    if undecided:
        raise Refused("closing.ties", count=len(undecided), ties="; ".join(map(_tie_words, undecided)))
    refuse_equal_places(session, contest, awards, ledger)
    return Checked(awards, sequence)


def close_beside(
    store: Store, settings: Settings, series: str, period: str, *, on: date | None = None, empty: bool = False
) -> tuple[str, str | None]:
    """Close a period, checked before anybody is kept from writing; returns its state and the ceremony, as `close`."""
    with looking(store, settings, "close", series=series) as here:
        checked = check(here.session, contest_of(here.session, series, period), empty=empty)
    with acting(store, settings, "close", series=series) as writing:
        contest = contest_of(writing.session, series, period)
        ceremony = close(writing, contest, on=on, checked=checked, empty=empty)
        return contest.progress.state, ceremony


def close(
    writing: Writing,
    contest: Contest,
    *,
    on: date | None = None,
    checked: Checked | None = None,
    empty: bool = False,
) -> str | None:
    """Close a period of a series; returns the id of the ceremony that is to reveal it, None if it is public now.

    What was `checked` before counts while nothing else has been done that could change it. Raises Refused while it is
    closed already, drafts or undecided ties for first place exist, a later ceremony is committed to what follows, or
    nobody has a score where that is not meant; BadInput where it would be closed on a day before its first.
    """
    if on is not None and on < contest.period.start:
        raise BadInput(
            "closing.on_early",
            day=on.isoformat(),
            series=contest.series.id,
            period=contest.period.id,
            start=contest.period.start.isoformat(),
        )
    if checked is None or not _still_holds(writing.session, contest, checked):
        checked = check(writing.session, contest, empty=empty)
    awards = checked.awards
    ceremony = _ceremony_of(writing.session, contest)
    at_once = contest.live(writing.now)
    awarded_on = on or (ceremony.held_on if ceremony else None) or today(writing, contest)
    for award in awards:
        record_award(writing, contest, award, awarded_on)
    contest.progress.state = PeriodState.PUBLISHED if at_once else PeriodState.SEALED
    contest.progress.closed_at, contest.progress.closed_by = writing.now, writing.by.name
    contest.progress.awarded_on = awarded_on
    writing.session.add(contest.progress)
    writing.session.flush()
    writing.record(
        "close",
        f"{contest.series.id}/{contest.period.id}",
        after={"state": contest.progress.state, "awarded_on": awarded_on.isoformat()},
    )
    if at_once:
        again = last_reopening(writing.session, contest)
        publish_everything(writing, contest, again.reason or "" if again else "")
    else:
        publish_later(writing, contest)
    amend(writing, contest, (), "")
    return None if at_once else (ceremony or create_ceremony(writing, contest, usual_ceremony(contest))).id


def refuse_committed(session: Session, contest: Contest) -> None:
    """Raises Refused while the ceremony of a later period is sealed and has not announced everything."""
    periods = periods_of(session, contest.series.id)
    later = set(periods[periods.index(contest.period.id) + 1 :])
    for ceremony in sealed_ceremonies(session, contest.series.id):
        if ceremony.period_id in later:
            progress = session.get_one(SeriesPeriod, (contest.series.id, ceremony.period_id))
            if progress.state != PeriodState.PUBLISHED:
                raise Refused(
                    "closing.committed", ceremony=ceremony.id, series=contest.series.id, period=contest.period.id
                )


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
    holder would keep is left open, and the ledger's replay settles it once that period is public.
    """
    standings = scores.standings(area, pool)
    first = leaders(standings, contest.rules.minimum)
    places = _places(contest, scores, pool, first)
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
    row.tie, row.no_winner, row.places = contest.rules.tie, contest.rules.no_winner, award.places
    row.margin, row.awarded_on, row.reason = award.margin, awarded_on, award.reason
    row.approved_by = list(award.approved_by) or None
    row.barred = None if award.barred is None else list(award.barred)
    writing.session.add(row)
    for unit in (*award.leaders, *award.keepers):
        if not exists_on(writing.session.get_one(Unit, unit), today(writing, contest)):
            ended = ledger_row(writing, contest, award.area, award.pool, CustodyKind.ABOLISHED)
            ended.units = [unit]
            writing.session.add(ended)
    writing.session.flush()


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


def _places(contest: Contest, scores: AwardScores, pool: str, first: tuple[str, ...]) -> dict[str, int]:
    """The leaders' ranks in the area that an earlier-place rule names.

    None of them where one is n/a there: that is no mark against it, so the rule says nothing of them.
    """
    tie = Tie.parse(contest.rules.tie)
    if tie.method is not TieRule.EARLIER_PLACE or tie.area is None:
        return {}
    return {} if scores.excused(tie.area, first) else scores.ranks(tie.area, pool, first)


def _still_holds(session: Session, contest: Contest, checked: Checked) -> bool:
    """Whether only such deeds have been done since that have nothing to do with the contest."""
    since = select(JournalEntry.action, JournalEntry.subject).where(JournalEntry.sequence > checked.sequence)
    for action, subject in session.exec(since.order_by(col(JournalEntry.sequence)).limit(MOST_SINCE)):
        of_others = action in CELL_DEEDS and not f"{subject}/".startswith(f"{contest.subject}/")
        if not of_others and action.partition(".")[0] not in WITHOUT_RESULTS:
            return False
    return True


def _refuse_drafts(session: Session, contest: Contest) -> None:
    drafts = count_drafts(session, contest)
    if drafts:
        named = (place_of(area, unit, judge) for area, unit, judge in first_drafts(session, contest, 3))
        first = ", ".join(f"{contest.subject}/{place}" for place in named)
        raise Refused("closing.drafts", count=drafts, first=first)


def _tie_words(award: Award) -> str:
    place = f"{award.area}/{award.pool}" if award.pool else award.area
    return f"{place}: {', '.join(award.leaders)}"


def today(writing: Writing, contest: Contest) -> date:
    """The day in the competition's zone."""
    return writing.now.astimezone(ZoneInfo(contest.competition.timezone)).date()


def _ceremony_of(session: Session, contest: Contest) -> Ceremony | None:
    """The ceremony that reveals a contest: the one of the usual id, else one written for it by hand."""
    usual = session.get(Ceremony, usual_ceremony(contest))
    return (
        usual
        or session.exec(
            select(Ceremony).where(Ceremony.series_id == contest.series.id, Ceremony.period_id == contest.period.id)
        ).first()
    )


def usual_ceremony(contest: Contest) -> str:
    """The id that closing gives a ceremony."""
    return f"{contest.series.id}-{contest.period.id}"


def create_ceremony(writing: Writing, contest: Contest, ceremony_id: str) -> Ceremony:
    """A ceremony for a contest, titled after it, with the usual sheet."""
    competition, series, period = contest.competition, contest.series, contest.period
    named = period.name_en or period.name
    ceremony = Ceremony(
        id=ceremony_id,
        series_id=series.id,
        period_id=period.id,
        title=f"{competition.name} {series.name} {period.name}",
        title_en=f"{competition.name_en or competition.name}: {series.name_en or series.name}, {named}",
    )
    writing.session.add(ceremony)
    writing.session.flush()
    writing.record("ceremony.create", ceremony.id, after={"series": series.id, "period": period.id})
    return ceremony
