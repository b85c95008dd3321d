"""Rehearsals: the same sheet with drawn winners and a watermark. They publish nothing and never move the real stage.

A rehearsal's rows on the stage are marked and followed by one that ends it, so that displays go back to the real one.
"""

import secrets
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import pairwise

from sqlmodel import Session, col, func, select

from scoreboard.ceremony.cue import Cue
from scoreboard.ceremony.cues import planned
from scoreboard.ceremony.drawn_results import drawn_sight
from scoreboard.ceremony.events import Rehearsal, State, note, rehearsal_of, state_of
from scoreboard.ceremony.run_sheet import after, before
from scoreboard.ceremony.scenes import scene
from scoreboard.ceremony.stage_control import Move, Standpoint, revealed_subjects, standpoint
from scoreboard.errors import Refused
from scoreboard.models import StageStep
from scoreboard.publications.scenes import written
from scoreboard.publications.scenes.cover import CoverScene
from scoreboard.store.writing import Writing

SLOWEST = 3
"""How many of the slowest cues a report names."""


@dataclass(frozen=True)
class TimedCue:
    """How long a cue took in a rehearsal, and how long it is meant to take."""

    number: int
    cue: Cue
    taken: timedelta
    planned: timedelta


@dataclass(frozen=True)
class RehearsalReport:
    """What a rehearsal has shown of a ceremony's timing."""

    seed: int
    steps: int
    taken: timedelta
    planned: timedelta
    """What all cues that were shown are meant to take."""
    slowest: tuple[TimedCue, ...]


def rehearse(writing: Writing, ceremony_id: str, move: Move = after, *, seed: int | None = None) -> Standpoint:
    """Take a step of a rehearsal, beginning one where none is running; `seed` draws its winners.

    The standpoint is the rehearsal's own. Going back leaves a cover where it is. Raises Refused while the ceremony
    itself is on the stage, and at the sheet's end.
    """
    session = writing.session
    real = standpoint(session, ceremony_id)
    if real.last is not None and not real.ended and state_of(session, ceremony_id) in (State.GOING, State.HELD):
        raise Refused("rehearsal.begun", ceremony=ceremony_id)
    running = rehearsal_of(session, ceremony_id)
    if running is None:
        running = Rehearsal(secrets.randbits(32) if seed is None else seed, _last_sequence(session))
        note(writing, ceremony_id, "rehearse", seed=running.seed, after=running.after)
    elif seed not in (None, running.seed):
        raise Refused("rehearsal.running", ceremony=ceremony_id)
    here = rehearsal_standpoint(session, ceremony_id)
    there = move(here.sheet, here.position)
    shown = {(row.cue, row.step) for row in _rows(session, ceremony_id, running)} | {(there.cue, there.step)}
    sight = drawn_sight(session, here.ceremony, here.contest, writing.now, running.seed, here.sheet, shown)
    cue = here.sheet[there.cue - 1]
    number = sum(earlier.kind == cue.kind for earlier in here.sheet[: there.cue])
    shown_now = scene(sight, cue, there.step, number)
    payload = written(replace(shown_now, revealed=revealed_subjects(session, here.contest)))
    last = StageStep(
        ceremony_id=ceremony_id,
        cue=there.cue,
        step=there.step,
        covered=move is before and here.covered,
        rehearsal=True,
        scene=payload,
        at=writing.now,
    )
    session.add(last)
    session.flush()
    return Standpoint(here.ceremony, here.contest, here.sheet, last)


def rehearsal_standpoint(session: Session, ceremony_id: str) -> Standpoint:
    """Where the rehearsal that is running stands; before its first step where none is."""
    here = standpoint(session, ceremony_id)
    rows = _rows(session, ceremony_id, rehearsal_of(session, ceremony_id))
    return Standpoint(here.ceremony, here.contest, here.sheet, rows[-1] if rows else None)


def end_rehearsal(writing: Writing, ceremony_id: str) -> RehearsalReport:
    """End a rehearsal: the displays go back to the real stage. Raises Refused where none is running."""
    session = writing.session
    running = rehearsal_of(session, ceremony_id)
    if running is None:
        raise Refused("rehearsal.none", ceremony=ceremony_id)
    here = standpoint(session, ceremony_id)
    report = _report(here, running.seed, _rows(session, ceremony_id, running), writing.now)
    session.add(
        StageStep(
            ceremony_id=ceremony_id,
            cue=0,
            step=0,
            rehearsal=True,
            scene=written(CoverScene(rehearsal=True, revealed=revealed_subjects(session, here.contest))),
            at=writing.now,
        )
    )
    note(
        writing,
        ceremony_id,
        "rehearsed",
        steps=report.steps,
        seconds=round(report.taken.total_seconds()),
    )
    return report


def _rows(session: Session, ceremony: str, running: Rehearsal | None) -> list[StageStep]:
    """The steps of the rehearsal that is running, in order."""
    if running is None:
        return []
    rows = select(StageStep).where(
        StageStep.ceremony_id == ceremony,
        col(StageStep.rehearsal).is_(True),
        col(StageStep.sequence) > running.after,
    )
    return list(session.exec(rows.order_by(col(StageStep.sequence))))


def _last_sequence(session: Session) -> int:
    return session.exec(select(func.max(StageStep.sequence))).one() or 0


def _report(here: Standpoint, seed: int, rows: list[StageStep], now: datetime) -> RehearsalReport:
    taken: dict[int, timedelta] = {}
    for (number, at), (_, until) in pairwise([*((row.cue, row.at) for row in rows), (0, now)]):
        taken[number] = taken.get(number, timedelta()) + (until - at)
    cues = [
        TimedCue(number, here.sheet[number - 1], took, timedelta(seconds=planned(here.sheet[number - 1])))
        for number, took in taken.items()
    ]
    slowest = sorted(cues, key=lambda one: (one.taken, one.planned), reverse=True)[:SLOWEST]
    return RehearsalReport(
        seed,
        sum((one.cue, one.step) != (row.cue, row.step) for one, row in pairwise(rows)) + bool(rows),
        sum((one.taken for one in cues), timedelta()),
        sum((one.planned for one in cues), timedelta()),
        tuple(slowest),
    )
