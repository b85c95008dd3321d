"""`competition.toml`: the competition, its periods, series and stars, publicity and the year's sum."""

from datetime import date
from decimal import Decimal
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, Field, PlainValidator, ValidationInfo, field_validator

from scoreboard.enums import YEAR, StarSecret, VetoScope
from scoreboard.exchange import values
from scoreboard.exchange.field_types import (
    TRIMMED,
    Day,
    FilledName,
    Identifier,
    Name,
    Text,
    Trimmed,
    Weights,
    number,
    whole,
)
from scoreboard.exchange.formats.series import DeclaredSeries, checked_series, own_periods
from scoreboard.exchange.problems import Wrong, shown
from scoreboard.exchange.toml_tables import TableFormat, TomlTable, tell_repeated

FILE = "competition.toml"
VOTERS = ("members", "masses")
LONGEST_PUBLICITY = 60
MOST_PLACES = 1000
WHOLE = Decimal(100)


class DeclaredCompetition(TableFormat):
    """One year's contest of one host."""

    id: Identifier
    name: FilledName
    name_en: Name = ""
    host: FilledName
    timezone: Annotated[str, AfterValidator(values.time_zone)] = "Asia/Shanghai"
    colours: Annotated[tuple[FilledName, ...], AfterValidator(values.two_colours)] = ()
    emblem: Text = ""
    """The file of its emblem, in the contest's folder."""


class DeclaredPeriod(TableFormat):
    """A stretch of days, both ends included, whose results are ranked together."""

    id: Identifier
    name: FilledName
    name_en: Name = ""
    start: Day
    end: Day

    @field_validator("id")
    @classmethod
    def _is_not_the_year(cls, name: str) -> str:
        if name == YEAR:
            raise Wrong("reserved", value=YEAR)
        return name

    @field_validator("end")
    @classmethod
    def _is_not_before_the_start(cls, end: date, others: ValidationInfo) -> date:
        return _after(others.data.get("start"), end)


def _after(start: date | None, end: date) -> date:
    """The end of some days. Raises Wrong where they begin after it."""
    if start and end < start:
        raise Wrong("end_before_start", start=start.isoformat(), end=end.isoformat())
    return end


class DeclaredStar(TableFormat):
    """A category of model people; each group of voters counts with its weight."""

    id: Identifier
    name: FilledName
    name_en: Name = ""
    voters: Weights = Field(default_factory=lambda: dict.fromkeys(VOTERS, Decimal(50)))
    places: Annotated[int, whole(1, MOST_PLACES)] = 1
    """How many are elected in each series and period."""
    threshold: Annotated[Decimal, number(high=WHOLE)] = Decimal(0)
    quorum: Annotated[Decimal, number(high=WHOLE)] = Decimal(0)
    sealed: Annotated[StarSecret, TRIMMED] = StarSecret.WINNERS
    """What a ceremony keeps back of those who are on notice."""

    @field_validator("voters")
    @classmethod
    def _are_both_groups(cls, voters: Weights) -> Weights:
        if set(voters) != set(VOTERS):
            raise Wrong("voters", allowed=VOTERS)
        if not sum(voters.values()):
            raise Wrong("voters_zero")
        return voters


class Publicity(TableFormat):
    """How long a nomination is shown to the public before it stands, and by whose calendar."""

    working_days: Annotated[int, whole(0, LONGEST_PUBLICITY)] = 5
    calendar: Annotated[str, PlainValidator(values.calendar)] = values.USUAL_CALENDAR
    mask: Annotated[bool, PlainValidator(values.flag)] = False
    """Whether people's names lose their middle in everything public."""


class DeclaredCampaign(TableFormat):
    """Days, both ends included, on which units pledge; no units are all of them."""

    name: FilledName
    name_en: Name = ""
    start: Day
    end: Day
    units: tuple[Trimmed, ...] = ()

    @field_validator("end")
    @classmethod
    def _is_not_before_the_start(cls, end: date, others: ValidationInfo) -> date:
        return _after(others.data.get("start"), end)


class VetoItem(TableFormat):
    """A ground on which a unit loses its place in the year, and with the scope of a period in that, too."""

    id: Identifier
    name: FilledName
    name_en: Name = ""
    scope: Annotated[VetoScope, TRIMMED] = VetoScope.PERIOD


class Annual(TableFormat):
    """How the year is added up; `honours` gives the bonus of each level, a cap of 0 is none."""

    series: Identifier
    honours: Weights = Field(default_factory=lambda: dict.fromkeys(("national", "provincial"), Decimal(0)))
    honour_cap: Annotated[Decimal, number()] = Decimal(0)
    vetoes: tuple[VetoItem, ...] = ()


class Definitions(TableFormat):
    """What `competition.toml` defines; ids are "" where the file's own were wrong."""

    competition: DeclaredCompetition
    periods: tuple[DeclaredPeriod, ...] = Field(default=(), alias="period")
    series: tuple[DeclaredSeries, ...] = ()
    stars: tuple[DeclaredStar, ...] = Field(default=(), alias="star")
    publicity: Publicity = Field(default_factory=Publicity)
    campaigns: tuple[DeclaredCampaign, ...] = Field(default=(), alias="campaign")
    annual: Annual | None = None

    @classmethod
    def lacking(cls, key: str) -> Wrong:
        """A table that is left out."""
        return Wrong("missing_key", value=f"[{key}]")

    def honour_levels(self) -> tuple[str, ...]:
        """The levels that an honour may have."""
        return tuple((self.annual or Annual.model_construct()).honours)

    def veto_scope(self, item: str | None) -> VetoScope:
        """What a veto of an item takes."""
        items = self.annual.vetoes if self.annual else ()
        return next((one.scope for one in items if one.id == item), VetoScope.PERIOD)

    def veto_items(self) -> tuple[str, ...]:
        """The ids of the grounds on which a unit may be vetoed."""
        return tuple(item.id for item in self.annual.vetoes) if self.annual else ()


def read_definitions(document: TomlTable) -> Definitions:
    """All of `competition.toml`; what is wrong with it is noted in the document's problems."""
    defined = document.read(Definitions)
    if not document.tables("period"):
        document.wrong(None, "no_period")
    for key, definitions in (("period", defined.periods), ("series", defined.series), ("star", defined.stars)):
        tell_repeated(zip(document.tables(key), (one.id for one in definitions), strict=True))
    tell_repeated(zip(document.tables("campaign"), (one.name for one in defined.campaigns), strict=True), "name")
    annual = document.table("annual")
    if annual is not None and defined.annual is not None:
        _check_annual(annual, defined.annual, tuple(one.id for one in defined.series))
    periods, zone = tuple(period.id for period in defined.periods), ZoneInfo(defined.competition.timezone)
    tables = list(zip(document.tables("series"), defined.series, strict=True))
    own = [own_periods(table, one, periods) for table, one in tables]
    common = tuple(period for period in periods if not any(period in some for some in own))
    series = tuple(
        checked_series(table, one, some or common, zone) for (table, one), some in zip(tables, own, strict=True)
    )
    for table, one in zip(document.tables("series"), series, strict=True):
        if periods and not one.periods:
            table.wrong(None, "no_period_left")
    return defined.model_copy(update={"series": series})


def _check_annual(table: TomlTable, annual: Annual, series: tuple[str, ...]) -> None:
    if annual.series and annual.series not in series:
        table.wrong("series", "unknown_series", value=shown(annual.series), allowed=series)
    tell_repeated(zip(table.tables("vetoes"), (item.id for item in annual.vetoes), strict=True))
