"""What a deed is called, and what it was done to, where people read the journal: by names, which it keeps as ids."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlmodel import Session, select

from scoreboard.enums import YEAR
from scoreboard.locale import catalogue, say
from scoreboard.models import Area, Competition, Period, Series, Star
from scoreboard.publications.honour_levels import level_called
from scoreboard.publications.names import named
from scoreboard.store.contest import competition_of, day_here, names_on

BETWEEN = " · "
"""What stands between the parts of what a deed was done to."""
OF_IDS = frozenset({"unit", "units", "holders", "left", "holds", "series", "period", "area", "people"})
"""What a deed says by ids, or by paths of them."""
MOST_MEANT = 40
"""Ids that a word of a search stands for at most: one that stands for more is too short to mean any."""


def deed_called(action: str, lang: str) -> str:
    """A deed by its words; by its name in the journal where it has none."""
    return catalogue("journal", lang).get(f"action.{action.replace('.', '_').replace(' ', '_')}", action)


@dataclass(frozen=True)
class JournalNames:
    """What the ids are called that the journal is made of; nothing where there is no competition."""

    lang: str
    ids: Mapping[str, str] = field(default_factory=dict)
    """Of units, areas, series, periods and stars."""
    vetoes: Mapping[str, str] = field(default_factory=dict)

    def subject(self, action: str, subject: str) -> str:
        """What a deed was done to, part by part, by names where they are known."""
        parts = subject.split("/")
        if action.startswith("honour") and len(parts) == 2:
            return BETWEEN.join((self._called(parts[0]), level_called(parts[1], self.lang)))
        if action.startswith("veto") and len(parts) == 3:
            return BETWEEN.join((*map(self._called, parts[:2]), self.vetoes.get(parts[2], parts[2])))
        return self._path(subject)

    def said(self, said: Any, what: str = "") -> Any:
        """What a deed says was before or is now, with names in place of ids."""
        if isinstance(said, dict) and what == "cells":
            return {self._path(place): each for place, each in said.items()}
        if isinstance(said, dict):
            return {name: self.said(each, name) for name, each in said.items()}
        if isinstance(said, list):
            return [self.said(each, what) for each in said]
        return self._path(said) if isinstance(said, str) and what in OF_IDS else said

    def meant(self, word: str) -> tuple[str, ...]:
        """The ids of whatever has a word in its name; none of more than can be meant."""
        sought = word.casefold()
        found = tuple(each for each, name in self.ids.items() if sought in name.casefold() and sought not in each)
        return found if len(found) <= MOST_MEANT else ()

    def _path(self, path: str) -> str:
        parts = path.split("/")
        return BETWEEN.join(map(self._called, parts)) if any(map(self._knows, parts)) else path

    def _knows(self, part: str) -> bool:
        return part in self.ids

    def _called(self, part: str) -> str:
        return self.ids.get(part, part)


def journal_names(session: Session, lang: str, now: datetime) -> JournalNames:
    """What all of it is called now."""
    if session.exec(select(Competition.id)).first() is None:
        return JournalNames(lang)
    units = names_on(session, day_here(session, now))
    found = {unit: name.name_en if lang == "en" else name.name for unit, name in units.items()}
    areas, stars = session.exec(select(Area)).all(), session.exec(select(Star)).all()
    periods, series = session.exec(select(Period)).all(), session.exec(select(Series)).all()
    others: list[Area | Star | Period | Series] = [*areas, *stars, *periods, *series]
    found |= {YEAR: say("year.name", lang), **{one.id: named(one.name, one.name_en, lang) for one in others}}
    vetoes = competition_of(session).annual.get("vetoes", [])
    return JournalNames(lang, found, {one["id"]: named(one["name"], one.get("name_en", ""), lang) for one in vetoes})
