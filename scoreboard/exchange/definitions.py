"""`competition.toml`: the competition, its periods, series and stars, publicity and the year's sum."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from scoreboard.enums import ConfirmedBy, Countback, NoWinner, Panel, Publication, Ranking, TableOrder
from scoreboard.exchange import declared, values
from scoreboard.exchange.problems import Wrong, shown
from scoreboard.exchange.toml_tables import LARGEST, TomlTable

FILE = "competition.toml"

DEFAULT_ZONE = "Asia/Shanghai"
RANKINGS = tuple(Ranking)
ORDERS = tuple(TableOrder)
PUBLICATIONS = tuple(Publication)
TIES = ("decide", "joint", "holder-retains", "holder-stays", "earlier-place:AREA")
EARLIER_PLACE = "earlier-place:"
COUNTBACKS = (Countback.FIRSTS.value, "place:AREA", Countback.DECIDE.value)
NO_WINNERS = tuple(NoWinner)
CONFIRMS = tuple(ConfirmedBy)
JUDGES = tuple(Panel)
VOTERS = ("members", "masses")
DEFAULT_VOTERS = {"members": Decimal(50), "masses": Decimal(50)}
DEFAULT_HONOURS = {"national": Decimal(0), "provincial": Decimal(0)}
SMALLEST_MAXIMUM = Decimal("0.0001")
LARGEST_MAXIMUM = Decimal(1_000_000)
LONGEST_PUBLICITY = 60


@dataclass(frozen=True, slots=True)
class Definitions:
    """What `competition.toml` defines; ids are "" where the file's own were wrong."""

    competition: declared.DeclaredCompetition
    periods: tuple[declared.DeclaredPeriod, ...]
    series: tuple[declared.DeclaredSeries, ...]
    stars: tuple[declared.DeclaredStar, ...]
    publicity: declared.Publicity
    annual: declared.Annual | None

    def honour_levels(self) -> tuple[str, ...]:
        """The levels that an honour may have."""
        return tuple(level for level, _ in self.annual.honours) if self.annual else tuple(DEFAULT_HONOURS)

    def veto_items(self) -> tuple[str, ...]:
        """The ids of the grounds on which a unit may be vetoed."""
        return tuple(item.id for item in self.annual.vetoes) if self.annual else ()


def read_definitions(document: TomlTable) -> Definitions:
    """All of `competition.toml`; what is wrong with it is noted in the document's problems."""
    competition = _competition(document)
    zone = ZoneInfo(competition.timezone)
    period_tables = document.tables("period")
    if not period_tables:
        document.wrong(None, "no_period")
    periods = tuple(_period(table) for table in period_tables)
    _once(zip(period_tables, periods, strict=True))
    period_ids = tuple(period.id for period in periods)
    series_tables = document.tables("series")
    series = tuple(_series(table, period_ids, zone) for table in series_tables)
    _once(zip(series_tables, series, strict=True))
    star_tables = document.tables("star")
    stars = tuple(_star(table) for table in star_tables)
    _once(zip(star_tables, stars, strict=True))
    publicity = _publicity(document.table("publicity"))
    annual = _annual(document.table("annual"), tuple(one.id for one in series))
    document.close()
    return Definitions(competition, periods, series, stars, publicity, annual)


def _competition(document: TomlTable) -> declared.DeclaredCompetition:
    table = document.table("competition")
    if table is None:
        if not document.has("competition"):
            document.wrong(None, "missing_key", value="[competition]")
        return declared.DeclaredCompetition("", "", "", "", DEFAULT_ZONE)
    competition = declared.DeclaredCompetition(
        id=table.id(),
        name=table.name("name"),
        name_en=table.other_name("name_en"),
        host=table.name("host"),
        timezone=table.optional("timezone", _zone, DEFAULT_ZONE),
        line=table.line,
    )
    table.close()
    return competition


def _zone(value: Any) -> str:
    if not isinstance(value, str):
        raise Wrong("type_text")
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise Wrong("timezone", value=shown(value)) from None
    return value


def _period(table: TomlTable) -> declared.DeclaredPeriod:
    first, last = table.needed_day("start"), table.needed_day("end")
    if first and last and last < first:
        table.wrong("end", "end_before_start", start=first.isoformat(), end=last.isoformat())
    period = declared.DeclaredPeriod(
        id=table.id(),
        name=table.name("name"),
        name_en=table.other_name("name_en"),
        start=first or values.EARLIEST,
        end=last or values.LATEST,
        line=table.line,
    )
    table.close()
    return period


