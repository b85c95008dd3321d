"""What a competition folder declares, as frozen values: the form in which `load` gets it.

Scores, weights and other numbers are exact `Decimal`s with at most four decimals; days are dates in the
competition's time zone, moments are aware UTC times. Units, series, areas, periods and stars are named by id,
however the file named them. `line` is the line of the file and no part of a value's identity.
"""

from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from scoreboard.enums import ConfirmedBy, NoWinner, Panel, Publication, Ranking, TableOrder, TieRule


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """Something that stands on a line of its own in a file."""

    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class DeclaredCompetition(Declared):
    """One year's contest of one host."""

    id: str
    name: str
    name_en: str
    host: str
    timezone: str


@dataclass(frozen=True, slots=True)
class DeclaredPeriod(Declared):
    """A stretch of days, both ends included, whose results are ranked together."""

    id: str
    name: str
    name_en: str
    start: date
    end: date


@dataclass(frozen=True, slots=True)
class DeclaredSettings:
    """How a series is scored, ranked, awarded and published."""

    ranking: str = Ranking.TOGETHER
    order: str = TableOrder.FLAGS
    publication: str = Publication.CEREMONY
    decimals: int = 2
    maximum: Decimal = Decimal(100)
    minimum: Decimal = Decimal(0)
    tie: str = TieRule.DECIDE
    countback: tuple[str, ...] = ()
    no_winner: str = NoWinner.VACANT
    confirm: str = ConfirmedBy.SECOND_PERSON
    judges: str = Panel.SINGLE
    freeze: datetime | None = None


SETTING_NAMES = tuple(setting.name for setting in fields(DeclaredSettings))


@dataclass(frozen=True, slots=True)
class Override(Declared):
    """What one period of a series does differently."""

    period: str
    changes: tuple[tuple[str, Any], ...]
    """Names of fields of `Settings` with the values that replace the series' own."""
    not_held: tuple[str, ...] = ()
    """Areas that are not contested in the period."""


@dataclass(frozen=True, slots=True)
class DeclaredArea(Declared):
    """A scored work area and the flag it carries; `weight` counts in the overall table."""

    id: str
    name: str
    name_en: str
    flag: str
    weight: Decimal


@dataclass(frozen=True, slots=True)
class Pool:
    """Units that are ranked against each other; without names it is called by its id."""

    id: str
    name: str = ""
    name_en: str = ""


@dataclass(frozen=True, slots=True)
class DeclaredSeries(Declared):
    """One set of flags contested at one level, in every period of the competition."""

    id: str
    name: str
    name_en: str
    host: str
    pools: tuple[Pool, ...]
    settings: DeclaredSettings
    areas: tuple[DeclaredArea, ...]
    overrides: tuple[Override, ...] = ()

    @property
    def pool_ids(self) -> tuple[str, ...]:
        """Its pools by id, as units.csv and run sheets name them."""
        return tuple(pool.id for pool in self.pools)

    def settings_in(self, period: str) -> DeclaredSettings:
        """The settings in force in `period`: the series' own with that period's overrides."""
        for override in self.overrides:
            if override.period == period:
                return replace(self.settings, **dict(override.changes))
        return self.settings

    def holds(self, area: str, period: str) -> bool:
        """Whether an area is contested in a period."""
        return not any(area in override.not_held for override in self.overrides if override.period == period)


@dataclass(frozen=True, slots=True)
class DeclaredStar(Declared):
    """A category of model people; each group of voters counts with its weight."""

    id: str
    name: str
    name_en: str
    voters: tuple[tuple[str, Decimal], ...]


@dataclass(frozen=True, slots=True)
class Publicity:
    """How long a nomination is shown to the public before it stands, and by whose calendar."""

    working_days: int = 5
    calendar: str = "CN"


@dataclass(frozen=True, slots=True)
class VetoItem(Declared):
    """A ground on which a unit loses its place, whatever its scores."""

    id: str
    name: str
    name_en: str


@dataclass(frozen=True, slots=True)
class Annual:
    """How the year is added up; `honours` gives the bonus of each level, a cap of 0 is none."""

    series: str
    honours: tuple[tuple[str, Decimal], ...]
    honour_cap: Decimal
    vetoes: tuple[VetoItem, ...]


@dataclass(frozen=True, slots=True)
class DeclaredCue(Declared):
    """A part of a ceremony; `duration` and `seconds` in seconds. Empty words are left to the program."""

    kind: str
    area: str | None = None
    pool: str | None = None
    star: str | None = None
    text: str = ""
    title: str = ""
    notes: str = ""
    words: str = ""
    presents: str = ""
    receives: str = ""
    proxy: str = ""
    no_show: bool = False
    duration: Decimal | None = None
    reveal: str = ""
    places: int | None = None
    call: str = ""
    seconds: int | None = None


@dataclass(frozen=True, slots=True)
class DeclaredCeremony:
    """A run sheet; without cues the program plans them from the results."""

    id: str
    title: str
    title_en: str
    held_on: date | None
    venue: str
    slogans: tuple[str, ...]
    series: str
    period: str
    cues: tuple[DeclaredCue, ...]
