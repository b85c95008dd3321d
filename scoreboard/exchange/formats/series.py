"""A series of `competition.toml`: its pools and areas, how it is ranked, and what a period of it does differently."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Any, ClassVar
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, Field, PlainValidator, ValidationInfo, field_validator

from scoreboard.enums import (
    ConfirmedBy,
    Countback,
    NoWinner,
    Panel,
    Publication,
    Ranking,
    Rectifications,
    TableOrder,
    TieRule,
)
from scoreboard.exchange import values
from scoreboard.exchange.field_types import (
    TRIMMED,
    BoardId,
    FilledName,
    FilledText,
    Identifier,
    Moment,
    Name,
    Text,
    number,
    whole,
)
from scoreboard.exchange.problems import Wrong, shown
from scoreboard.exchange.toml_tables import TableFormat, TomlTable, tell_repeated
from scoreboard.exchange.validation import KeyGroup

TIES = ("decide", "joint", "holder-retains", "holder-stays", "earlier-place:AREA")
EARLIER_PLACE = "earlier-place:"
COUNTBACKS = (Countback.FIRSTS.value, "place:AREA", Countback.DECIDE.value)
SMALLEST_MAXIMUM = Decimal("0.0001")
LARGEST_MAXIMUM = Decimal(1_000_000)


def _tie(text: str) -> str:
    """One of the rules for ties, the last of them with an area."""
    if not text.startswith(EARLIER_PLACE) and text not in TIES[:-1]:
        raise Wrong("choice", value=shown(text), allowed=TIES)
    return text


def _countback(text: str) -> str:
    """One of the second criteria for equal places, of which that of another place goes with an area."""
    if text not in COUNTBACKS[::2] and text.partition(":")[0] != Countback.PLACE:
        raise Wrong("choice", value=shown(text), allowed=COUNTBACKS)
    return text


class DeclaredSettings(KeyGroup):
    """How a series is scored, ranked, awarded and published."""

    maximum: Annotated[Decimal, number(SMALLEST_MAXIMUM, LARGEST_MAXIMUM)] = Decimal(100)
    minimum: Annotated[Decimal, number(high=LARGEST_MAXIMUM)] = Decimal(0)
    ranking: Annotated[Ranking, TRIMMED] = Ranking.TOGETHER
    order: Annotated[TableOrder, TRIMMED] = TableOrder.FLAGS
    publication: Annotated[Publication, TRIMMED] = Publication.CEREMONY
    decimals: Annotated[int, whole(0, values.DECIMAL_PLACES)] = 2
    tie: Annotated[str, AfterValidator(_tie)] = TieRule.DECIDE
    countback: tuple[Annotated[FilledText, AfterValidator(_countback)], ...] = ()
    no_winner: Annotated[NoWinner, TRIMMED] = NoWinner.VACANT
    confirm: Annotated[ConfirmedBy, TRIMMED] = ConfirmedBy.SECOND_PERSON
    double_entry: Annotated[bool, PlainValidator(values.flag)] = False
    """Whether a draft is typed a second time, unseen, before it is confirmed."""
    judges: Annotated[Panel, TRIMMED] = Panel.SINGLE


class Override(TableFormat):
    """What one period of a series does differently."""

    period: Identifier
    settings: DeclaredSettings
    """Those that the period gives replace the series' own."""
    freeze: Moment | None = None
    not_held: tuple[FilledText, ...] = ()
    """Areas that are not contested in the period."""

    @property
    def changes(self) -> Mapping[str, Any]:
        """The settings that the period gives."""
        return {name: value for name, value in self.settings if name in self.settings.model_fields_set}


class DeclaredArea(TableFormat):
    """A scored work area and the flag it carries; `weight` counts in the overall table."""

    id: Identifier
    name: FilledName
    name_en: Name = ""
    flag: Name = Field(default="", validate_default=True)
    flag_en: Name = ""
    """Empty for the English name of the area."""
    weight: Annotated[Decimal, number(high=LARGEST_MAXIMUM)] = Decimal(1)
    prize: Text = ""
    """What goes with the flag, in words."""
    prize_en: Text = ""
    emblem: Text = ""
    """The file of the flag's emblem, in the contest's folder."""

    @field_validator("flag")
    @classmethod
    def _is_called_like_its_area_unless_it_has_a_name(cls, flag: str, others: ValidationInfo) -> str:
        return flag or str(others.data.get("name", ""))


class Pool(TableFormat):
    """Units that are ranked against each other; without names it is called by its id."""

    is_brief: ClassVar[bool] = True

    id: FilledName
    name: FilledName
    name_en: Name = ""


