"""What the boards of promises have in common: rows in the order of their file, of units as they are called today."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, TypedDict

from scoreboard.facts import FactKind
from scoreboard.publications.questions import Question
from scoreboard.publications.words import NamedUnit, unit_words
from scoreboard.rules.promises import percent, percent_words
from scoreboard.store.public.facts import Document, Facts

NAMED = (FactKind.UNIT, FactKind.COMPETITION, FactKind.AREA, FactKind.SERIES)
"""What every board of promises follows from beside its own facts: names."""


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


def promises(question: Question, kind: FactKind) -> list[Document]:
    """The promises of a kind, as they were loaded."""
    return list(question.documents(kind).values())


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


def share(actual: Decimal | None, planned: Decimal | None) -> str | None:
    """How much of a plan is done, in percent: "84", "78.75" (S16)."""
    value = percent(actual, planned)
    return None if value is None else percent_words(value)


def number(text: str | None) -> Decimal | None:
    """A number of a fact."""
    return None if text is None else Decimal(text)
