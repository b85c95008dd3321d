"""What a deed is called, and what it was done to, where people read the journal."""

from collections.abc import Mapping
from datetime import datetime

from sqlmodel import Session, select

from scoreboard.locale import catalogue
from scoreboard.models import Area, Competition, Period, Series, Star
from scoreboard.publications.names import named
from scoreboard.store.contest import day_here, names_on

BETWEEN = " · "
"""What stands between the parts of what a deed was done to."""


def deed_called(action: str, lang: str) -> str:
    """A deed by its words; by its name in the journal where it has none."""
    return catalogue("journal", lang).get(f"action.{action.replace('.', '_').replace(' ', '_')}", action)


def names_by_id(session: Session, lang: str, now: datetime) -> Mapping[str, str]:
    """What the ids are called that subjects of the journal are made of; none where there is no competition."""
    if session.exec(select(Competition.id)).first() is None:
        return {}
    units = names_on(session, day_here(session, now))
    found = {unit: name.name_en if lang == "en" else name.name for unit, name in units.items()}
    areas, stars = session.exec(select(Area)).all(), session.exec(select(Star)).all()
    periods, series = session.exec(select(Period)).all(), session.exec(select(Series)).all()
    others: list[Area | Star | Period | Series] = [*areas, *stars, *periods, *series]
    return found | {one.id: named(one.name, one.name_en, lang) for one in others}


def subject_called(subject: str, names: Mapping[str, str]) -> str:
    """What a deed was done to, part by part, by names where they are known."""
    parts = subject.split("/")
    return BETWEEN.join(names.get(part, part) for part in parts) if names.keys() & set(parts) else subject
