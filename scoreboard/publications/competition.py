"""What the competition is made of: viewers find names and ids in it. Its units are asked for by their ids."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from scoreboard.enums import Ranking
from scoreboard.facts import FactKind
from scoreboard.publications.board_words import area_words, name_on
from scoreboard.publications.names import InBothLanguages
from scoreboard.publications.questions import Question
from scoreboard.store.public.contests import areas_of
from scoreboard.store.public.facts import Document
from scoreboard.wire import UNSET, Json, UnsetType, given


@dataclass(frozen=True, kw_only=True, slots=True)
class ContestPeriod:
    """A period, and its days."""

    id: str
    name: str
    name_en: str = ""
    """Older programs did not print it."""
    start: str
    end: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ContestArea:
    """An area of a series, its flag and its weight."""

    id: str
    name: str
    name_en: str
    flag: str
    flag_en: str | UnsetType = UNSET
    weight: str
    emblem: str | UnsetType = UNSET
    """The digest of its flag's emblem, where it has one."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ContestSeries:
    """A series: whose it is, how it ranks, and what it is contested in."""

    id: str
    name: str
    name_en: str
    host: str
    ranking: Ranking
    decimals: int
    pools: tuple[str, ...]
    periods: tuple[str, ...]
    areas: tuple[ContestArea, ...]
    issuer: str | UnsetType = UNSET
    """The office that issues what is printed of it; left out where that is its host."""
    issuer_en: str | UnsetType = UNSET

    def issued_by(self, lang: str) -> str:
        """That office in a language; empty where it is the host, or has no name in English."""
        return (given(self.issuer_en) if lang == "en" else given(self.issuer)) or ""


@dataclass(frozen=True, kw_only=True, slots=True)
class ContestStar:
    """A category of stars."""

    id: str
    name: str
    name_en: str


@dataclass(frozen=True, kw_only=True, slots=True)
class CompetitionBoard(InBothLanguages):
    """The competition; it has no rows."""

    board: Literal["competition"] = "competition"
    id: str
    name: str
    name_en: str
    host: str
    timezone: str
    host_name: str
    host_name_en: str
    colours: tuple[str, ...] | UnsetType = UNSET
    """Its own two: of its flags, and of what it honours."""
    emblem: str | UnsetType = UNSET
    """The digest of its emblem, where it has one."""
    periods: tuple[ContestPeriod, ...]
    series: tuple[ContestSeries, ...]
    stars: tuple[ContestStar, ...]


def ask_competition(question: Question) -> tuple[CompetitionBoard, int]:
    """Periods, series with their areas and pools, and star categories; it has no rows."""
    competition = question.document(FactKind.COMPETITION)
    periods = question.documents(FactKind.PERIOD)
    series = question.documents(FactKind.SERIES)
    stars = question.documents(FactKind.STAR)
    host = question.document(FactKind.UNIT, competition["host"])
    names = name_on(host, question.day) if host else None
    board = CompetitionBoard(
        id=competition["id"],
        name=competition["name"],
        name_en=competition["name_en"],
        host=competition["host"],
        timezone=competition["timezone"],
        host_name=names["name"] if names else competition["host"],
        host_name_en=names["name_en"] if names else competition["host"],
        colours=tuple(competition["colours"]) if competition.get("colours") else UNSET,
        emblem=competition.get("emblem") or UNSET,
        periods=tuple(_period(words) for words in periods_in_order(periods)),
        series=tuple(_series(question, words) for words in _ordered(series)),
        stars=tuple(
            ContestStar(id=words["id"], name=words["name"], name_en=words["name_en"]) for words in _ordered(stars)
        ),
    )
    return board, 0


def with_host(printed: Json) -> Json:
    """A competition's description as earlier programs printed it: they listed its units instead of naming its host."""
    if "units" not in printed:
        return printed
    host = next((unit for unit in printed["units"] if unit["id"] == printed["host"]), None)
    names = (host["name"], host["name_en"]) if host else (printed["host"], printed["host"])
    return {**printed, "host_name": names[0], "host_name_en": names[1]}


def periods_in_order(documents: Mapping[str, Document]) -> list[Document]:
    """Periods as everything goes through them: by their ends, then by their starts."""
    return sorted(documents.values(), key=lambda words: (words["end"], words["start"], int(words["position"])))


def _ordered(documents: Mapping[str, Document]) -> list[Document]:
    return sorted(documents.values(), key=lambda words: int(words["position"]))


def _period(words: Document) -> ContestPeriod:
    return ContestPeriod(
        id=words["id"], name=words["name"], name_en=words["name_en"], start=words["start"], end=words["end"]
    )


def _series(question: Question, words: Document) -> ContestSeries:
    areas = areas_of(question.facts, words["id"], question.upto)
    return ContestSeries(
        id=words["id"],
        name=words["name"],
        name_en=words["name_en"],
        host=words["host"],
        ranking=Ranking(words["ranking"]),
        decimals=words["decimals"],
        pools=tuple(words["pools"]),
        periods=tuple(words["periods"]),
        issuer=words.get("issuer") or UNSET,
        issuer_en=words.get("issuer_en") or UNSET,
        areas=tuple(
            ContestArea(
                id=area,
                name=about.area_name,
                name_en=about.area_name_en,
                flag=about.flag,
                flag_en=about.flag_en,
                weight=areas[area]["weight"],
                emblem=areas[area].get("emblem") or UNSET,
            )
            for area, about in ((area, area_words(area, found)) for area, found in areas.items())
        ),
    )
