"""The director's moves. Each appends a step to the stage and publishes exactly what that step shows."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlmodel import Session, col, select

from scoreboard.ceremony.run_sheet import Cue, Position, after, before, run_sheet
from scoreboard.ceremony.scenes import scene
from scoreboard.desk.closing import decide_award
from scoreboard.errors import BadInput, Refused
from scoreboard.models import Ceremony, Reveal, StageStep
from scoreboard.publications.boards import public_picture
from scoreboard.publications.publishing import publish_flag, publish_stars, publish_table, reveal
from scoreboard.store.contest import Contest, contest_of
from scoreboard.store.ledger import read_ledger
from scoreboard.store.standings import View, read_scores
from scoreboard.store.writing import Writing


@dataclass(frozen=True)
class Standpoint:
    """Where a ceremony stands: its run sheet, and the last step on the stage."""

    ceremony: Ceremony
    contest: Contest
    sheet: tuple[Cue, ...]
    last: StageStep | None

    @property
    def sequence(self) -> int:
        """The number of the last step; 0 before the first."""
        return 0 if self.last is None or self.last.sequence is None else self.last.sequence

    @property
    def position(self) -> Position | None:
        return None if self.last is None else Position(self.last.cue, self.last.step)

    @property
    def cue(self) -> Cue | None:
        return None if self.last is None else self.sheet[self.last.cue - 1]


Move = Callable[[tuple[Cue, ...], Position | None], Position]
"""From the run sheet and where the ceremony stands to where it goes."""


def standpoint(session: Session, ceremony_id: str) -> Standpoint:
    """Where a ceremony stands. Raises BadInput where there is no such ceremony."""
    ceremony = session.get(Ceremony, ceremony_id)
    if ceremony is None:
        known = session.exec(select(Ceremony.id).order_by(col(Ceremony.id))).all()
        raise BadInput("unknown.ceremony", ceremony=ceremony_id, allowed=", ".join(known) or "-")
    contest = contest_of(session, ceremony.series_id, ceremony.period_id)
    last = session.exec(
        select(StageStep).where(StageStep.ceremony_id == ceremony.id).order_by(col(StageStep.sequence).desc()).limit(1)
    ).first()
    return Standpoint(ceremony, contest, run_sheet(session, ceremony, contest), last)


def goto(number: int) -> Move:
    """The move to the first step of a cue, by its place in the run sheet."""

    def move(sheet: tuple[Cue, ...], _position: Position | None) -> Position:
        if not 1 <= number <= len(sheet):
            raise BadInput("cue.number", number=number, count=len(sheet))
        return Position(number, 1)

    return move


def step(writing: Writing, ceremony_id: str, move: Move, *, expect: int | None = None, yes: bool = False) -> Standpoint:
    """Move the stage. `expect` is the sequence that the director saw; another one means a double press.

    Going back only moves the stage: what has been published stays so. Raises Refused where the ceremony is not
    there any more, its period is open, a flag waits for a tie's decision, or, without `yes`, the step would
    show several results that have not had a step of their own.
    """
    here = standpoint(writing.session, ceremony_id)
    _refuse_surprise(here, expect)
    if not here.contest.closed:
        raise Refused("cue.open", series=here.contest.series.id, period=here.contest.period.id)
    there = move(here.sheet, here.position)
    if move is not before:
        _publish(writing, here, there, yes=yes)
    return _append(writing, here, there, covered=False)


def cover(writing: Writing, ceremony_id: str, covered: bool, *, expect: int | None = None) -> Standpoint:
    """Put the neutral picture over the stage, or take it away; nothing is published. Idempotent."""
    here = standpoint(writing.session, ceremony_id)
    _refuse_surprise(here, expect)
    if here.position is None:
        raise Refused("cue.first")
    if here.last is not None and here.last.covered is covered:
        return here
    return _append(writing, here, here.position, covered=covered)


def unrevealed_flags(session: Session, contest: Contest) -> list[tuple[str, str]]:
    """The flags of a closed period that have not been shown, as (area, pool)."""
    key = (contest.series.id, contest.period.id)
    return [
        (area.id, pool)
        for area in contest.areas
        for pool in contest.flag_pools
        if session.get(Reveal, ("flag", *key, area.id, pool)) is None
    ]


def _publish(writing: Writing, here: Standpoint, there: Position, *, yes: bool) -> None:
    cue, contest = here.sheet[there.cue - 1], here.contest
    if there.step < cue.steps:
        return
    if cue.kind == "flag":
        _refuse_undecided(writing.session, contest, cue.area, cue.pool)
        publish_flag(writing, contest, cue.area, cue.pool)
    elif cue.kind == "star":
        reveal(writing, contest, "star", cue.star)
        publish_stars(writing, contest.period.id)
    elif cue.kind == "closing":
        _close_stage(writing, contest, yes=yes)


def _close_stage(writing: Writing, contest: Contest, *, yes: bool) -> None:
    """The closing cue makes the period's table and bulletin public, with any flag that had no step."""
    left = unrevealed_flags(writing.session, contest)
    if left and not yes:
        raise Refused("cue.several", count=len(left))
    for area, pool in left:
        _refuse_undecided(writing.session, contest, area, pool)
        publish_flag(writing, contest, area, pool)
    if contest.progress.state != "published":
        contest.progress.state = "published"
        writing.session.add(contest.progress)
    publish_table(writing, contest)


def _refuse_undecided(session: Session, contest: Contest, area: str, pool: str) -> None:
    if (area, pool) not in unrevealed_flags(session, contest):
        return
    scores = read_scores(session, contest, View.CONFIRMED)
    ledger = read_ledger(session, contest.series.id)
    if decide_award(session, contest, scores, ledger, area, pool).winners is None:
        raise Refused("cue.tie", area=area, series=contest.series.id, period=contest.period.id)


def _refuse_surprise(here: Standpoint, expect: int | None) -> None:
    if expect is not None and expect != here.sequence:
        raise Refused("cue.expected", expected=expect, sequence=here.sequence)


def _append(writing: Writing, here: Standpoint, there: Position, *, covered: bool) -> Standpoint:
    session, cue = writing.session, here.sheet[there.cue - 1]
    public = public_picture(session, here.contest, writing.now)
    number = sum(earlier.kind == cue.kind for earlier in here.sheet[: there.cue])
    payload = scene(session, here.ceremony, public, cue, there.step, number)
    last = StageStep(
        ceremony_id=here.ceremony.id,
        cue=there.cue,
        step=there.step,
        covered=covered,
        scene={**payload, "kind": cue.kind, "revealed": _revealed(session, here.contest)},
        at=writing.now,
    )
    session.add(last)
    session.flush()
    writing.record(
        "cue",
        here.ceremony.id,
        before={"sequence": here.sequence},
        after={"sequence": last.sequence, "cue": there.cue, "step": there.step, "covered": covered},
    )
    return Standpoint(here.ceremony, here.contest, here.sheet, last)


def _revealed(session: Session, contest: Contest) -> list[str]:
    """What the ceremony has shown so far, in order: areas (with their pool where pools rank apart) and stars."""
    rows = session.exec(
        select(Reveal)
        .where(
            Reveal.series_id == contest.series.id,
            Reveal.period_id == contest.period.id,
            col(Reveal.kind).in_(("flag", "star")),
        )
        .order_by(col(Reveal.position))
    )
    return [f"{row.subject}/{row.pool}" if row.pool else row.subject for row in rows]


__all__ = ["after", "before", "cover", "goto", "standpoint", "step"]
