"""What the value of each kind of public fact holds at least, as whoever reads it relies on.

A value that lacks any of it, or has something else in its place, was not written by this program: it is damaged. What
a value holds beside is nobody's concern: facts have gained keys over the years.
"""

from functools import cache
from typing import Annotated, Any, NotRequired, TypedDict

from msgspec import DecodeError, Meta, convert
from msgspec.json import Decoder

from scoreboard.facts import FactKind
from scoreboard.store.public.asking import Ask

_Day = Annotated[str, Meta(pattern=r"^\d{4}-\d\d-\d\d$")]
_Moment = Annotated[str, Meta(pattern=r"^\d{4}-\d\d-\d\dT")]
_Number = Annotated[str, Meta(pattern=r"^-?\d+(\.\d+)?$")]


class NamedShape(TypedDict):
    name: str
    name_en: str


class CompetitionShape(NamedShape):
    id: str
    host: str | None
    timezone: str
    colours: NotRequired[list[str]]
    annual: dict[str, Any]


class NamedVetoShape(NamedShape):
    id: str


class AnnualShape(TypedDict):
    """What the year is added up by, where there is one."""

    series: str
    honours: dict[str, _Number]
    honour_cap: _Number
    vetoes: list[NamedVetoShape]


class PeriodShape(NamedShape):
    id: str
    position: int
    start: _Day
    end: _Day


class SeriesShape(NamedShape):
    id: str
    position: int
    host: str | None
    ranking: str
    decimals: int
    pools: list[str]
    periods: list[str]


class AreaShape(NamedShape):
    position: int
    flag: str
    flag_en: NotRequired[str]
    weight: _Number
    prize: NotRequired[str]
    prize_en: NotRequired[str]


class StarShape(NamedShape):
    id: str
    position: int


class NamesShape(NamedShape):
    short_name: str
    short_name_en: NotRequired[str]
    aliases: list[str]


NamesShape.__annotations__["from"] = str | None


class UnitShape(TypedDict):
    position: int
    kind: str
    pool: str
    first: _Day | None
    last: _Day | None
    series: list[str]
    names: Annotated[list[NamesShape], Meta(min_length=1)]
    guest: NotRequired[bool]


class ContestShape(TypedDict):
    closed: bool
    published: bool
    ranking: str
    decimals: int
    order: NotRequired[str]
    minimum: NotRequired[_Number]
    countback: NotRequired[list[str]]
    not_held: NotRequired[list[str]]
    freeze: NotRequired[_Moment]
    reopened: NotRequired["ReopenedShape"]
    guests: NotRequired[list[str]]
    remaining: NotRequired[list[str]]
    decided: NotRequired[dict[str, list[str]]]
    decided_because: NotRequired[dict[str, dict[str, str]]]
    placed: NotRequired[dict[str, list["PlacedShape"]]]


class ReopenedShape(TypedDict):
    at: str
    reason: str


class PlacedShape(TypedDict):
    units: list[str]
    reason: str


class ShownShape(TypedDict):
    pool: str


class ClimbShape(TypedDict):
    rows: list[dict[str, Any]]


class LossShape(TypedDict):
    unit: str
    kind: str
    reason: str


class TermShape(TypedDict):
    holders: list[str]
    previous: list[str]
    ended: list[str]
    outcome: str
    settled: bool
    defences: dict[str, int]
    margin: _Number | None
    opening: NotRequired[bool]
    depends: NotRequired[bool]
    lost: NotRequired[list[LossShape]]
    awarded_on: _Day | None
    reason: str | None
    approved_by: NotRequired[list[str]]


class HeldBeforeShape(TypedDict):
    holders: list[str]
    ended: NotRequired[list[str]]
    defences: dict[str, int]
    awarded_on: _Day | None


class VetoesShape(TypedDict):
    items: list["VetoShape"]


class VetoShape(TypedDict):
    number: int
    veto: str


class CorrectionsShape(TypedDict):
    told: "CorrectionShape"


class CorrectionShape(TypedDict):
    old: str | None
    new: str | None
    reason: str
    approved_by: str
    at: _Moment


class NomineeShape(TypedDict):
    star: str
    series: str
    unit: str
    person: str
    post: str
    result: str
    status: str
    notice_until: _Day | None


class HonourShape(TypedDict):
    unit: str
    title: str
    level: str
    document: str
    awarded_on: _Day


