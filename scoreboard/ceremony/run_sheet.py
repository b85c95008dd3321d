"""The run sheet: a ceremony's cues in order, and the steps of each.

How many steps a cue has follows from its kind and from what the sheet says of it, never from a result.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from sqlmodel import Session, col, select

from scoreboard.errors import Refused
from scoreboard.models import Ceremony, Nominee, Star
from scoreboard.store.contest import Contest

FLAG = ("contest", "roll", "third", "second", "transfer")
"""A flag's steps: who holds it; the candidates' names rolling; third place; second; the winner."""
FLAG_AT_ONCE = ("contest", "transfer")
RANKING_FROM_BOTTOM = ("rest", "second", "first")
"""Places 4 and below, then 3 and 2, then 1."""
PLACES = 3
"""How many winners of a star are shown one by one where the sheet does not say."""
COUNTDOWN = 60
"""Seconds of a countdown where the sheet does not say."""

PLANNED: Mapping[str, int] = {
    "title": 60, "speech": 300, "interlude": 180, "message": 30, "photo": 120, "flag": 120, "flags": 60,
    "ranking": 60, "star": 90, "stars": 90, "pledges": 120, "annual": 120, "range": 60, "table": 60, "closing": 120,
}  # fmt: skip
"""Seconds that a kind of cue takes where the sheet does not say."""


@dataclass(frozen=True)
class Cue:
    """One part of a ceremony; `area`, `pool` and `star` say what it shows, where its kind wants that.

    `notes` are for the director, `words` for the announcer; who presents and who receives (`proxy` in whose stead,
    `no_show` nobody) is for both. None of these reaches the hall. Neighbouring cues of one `call` share one call to
    the stage.
    """

    kind: str
    area: str = ""
    pool: str = ""
    star: str = ""
    title: str = ""
    text: str = ""
    notes: str = ""
    words: str = ""
    presents: str = ""
    receives: str = ""
    proxy: str = ""
    no_show: bool = False
    reveal: str = ""
    """How it reveals: "all", "one-by-one", "from-bottom", or empty for the usual way of its kind."""
    places: int = PLACES
    """How many winners of a star are shown one by one."""
    call: str = ""
    duration: int | None = None
    """Seconds planned; None for what its kind usually takes."""
    seconds: int = COUNTDOWN
    """The length of a countdown."""

    @property
    def moments(self) -> tuple[str, ...]:
        """What each of its steps is, in order."""
        gradual = self.reveal in ("one-by-one", "from-bottom")
        match self.kind:
            case "flag":
                return FLAG_AT_ONCE if self.reveal == "all" else FLAG
            case "star" if gradual:
                return ("category", *("winner" for _ in range(self.places)))
            case "star":
                return ("category", "winners")
            case "ranking" if gradual:
                return RANKING_FROM_BOTTOM
            case _:
                return (self.kind,)

    @property
    def steps(self) -> int:
        return len(self.moments)

    @property
    def planned(self) -> int:
        """Seconds that it is meant to take."""
        if self.duration is not None:
            return self.duration
        return self.seconds if self.kind == "countdown" else PLANNED[self.kind]

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
        return usual_sheet(session, contest)
    cues: list[Cue] = []
    for written in ceremony.cues:
        cue = cue_from(written)
        if cue.area:
            cue = replace(cue, area=contest.area(cue.area).id)
        cues.extend(_by_pool(cue, contest))
    return tuple(cues)


def usual_sheet(session: Session, contest: Contest) -> tuple[Cue, ...]:
    """The sheet of a contest for which nobody has written one."""
    flags = [Cue("flag", area=area.id, pool=pool) for area in contest.areas for pool in contest.flag_pools]
    stars = [Cue("star", star=star) for star in _stars_of(session, contest)]
    roll = [Cue("stars")] if stars else []
    return (Cue("title"), *flags, Cue("flags"), *stars, *roll, Cue("closing"))


def cue_from(written: Mapping[str, Any]) -> Cue:
    """A cue as a ceremony keeps it; numbers may be text there."""
    values: dict[str, Any] = {}
    for field in fields(Cue):
        value = written.get(field.name)
        if value is None:
            continue
        whole = field.name in ("places", "duration", "seconds")
        values[field.name] = round(float(value)) if whole else value if field.name == "no_show" else str(value)
    return Cue(**values)


def cue_words(cue: Cue) -> dict[str, Any]:
    """A cue as a ceremony keeps it: only what differs from the usual."""
    return {field.name: value for field in fields(Cue) if (value := getattr(cue, field.name)) != field.default}


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
    return [replace(cue, pool=pool) for pool in contest.flag_pools]


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
