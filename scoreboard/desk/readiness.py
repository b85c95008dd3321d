"""What closing a period would do, and what still stands in its way."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from sqlmodel import Session

from scoreboard.desk.awards import Award, decide_awards
from scoreboard.desk.equal_places import EqualPlace, places_to_decide
from scoreboard.desk.overall_award import goes_by_flags, overall_awards
from scoreboard.desk.panels import refuse_unequal, unequal_cells
from scoreboard.desk.placing import places_left
from scoreboard.desk.sheet_cells import Place
from scoreboard.desk.worksheet import Named, named_unit
from scoreboard.enums import ConfirmedBy, Outcome, PeriodState
from scoreboard.errors import Refused
from scoreboard.facts import OVERALL
from scoreboard.publications.decided_orders import TABLE
from scoreboard.publications.pools import contest_pool, with_pool
from scoreboard.rules.custody_terms import Term
from scoreboard.rules.ranking import exact
from scoreboard.store.contest import Contest, contest_of, names_on
from scoreboard.store.first_places import Tops
from scoreboard.store.ledger import Ledger, read_ledger
from scoreboard.store.scores_awaited import count_confirmed_by_folder, count_drafts, count_missing, has_score
from scoreboard.store.standings import View


@dataclass(frozen=True)
class FlagOutlook:
    """Who would get one flag; `winners` None while a tie for first place waits for a decision.

    Of a closed period, who has it: whoever is first by what was corrected since does not get it.
    """

    area: Named
    """The area, with its pool's name behind it where pools are ranked apart."""
    pool: str
    leaders: tuple[Named, ...]
    winners: tuple[Named, ...] | None
    holders: tuple[Named, ...]
    """Who holds the flag now."""
    score: str
    margin: str
    reason: str | None
    """The reason of a decision that has been recorded."""
    keepers: tuple[Named, ...] = ()
    """Who keeps it because others tie for first."""
    waits: bool = False
    """Whether it is left to whoever holds the flag, which an earlier period that is not public keeps secret."""
    ties_first: bool = False
    """Whether it is the flag of the table, and goes by flags of which ties are still to be decided."""
    outcome: Outcome | None = None
    """How those who have it came to it, in a closed period; None before, and where that is still open."""
    by_decision: bool = False
    """Whether somebody has decided the tie, and not the series' rule."""
    held_once: bool = False
    """Whether anybody ever held it before, be it that nobody does now."""

    @property
    def tied(self) -> bool:
        return len(self.leaders) > 1

    @property
    def first(self) -> tuple[Named, ...]:
        """Who has rank 1: of those who tie the ones for whom that was decided."""
        decided = {unit.id for unit in self.winners or ()} if self.by_decision else set()
        return tuple(unit for unit in self.leaders if unit.id in decided) or self.leaders

    @property
    def undecided(self) -> bool:
        return self.winners is None and not self.waits and not self.ties_first


@dataclass(frozen=True)
class SharedPlace:
    """A place that several units share, whose order somebody must decide."""

    area: Named | None
    """None for the overall table."""
    rank: int
    units: tuple[Named, ...]


@dataclass(frozen=True)
class Readiness:
    """The check before closing. Drafts count here as if they were confirmed, so that ties show early."""

    state: str
    becomes: str
    """The state after closing: "sealed" until a ceremony, or "published" at once."""
    drafts: int
    missing: int
    unequal: Refused | None
    """What is said of units that not all judges have scored, where there are such."""
    unequal_at: tuple[Place, ...]
    """Where those are."""
    empty: bool
    """Whether nobody has a score."""
    live: bool
    """Whether what closing it makes, or has made, public is so at once; then it can be opened again with a reason."""
    today: date
    begins: date
    ends: date
    flags: tuple[FlagOutlook, ...]
    places: int = 0
    """Equal places that somebody must decide."""
    shared: tuple[SharedPlace, ...] = ()
    """The same, and the first one of the table where a flag goes with it: all whose order can be decided now."""
    wants_second: bool = True
    """Whether the series wants a second person to sign."""
    unsigned: int = 0
    """Where it does, how many scores are confirmed though nobody has signed them."""

    @property
    def undecided(self) -> int:
        return sum(flag.undecided for flag in self.flags)

    @property
    def ready(self) -> bool:
        return (
            self.state == PeriodState.OPEN
            and not self.drafts
            and not self.undecided
            and not self.places
            and self.unequal is None
        )

    @property
    def doubts(self) -> tuple[str, ...]:
        """What does not hinder closing but may not be meant: "empty", "missing" cells, "future", "running"."""
        when = "future" if self.today < self.begins else "running" if self.today <= self.ends else ""
        what = "empty" if self.empty else "missing" if self.missing else ""
        return tuple(doubt for doubt in (what, when) if doubt)


