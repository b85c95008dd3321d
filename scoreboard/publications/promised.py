"""What the boards of promises have in common: rows in the order of their file, of units as they are called today."""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from scoreboard.facts import FactKind
from scoreboard.publications.questions import Payload, Question, cut
from scoreboard.publications.words import unit_words
from scoreboard.rules.promises import percent, percent_words
from scoreboard.store.public.facts import Document, Facts
from scoreboard.wire import to_json

NAMED = (FactKind.UNIT, FactKind.COMPETITION, FactKind.AREA, FactKind.SERIES)
"""What every board of promises follows from beside its own facts: names."""
RowOf = Callable[[Document, Payload], Payload]
"""From a fact and its unit's words (empty where it is of none) to the row of a board."""


def ask_promised(question: Question, kind: FactKind, board: str, row_of: RowOf) -> tuple[Payload, int]:
    """A board of promises; a promise is answered for by whoever the unit is today."""
    competition = question.document(FactKind.COMPETITION)
    documents = list(question.documents(kind).values())
    ids = {one["unit"] for one in documents if one.get("unit")}
    units = unit_words(question.facts, sorted(ids), question.day, question.upto)
    named = {unit: to_json(words) for unit, words in units.items()}
    payload = {
        "board": board,
        "competition": competition["id"],
        "series": None,
        "period": None,
        "competition_name": competition["name"],
        "competition_name_en": competition["name_en"],
        "rows": [row_of(one, named.get(one.get("unit", ""), {})) for one in documents],
    }
    return cut(payload, question.window)


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
