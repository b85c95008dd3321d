"""The year of 9+1-1, from which the annual table and the range board are built.

What somebody may know of it is gathered as `YearRecords`: the public from the public facts, others all on record.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal, TypedDict

from scoreboard.enums import Ranking, YearState
from scoreboard.facts import FactKind
from scoreboard.publications.board_words import Names, PooledUnit
from scoreboard.publications.names import InBothLanguages
from scoreboard.publications.pools import PoolWords, pools_apart
from scoreboard.rules import annual
from scoreboard.rules.counted_honours import CountedHonour, GivenHonour, aside_from
from scoreboard.rules.custody import in_force
from scoreboard.rules.custody_terms import CustodyKind
from scoreboard.rules.possible_places import OpenFlags
from scoreboard.wire import UNSET, UnsetType

if TYPE_CHECKING:
    from collections.abc import Callable

    from scoreboard.rules.custody_terms import Term
    from scoreboard.store.ledger import Ledger


FOLLOWS = (
    *(FactKind.FLAG, FactKind.HONOUR, FactKind.VETO, FactKind.CONTEST, FactKind.UNIT, FactKind.YEAR),
    *(FactKind.COMPETITION, FactKind.SERIES, FactKind.PERIOD, FactKind.AREA),
)
"""What the year's boards follow from."""


@dataclass(frozen=True)
class PeriodRecord:
    """What is known of one period of the year."""

    id: str
    name: str
    name_en: str
    start: date
    end: date
    closed: bool
    published: bool
    shown: bool
    """Whether a score of it is known."""
    flags: Mapping[tuple[str, str], Sequence[str]]
    """Who held each flag that is known, by area and pool."""
    unsettled: frozenset[tuple[str, str]]
    """The flags of which an earlier period that is still sealed decides who holds them."""
    depending: frozenset[tuple[str, str]]
    """The flags that are with whom they are because of who held them before."""
    awarded: frozenset[tuple[str, str]]
    """The flags of which the period's own result is known; of others, who has them when the records begin may be."""
    vetoes: Mapping[str, Sequence[tuple[int, str]]]
    """Number and item of each veto that is known, by unit."""
    not_held: frozenset[str] = frozenset()
    """The areas that are not contested in it."""


@dataclass(frozen=True)
class HonourRecord:
    """An honour of a unit."""

    unit: str
    title: str
    level: str
    document: str
    awarded_on: date
    person: str = ""
    rolled: bool = False
    """Whether it was too late for the last year, and has rolled over from there."""
    english: Mapping[str, str] = field(default_factory=dict)
    """Its title, document and person in English, as far as anybody has written them."""


@dataclass(frozen=True)
class YearUnit:
    """A unit that is ranked in the year, and what it is called."""

    unit: str
    pool: str
    names: Names
    periods: frozenset[str]
    """The periods of the year that rank it."""
    lasts: bool
    """Whether it is there on the year's last day."""

    @property
    def words(self) -> PooledUnit:
        """The unit as a board of the year names it."""
        return PooledUnit(pool=self.pool, unit=self.unit, **self.names)


@dataclass(frozen=True)
class YearRecords:
    """All that somebody may know of the year."""

    competition: str
    settings: Mapping[str, Any]
    """The competition's [annual]."""
    series: Mapping[str, Any]
    areas: Sequence[str]
    periods: Sequence[PeriodRecord]
    units: Mapping[str, YearUnit]
    honours: Sequence[HonourRecord]
    vetoes: Mapping[str, Sequence[tuple[int, str]]] = field(default_factory=dict)
    """Number and item of each veto of the year itself, by unit."""
    closed: bool = False
    """Whether the year has been closed."""
    day: date | None = None
    """The day of the knowing; None to take all periods as over."""

    @property
    def start(self) -> date:
        """The year's first day."""
        return min(period.start for period in self.periods)

    @property
    def end(self) -> date:
        """The year's last day."""
        return max(period.end for period in self.periods)

    @property
    def flag_pools(self) -> Sequence[str]:
        """The pools that have a flag of their own in each area."""
        pools: Sequence[str] = self.series["pools"] if self.series["ranking"] == Ranking.BY_POOL else ("",)
        return pools


@dataclass(frozen=True)
class YearPeriod:
    """One period of the year: how far it has come, and which of its flags can still be won."""

    record: PeriodRecord
    state: str
    still_open: tuple[OpenFlags, ...]
    may_move: frozenset[tuple[str, str]] = frozenset()
    """Those of its flags that somebody has, and another one may yet turn out to have: what an earlier period that is
    not over decides goes on in it."""

    @property
    def open_count(self) -> int:
        """How many flags can still be won."""
        return sum(flags.count for flags in self.still_open)