def _series(table: TomlTable, periods: tuple[str, ...], zone: ZoneInfo) -> declared.DeclaredSeries:
    area_tables = table.tables("area")
    areas = tuple(_area(area) for area in area_tables)
    _once(zip(area_tables, areas, strict=True))
    if not area_tables:
        table.wrong(None, "no_area")
    area_ids = tuple(area.id for area in areas)
    series = declared.DeclaredSeries(
        id=table.id(),
        name=table.name("name"),
        name_en=table.other_name("name_en"),
        host=table.name("host"),
        pools=_pools(table),
        settings=_settings(table, declared.DeclaredSettings(), area_ids),
        areas=areas,
        line=table.line,
    )
    series = replace(series, overrides=_overrides(table, series, periods, zone))
    table.close()
    return series


def _pools(table: TomlTable) -> tuple[declared.Pool, ...]:
    """The pools that take part; none where one of them could not be read."""
    if not table.has("pools"):
        table.wrong(None, "missing_key", value="pools")
    elif table.is_empty("pools"):
        table.wrong("pools", "no_pool")
    pools: dict[str, declared.Pool] = {}
    for given in table.texts_or_tables("pools"):
        pool = declared.Pool(given) if isinstance(given, str) else _pool(given)
        if not pool.id:
            return ()
        if pool.id in pools:
            table.wrong("pools", "pool_twice", pool=shown(pool.id))
        pools.setdefault(pool.id, pool)
    return tuple(pools.values())


def _pool(table: TomlTable) -> declared.Pool:
    pool = declared.Pool(table.name("id"), table.name("name"), table.other_name("name_en"))
    table.close()
    return pool


def _settings(table: TomlTable, base: declared.DeclaredSettings, areas: tuple[str, ...]) -> declared.DeclaredSettings:
    """The settings that a table gives, upon those of `base`."""
    maximum = table.number("maximum", base.maximum, SMALLEST_MAXIMUM, LARGEST_MAXIMUM)
    minimum = table.number("minimum", base.minimum, Decimal(0), LARGEST_MAXIMUM)
    if minimum > maximum:
        where = "minimum" if table.has("minimum") else "maximum"
        table.wrong(where, "minimum_above_maximum", minimum=f"{minimum:f}", maximum=f"{maximum:f}")
    return replace(
        base,
        ranking=table.choice("ranking", RANKINGS, base.ranking),
        order=table.choice("order", ORDERS, base.order),
        publication=table.choice("publication", PUBLICATIONS, base.publication),
        decimals=table.whole("decimals", base.decimals, 0, values.DECIMAL_PLACES),
        maximum=maximum,
        minimum=minimum,
        tie=table.optional("tie", lambda value: _tie(value, areas), base.tie),
        countback=_countback(table, base.countback, areas),
        no_winner=table.choice("no_winner", NO_WINNERS, base.no_winner),
        confirm=table.choice("confirm", CONFIRMS, base.confirm),
        judges=table.choice("judges", JUDGES, base.judges),
    )


def _tie(value: Any, areas: tuple[str, ...]) -> str:
    if not isinstance(value, str):
        raise Wrong("type_text")
    if value.startswith(EARLIER_PLACE):
        if value.removeprefix(EARLIER_PLACE) not in areas:
            raise Wrong("tie_area", value=shown(value.removeprefix(EARLIER_PLACE)), allowed=areas)
    elif value not in TIES[:-1]:
        raise Wrong("choice", value=shown(value), allowed=TIES)
    return value


def _countback(table: TomlTable, base: tuple[str, ...], areas: tuple[str, ...]) -> tuple[str, ...]:
    """The second criteria for equal places, each once, in their order."""
    if not table.has("countback"):
        return base
    named = tuple(table.texts("countback"))
    for criterion in named:
        kind, _, area = criterion.partition(":")
        if criterion not in COUNTBACKS[::2] and kind != Countback.PLACE:
            table.wrong("countback", "choice", value=shown(criterion), allowed=COUNTBACKS)
        elif kind == Countback.PLACE and area not in areas:
            table.wrong("countback", "countback_area", value=shown(area), allowed=areas)
        elif named.count(criterion) > 1:
            table.wrong("countback", "duplicate", value=criterion)
        else:
            continue
        return base
    return named


