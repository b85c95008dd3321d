"""What the next step would be refused for, known before anybody presses: by names, and never with who has won."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from scoreboard.ceremony.blocking import Blocker, blockers, unsigned
from scoreboard.ceremony.cue import Cue
from scoreboard.ceremony.cues import key_of, steps_of
from scoreboard.ceremony.naming import flag_name, period_name, star_name
from scoreboard.ceremony.run_sheet import after
from scoreboard.ceremony.stage_control import Standpoint
from scoreboard.desk.sealed_results import TABLE
from scoreboard.errors import Refused
from scoreboard.locale import Both
from scoreboard.store.contest import Contest

LATER = ("open", "tie")
"""What stops a ceremony that has begun: the rest is for its start alone."""


@dataclass(frozen=True)
class Hindrance:
    """One kind of thing in the way: "open" (the period), "tie", "vetoed" (flags), or of stars what is awaited for
    somebody of them: "star_objection", "star_notice", … (as `StillAwaited` has it)."""

    name: str
    about: tuple[Both, ...]
    """The period, the flags or the stars that it is about."""
    now: bool = True
    """Whether it stops the next step; else one that comes later."""


def hindrances(session: Session, here: Standpoint, now: datetime) -> tuple[Hindrance, ...]:
    """What stands in the way of a ceremony: of its start all that nobody has signed off, later what stops a step."""
    if here.last is None:
        left = unsigned(session, here.ceremony.id, here.contest, here.sheet, now)
        return _grouped(session, here.contest, left, now=True)
    stopping = [one for one in blockers(session, here.contest, here.sheet, now) if one.name in LATER]
    coming = _revealing_cue(here)
    at_once = [one for one in stopping if one.name == "open" or _stops(one, coming)]
    later = [one for one in stopping if one not in at_once]
    return (
        *_grouped(session, here.contest, at_once, now=True),
        *_grouped(session, here.contest, later, now=False),
    )


def _revealing_cue(here: Standpoint) -> Cue | None:
    """The cue whose result the next step makes public; None where it makes none: it is not refused for a tie then."""
    try:
        there = after(here.sheet, here.position)
    except Refused:
        return None
    cue = here.sheet[there.cue - 1]
    return cue if there.step == steps_of(cue) else None


def _stops(blocker: Blocker, cue: Cue | None) -> bool:
    """Whether a tie is of the flag that a cue hands over, or of one that it publishes with all that are left."""
    key = None if cue is None else key_of(cue)
    return key == TABLE or (key is not None and key[0] == "flag" and key[1:] == (blocker.area, blocker.pool))


def _grouped(session: Session, contest: Contest, found: Iterable[Blocker], *, now: bool) -> tuple[Hindrance, ...]:
    """Those of a kind together, in their order."""
    kinds: dict[str, list[Both]] = {}
    for one in found:
        awaited = dict.fromkeys(f"star_{person.awaited}" for person in one.people)
        for kind in awaited or (one.name,):
            kinds.setdefault(kind, []).append(_called(session, contest, one))
    return tuple(Hindrance(name, tuple(about), now) for name, about in kinds.items())


def _called(session: Session, contest: Contest, blocker: Blocker) -> Both:
    if blocker.star:
        return star_name(session, blocker.star)
    return flag_name(contest, blocker.area, blocker.pool) if blocker.area else period_name(session, contest.period.id)
