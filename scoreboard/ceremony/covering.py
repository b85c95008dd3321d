"""The neutral picture over whatever the hall sees: the ceremony, its rehearsal, or what is shown before it."""

from scoreboard.ceremony import stage_control
from scoreboard.ceremony.events import rehearsal_of
from scoreboard.ceremony.rehearsal import rehearsal_standpoint
from scoreboard.ceremony.stage_control import Standpoint, refuse_surprise, revealed_subjects
from scoreboard.models import StageStep
from scoreboard.store.writing import Writing


def cover(
    writing: Writing, ceremony: str, covered: bool, *, expect: int | None = None, session: str | None = None
) -> Standpoint:
    """Cover the hall, or take the cover away; nothing is published. Idempotent.

    While a rehearsal is running it lies over that, and the ceremony itself stays as it is.
    """
    if rehearsal_of(writing.session, ceremony) is not None:
        return _cover_rehearsal(writing, ceremony, covered, expect)
    return stage_control.cover(writing, ceremony, covered, expect=expect, session=session)


def _cover_rehearsal(writing: Writing, ceremony: str, covered: bool, expect: int | None) -> Standpoint:
    here = rehearsal_standpoint(writing.session, ceremony)
    refuse_surprise(here, expect)
    if here.last is None or here.last.covered is covered:
        return here
    row = StageStep(
        ceremony_id=ceremony,
        cue=here.last.cue,
        step=here.last.step,
        covered=covered,
        rehearsal=True,
        scene={**here.last.scene, "revealed": list(revealed_subjects(writing.session, here.contest))},
        at=writing.now,
    )
    writing.session.add(row)
    writing.session.flush()
    return Standpoint(here.ceremony, here.contest, here.sheet, row)
