"""The year as somebody may know it, from which the annual table and the range board are built.

The public's year holds revealed flags, all honours, and the vetoes that a public board shows: one on a period that is
still sealed is no public fact.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlmodel import Session, col, select

from scoreboard.models import Competition, Honour, Period, Score, Series, Unit, Veto
from scoreboard.publications.boards import Payload
from scoreboard.publications.vetoes import publicly_vetoed
from scoreboard.rules import annual
from scoreboard.rules.range import OpenFlags
from scoreboard.rules.ranking import displayed
from scoreboard.store.contest import Contest, Name, competition_of, contest_of, names_on, participants, periods_of
from scoreboard.store.ledger import Ledger, read_ledger

NOT_CONTESTED, OPEN, PART, DONE = "none", "open", "part", "done"
"""How far a period of the year has come: never contested (未开展), no flag known yet, some, all."""

Vetoes = Mapping[str, tuple[str, ...]]
"""The items of the vetoes that each unit is under."""


@dataclass(frozen=True)
class YearPeriod:
    """One period of the year: how far it has come, and which of its flags can still be won."""

    contest: Contest
    state: str
    still_open: tuple[OpenFlags, ...]

    @property
    def open_count(self) -> int:
        """How many flags can still be won."""
        return sum(flags.count for flags in self.still_open)


@dataclass(frozen=True)
class Year:
    """All that the year's boards say."""

    competition: Competition
    series: Series
    periods: tuple[YearPeriod, ...]
    units: Mapping[str, Unit]
    names: Mapping[str, Name]
    tables: tuple[tuple[annual.Year, ...], ...]
    """The places: one table, or one for each pool where pools are ranked apart."""
    honours: tuple[tuple[Honour, annual.CountedHonour], ...]
    begun: bool
    """Whether anything of the year is known that a board could say."""

    def unit(self, unit: str) -> Payload:
        """A unit by id, the names that it bears in this year, and its pool."""
        name = self.names[unit]
        return {
            "pool": self.units[unit].pool,
            "unit": unit,
            "name": name.name,
            "short_name": name.short_name,
            "name_en": name.name_en,
        }


def read_year(session: Session, now: datetime, *, inside: bool = False, ledger: Ledger | None = None) -> Year | None:
    """The year of the competition as the public knows it, or as it is inside; None where it has no [annual].

    `ledger` is the annual series' own, where it is another one than that which is on record: a rehearsal's.
    """
    competition = competition_of(session)
    if not competition.annual:
        return None
    series_id = competition.annual["series"]
    contests = [contest_of(session, series_id, period) for period in periods_of(session, series_id)]
    ledger = ledger or read_ledger(session, series_id, revealed_only=not inside)
    periods = _periods(session, contests, ledger)
    last = contests[-1]
    units = {unit.id: unit for unit in participants(session, last)}
    vetoes = _vetoes(session, periods, (lambda _veto: True) if inside else _is_public(session, periods, now))
    honours = _honours(session, set(units))
    parts = _parts(units, periods, ledger, honours, vetoes, last.period)
    tables = _tables(competition, last.series, units, parts)
    return Year(
        competition,
        last.series,
        periods,
        units,
        names_on(session, last.naming_day(now), units),
        tables,
        _counted(honours, tables),
        begun=bool(honours or vetoes.keys() & units.keys() or any(period.state in (PART, DONE) for period in periods)),
    )


def envelope(year: Year, board: str, **extras: Any) -> Payload:
    """What the boards of the year say about themselves."""
    return {
        "board": board,
        "competition": year.competition.id,
        "series": year.series.id,
        "series_name": year.series.name,
        "series_name_en": year.series.name_en or year.series.name,
        "period": None,
        "ranking": year.series.ranking,
        "periods": [
            {
                "id": each.contest.period.id,
                "name": each.contest.period.name,
                "name_en": each.contest.period.name_en or each.contest.period.id,
                "state": each.state,
                "open": each.open_count,
            }
            for each in year.periods
        ],
        **extras,
    }


def points(value: Decimal) -> str:
    """Honours and sums as a board shows them: as few decimals as they have."""
    return displayed(value, 0) if value == value.to_integral_value() else f"{value.normalize():f}"


