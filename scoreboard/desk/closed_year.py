"""What comes of a deed after the year has been closed, told to whoever does it: before anything is typed, and after."""

from datetime import date
from typing import Any

from sqlmodel import Session

from scoreboard.desk.closing_year import refuse_to_reopen_year
from scoreboard.desk.promises import PLEDGE, PromiseKind, find_promise
from scoreboard.enums import PeriodState
from scoreboard.errors import Refused
from scoreboard.locale import Both, say
from scoreboard.models import Pledge
from scoreboard.store.contest import competition_of
from scoreboard.store.years import year_contest, year_is_closed

# Before anything is typed


def before_decision(session: Session) -> Both | None:
    """That the year is closed, what that means for its bulletin, and who reopens it; None of an open one."""
    return _before(session, _state(session)) if year_is_closed(session) else None


def before_promise(session: Session, kind: PromiseKind[Any], row: Any = None) -> Both | None:
    """The same of a promise that is there, or a new one; None of a pledge that is of no closed year.

    Benchmarks and visits are in no bulletin of a year.
    """
    if not kind.ends:
        return None
    if kind is not PLEDGE or not year_is_closed(session):
        return before_decision(session)
    end = year_contest(session).period.end
    if row is None:
        return _before(session, f"{_state(session)}_pledge", end=end.isoformat())
    return None if _is_later(row, end) else before_decision(session)


def before_star(session: Session, series: str) -> Both | None:
    """The same of the stars of a series; None where the year's bulletin does not follow them."""
    return _before(session, "star") if _follows_stars(session, series) else None


def _before(session: Session, key: str, **gaps: str) -> Both:
    contest = year_contest(session)
    try:
        refuse_to_reopen_year(session, contest)
        how = "reopen"
    except Refused:
        how = "final"
    series = Both(contest.series.name, contest.series.name_en or contest.series.name)
    parts = (
        say(f"year.before.{key}", lang, **gaps) + say(f"year.before.{how}", lang, series=series.said(lang))
        for lang in ("zh", "en")
    )
    return Both(*parts)


# After it has been done


def told_of_promise(session: Session, kind: PromiseKind[Any], code: str, lang: str) -> str:
    """That the year is closed, and whether its bulletin tells of a promise; empty of an open one.

    A pledge that was made after the year's last day is not of that year.
    """
    if not kind.ends or not year_is_closed(session):
        return ""
    end = year_contest(session).period.end
    if kind is PLEDGE and _is_later(find_promise(session, PLEDGE, code), end):
        return say("year.after.not_of_it", lang, end=end.isoformat())
    return say(f"year.after.{_state(session)}", lang)


def told_of_decision(session: Session, lang: str) -> str:
    """That the year is closed, and what becomes of its bulletin by an honour or a veto; empty of an open one."""
    return say(f"year.after.{_state(session)}", lang) if year_is_closed(session) else ""


def told_of_star(session: Session, series: str, lang: str) -> str:
    """That the year is closed, and that its bulletin follows who is elected in a series; empty where it does not."""
    return say("year.after.star", lang) if _follows_stars(session, series) else ""


def _follows_stars(session: Session, series: str) -> bool:
    return series == competition_of(session).annual.get("series") and year_is_closed(session)


def _is_later(pledge: Pledge, end: date) -> bool:
    """Whether a pledge was made after the year's last day, and so is not of that year."""
    return pledge.made_on is not None and pledge.made_on > end


def _state(session: Session) -> str:
    """Whether the bulletin of a closed year is public, and "revised", or still "to_come"."""
    published = year_contest(session).progress.state == PeriodState.PUBLISHED
    return "revised" if published else "to_come"
