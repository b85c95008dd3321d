"""Refusals with names in place of ids, for people who have chosen what they mean from a list."""

from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from scoreboard.errors import ContestError
from scoreboard.locale import Both, catalogue
from scoreboard.models import Area, Period, Series, Star
from scoreboard.store.contest import day_here, names_on

COMMAND = "scoreboard "
"""Sentences that tell of a command keep the ids that it is typed with."""


def with_names(session: Session, error: ContestError, now: datetime) -> ContestError:
    """The same error, about units, areas, series, periods and stars as they are called now."""
    if any(COMMAND in catalogue("errors", lang).get(error.key, "") for lang in ("zh", "en")):
        return error
    named = {what: _called(session, what, value, error.values, now) for what, value in error.values.items()}
    return type(error)(error.key, **named)


def _called(session: Session, what: str, value: Any, values: dict[str, Any], now: datetime) -> Any:
    """What a value is called; the value itself where it is none of these."""
    if not isinstance(value, str) or not value:
        return value
    found: Series | Period | Star | Area | None = None
    match what:
        case "series" | "other":
            found = session.get(Series, value)
        case "period":
            found = session.get(Period, value)
        case "star":
            found = session.get(Star, value)
        case "area":
            areas = session.exec(select(Area).where(Area.id == value).order_by(col(Area.series_id))).all()
            found = next((one for one in areas if one.series_id == values.get("series")), areas[0] if areas else None)
        case "unit":
            name = names_on(session, day_here(session, now), [value]).get(value)
            return value if name is None else Both(name.name, name.name_en)
    return value if found is None else Both(found.name, found.name_en or found.name)
