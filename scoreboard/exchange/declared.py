"""What a competition folder declares, as frozen values: the form in which `load` gets it.

Scores, weights and other numbers are exact `Decimal`s with at most four decimals; days are dates in the
competition's time zone, moments are aware UTC times. Units, series, areas, periods and stars are named by id,
however the file named them. `line` is the line of the file and no part of a value's identity.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from scoreboard.enums import ConfirmedBy, NoWinner, Panel, Publication, Ranking, TableOrder, TieRule
from scoreboard.exchange.score_rows import ScoreRows


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
class UnitRow(Declared):
    """What a unit was called, and where it belonged, from `valid_from` (None: always) on.

    It holds to `valid_to` (inclusive) or until the next row of the same unit begins.
    """

    name: str
    short_name: str
    name_en: str
    kind: str
    parent: str | None
    pool: str
    aliases: tuple[str, ...]
    valid_from: date | None
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class DeclaredUnit:
    """A unit under its lasting id, with its rows in the order of time."""

    id: str
    rows: tuple[UnitRow, ...]

    @property
    def latest(self) -> UnitRow:
        """The newest row; its parent and pool are the ones that count."""
        return self.rows[-1]

    def names(self) -> Iterator[str]:
        """Every name of any time by which a file may call this unit."""
        for row in self.rows:
            yield from (row.name, row.short_name, row.name_en, *row.aliases)

    def on(self, day: date) -> UnitRow | None:
        """The row in force on `day`; None before the unit's first and after its last day."""
        begun = [row for row in self.rows if row.valid_from is None or row.valid_from <= day]
        if not begun or (begun[-1].valid_to is not None and begun[-1].valid_to < day):
            return None
        return begun[-1]


@dataclass(frozen=True, slots=True)
class Judge(Declared):
    """A judge of the panel of one period of a series; `name` is what they are called, the id where it says nothing."""

    series: str
    period: str
    judge: str
    name: str


@dataclass(frozen=True, slots=True)
class Custody(Declared):
    """Who holds a flag when the records begin; `period` None means before the first period."""

    series: str
    area: str
    period: str | None
    unit: str
    awarded_on: date | None


@dataclass(frozen=True, slots=True)
class DeclaredBallots:
    """One group's ballots for one nominee."""

    issued: int
    returned: int
    valid: int
    in_favour: int


@dataclass(frozen=True, slots=True)
class DeclaredNominee(Declared):
    """A person put up for a star; a group's ballots are None until they are counted."""

    period: str
    star: str
    unit: str
    person: str
    post: str
    series: str | None
    members: DeclaredBallots | None
    masses: DeclaredBallots | None
    notice_from: date | None
    status: str


@dataclass(frozen=True, slots=True)
class DeclaredHonour(Declared):
    """An honour of a level of `Annual.honours`, with the document that granted it."""

    unit: str
    level: str
    title: str
    document: str
    awarded_on: date | None


@dataclass(frozen=True, slots=True)
class DeclaredVeto(Declared):
    """A veto of one item against a unit in a period."""

    unit: str
    veto: str
    period: str
    reason: str
    decided_on: date | None


@dataclass(frozen=True, slots=True)
class DeclaredPledge(Declared):
    """A public promise; `comparator` is one of ``>= <= > < =`` or "" where nothing is measured."""

    unit: str
    person: str
    post: str
    aspect: str
    text: str
    comparator: str
    target: Decimal | None
    measure: str
    due: date | None
    channel: str
    made_on: date | None
    actual: Decimal | None
    settled_on: date | None
    outcome: str


@dataclass(frozen=True, slots=True)
class DeclaredGoal(Declared):
    """A first place that a unit strives for, in the city, the province or the nation."""

    unit: str
    scope: str
    title: str
    due: date | None
    outcome: str
    evidence: str


@dataclass(frozen=True, slots=True)
class DeclaredLivelihoodItem(Declared):
    """A thing promised to the people, with the money planned and spent in `measure`."""

    field: str
    title: str
    planned: Decimal | None
    spent: Decimal | None
    measure: str
    due: date | None
    status: str


@dataclass(frozen=True, slots=True)
class DeclaredRectification(Declared):
    """A unit told to put something right by a day."""

    unit: str
    series: str
    area: str
    period: str
    due: date | None
    status: str
    done_on: date | None


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


@dataclass(frozen=True, slots=True)
class CompetitionFolder:
    """Everything that a folder declares; all references inside it hold."""

    competition: DeclaredCompetition
    periods: tuple[DeclaredPeriod, ...]
    series: tuple[DeclaredSeries, ...]
    stars: tuple[DeclaredStar, ...]
    publicity: Publicity
    annual: Annual | None
    units: tuple[DeclaredUnit, ...]
    participants: tuple[tuple[str, tuple[str, ...]], ...]
    """Per series id, the ids of the units that take part, in the order of units.csv."""
    judges: tuple[Judge, ...] = ()
    scores: ScoreRows = field(default_factory=ScoreRows)
    custody: tuple[Custody, ...] = ()
    nominees: tuple[DeclaredNominee, ...] = ()
    honours: tuple[DeclaredHonour, ...] = ()
    vetoes: tuple[DeclaredVeto, ...] = ()
    pledges: tuple[DeclaredPledge, ...] = ()
    goals: tuple[DeclaredGoal, ...] = ()
    livelihood: tuple[DeclaredLivelihoodItem, ...] = ()
    rectifications: tuple[DeclaredRectification, ...] = ()
    ceremonies: tuple[DeclaredCeremony, ...] = ()
