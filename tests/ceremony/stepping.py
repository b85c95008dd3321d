"""Contests of a few counties that are ready for their ceremony, and ways to step them."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sqlmodel import col, select

from scoreboard.ceremony import run_sheet, stage_control
from scoreboard.desk.closing import close
from scoreboard.desk.confirming import confirm
from scoreboard.desk.deciding import correct
from scoreboard.desk.people import add_person
from scoreboard.desk.unit_of_work import acting
from scoreboard.errors import Refused
from scoreboard.models import Ceremony, StageStep
from scoreboard.publications.reader import PublicReader
from scoreboard.settings import Settings
from scoreboard.store.contest import contest_of
from scoreboard.store.finding import find_unit
from scoreboard.wire import to_json
from tests.contests import Shape, opened, prepare, put

CEREMONY = "main-2030Q1"
SECOND = "second"
"""A person who signs beside the chief."""

Scores = dict[str, dict[str, str]]
"""By area, then by county."""


def ready(
    place: Path, scores: Scores, shape: Shape | None = None, cues: list[dict[str, Any]] | None = None
) -> Settings:
    """A closed and sealed first quarter with these scores; its sheet is the usual one unless `cues` are given."""
    place.mkdir(parents=True, exist_ok=True)
    shape = shape or Shape()
    settings = prepare(place, shape)
    with opened(settings) as store, acting(store, settings, "close") as writing:
        add_person(writing, SECOND, "admin")
        contest = contest_of(writing.session, "main", "2030Q1")
        for area, cells in scores.items():
            for unit, score in cells.items():
                put(writing, area, unit, score)
        confirm(writing, contest)
        close(writing, contest)
        if cues is not None:
            ceremony = writing.session.get_one(Ceremony, CEREMONY)
            ceremony.cues = cues
            writing.session.add(ceremony)
    return settings


def move(
    settings: Settings, deed: stage_control.Move = run_sheet.after, *, yes: bool = False, session: str | None = None
) -> StageStep:
    """One step of the ceremony."""
    with opened(settings) as store, acting(store, settings, "direct") as writing:
        last = stage_control.step(writing, CEREMONY, deed, yes=yes, session=session).last
    assert last is not None
    return last


def play(settings: Settings, *, until: int | None = None) -> list[StageStep]:
    """Step the ceremony to its end, or so many steps; returns what stood on the stage."""
    steps: list[StageStep] = []
    with opened(settings) as store:
        while until is None or len(steps) < until:
            try:
                with acting(store, settings, "direct") as writing:
                    last = stage_control.step(writing, CEREMONY, run_sheet.after).last
            except Refused as refusal:
                if refusal.key != "cue.last":
                    raise
                break
            assert last is not None
            steps.append(last)
    return steps


def correction(
    settings: Settings,
    unit: str,
    score: str,
    holders: list[str] | None = None,
    *,
    reason: str = "漏计",
    approved_by: str | Sequence[str] = SECOND,
) -> None:
    """Correct a score of the first area, sealed or not."""
    with opened(settings) as store, acting(store, settings, "decide") as writing:
        session = writing.session
        correct(
            writing,
            contest_of(session, "main", "2030Q1"),
            "a1",
            find_unit(session, unit),
            score,
            reason,
            approved_by,
            holders=None if holders is None else [find_unit(session, holder) for holder in holders],
        )


def stage(settings: Settings) -> list[StageStep]:
    """All rows of the stage, rehearsals included."""
    with opened(settings) as store, store.read() as session:
        return list(session.exec(select(StageStep).order_by(col(StageStep.sequence))))


def rows(settings: Settings, board: str) -> list[dict[str, Any]]:
    """The rows of a public board; none while it is not public."""
    reader = PublicReader(settings.paths.public)
    found = reader.board(board)
    reader.close()
    return [] if found is None else [to_json(row) for row in found.words.rows]
