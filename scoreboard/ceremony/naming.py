"""What a cue of a run sheet is called: by the names of what it shows."""

from dataclasses import dataclass

from sqlmodel import Session

from scoreboard.ceremony.run_sheet import Cue
from scoreboard.models import Star
from scoreboard.publications.pools import contest_pool, with_pool
from scoreboard.store.contest import Contest


@dataclass(frozen=True)
class CueName:
    """The area, star or title of a cue and the pool, in Chinese and in English; empty where there is none."""

    name: str
    name_en: str
    flag: str = ""
    """The flag's own name, where it hands one over."""
    pool: str = ""
    pool_en: str = ""

    def said(self, lang: str) -> str:
        """All of it in one language."""
        return with_pool(self.name_en if lang == "en" else self.name, self.pool_in(lang), lang)

    def said_of_flag(self, lang: str) -> str:
        """The flag with its pool: in Chinese by its own name, in English by its area's."""
        return with_pool(self.flag if self.flag and lang != "en" else self.said_name(lang), self.pool_in(lang), lang)

    def said_name(self, lang: str) -> str:
        """Without the pool."""
        return self.name_en if lang == "en" else self.name

    def pool_in(self, lang: str) -> str:
        """The pool in one language."""
        return self.pool_en if lang == "en" else self.pool


def name_of_cue(session: Session, contest: Contest, cue: Cue) -> CueName:
    """What a cue of a contest's run sheet is called."""
    words = contest_pool(contest, cue.pool)
    pool, pool_en = words.get("pool_name", ""), words.get("pool_name_en", "")
    if cue.area:
        area = contest.area(cue.area)
        return CueName(area.name, area.name_en or area.name, area.flag if cue.kind == "flag" else "", pool, pool_en)
    if cue.star:
        star = session.get(Star, cue.star)
        return CueName(star.name, star.name_en or star.name) if star else CueName(cue.star, cue.star)
    return CueName(cue.title, cue.title)