@dataclass(frozen=True, kw_only=True, slots=True)
class ToldPeriod(InBothLanguages):
    """A period of the year as a board says it: how far it has come, and how many of its flags can still be won."""

    id: str
    name: str
    name_en: str
    state: YearState
    open: int


@dataclass(frozen=True, kw_only=True, slots=True)
class YearBoard:
    """What every board of the year says of itself before its rows."""

    board: str
    competition: str
    series: str
    series_name: str
    series_name_en: str
    period: None = None
    ranking: Ranking
    pools: tuple[PoolWords, ...] | UnsetType = UNSET
    """The pools that are ranked apart."""
    periods: tuple[ToldPeriod, ...]
    state: Literal["open", "closed"] = "open"
    """Whether the year has been closed."""

    @property
    def is_moving(self) -> bool:
        """Whether flags can still be won."""
        return any(period.open for period in self.periods)


class YearWords(TypedDict):
    """The same, as the fields of a `YearBoard`."""

    competition: str
    series: str
    series_name: str
    series_name_en: str
    ranking: Ranking
    pools: tuple[PoolWords, ...] | UnsetType
    periods: tuple[ToldPeriod, ...]
    state: Literal["open", "closed"]


@dataclass(frozen=True)
class Year:
    """All that the year's boards say."""

    records: YearRecords
    periods: tuple[YearPeriod, ...]
    tables: tuple[tuple[annual.YearStanding, ...], ...]
    """The places: one table, or one for each pool where pools are ranked apart."""
    honours: tuple[tuple[HonourRecord, CountedHonour], ...]
    begun: bool
    """Whether anything of the year is known that a board could say."""

    def unit(self, unit: str) -> PooledUnit:
        """A unit by id, the names that it bears in this year, and its pool."""
        return self.records.units[unit].words


def year_of(records: YearRecords) -> Year:
    """The year as it follows from what is known."""
    periods = year_periods(records)
    units = _ranked(records, periods)
    records = replace(records, units=units, honours=[one for one in records.honours if one.unit in units])
    vetoes = _vetoes(records)
    tables = _tables(records, _parts(records, periods, vetoes))
    return Year(
        records,
        periods,
        tables,
        _counted(records.honours, tables),
        begun=bool(
            records.honours
            or vetoes.keys() & records.units.keys()
            or any(period.state in (YearState.PART, YearState.DONE) for period in periods)
        ),
    )


def _ranked(records: YearRecords, periods: Sequence[YearPeriod]) -> dict[str, YearUnit]:
    """The units of the year's table: who lasts to its end, and who had a part in it before ending (S11)."""
    contested = {period.record.id for period in periods if period.state != YearState.NOT_CONTESTED}
    return {unit: one for unit, one in records.units.items() if one.lasts or one.periods & contested}


def year_words(year: Year) -> YearWords:
    """What the boards of the year say about themselves."""
    series = year.records.series
    return {
        "competition": year.records.competition,
        "series": series["id"],
        "series_name": series["name"],
        "series_name_en": series["name_en"],
        "ranking": Ranking(series["ranking"]),
        "pools": pools_apart(series, series["ranking"]),
        "periods": tuple(
            ToldPeriod(
                id=each.record.id,
                name=each.record.name,
                name_en=each.record.name_en,
                state=YearState(each.state),
                open=each.open_count,
            )
            for each in year.periods
        ),
        "state": "closed" if year.records.closed else "open",
    }


def points(value: Decimal) -> str:
    """Honours and sums as a board shows them: as few decimals as they have."""
    return f"{value.normalize():f}"


def with_ledger(records: YearRecords, ledger: "Ledger") -> YearRecords:
    """The same year with the flags of a ledger: those that a rehearsal has drawn, or that are still sealed."""
    return replace(
        records,
        periods=[
            replace(
                one,
                flags=_flags_in(ledger, one.id),
                unsettled=_those(ledger, one.id, lambda term: not term.settled),
                depending=_those(ledger, one.id, lambda term: term.depends),
                awarded=_awarded_in(ledger, one.id),
            )
            for one in records.periods
        ],
    )


def _flags_in(ledger: "Ledger", period: str) -> dict[tuple[str, str], list[str]]:
    return {
        flag: [*term.holders, *term.ended]
        for flag, terms in ledger.terms.items()
        for term in terms
        if term.period == period
    }


def _those(ledger: "Ledger", period: str, wanted: "Callable[[Term], bool]") -> frozenset[tuple[str, str]]:
    """The flags whose term in a period is one that is wanted."""
    return frozenset(
        flag for flag, terms in ledger.terms.items() for term in terms if term.period == period and wanted(term)
    )


