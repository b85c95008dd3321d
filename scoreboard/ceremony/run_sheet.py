"""The run sheet: a ceremony's cues in order, and the steps of each.

How many steps a cue has never depends on its result.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlmodel import Session, col, select

from scoreboard.errors import Refused
from scoreboard.models import Ceremony, Nominee, Star
from scoreboard.store.contest import Contest

STEPS: Mapping[str, int] = {"flag": 2, "star": 2}
"""Kinds of cue with more than one step: a flag is announced, then handed over; a star named, then won."""


@dataclass(frozen=True)
class Cue:
    """One part of a ceremony; `area`, `pool` and `star` say what it shows, where its kind wants that."""

    kind: str
    area: str = ""
    pool: str = ""
    star: str = ""
    title: str = ""
    text: str = ""

    @property
    def steps(self) -> int:
        return STEPS.get(self.kind, 1)

    @property
    def subject(self) -> str:
        """What it shows, as a person reads it in the sheet."""
        return "/".join(part for part in (self.area or self.star or self.title, self.pool) if part)


@dataclass(frozen=True)
class Position:
    """A place in the run sheet: the cue and its step, both from 1."""

    cue: int
    step: int


def run_sheet(session: Session, ceremony: Ceremony, contest: Contest) -> tuple[Cue, ...]:
    """The cues written by hand, or the usual ones: title, flags, wall, stars, roll of honour, closing.

    A flag or a ranking cue of a contest with pools ranked apart that names none is shown pool by pool. Raises
    Refused for a cue that shows what this contest does not have.
    """
    if not ceremony.cues:
        return _usual(session, contest)
    cues: list[Cue] = []
    for written in ceremony.cues:
        cue = Cue(**{name: str(written.get(name) or "") for name in Cue.__dataclass_fields__})
        if cue.area:
            cue = Cue(**{**cue.__dict__, "area": contest.area(cue.area).id})
        cues.extend(_by_pool(cue, contest))
    return tuple(cues)


def _usual(session: Session, contest: Contest) -> tuple[Cue, ...]:
    flags = [Cue("flag", area=area.id, pool=pool) for area in contest.areas for pool in contest.flag_pools]
    stars = [Cue("star", star=star) for star in _stars_of(session, contest)]
    roll = [Cue("stars")] if stars else []
    return (Cue("title"), *flags, Cue("flags"), *stars, *roll, Cue("closing"))


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
    if cue.kind not in ("flag", "ranking") or cue.pool in contest.flag_pools:
        return [cue]
    if cue.pool:
        raise Refused("cue.pool", pool=cue.pool, area=cue.area)
    return [Cue(**{**cue.__dict__, "pool": pool}) for pool in contest.flag_pools]


def after(sheet: tuple[Cue, ...], position: Position | None) -> Position:
    """The position after this one; the first where there is none yet. Raises Refused at the end."""
    if position is None:
        return Position(1, 1)
    if position.step < sheet[position.cue - 1].steps:
        return Position(position.cue, position.step + 1)
    if position.cue < len(sheet):
        return Position(position.cue + 1, 1)
    raise Refused("cue.last")


def before(sheet: tuple[Cue, ...], position: Position | None) -> Position:
    """The position before this one. Raises Refused at the beginning."""
    if position is not None and position.step > 1:
        return Position(position.cue, position.step - 1)
    if position is not None and position.cue > 1:
        return Position(position.cue - 1, sheet[position.cue - 2].steps)
    raise Refused("cue.first")
