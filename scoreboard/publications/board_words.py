"""Words that boards share: units by the names that they bore on a day, areas, and what a contest says of itself."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NotRequired, TypedDict
from zoneinfo import ZoneInfo

from scoreboard.enums import Ranking
from scoreboard.facts import FactKind
from scoreboard.publications.names import CarriesFlag, InBothLanguages, flag_in_english
from scoreboard.publications.pools import PoolWords, pools_apart
from scoreboard.publications.questions import Question
from scoreboard.store.public.facts import Document, Facts
from scoreboard.wire import UNSET, UnsetType


@dataclass(frozen=True, kw_only=True, slots=True)
class NamedUnit(InBothLanguages):
    """A unit by its id, and the names that it bears."""

    unit: str
    name: str
    short_name: str
    short_name_en: str | UnsetType = UNSET
    name_en: str


@dataclass(frozen=True, kw_only=True, slots=True)
class PlacedUnit(InBothLanguages):
    """A unit in its place; None for none. Every row of a board that ranks units begins so."""

    rank: int | None
    pool: str
    unit: str
    name: str
    short_name: str
    short_name_en: str | UnsetType = UNSET
    name_en: str


@dataclass(frozen=True, kw_only=True, slots=True)
class PooledUnit(InBothLanguages):
    """A unit of a pool, with the names that it bears."""

    pool: str
    unit: str
    name: str
    short_name: str
    short_name_en: str | UnsetType = UNSET
    name_en: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ListedPart:
    """From which place on (from 1) the rows of a pool are held of a board that is too long, and how many it has."""

    pool: str | None
    first: int
    total: int


@dataclass(frozen=True, kw_only=True, slots=True)
class AreaWords(CarriesFlag):
    """An area as a board names it, and the flag that is won in it."""

    area: str
    area_name: str
    area_name_en: str
    flag: str
    flag_en: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Reopening:
    """Since when a contest is open again (ISO 8601), and why."""

    at: str
    reason: str


class Names(TypedDict):
    """The names that a unit bears on a day."""

    name: str
    short_name: str
    short_name_en: NotRequired[str]
    name_en: str


class ContestWords(TypedDict):
    """What a contest says of itself on every board; the fields of a `ContestBoard`."""

    competition: str
    series: str
    series_name: str
    series_name_en: str
    period: str
    period_name: str
    period_name_en: str
    ranking: Ranking
    decimals: int
    live: bool
    freeze: str | UnsetType
    reopened: Reopening | UnsetType
    pools: tuple[PoolWords, ...] | UnsetType


@dataclass(frozen=True, kw_only=True, slots=True)
class ContestBoard:
    """What every board of a contest says of itself before its rows."""

    board: str
    competition: str
    series: str
    series_name: str
    series_name_en: str
    period: str
    period_name: str
    period_name_en: str
    ranking: Ranking
    decimals: int
    live: bool
    freeze: str | UnsetType = UNSET
    """From when on it takes no more results, in the competition's zone."""
    frozen_since: str | UnsetType = UNSET
    """The same once that has begun."""
    reopened: Reopening | UnsetType = UNSET
    pools: tuple[PoolWords, ...] | UnsetType = UNSET
    """The pools that are ranked apart."""


def unit_words(facts: Facts, units: Iterable[str], day: date, upto: int | None) -> dict[str, NamedUnit]:
    """Units by id: the names that they bore on a day, as was known at a change."""
    found = facts.documents_of(FactKind.UNIT, units, upto)
    return {unit: NamedUnit(unit=unit, **name_on(words, day)) for unit, words in found.items()}


def name_on(unit: Document, day: date) -> Names:
    """The names that a unit bears on a day: the first ones, unless later ones have begun (S10)."""
    iso = day.isoformat()
    borne = unit["names"][0]
    for one in unit["names"][1:]:
        if one["from"] is None or one["from"] <= iso:
            borne = one
    names: Names = {"name": borne["name"], "short_name": borne["short_name"], "name_en": borne["name_en"]}
    if "short_name_en" in borne:
        names["short_name_en"] = borne["short_name_en"]
    return names


def reopened_in(contest: Mapping[str, Any], zone: str) -> Reopening | UnsetType:
    """Since when a contest is open again, in the competition's zone, and why; nothing where it is not."""
    words = contest.get("reopened")
    if words is None:
        return UNSET
    return Reopening(at=in_zone(words["at"], zone), reason=words["reason"])


def freezes_at(closed: bool, freeze: str | None, zone: str) -> str | UnsetType:
    """From when on an open board takes no more results, in the competition's zone; nothing where it always does."""
    return UNSET if closed or freeze is None else in_zone(freeze, zone)


def in_zone(moment: str, zone: str) -> str:
    """A moment in a zone, ISO 8601."""
    return datetime.fromisoformat(moment).astimezone(ZoneInfo(zone)).isoformat()


def area_words(area: str, words: Mapping[str, Any]) -> AreaWords:
    """An area as a board names it."""
    name, name_en, flag = words["name"], words["name_en"], words["flag"]
    flag_en = flag_in_english(flag, words.get("flag_en"), name, name_en)
    return AreaWords(area=area, area_name=name, area_name_en=name_en, flag=flag, flag_en=flag_en)


def contest_words(question: Question, series: str, period: str) -> ContestWords:
    """What every board of a contest says about itself."""
    competition = question.document(FactKind.COMPETITION)
    series_words = question.document(FactKind.SERIES, series)
    period_words = question.document(FactKind.PERIOD, period)
    contest = question.document(FactKind.CONTEST, f"{series}/{period}")
    return {
        "competition": competition["id"],
        "series": series,
        "series_name": series_words["name"],
        "series_name_en": series_words["name_en"],
        "period": period,
        "period_name": period_words["name"],
        "period_name_en": period_words["name_en"],
        "ranking": contest["ranking"],
        "decimals": contest["decimals"],
        "live": not contest["closed"],
        "freeze": freezes_at(contest["closed"], contest.get("freeze"), competition["timezone"]),
        "reopened": reopened_in(contest, competition["timezone"]),
        "pools": pools_apart(series_words, contest["ranking"]),
    }
