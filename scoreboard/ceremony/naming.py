"""What a cue of a run sheet is called: by the names of what it shows."""

from sqlmodel import Session

from scoreboard.ceremony.cue import Cue, CueName
from scoreboard.ceremony.cues import reveals_flag
from scoreboard.models import Star
from scoreboard.publications.pools import contest_pool
from scoreboard.store.contest import Contest


def name_of_cue(session: Session, contest: Contest, cue: Cue) -> CueName:
    """What a cue of a contest's run sheet is called."""
    words = contest_pool(contest, cue.pool)
    pool, pool_en = words.get("pool_name", ""), words.get("pool_name_en", "")
    if cue.area:
        area = contest.area(cue.area)
        return CueName(area.name, area.name_en or area.name, area.flag if reveals_flag(cue) else "", pool, pool_en)
    if cue.star:
        star = session.get(Star, cue.star)
        return CueName(star.name, star.name_en or star.name) if star else CueName(cue.star, cue.star)
    return CueName(cue.title, cue.title)