def _overrides(
    table: TomlTable, series: declared.DeclaredSeries, periods: tuple[str, ...], zone: ZoneInfo
) -> tuple[declared.Override, ...]:
    area_ids = tuple(area.id for area in series.areas)
    overrides: list[declared.Override] = []
    for inner in table.tables("period"):
        period = inner.id("period")
        if period and period not in periods:
            inner.wrong("period", "unknown_period", value=shown(period), allowed=periods)
        elif period and any(override.period == period for override in overrides):
            inner.wrong("period", "duplicate", value=period)
        settings = replace(_settings(inner, series.settings, area_ids), freeze=inner.moment("freeze", zone))
        names = [name for name in declared.SETTING_NAMES if inner.has(name)]
        changes = tuple((name, getattr(settings, name)) for name in names)
        overrides.append(declared.Override(period, changes, _not_held(inner, area_ids), line=inner.line))
        inner.close()
    return tuple(overrides)


def _not_held(table: TomlTable, areas: tuple[str, ...]) -> tuple[str, ...]:
    """The areas that are not contested in a period, of which at least one is."""
    named = tuple(dict.fromkeys(table.texts("not_held")))
    unknown = [area for area in named if area not in areas]
    if unknown:
        table.wrong("not_held", "unknown_area", value=shown(unknown[0]), allowed=areas)
        return ()
    if areas and set(named) == set(areas):
        table.wrong("not_held", "none_held")
    return named


def _area(table: TomlTable) -> declared.DeclaredArea:
    name = table.name("name")
    area = declared.DeclaredArea(
        id=table.id(),
        name=name,
        name_en=table.other_name("name_en"),
        flag=table.other_name("flag") or name,
        weight=table.number("weight", Decimal(1), Decimal(0), LARGEST_MAXIMUM),
        line=table.line,
    )
    table.close()
    return area


def _star(table: TomlTable) -> declared.DeclaredStar:
    voters = table.numbers("voters")
    if voters is None:
        voters = DEFAULT_VOTERS
    elif set(voters) != set(VOTERS):
        table.wrong("voters", "voters", allowed=VOTERS)
    elif not sum(voters.values()):
        table.wrong("voters", "voters_zero")
    star = declared.DeclaredStar(
        id=table.id(),
        name=table.name("name"),
        name_en=table.other_name("name_en"),
        voters=tuple(voters.items()),
        line=table.line,
    )
    table.close()
    return star


def _publicity(table: TomlTable | None) -> declared.Publicity:
    base = declared.Publicity()
    if table is None:
        return base
    publicity = declared.Publicity(
        working_days=table.whole("working_days", base.working_days, 0, LONGEST_PUBLICITY),
        calendar=table.optional("calendar", _calendar, base.calendar),
    )
    table.close()
    return publicity


def _calendar(value: Any) -> str:
    if not (isinstance(value, str) and len(value) == 2 and value.isascii() and value.isupper()):
        raise Wrong("calendar", value=shown(value))
    return value


def _annual(table: TomlTable | None, series: tuple[str, ...]) -> declared.Annual | None:
    if table is None:
        return None
    series_id = table.id("series")
    if series_id and series_id not in series:
        table.wrong("series", "unknown_series", value=shown(series_id), allowed=series)
    honours = table.numbers("honours")
    items = table.tables("vetoes")
    vetoes = tuple(_veto_item(item) for item in items)
    _once(zip(items, vetoes, strict=True))
    annual = declared.Annual(
        series=series_id,
        honours=tuple((DEFAULT_HONOURS if honours is None else honours).items()),
        honour_cap=table.number("honour_cap", Decimal(0), Decimal(0), LARGEST),
        vetoes=vetoes,
    )
    table.close()
    return annual


def _veto_item(table: TomlTable) -> declared.VetoItem:
    item = declared.VetoItem(table.id(), table.name("name"), table.other_name("name_en"), line=table.line)
    table.close()
    return item


Definition = (
    declared.DeclaredPeriod
    | declared.DeclaredSeries
    | declared.DeclaredArea
    | declared.DeclaredStar
    | declared.VetoItem
)


def _once(pairs: Iterable[tuple[TomlTable, Definition]]) -> None:
    """Report ids that an earlier table of the same kind has already."""
    seen: set[str] = set()
    for table, definition in pairs:
        if definition.id and definition.id in seen:
            table.wrong("id", "duplicate", value=definition.id)
        seen.add(definition.id)