def read_readiness(session: Session, series: str, period: str, now: datetime) -> Readiness:
    """The check of one contest as its scores stand now. Raises BadInput where there is no such contest."""
    contest = contest_of(session, series, period)
    view = View.CONFIRMED if contest.closed else View.ENTERED
    scores = Tops(session, contest, view)
    ledger = read_ledger(session, contest.series.id)
    decimals, live = contest.rules.decimals, contest.live(now)

    def named(units: tuple[str, ...]) -> tuple[Named, ...]:
        return tuple(named_unit(unit, names[unit]) for unit in units)

    flags = []
    awards = decide_awards(session, contest, scores, ledger)
    overall = overall_awards(session, contest, view, None if contest.closed else awards)
    table = read_ledger(session, contest.series.id, overall=True) if overall else ledger
    holders = {
        (award.area, award.pool): of.holders_before((award.area, award.pool), contest.period.id)
        for some, of in ((awards, ledger), (overall, table))
        for award in some
    }
    every = [*awards, *overall]
    terms = {(award.area, award.pool): _settled_term(contest, ledger, award) for award in awards}
    terms |= {(award.area, award.pool): _settled_term(contest, table, award) for award in overall}
    tied = {award.pool for award in awards if award.undecided and terms[award.area, award.pool] is None}
    tied = tied if goes_by_flags(contest) else set()
    places = [] if contest.closed else places_to_decide(session, contest, view, awards, ledger)
    places = [place for place in places if place.area != TABLE or not tied]
    asked = [award for award in overall if award.undecided and award.pool not in tied]
    shared = places or [EqualPlace(TABLE, 1, award.leaders) for award in asked]
    if contest.closed:  # a correction may have brought units level since
        shared = places_left(session, contest)
    concerned = {unit for award in every for unit in (*award.leaders, *(award.winners or ()))}
    concerned.update(unit for term in terms.values() if term for unit in term.holders)
    concerned.update(unit for place in shared for unit in place.units)
    names = names_on(session, contest.naming_day(now), concerned.union(*holders.values()))
    for award in every:
        first = scores.standings(award.area, award.pool) if award.leaders and award.area != OVERALL else ()
        best, term = first[0].score if first else None, terms[award.area, award.pool]
        ties_first = award.area == OVERALL and award.pool in tied
        winners = None if ties_first else award.winners if term is None else term.holders
        flags.append(
            FlagOutlook(
                _flag_named(contest, award.area, award.pool),
                award.pool,
                named(award.leaders),
                None if winners is None else named(winners),
                named(holders[award.area, award.pool]),
                _shown(best, decimals),
                _shown(award.margin, decimals),
                award.reason,
                () if ties_first else named(award.keepers),
                award.waits and winners is None,
                ties_first,
                None if term is None else term.outcome,
                award.by_decision,
                (table if award.area == OVERALL else ledger).held_once((award.area, award.pool), contest.period.id),
            )
        )
    return Readiness(
        contest.progress.state,
        PeriodState.PUBLISHED if live else PeriodState.SEALED,
        count_drafts(session, contest),
        count_missing(session, contest),
        _unequal(session, contest),
        tuple((unit, area) for unit, area, _ in unequal_cells(session, contest)),
        not has_score(session, contest),
        live,
        contest.day_of(now),
        contest.period.start,
        contest.period.end,
        tuple(flags),
        len(places),
        tuple(
            SharedPlace(_area_named(contest, place.area), place.rank, named(place.units))
            for place in shared
            if len(place.units) > 1
        ),
        contest.rules.confirm != ConfirmedBy.SELF,
        unsigned_in(session, contest),
    )


def unsigned_in(session: Session, contest: Contest) -> int:
    """How many confirmed scores nobody has signed in a series that wants a second person to: those of a folder."""
    return 0 if contest.rules.confirm == ConfirmedBy.SELF else count_confirmed_by_folder(session, contest)


def _settled_term(contest: Contest, ledger: Ledger, award: Award) -> Term | None:
    """Who has a flag in a closed period; None before, and while that is still to be decided."""
    term = ledger.term((award.area, award.pool), contest.period.id) if contest.closed else None
    return term if term is not None and term.settled else None


def _area_named(contest: Contest, area_id: str) -> Named | None:
    """An area's names; None for the overall table."""
    if area_id == TABLE:
        return None
    area = contest.area(area_id)
    return Named(area.id, area.name, area.name_en or area.name)


def _unequal(session: Session, contest: Contest) -> Refused | None:
    try:
        refuse_unequal(session, contest)
    except Refused as refused:
        return refused
    return None


def _flag_named(contest: Contest, area_id: str, pool: str) -> Named:
    """An area with its pool's name behind it, where pools are ranked apart; the flag of the table by its own name."""
    words, series = contest_pool(contest, pool), contest.series
    if area_id == OVERALL:
        id_, zh, en = series.overall_flag, series.overall_flag, series.overall_flag_en or series.overall_flag
    else:
        area = contest.area(area_id)
        id_, zh, en = area.id, area.name, area.name_en or area.name
    return Named(
        id_, with_pool(zh, words.name if words else "", "zh"), with_pool(en, words.name_en if words else "", "en")
    )


def _shown(value: Decimal | None, decimals: int) -> str:
    return "" if value is None else exact(value, decimals)
