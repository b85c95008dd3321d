"""What comes of a deed after the year has been closed, told to whoever does it."""

from collections.abc import Mapping
from typing import Any

from sqlmodel import Session

from scoreboard.enums import PeriodState
from scoreboard.locale import say
from scoreboard.store.contest import competition_of
from scoreboard.store.years import year_contest, year_is_closed


def told_of_pledge(session: Session, columns: Mapping[str, Any], lang: str) -> str:
    """That the year is closed, and whether its bulletin will tell of a pledge of these columns; empty of an open one.

    One that was made after the year's last day is not of that year.
    """
    if not year_is_closed(session):
        return ""
    made, end = str(columns.get("made_on") or "").strip(), year_contest(session).period.end.isoformat()
    return say("year.after.not_of_it", lang, end=end) if made > end else _told(session, lang)


def told_of_promise(session: Session, lang: str) -> str:
    """That the year is closed and its bulletin follows; empty of an open one."""
    return _told(session, lang) if year_is_closed(session) else ""


def told_of_star(session: Session, series: str, lang: str) -> str:
    """That the year is closed, and that its bulletin follows who is elected in a series; empty where it does not."""
    if series != competition_of(session).annual.get("series") or not year_is_closed(session):
        return ""
    return say("year.after.star", lang)


def _told(session: Session, lang: str) -> str:
    published = year_contest(session).progress.state == PeriodState.PUBLISHED
    return say("year.after.revised" if published else "year.after.to_come", lang)
