"""What a cue of a run sheet, a flag, a star or a unit is called: by its names, never by its id."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from sqlmodel import Session

from scoreboard.ceremony.cue import Cue, CueName
from scoreboard.ceremony.cues import reveals_flag
from scoreboard.facts import OVERALL
from scoreboard.locale import Both
from scoreboard.models import Period, Star
from scoreboard.publications.boards import area_words
from scoreboard.publications.pools import contest_pool, with_pool
from scoreboard.store.contest import Contest, Name, names_on


def name_of_cue(session: Session, contest: Contest, cue: Cue) -> CueName:
    """What a cue of a contest's run sheet is called."""
    words = contest_pool(contest, cue.pool)
    pool, pool_en = (words.name, words.name_en) if words else ("", "")
    if cue.area:
        area = contest.area(cue.area)
        name = CueName(area.name, area.name_en or area.name, pool=pool, pool_en=pool_en)
        if not reveals_flag(cue):
            return name
        flag = area_words(area)
        return replace(name, flag=flag.flag, flag_en=flag.flag_en, prize=area.prize, prize_en=area.prize_en)
    if cue.star:
        star = session.get(Star, cue.star)
        return CueName(star.name, star.name_en or star.name) if star else CueName(cue.star, cue.star)
    return CueName(cue.title, cue.said("title", "en"))


def flag_name(contest: Contest, area_id: str, pool: str) -> Both:
    """What the flag of an area or of the overall table, and of a pool where pools rank apart, is called."""
    words, series = contest_pool(contest, pool), contest.series
    if contest.flag_area(area_id) == OVERALL:
        zh, en = series.overall_flag, series.overall_flag_en or series.overall_flag
    else:
        area = contest.area(area_id)
        zh, en = area.name, area.name_en or area.name
    return Both(with_pool(zh, words.name if words else "", "zh"), with_pool(en, words.name_en if words else "", "en"))


def period_name(session: Session, period_id: str) -> Both:
    """What a period is called."""
    period = session.get_one(Period, period_id)
    return Both(period.name, period.name_en or period.name)


def star_name(session: Session, star_id: str) -> Both:
    """What a category of stars is called."""
    star = session.get_one(Star, star_id)
    return Both(star.name, star.name_en or star.name)


def units_named(session: Session, contest: Contest, now: datetime, units: Iterable[str]) -> dict[str, Name]:
    """The names of units as the boards of a contest print them."""
    return names_on(session, contest.naming_day(now), set(units))


def unit_name(name: Name) -> Both:
    """A unit's name in both languages."""
    return Both(name.name, name.name_en)