class DeclaredSeries(TableFormat):
    """One set of flags contested at one level, in periods of its own or in those that no series has for itself."""

    id: BoardId
    name: FilledName
    name_en: Name = ""
    host: FilledName
    pools: tuple[Pool, ...]
    areas: tuple[DeclaredArea, ...] = Field(default=(), alias="area")
    periods: tuple[FilledText, ...] = ()
    """Its own; in the end those in which it is contested, in the folder's order."""
    rectifications: Annotated[Rectifications, TRIMMED] = Rectifications.PRIVATE
    overall_flag: Name = ""
    """The flag of whoever is first in the overall table; none where it has no name."""
    overall_flag_en: Name = ""
    issuer: Name = ""
    """The office that issues its bulletins and signs its other papers (发文机关); its host where it has no name."""
    issuer_en: Name = ""
    addressed_to: Text = ""
    """Whom its bulletins are addressed to (主送), in words."""
    addressed_to_en: Text = ""
    settings: DeclaredSettings
    overrides: tuple[Override, ...] = Field(default=(), alias="period")

    @field_validator("pools", mode="before")
    @classmethod
    def _may_be_called_by_their_ids_alone(cls, given: Any) -> Any:
        """Raises `Wrong` for a list in which nothing stands, or something else than texts and tables."""
        if isinstance(given, tuple):
            return given
        if not isinstance(given, list):
            raise Wrong("type_texts")
        if not given:
            raise Wrong("no_pool")
        ids = [values.filled(values.word(values.trimmed(text))) for text in given]
        return tuple(Pool.model_construct(id=text, name="") for text in ids)

    @field_validator("pools")
    @classmethod
    def _are_known_where_all_can_be_read(cls, pools: tuple[Pool, ...]) -> tuple[Pool, ...]:
        return pools if all(pool.id for pool in pools) else ()

    @property
    def pool_ids(self) -> tuple[str, ...]:
        """Its pools by id, as units.csv and run sheets name them."""
        return tuple(pool.id for pool in self.pools)

    @property
    def area_ids(self) -> tuple[str, ...]:
        """Its areas by id."""
        return tuple(area.id for area in self.areas)

    def settings_in(self, period: str) -> DeclaredSettings:
        """The settings in force in `period`: the series' own with that period's overrides."""
        for override in self.overrides:
            if override.period == period:
                return self.settings.model_copy(update=override.changes)
        return self.settings

    def freezes(self, period: str) -> bool:
        """Whether its results of a period are public at once up to a freeze, and sealed from then on."""
        frozen = any(override.freeze is not None for override in self.overrides if override.period == period)
        return frozen and self.settings_in(period).publication == Publication.LIVE

    def holds(self, area: str, period: str) -> bool:
        """Whether an area is contested in a period."""
        return not any(area in override.not_held for override in self.overrides if override.period == period)


def own_periods(table: TomlTable, series: DeclaredSeries, periods: tuple[str, ...]) -> tuple[str, ...]:
    """The periods that a series has for itself; none where it shares those that no series has."""
    unknown = [period for period in series.periods if period not in periods]
    twice = [period for period in series.periods if series.periods.count(period) > 1]
    if unknown:
        table.wrong("periods", "unknown_period", value=shown(unknown[0]), allowed=periods)
    elif twice:
        table.wrong("periods", "duplicate", value=twice[0])
    return tuple(period for period in periods if period in series.periods)


def checked_series(
    table: TomlTable, series: DeclaredSeries, periods: tuple[str, ...], zone: ZoneInfo
) -> DeclaredSeries:
    """The series with its moments as UTC; what its tables say against each other, or against the periods, is noted."""
    areas = table.tables("area")
    if not areas:
        table.wrong(None, "no_area")
    tell_repeated(zip(areas, series.area_ids, strict=True))
    for pool in {pool for pool in series.pool_ids if series.pool_ids.count(pool) > 1}:
        table.wrong("pools", "pool_twice", pool=shown(pool))
    _check_bounds(table, series.settings)
    _check_places(table, series.settings, series.area_ids)
    overrides = list(zip(table.tables("period"), series.overrides, strict=True))
    for inner, override in overrides:
        if override.period and override.period not in periods:
            inner.wrong("period", "unknown_period", value=shown(override.period), allowed=periods)
        _check_bounds(inner, series.settings.model_copy(update=override.changes))
        _check_places(inner, override.settings, series.area_ids)
    known = ((inner, override.period) for inner, override in overrides if override.period in periods)
    tell_repeated(known, "period")
    checked = tuple(_checked_override(inner, override, series.area_ids, zone) for inner, override in overrides)
    pools = tuple({pool.id: pool for pool in series.pools}.values())
    return series.model_copy(update={"overrides": checked, "pools": pools, "periods": periods})


def _check_bounds(table: TomlTable, settings: DeclaredSettings) -> None:
    """The lowest score that can win can be reached; `settings` are those in force where the table stands."""
    minimum, maximum = settings.minimum, settings.maximum
    if minimum > maximum:
        where = "minimum" if table.has("minimum") else "maximum"
        table.wrong(where, "minimum_above_maximum", minimum=f"{minimum:f}", maximum=f"{maximum:f}")


def _check_places(table: TomlTable, settings: DeclaredSettings, areas: tuple[str, ...]) -> None:
    """The areas are there whose places a table asks for in `settings` of its own, each once."""
    place = settings.tie.removeprefix(EARLIER_PLACE)
    if place != settings.tie and place not in areas:
        table.wrong("tie", "tie_area", value=shown(place), allowed=areas)
    for criterion in settings.countback:
        kind, _, area = criterion.partition(":")
        if kind == Countback.PLACE and area not in areas:
            table.wrong("countback", "countback_area", value=shown(area), allowed=areas)
        elif settings.countback.count(criterion) > 1:
            table.wrong("countback", "duplicate", value=criterion)


def _checked_override(table: TomlTable, override: Override, areas: tuple[str, ...], zone: ZoneInfo) -> Override:
    """With its freeze as UTC, and without areas that there are not."""
    freeze, named = override.freeze, tuple(dict.fromkeys(override.not_held))
    if freeze is not None:
        try:
            freeze = values.moment_in(zone, freeze)
        except Wrong as wrong:
            table.wrong("freeze", wrong.what, **wrong.values)
    unknown = [area for area in named if area not in areas]
    if unknown:
        table.wrong("not_held", "unknown_area", value=shown(unknown[0]), allowed=areas)
        named = ()
    elif areas and set(named) == set(areas):
        table.wrong("not_held", "none_held")
    return override.model_copy(update={"freeze": freeze, "not_held": named})
