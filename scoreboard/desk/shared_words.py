"""Units that share places, by their names, as a sentence tells of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session

from scoreboard.locale import LANGUAGES, MORE, Both, listed, listed_texts, say
from scoreboard.publications.names import named
from scoreboard.publications.pools import contest_pool, with_pool
from scoreboard.store.contest import Contest, Name, names_on


@dataclass(frozen=True)
class SharedBy:
    """Who shares a place of an area and perhaps a pool, or of the overall table without an area."""

    area: str
    units: Sequence[str]
    rank: int = 1
    pool: str = ""


def shared_words(session: Session, contest: Contest, shared: Sequence[SharedBy], most: int) -> Both:
    """The first of them, each with the id of its area, for the command that decides it is typed with that."""
    names = names_on(session, contest.period.end, {unit for one in shared for unit in one.units})
    parts = {lang: [_told(contest, names, one, lang) for one in shared[:most]] for lang in LANGUAGES}
    more = [MORE] if len(shared) > most else []
    return Both(*(listed_texts([*parts[lang], *more], lang) for lang in LANGUAGES))


def _told(contest: Contest, names: dict[str, Name], one: SharedBy, lang: str) -> str:
    where, pool = say("desk.shared.table", lang), contest_pool(contest, one.pool)
    if one.area:
        area = contest.area(one.area)
        where = f"{named(area.name, area.name_en, lang)} ({area.id})"
    if pool is not None:
        where = with_pool(where, pool.called(lang), lang)
    who = (names[unit].name_en if lang == "en" else names[unit].name for unit in one.units)
    return say("desk.shared.place", lang, where=where, rank=one.rank, units=listed(who, lang))