def _awarded_in(ledger: "Ledger", period: str) -> frozenset[tuple[str, str]]:
    return frozenset(
        flag
        for flag, entries in ledger.entries.items()
        if any(one.kind is CustodyKind.AWARD for one in in_force(one for one in entries if one.period == period))
    )


def year_periods(records: YearRecords) -> tuple[YearPeriod, ...]:
    """The year's contest begins with the first period of which anything is known; those before it are not contested.

    One of these that still runs is open; one left out later may still be held late, so it is open until it is closed.
    What has been entered of a sealed period moves nothing here, and that one has been closed only keeps it from that.
    """
    contested = [bool(one.published or one.shown or one.flags) for one in records.periods]
    begun = next((place for place, one in enumerate(records.periods) if contested[place] or one.closed), None)
    found: list[YearPeriod] = []
    for place, one in enumerate(records.periods):
        if begun is not None and place < begun and any(contested) and one.end < (records.day or date.max):
            found.append(YearPeriod(one, YearState.NOT_CONTESTED, ()))
        else:
            waits = any(not (before.record.published or before.state is YearState.NOT_CONTESTED) for before in found)
            found.append(_period(records, one, waits=waits))
    return tuple(found)


def _period(records: YearRecords, period: PeriodRecord, *, waits: bool) -> YearPeriod:
    """One period that is contested; `waits` where an earlier one is not over."""
    held = [area for area in records.areas if area not in period.not_held]
    flags = [(area, pool) for area in held for pool in records.flag_pools]
    moving = period.depending & period.flags.keys() if waits else frozenset()
    if period.closed and not period.published:  # whoever has it when the records begin may lose it in the period
        moving |= period.flags.keys() - period.awarded
    unsettled = period.unsettled | moving
    known = flags if period.published else period.flags
    left = Counter(flag[1] for flag in flags if flag in unsettled or flag not in known)
    still_open = tuple(OpenFlags(pool, count) for pool, count in sorted(left.items()))
    if period.published:
        return YearPeriod(period, YearState.DONE, still_open, moving)
    part = YearState.PART if still_open else YearState.DONE
    return YearPeriod(period, part if period.flags else YearState.OPEN, still_open, moving)


def _vetoes(records: YearRecords) -> dict[str, tuple[str, ...]]:
    """The items of the vetoes that each unit is under in the year, in the order of their recording."""
    found: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for vetoes in (records.vetoes, *(period.vetoes for period in records.periods)):
        for unit, items in vetoes.items():
            found[unit] += items
    return {unit: tuple(dict.fromkeys(item for _number, item in sorted(items))) for unit, items in found.items()}


def _parts(
    records: YearRecords, periods: Sequence[YearPeriod], vetoes: Mapping[str, tuple[str, ...]]
) -> list[annual.Parts]:
    counts = {
        each.record.id: Counter(_held(each.record)) if each.state in (YearState.PART, YearState.DONE) else None
        for each in periods
    }
    given: dict[str, list[GivenHonour]] = defaultdict(list)
    for row in records.honours:
        aside = aside_from(row.awarded_on, records.start, records.end, rolled=row.rolled)
        given[row.unit].append(GivenHonour(row.title, row.level, row.person, aside))
    return [
        annual.Parts(
            unit,
            {period: None if found is None else found[unit] for period, found in counts.items()},
            given.get(unit, []),
            vetoes.get(unit, ()),
        )
        for unit in records.units
    ]


def _held(period: PeriodRecord) -> Iterator[str]:
    for units in period.flags.values():
        yield from units


def _tables(records: YearRecords, parts: Sequence[annual.Parts]) -> tuple[tuple[annual.YearStanding, ...], ...]:
    worth = {level: Decimal(value) for level, value in records.settings["honours"].items()}
    cap = Decimal(records.settings["honour_cap"])
    groups = (
        [[part for part in parts if records.units[part.unit].pool == pool] for pool in records.series["pools"]]
        if records.series["ranking"] == Ranking.BY_POOL
        else [list(parts)]
    )
    return tuple(annual.annual(group, worth, cap) for group in groups)


def _counted(
    honours: Sequence[HonourRecord], tables: Iterable[Iterable[annual.YearStanding]]
) -> tuple[tuple[HonourRecord, CountedHonour], ...]:
    """Each honour with what it counts: a unit's items are in the order of its honours."""
    items = {place.unit: iter(place.items) for table in tables for place in table}
    return tuple((row, next(items[row.unit])) for row in honours)
