"""What the boards of promises have in common: rows in the order of their file, of units as they are called today."""

import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, TypedDict

from scoreboard.facts import FactKind
from scoreboard.locale import FIRST_OF_EAST_ASIA, say
from scoreboard.publications.board_words import NamedUnit, unit_words
from scoreboard.publications.questions import Question
from scoreboard.rules.promises import percent, percent_words
from scoreboard.store.public.facts import Document, Facts
from scoreboard.wire import UNSET, UnsetType

NAMED = (FactKind.UNIT, FactKind.COMPETITION, FactKind.AREA, FactKind.SERIES)
"""What every board of promises follows from beside its own facts: names."""


LONGEST_STEM = 56
"""Characters of an id before its number."""
NAMELESS_STEM = "item"
"""What the id of something begins with that has no field, or none that an id could be written in."""


@dataclass(frozen=True, kw_only=True, slots=True)
class PromisesBoard:
    """What every board of promises says of itself before its rows."""

    board: str
    competition: str
    series: None = None
    period: None = None
    competition_name: str
    competition_name_en: str


class PromisesWords(TypedDict):
    """The same, as the fields of a `PromisesBoard`."""

    competition: str
    competition_name: str
    competition_name_en: str


def promises_words(question: Question) -> PromisesWords:
    """What the boards of promises say about themselves."""
    competition = question.document(FactKind.COMPETITION)
    return {
        "competition": competition["id"],
        "competition_name": competition["name"],
        "competition_name_en": competition["name_en"],
    }


def promises(question: Question, kind: FactKind, stem: str = "unit") -> list[Document]:
    """The promises of a kind, as they were loaded; each with its `id` and, as `key`, that of its fact.

    Facts of before they had ids get the one that they have by default: their unit or field, or where there is no such
    column what it is called, and a number.
    """
    numbers = Counter[str]()
    found = []
    for key, words in question.documents(kind).items():
        begin = code_stem(words.get(stem, stem))
        numbers[begin] += 1
        found.append({"id": f"{begin}-{numbers[begin]}", **words, "key": key})
    return found


def code_stem(text: str) -> str:
    """What the id of a promise begins with by default: of its unit's id, or its field, what an id may be written in."""
    plain_text = unicodedata.normalize("NFKC", text)
    kept = "".join(character for character in plain_text if character.isalnum() or character in "-_.")
    return kept.lstrip("-_.")[:LONGEST_STEM] or NAMELESS_STEM


@dataclass(frozen=True)
class Progress:
    """How far something has come by what was reported of it; None for what no report says."""

    actual: Decimal | None = None
    planned: Decimal | None = None
    reported_on: str | None = None
    """The day of the last report."""
    evidence: str = ""
    """What that one rests on."""


NOTHING_REPORTED = Progress()


def progress(question: Question, name: str) -> Mapping[str, Progress]:
    """How far promises have come by the reports of all days up to the board's, by the key of their facts.

    As of a day its own reports count, whenever they came in; without one, all that were public at the change.
    """
    facts, day = question.facts, question.day.isoformat()
    upto = question.upto if facts.moment is None else None
    reports: dict[str, list[Document]] = {}
    for key, report in facts.documents(FactKind.REPORT, f"{name}/", upto).items():
        if report["on"] <= day:
            reports.setdefault(key.split("/")[1], []).append(report)
    return {promise: _so_far(sorted(found, key=lambda one: one["on"])) for promise, found in reports.items()}


def _so_far(reports: Sequence[Document]) -> Progress:
    """By reports in the order of their days, those of a day in the order in which they came in."""
    last = {name: [one[name] for one in reports if one[name] is not None][-1:] for name in ("actual", "planned")}
    actual, planned = (number(found[0]) if found else None for found in last.values())
    return Progress(actual, planned, reports[-1]["on"], reports[-1].get("evidence", ""))


def english(words: Document, name: str, text: str | None = None) -> str:
    """A text of a promise in English, as far as anybody has written it; else as it is."""
    told: str = words.get("english", {}).get(name) or (words[name] if text is None else text)
    return told


def day_in(text: str | None) -> date | None:
    """A day of a fact."""
    return None if text is None else date.fromisoformat(text)


def promisers(question: Question, documents: Sequence[Document]) -> dict[str, NamedUnit]:
    """Who made promises, by id: a promise is answered for by whoever the unit is today."""
    return unit_words(question.facts, sorted({one["unit"] for one in documents}), question.day, question.upto)


def told(kind: FactKind, board: str) -> Callable[[Facts], Sequence[str]]:
    """The key of a board of promises, once there are any; it stays when they are taken back."""
    return lambda facts: [board] if facts.documents(kind) or facts.touched(board) is not None else []


def plain(value: Decimal | date | None) -> Any:
    """A number or a day as a board shows it: "4.6", "2010-12-31"."""
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return None if value is None else value.isoformat()


def measured(figure: str, measure: str) -> str:
    """A figure with its measure, as people write it: 126个, 5%, but 140 projects."""
    apart = bool(measure) and measure[0] < FIRST_OF_EAST_ASIA and measure[0] not in "%°'"
    return f"{figure} {measure}" if apart else f"{figure}{measure}"


def share(actual: Decimal | None, planned: Decimal | None) -> str | None:
    """How much of a plan is done, in percent: "84", "78.75" (S16)."""
    return told_percent(percent(actual, planned))


def told_percent(value: Decimal | None) -> str | None:
    """A percentage as a board says it."""
    return None if value is None else percent_words(value)


def number(text: str | None) -> Decimal | None:
    """A number of a fact."""
    return None if text is None else Decimal(text)


def told_state(group: str, state: StrEnum | UnsetType, lang: str) -> str:
    """A state in words; a dash where an older board did not say it."""
    return "-" if state is UNSET else say(f"year.{group}.{state}", lang)
