"""The director's moves. Each appends a step to the stage and publishes exactly what that step shows."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

from sqlmodel import Session, col, select

from scoreboard.ceremony.amendment import amended
from scoreboard.ceremony.blocking import Blocker, unsigned
from scoreboard.ceremony.cue import Cue, Position, cue_words
from scoreboard.ceremony.cues import cue_kinds, key_of, kind_of, moments_of, steps_of
from scoreboard.ceremony.events import State, claim, note, rehearsal_of, state_of
from scoreboard.ceremony.naming import flag_name, star_name
from scoreboard.ceremony.run_sheet import after, before, leaves_climb_open, run_sheet, written_cues
from scoreboard.ceremony.scenes import scene
from scoreboard.ceremony.stars_left import refuse_stars_left, reveal_without_a_cue
from scoreboard.ceremony.visibility import real_sight
from scoreboard.desk.award_day import award_no_later
from scoreboard.desk.opening_seals import open_announced
from scoreboard.desk.sealed_results import TABLE, announced
from scoreboard.errors import BadInput, Refused
from scoreboard.facts import OVERALL
from scoreboard.models import Ceremony, Reveal, StageStep
from scoreboard.publications.scene import Amendment, Scene
from scoreboard.publications.scenes import scene_of, written
from scoreboard.publications.scenes.cover import CoverScene
from scoreboard.publications.scenes.flag import FlagCorrection
from scoreboard.publications.scenes.message import MessageScene
from scoreboard.store.contest import Contest
from scoreboard.store.writing import Writing
from scoreboard.store.years import ceremony_contest
from scoreboard.wire import UNSET, UnsetType, given


@dataclass(frozen=True)
class Standpoint:
    """Where a ceremony stands: its run sheet, and the last step on the stage. Rehearsals leave it where it is."""

    ceremony: Ceremony
    contest: Contest
    sheet: tuple[Cue, ...]
    last: StageStep | None
    curtain: StageStep | None = None
    """Before the first step: the last time that the hall was covered or uncovered."""

    @property
    def sequence(self) -> int:
        """The number of what the hall was shown last; 0 where that is nothing yet."""
        shown = self.last or self.curtain
        return 0 if shown is None or shown.sequence is None else shown.sequence

    @property
    def covered(self) -> bool:
        """Whether the hall sees the neutral picture."""
        shown = self.last or self.curtain
        return shown is not None and shown.covered

    @property
    def words_on_cover(self) -> bool:
        """Whether the hall reads a message in place of the neutral picture, and nothing of the stage."""
        return self.last is not None and not self.last.covered and self.last.scene.get("covering") is True

    @property
    def hidden(self) -> bool:
        """Whether the stage is covered, be it by the neutral picture or by words on it."""
        return self.covered or self.words_on_cover

    @property
    def to_boards(self) -> Literal["soon", "now"] | None:
        """When the hall goes back to its boards, where the ceremony was broken off."""
        return None if self.last is None else given(scene_of(self.last.scene).boards)

    @property
    def position(self) -> Position | None:
        return None if self.last is None else Position(self.last.cue, self.last.step)

    @property
    def cue(self) -> Cue | None:
        return None if self.last is None else self.sheet[self.last.cue - 1]

    @property
    def ended(self) -> bool:
        """Whether the last step of the last cue is on the stage."""
        return self.position == Position(len(self.sheet), steps_of(self.sheet[-1]))


BROKEN_OFF = (State.POSTPONED, State.ABORTED)
"""In which states a ceremony leaves the hall to its boards."""

Move = Callable[[tuple[Cue, ...], Position | None], Position]
"""From the run sheet and where the ceremony stands to where it goes."""


def standpoint(session: Session, ceremony_id: str) -> Standpoint:
    """Where a ceremony stands. Raises BadInput where there is no such ceremony."""
    ceremony = ceremony_of(session, ceremony_id)
    contest = ceremony_contest(session, ceremony)
    newest = session.exec(
        select(StageStep)
        .where(StageStep.ceremony_id == ceremony.id, col(StageStep.rehearsal).is_(False))
        .order_by(col(StageStep.sequence).desc())
        .limit(1)
    ).first()
    begun = newest is not None and newest.cue > 0
    last, curtain = (newest, None) if begun else (None, newest)
    return Standpoint(ceremony, contest, run_sheet(session, ceremony, contest), last, curtain)


def ceremony_of(session: Session, ceremony_id: str) -> Ceremony:
    """A ceremony by its id. Raises BadInput where there is none."""
    ceremony = session.get(Ceremony, ceremony_id)
    if ceremony is None:
        known = session.exec(select(Ceremony.id).order_by(col(Ceremony.id))).all()
        raise BadInput("unknown.ceremony", ceremony=ceremony_id, allowed=", ".join(known) or "-")
    return ceremony


def goto(number: int) -> Move:
    """The move to the first step of a cue, by its place in the run sheet."""

    def move(sheet: tuple[Cue, ...], _position: Position | None) -> Position:
        if not 1 <= number <= len(sheet):
            raise BadInput("cue.number", number=number, count=len(sheet))
        return Position(number, 1)

    return move


def step(
    writing: Writing,
    ceremony_id: str,
    move: Move,
    *,
    expect: int | None = None,
    yes: bool = False,
    session: str | None = None,
) -> Standpoint:
    """Move the stage. `expect` is the sequence that the director saw; another one means a double press.

    `session` names the console that moves it, which must hold the baton; a command (None) takes it. Going back only
    moves the stage: what has been published stays so, and a cover stays over it. A step forward and a jump take the
    cover away. Raises Refused where the ceremony is not there any more, is
    held, its period is open, something makes its start impossible, a flag waits for a tie's decision, or, without
    `yes`, the step would show several results that have not had a step of their own.
    """
    here = standpoint(writing.session, ceremony_id)
    refuse_surprise(here, expect)
    claim(writing, ceremony_id, session)
    refuse_stopped(writing.session, ceremony_id)
    if not here.contest.closed:
        raise Refused("cue.open", series=here.contest.series.id, period=here.contest.period.id)
    if here.last is None:
        _begin(writing, here)
    if rehearsal_of(writing.session, ceremony_id) is not None:
        note(writing, ceremony_id, "rehearsed")
    return take_step(writing, here, move, yes=yes)


def take_step(writing: Writing, here: Standpoint, move: Move, *, yes: bool) -> Standpoint:
    """Carry out a move without asking whether the ceremony may be stepped."""
    if move in (after, before) and here.ended and here.position and _aside(here) is not None:
        covered = move is before and here.hidden  # told in its place at the end: what it stands for comes again
        return append(writing, here, here.position, covered=covered)
    there = move(here.sheet, here.position)
    if move is before:
        return append(writing, here, there, covered=here.hidden)
    sealed = _sealed(writing.session, here, there)
    _publish(writing, here, there, yes=yes)
    shown = _scene_at(writing, here, there)
    reveals = kind_of(here.sheet[there.cue - 1]).reveals
    if sealed and not yes and reveals is not None and (count := reveals.together(shown)):
        raise Refused("cue.several_winners", count=count)
    return append(writing, here, there, shown=shown)


def _scene_again(writing: Writing, here: Standpoint, there: Position) -> Scene:
    """What the stage shows at a place of the sheet that no move forward has led to now.

    Of a sealed result whose step has never been on the stage (a jump had passed it over), that is no more than its
    cue's first step.
    """
    unseen = _sealed(writing.session, here, there) and not _been_on_stage(writing.session, here, there)
    return _scene_at(writing, here, Position(there.cue, 1) if unseen else there)


def _sealed(session: Session, here: Standpoint, there: Position) -> bool:
    """Whether a cue shows a result that has not been revealed."""
    key = key_of(here.sheet[there.cue - 1])
    return key is not None and not announced(session, here.contest, key)


def _been_on_stage(session: Session, here: Standpoint, there: Position) -> bool:
    """Whether the stage has shown a step's own scene, and not only its cue's first one in its place."""
    shown = session.exec(
        select(StageStep).where(
            StageStep.ceremony_id == here.ceremony.id,
            StageStep.cue == there.cue,
            StageStep.step == there.step,
            col(StageStep.rehearsal).is_(False),
        )
    )
    first = moments_of(here.sheet[there.cue - 1])[0]
    return any(row.scene.get("moment", first) != first for row in shown)


def _scene_at(writing: Writing, here: Standpoint, there: Position) -> Scene:
    """What the stage shows at a place of the sheet."""
    cue = here.sheet[there.cue - 1]
    number = sum(earlier.kind == cue.kind for earlier in here.sheet[: there.cue])
    sight = real_sight(writing.session, here.ceremony, here.contest, writing.now)
    return scene(sight, cue, there.step, number)


def cover(
    writing: Writing, ceremony_id: str, covered: bool, *, expect: int | None = None, session: str | None = None
) -> Standpoint:
    """Put the neutral picture over the stage, or take it away; nothing is published. Idempotent.

    To cover nobody needs the baton, for it must work at once; to uncover a console does. A message or a correction that
    stood there is there again afterwards. Before the first step it covers what the hall shows between ceremonies. To
    uncover one that has been postponed or aborted leaves the hall to its boards.
    """
    here = standpoint(writing.session, ceremony_id)
    refuse_surprise(here, expect)
    if not covered:
        claim(writing, ceremony_id, session)
    if (here.covered if covered else here.hidden) is covered and (not covered or here.to_boards is None):
        return here
    if here.position is None:
        return draw_curtain(writing, here, covered)
    if not covered and state_of(writing.session, ceremony_id) in BROKEN_OFF:
        return here if here.to_boards == "now" else append(writing, here, here.position, covered=True, boards="now")
    return append(writing, here, here.position, covered=covered, shown=_aside(here))


def _aside(here: Standpoint) -> Scene | None:
    """The message or the correction that stands on the stage in place of its step, but for words on a cover."""
    shown = None if here.last is None else scene_of(here.last.scene)
    if not isinstance(shown, MessageScene | FlagCorrection) or shown.covering is True:
        return None
    return replace(shown, amended=UNSET)


def draw_curtain(writing: Writing, here: Standpoint, covered: bool) -> Standpoint:
    """Cover the hall before the first step, or uncover it; the ceremony has not begun by that."""
    curtain = StageStep(
        ceremony_id=here.ceremony.id,
        cue=0,
        step=0,
        covered=covered,
        scene=written(CoverScene(revealed=revealed_subjects(writing.session, here.contest))),
        at=writing.now,
    )
    return _added(writing, here, curtain)


def refuse_surprise(here: Standpoint, expect: int | None) -> None:
    """Raises Refused where the stage is not at the sequence that the director saw."""
    if expect is not None and expect != here.sequence:
        raise Refused("cue.expected", expected=expect, sequence=here.sequence)


def append(
    writing: Writing,
    here: Standpoint,
    there: Position,
    *,
    covered: bool = False,
    shown: Scene | None = None,
    boards: Literal["soon", "now"] | UnsetType = UNSET,
) -> Standpoint:
    """Write a step on the stage: the scene of its place as far as the hall may see it again, or what is `shown`.
    `boards` says when the hall goes back to them. Under a cover no image becomes public."""
    shown = replace(_scene_again(writing, here, there) if shown is None else shown, boards=boards)
    untold = None if covered else untold_amendment(writing.session, here)
    told = revealed_subjects(writing.session, here.contest)
    shown = replace(shown, amended=untold or shown.amended, revealed=told)
    if covered:
        shown = replace(shown, image=UNSET, images=UNSET)
    kind = cue_kinds().get(given(shown.kind) or "")
    last = StageStep(
        ceremony_id=here.ceremony.id,
        cue=there.cue,
        step=there.step,
        covered=covered,
        preliminary=kind is not None and kind.preliminary,
        scene=written(shown),
        image=" ".join(dict.fromkeys(image.digest for image in shown.every_image)),
        at=writing.now,
    )
    return _added(writing, here, last)


def untold_amendment(session: Session, here: Standpoint) -> Amendment | None:
    """An amendment of the seal that no step has told the hall of yet: the next one does, whatever it shows."""
    change = amended(session, here.contest, here.ceremony.id)
    if change is None:
        return None
    told = session.exec(
        select(StageStep).where(
            StageStep.ceremony_id == here.ceremony.id,
            col(StageStep.rehearsal).is_(False),
            col(StageStep.covered).is_(False),
        )
    )
    known = (row.scene["amended"]["count"] for row in told if row.scene.get("amended"))
    return change if max(known, default=0) < change.count else None


def _added(writing: Writing, here: Standpoint, row: StageStep) -> Standpoint:
    """Write a row on the stage and in the journal."""
    writing.session.add(row)
    writing.session.flush()
    writing.record(
        "cue",
        here.ceremony.id,
        before={"sequence": here.sequence},
        after={"sequence": row.sequence, "cue": row.cue, "step": row.step, "covered": row.covered},
    )
    last, curtain = (row, None) if row.cue else (None, row)
    return Standpoint(here.ceremony, here.contest, here.sheet, last, curtain)


def revealed_subjects(session: Session, contest: Contest) -> tuple[str, ...]:
    """What the ceremony has shown so far, in order: areas (with their pool where pools rank apart) and stars."""
    rows = session.exec(
        select(Reveal)
        .where(
            Reveal.series_id == contest.series.id,
            Reveal.period_id == contest.period.id,
            col(Reveal.kind).in_(("flag", "star")),
            col(Reveal.subject) != OVERALL,
        )
        .order_by(col(Reveal.position))
    )
    return tuple(f"{row.subject}/{row.pool}" if row.pool else row.subject for row in rows)


def _begin(writing: Writing, here: Standpoint) -> None:
    """Before the first step: nothing may stand in the way, and from now on the sheet and the day stay as they are."""
    for blocker in unsigned(writing.session, here.ceremony.id, here.contest, here.sheet, writing.now):
        raise _locked(writing.session, here, blocker)
    fix_sheet(writing, here.ceremony, here.sheet)
    award_no_later(writing, here.ceremony)


def _locked(session: Session, here: Standpoint, blocker: Blocker) -> Refused:
    return Refused(
        f"cue.locked_{blocker.name}",
        ceremony=here.ceremony.id,
        flag=flag_name(here.contest, blocker.area, blocker.pool) if blocker.area else "",
        series=here.contest.series.id,
        period=here.contest.period.id,
        area=blocker.area,
        star=star_name(session, blocker.star) if blocker.star else "",
    )


def fix_sheet(writing: Writing, ceremony: Ceremony, sheet: tuple[Cue, ...]) -> None:
    """Write down what nobody has written of a ceremony's sheet, so that it stays as it is: perhaps all of it."""
    cues = written_cues(writing.session, ceremony)
    if not cues or any(map(leaves_climb_open, cues)):
        cues = [cue_words(cue) for cue in sheet]
    if cues != ceremony.cues:
        ceremony.cues = cues
        writing.session.add(ceremony)
        writing.session.flush()


def refuse_stopped(session: Session, ceremony: str) -> None:
    """Raises Refused while a ceremony is held, postponed or aborted."""
    state = state_of(session, ceremony)
    if state is not State.GOING:
        raise Refused(f"cue.{state}", ceremony=ceremony)


def _publish(writing: Writing, here: Standpoint, there: Position, *, yes: bool) -> None:
    cue = here.sheet[there.cue - 1]
    reveals = kind_of(cue).reveals
    if key_of(cue) == TABLE and not yes:
        refuse_stars_left(writing.session, here.contest, here.sheet)
    if reveals is not None and reveals.publish_step is not None:
        reveals.publish_step(writing, here.contest, cue, there.step)
    if key_of(cue) == TABLE and there.step == steps_of(cue) and not here.contest.is_year:
        reveal_without_a_cue(writing, here.contest, here.sheet)
    if reveals is not None and there.step == steps_of(cue):
        reveals.publish(writing, here.contest, cue, yes)
        open_announced(writing, here.contest)


__all__ = ["after", "before", "cover", "goto", "standpoint", "step"]
