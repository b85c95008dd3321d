"""The run sheet: a ceremony's cues in order, and the way from one step to the next.

How many steps a cue has follows from its kind, from what the sheet says of it, from how many places a star has and how
many units are ranked together, never from a result.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sqlmodel import Session, col, select

from scoreboard.ceremony.cue import CLIMB_BY, CLIMB_SINGLY_FROM, PLACES, Cue, Position, cue_from
from scoreboard.ceremony.cues import kind_of, steps_of
from scoreboard.ceremony.settled_units import settled_units
from scoreboard.errors import Refused
from scoreboard.models import Ceremony, Nominee, Pledge, Seal, StageStep, Star
from scoreboard.store.contest import Contest, participants


def run_sheet(session: Session, ceremony: Ceremony, contest: Contest) -> tuple[Cue, ...]:
    """The cues written by hand, or the usual ones: title, flags, wall, stars, roll of honour, closing.

    Of a contest with pools ranked apart, a cue that shows one pool's result but names none is shown pool by
    pool. A ranking that was public before a freeze is not climbed: none of its rows may vanish, so its flag is shown as
    usual. Raises Refused for a cue that shows what this contest does not have.
    """
    if not ceremony.cues:
        return usual_sheet(session, contest)
    cues: list[Cue] = []
    for written in written_cues(session, ceremony):
        cue = cue_from(written)
        if cue.area:
            cue = replace(cue, area=contest.area(cue.area).id)
        pooled = _by_pool(cue, contest)
        if cue.climbs and contest.freezes:
            pooled = [_without_climb(one) for one in pooled]
        elif leaves_climb_open(written):
            pooled = [replace(one, places=_ranked_in(session, contest, one.pool)) for one in pooled]
        cues.extend(pooled)
    return tuple(cues)


def _without_climb(cue: Cue) -> Cue:
    return replace(cue, reveal="", places=PLACES, by=CLIMB_BY, singly_from=CLIMB_SINGLY_FROM)


def _ranked_in(session: Session, contest: Contest, pool: str) -> int:
    """How many places a pool's ranking can have: one a unit that takes part, guests aside."""
    return sum(not unit.guest for unit in participants(session, contest) if pool in ("", unit.pool))


def written_cues(session: Session, ceremony: Ceremony) -> list[dict[str, Any]]:
    """The cues as they are written, each star's with the places of its category where the sheet leaves them open.

    Those of a climb follow from the contest, and are written down with the whole sheet (`leaves_climb_open`).

    A sheet that is fixed has them written down; one that was fixed when nobody did so is as it was then.
    """
    if not any(map(_leaves_places_open, ceremony.cues)) or _is_fixed(session, ceremony.id):
        return ceremony.cues
    places = dict(session.exec(select(Star.id, Star.places)).all())
    return [
        {**cue, "places": places[cue["star"]]} if _leaves_places_open(cue) and cue["star"] in places else cue
        for cue in ceremony.cues
    ]


def _leaves_places_open(written: Mapping[str, Any]) -> bool:
    """Whether winners of a star come one by one, and nothing says how many."""
    return bool(written.get("star")) and "places" not in written and cue_from(written).gradual


def leaves_climb_open(written: Mapping[str, Any]) -> bool:
    """Whether a flag's ranking is climbed, and nothing says from which place."""
    return "places" not in written and cue_from(written).climbs


def _is_fixed(session: Session, ceremony: str) -> bool:
    """Whether a ceremony has been sealed, or has begun."""
    sealed = select(Seal.id).where(Seal.ceremony_id == ceremony)
    begun = select(StageStep.sequence).where(
        StageStep.ceremony_id == ceremony, col(StageStep.rehearsal).is_(False), col(StageStep.cue) > 0
    )
    return any(session.exec(found.limit(1)).first() is not None for found in (sealed, begun))


def usual_sheet(session: Session, contest: Contest) -> tuple[Cue, ...]:
    """The sheet of a contest for which nobody has written one; of the year its table and what became of its
    pledges, unit by unit as far as they are settled."""
    if contest.is_year:
        return (Cue("title"), Cue("annual"), *promised_cues(session), Cue("closing"))
    flags = [Cue("flag", area=area.id, pool=pool) for area in contest.areas for pool in contest.flag_pools]
    stars = [Cue("star", star=star) for star in _stars_of(session, contest)]
    roll = [Cue("stars")] if stars else []
    return (Cue("title"), *flags, Cue("flags"), *stars, *roll, Cue("closing"))


def promised_cues(session: Session) -> list[Cue]:
    """Units settle one by one, where any has; then what became of all pledges."""
    pledged = session.exec(select(Pledge.id).limit(1)).first() is not None
    settled = settled_units(session)
    return [*([Cue("settlement", units=settled)] if settled else []), *([Cue("pledges")] if pledged else [])]


def _stars_of(session: Session, contest: Contest) -> list[str]:
    nominated = set(
        session.exec(
            select(Nominee.star_id).where(
                Nominee.period_id == contest.period.id, Nominee.series_id == contest.series.id
            )
        )
    )
    return [star for star in session.exec(select(Star.id).order_by(col(Star.position))) if star in nominated]


def _by_pool(cue: Cue, contest: Contest) -> list[Cue]:
    if not kind_of(cue).each_pool or cue.pool in contest.flag_pools:
        return [cue]
    if cue.pool:
        raise Refused("cue.pool", pool=cue.pool, area=cue.area)
    return [replace(cue, pool=pool) for pool in contest.flag_pools]


def after(sheet: tuple[Cue, ...], position: Position | None) -> Position:
    """The position after this one; the first where there is none yet. Raises Refused at the end."""
    if position is None:
        return Position(1, 1)
    if position.step < steps_of(sheet[position.cue - 1]):
        return Position(position.cue, position.step + 1)
    if position.cue < len(sheet):
        return Position(position.cue + 1, 1)
    raise Refused("cue.last")


def before(sheet: tuple[Cue, ...], position: Position | None) -> Position:
    """The position before this one. Raises Refused at the beginning."""
    if position is not None and position.step > 1:
        return Position(position.cue, position.step - 1)
    if position is not None and position.cue > 1:
        return Position(position.cue - 1, steps_of(sheet[position.cue - 2]))
    raise Refused("cue.first")
