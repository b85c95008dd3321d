"""What of a ceremony's results is not public yet."""

from sqlmodel import Session

from scoreboard.ceremony.cues import key_of
from scoreboard.ceremony.stage_control import Standpoint
from scoreboard.ceremony.stars_left import sealed_without_a_cue
from scoreboard.desk.sealed_results import TABLE, announced
from scoreboard.publications.revealing import unrevealed_flags


def anything_left(session: Session, here: Standpoint) -> bool:
    """Whether a flag, a star or the table has still to be published."""
    stars = (key for key in map(key_of, here.sheet) if key is not None and key[0] == "star")
    left = any(not announced(session, here.contest, key) for key in (TABLE, *stars))
    if here.contest.is_year:
        return left
    uncued = sealed_without_a_cue(session, here.contest, here.sheet)
    return left or bool(uncued or unrevealed_flags(session, here.contest))