def _periods(session: Session, contests: Sequence[Contest], ledger: Ledger) -> tuple[YearPeriod, ...]:
    """A period of which nothing is public, while something is of a later one, will not be contested any more.

    What has been entered of a sealed period moves nothing here. That a period has been closed only keeps it from
    being called not contested, which would be untrue.
    """
    series = contests[0].series.id
    shown = set(session.exec(select(Score.period_id).where(Score.series_id == series, Score.shown != "").distinct()))
    decided = {term.period for terms in ledger.terms.values() for term in terms}
    contested = [contest.progress.state == "published" or contest.period.id in shown | decided for contest in contests]
    return tuple(
        YearPeriod(contest, NOT_CONTESTED, ())
        if not (contested[place] or contest.closed) and any(contested[place:])
        else _period(contest, ledger, known=contest.period.id in decided)
        for place, contest in enumerate(contests)
    )


def _period(contest: Contest, ledger: Ledger, *, known: bool) -> YearPeriod:
    published = contest.progress.state == "published"
    terms = {
        (area.id, pool): ledger.term((area.id, pool), contest.period.id)
        for area in contest.areas
        for pool in contest.flag_pools
    }
    left = Counter(pool for (_, pool), term in terms.items() if (not published if term is None else not term.settled))
    still_open = tuple(OpenFlags(pool, count) for pool, count in sorted(left.items()))
    if published:
        return YearPeriod(contest, DONE, still_open)
    return YearPeriod(contest, (PART if still_open else DONE) if known else OPEN, still_open)


def _vetoes(session: Session, periods: Iterable[YearPeriod], is_public: Callable[[Veto], bool]) -> Vetoes:
    """The items of each unit's active vetoes in the year, as far as they are public."""
    in_year = {each.contest.period.id for each in periods}
    found: dict[str, dict[str, None]] = {}
    for veto in session.exec(select(Veto).where(col(Veto.lifted_at).is_(None)).order_by(col(Veto.id))):
        if veto.period_id in in_year and is_public(veto):
            found.setdefault(veto.unit_id, {})[veto.veto] = None
    return {unit: tuple(items) for unit, items in found.items()}


def _is_public(session: Session, periods: Iterable[YearPeriod], now: datetime) -> Callable[[Veto], bool]:
    """Whether the public knows of a veto: its period is not contested, or live, or a public ranking says so."""
    no_secret = {
        each.contest.period.id
        for each in periods
        if each.state == NOT_CONTESTED or (not each.contest.closed and each.contest.live(now))
    }
    shown: dict[str, frozenset[str]] = {}

    def is_public(veto: Veto) -> bool:
        if veto.period_id in no_secret:
            return True
        if veto.period_id not in shown:
            shown[veto.period_id] = publicly_vetoed(session, veto.period_id)
        return veto.unit_id in shown[veto.period_id]

    return is_public


def _honours(session: Session, units: set[str]) -> list[Honour]:
    rows = session.exec(select(Honour).order_by(col(Honour.awarded_on), col(Honour.id)))
    return [row for row in rows if row.unit_id in units]


def _parts(
    units: Mapping[str, Unit],
    periods: Sequence[YearPeriod],
    ledger: Ledger,
    honours: Sequence[Honour],
    vetoes: Vetoes,
    last: Period,
) -> list[annual.Parts]:
    counts = {
        each.contest.period.id: ledger.flags_in(each.contest.period.id) if each.state in (PART, DONE) else None
        for each in periods
    }
    ends = date(last.end.year, 12, 31)
    given: dict[str, list[annual.Honour]] = defaultdict(list)
    for row in honours:
        given[row.unit_id].append(annual.Honour(row.title, row.level, late=row.awarded_on > ends))
    return [
        annual.Parts(
            unit,
            {period: None if found is None else found.get(unit, 0) for period, found in counts.items()},
            given[unit],
            vetoes.get(unit, ()),
        )
        for unit in units
    ]


def _tables(
    competition: Competition, series: Series, units: Mapping[str, Unit], parts: Sequence[annual.Parts]
) -> tuple[tuple[annual.Year, ...], ...]:
    worth = {level: Decimal(value) for level, value in competition.annual["honours"].items()}
    cap = Decimal(competition.annual["honour_cap"])
    groups = (
        [[part for part in parts if units[part.unit].pool == pool] for pool in series.pools]
        if series.ranking == "by-pool"
        else [list(parts)]
    )
    return tuple(annual.annual(group, worth, cap) for group in groups)


def _counted(
    honours: Sequence[Honour], tables: Iterable[Iterable[annual.Year]]
) -> tuple[tuple[Honour, annual.CountedHonour], ...]:
    """Each honour with what it counts: a unit's items are in the order of its honours."""
    items = {place.unit: iter(place.items) for table in tables for place in table}
    return tuple((row, next(items[row.unit_id])) for row in honours)
