"""Words that boards share: units by the names that they bore on a day, areas, and what a contest says of itself."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from scoreboard.facts import FactKind
from scoreboard.publications.freezing import freeze_words
from scoreboard.publications.pools import pools_apart
from scoreboard.publications.questions import Payload, Question
from scoreboard.store.public.facts import Document, Facts


def unit_words(facts: Facts, units: Iterable[str], day: date, upto: int | None) -> dict[str, Payload]:
    """Units by id: the names that they bore on a day, as was known at a change."""
    found = facts.documents_of(FactKind.UNIT, units, upto)
    return {unit: {"unit": unit, **name_on(words, day)} for unit, words in found.items()}


def name_on(unit: Document, day: date) -> dict[str, str]:
    """The names that a unit bears on a day: the first ones, unless later ones have begun (S10)."""
    iso = day.isoformat()
    borne = unit["names"][0]
    for one in unit["names"][1:]:
        if one["from"] is None or one["from"] <= iso:
            borne = one
    return {name: borne[name] for name in ("name", "short_name", "name_en")}


def reopened_in(contest: Document, zone: str) -> Payload:
    """Since when a contest is open again, in the competition's zone, and why; nothing where it is not."""
    words = contest.get("reopened")
    if words is None:
        return {}
    return {"reopened": {**words, "at": datetime.fromisoformat(words["at"]).astimezone(ZoneInfo(zone)).isoformat()}}


def area_words(area: str, words: Mapping[str, Any]) -> Payload:
    """An area as a board names it."""
    return {
        "area": area,
        "area_name": words["name"],
        "area_name_en": words["name_en"],
        "flag": words["flag"],
    }


def envelope(question: Question, board: str, series: str, period: str, **extras: Any) -> Payload:
    """What every board of a contest says about itself."""
    competition = question.document(FactKind.COMPETITION)
    series_words = question.document(FactKind.SERIES, series)
    period_words = question.document(FactKind.PERIOD, period)
    contest = question.document(FactKind.CONTEST, f"{series}/{period}")
    return {
        "board": board,
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
        **freeze_words(contest["closed"], contest.get("freeze"), competition["timezone"]),
        **reopened_in(contest, competition["timezone"]),
        **pools_apart(series_words, contest["ranking"]),
        **extras,
    }