class YearShape(TypedDict):
    closed: bool


class PledgeShape(TypedDict):
    unit: str
    person: str
    post: str
    aspect: str
    text: str
    comparator: str
    target: _Number | None
    due: _Day | None
    made_on: _Day | None
    actual: _Number | None
    settled_on: _Day | None
    measure: str
    channel: str
    outcome: str


class GoalShape(TypedDict):
    unit: str
    scope: str
    title: str
    outcome: str
    evidence: str
    due: _Day | None


class LivelihoodShape(TypedDict):
    field: str
    title: str
    measure: str
    status: str
    planned: _Number | None
    spent: _Number | None
    due: _Day | None


class RectificationShape(TypedDict):
    unit: str
    series: str
    area: str | None
    period: str | None
    due: _Day | None
    status: str
    done_on: _Day | None


class CampaignShape(NamedShape):
    start: _Day
    end: _Day
    units: list[str]


class BenchmarkShape(TypedDict):
    unit: str
    title: str
    against: str
    measure: str
    better: str
    theirs: str | None
    ours: str | None
    as_of: _Day | None


class VisitShape(TypedDict):
    unit: str
    title: str
    destination: str
    people: int | None
    note: str
    start: _Day | None
    end: _Day | None


class ReportShape(TypedDict):
    on: _Day
    actual: _Number | None
    planned: _Number | None


class SealShape(TypedDict):
    competition: str
    series: str
    period: str
    ceremony: str
    commitment: str
    sealed_by: str
    sealed_at: _Moment
    rows: list["AmendmentShape"]


class AmendmentShape(TypedDict):
    commitment: str
    reason: str
    sealed_by: str
    approved_by: str
    approver: str
    at: _Moment


class OpeningShape(TypedDict):
    salt: str
    result: dict[str, Any]


_SHAPES: dict[FactKind, type] = {
    FactKind.COMPETITION: CompetitionShape,
    FactKind.PERIOD: PeriodShape,
    FactKind.SERIES: SeriesShape,
    FactKind.AREA: AreaShape,
    FactKind.STAR: StarShape,
    FactKind.UNIT: UnitShape,
    FactKind.CONTEST: ContestShape,
    FactKind.SHOWN: ShownShape,
    FactKind.CLIMB: ClimbShape,
    FactKind.FLAG: TermShape,
    FactKind.OVERALL_FLAG: TermShape,
    FactKind.HELD_BEFORE: HeldBeforeShape,
    FactKind.VETO: VetoesShape,
    FactKind.CORRECTION: CorrectionsShape,
    FactKind.NOMINEE: NomineeShape,
    FactKind.HONOUR: HonourShape,
    FactKind.YEAR: YearShape,
    FactKind.PLEDGE: PledgeShape,
    FactKind.GOAL: GoalShape,
    FactKind.LIVELIHOOD: LivelihoodShape,
    FactKind.RECTIFICATION: RectificationShape,
    FactKind.CAMPAIGN: CampaignShape,
    FactKind.BENCHMARK: BenchmarkShape,
    FactKind.VISIT: VisitShape,
    FactKind.REPORT: ReportShape,
    FactKind.TARGET: dict[str, Any],
    FactKind.SEAL: SealShape,
    FactKind.PROGRAMME: dict[str, Any],
    FactKind.OPENING: OpeningShape,
}


_NO_YEAR = AnnualShape(series="", honours={}, honour_cap="0", vetoes=[])


@cache
def _decoder(kind: FactKind) -> Decoder[Any]:
    return Decoder(_SHAPES[kind])


def altered_fact(ask: Ask) -> str:
    """Which public fact is none that this program would write, and what is wrong with it; empty where all could be.

    Asked once a reader has met something that it cannot take in: to look through all of them takes its time.
    """
    for kind, key, value in ask("SELECT kind, key, value FROM public_fact WHERE value IS NOT NULL"):
        try:
            check_fact(FactKind(kind), value)
        except (DecodeError, ValueError) as error:
            return f"{kind} {key}: {error}"
    return ""


def check_fact(kind: FactKind, value: str) -> None:
    """Raise msgspec's DecodeError where a value, in JSON, cannot be one of this kind."""
    found = _decoder(kind).decode(value)
    if kind is FactKind.COMPETITION:
        convert(found["annual"] or _NO_YEAR, AnnualShape)
