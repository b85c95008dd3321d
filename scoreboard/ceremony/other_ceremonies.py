"""Other ceremonies that are being held: a hall shows one at a time, so whoever begins another takes it from them."""

from sqlmodel import Session, col, select

from scoreboard.ceremony.events import State, state_of
from scoreboard.ceremony.stage_control import standpoint
from scoreboard.locale import Both
from scoreboard.models import StageStep


def held_beside(session: Session, ceremony_id: str) -> tuple[Both, ...]:
    """The titles of the other ceremonies that have begun, and have neither ended nor been broken off."""
    begun = select(StageStep.ceremony_id).where(
        StageStep.ceremony_id != ceremony_id, col(StageStep.cue) > 0, col(StageStep.rehearsal).is_(False)
    )
    held = []
    for other in session.exec(begun.distinct().order_by(StageStep.ceremony_id)):
        here = standpoint(session, other)
        if here.last is not None and not here.ended and state_of(session, other) in (State.GOING, State.HELD):
            held.append(Both(here.ceremony.title, here.ceremony.title_en or here.ceremony.title))
    return tuple(held)
