"""What the boards of promises have in common: a payload of rows in the order of their file."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlmodel import Session

from scoreboard.publications.boards import Payload
from scoreboard.rules.promises import percent, percent_words
from scoreboard.store.contest import Name, competition_of, names_on


def promised_board(session: Session, board: str, rows: Iterable[Payload]) -> dict[str, Payload]:
    """A board of promises by its key."""
    competition = competition_of(session)
    payload = {
        "board": board,
        "competition": competition.id,
        "series": None,
        "period": None,
        "competition_name": competition.name,
        "competition_name_en": competition.name_en or competition.name,
        "rows": list(rows),
    }
    return {board: payload}


def names_of_units(session: Session, now: datetime) -> dict[str, Name]:
    """What units are called now: a promise is answered for by whoever the unit is today."""
    return names_on(session, now.date())


def unit_words(unit: str, names: dict[str, Name]) -> Payload:
    """A unit by id and names."""
    name = names[unit]
    return {"unit": unit, "name": name.name, "short_name": name.short_name, "name_en": name.name_en}


def plain(value: Decimal | date | None) -> Any:
    """A number or a day as a board shows it: "4.6", "2010-12-31"."""
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return None if value is None else value.isoformat()


def share(actual: Decimal | None, planned: Decimal | None) -> str | None:
    """How much of a plan is done, in percent: "84", "78.75" (S16)."""
    value = percent(actual, planned)
    return None if value is None else percent_words(value)
