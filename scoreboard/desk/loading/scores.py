"""Loading scores, of which there may be hundreds of thousands: compared area by area, written in portions.

A score of a folder has no person behind it, so it counts as nobody's entry.
"""

import math
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from sqlalchemy import select as select_columns
from sqlmodel import Session, col, select

from scoreboard.desk.entering import place_of, said
from scoreboard.desk.history import SCORES
from scoreboard.desk.loading.closed import Closed
from scoreboard.desk.loading.memory import Change, LoadedChange, LoadedItem
from scoreboard.enums import ScoreState
from scoreboard.errors import Refused
from scoreboard.exchange.score_rows import DeclaredScore as Given
from scoreboard.exchange.score_rows import ScoreRows
from scoreboard.models import LoadedRow
from scoreboard.store.cells import CellRow, cells_in

MOST_NAMED = 50
"""Changes that a report names; of more it says how many they are."""
WITHDRAWN = "withdrawn"

Area = tuple[str, str, str]
"""A series, a period and an area."""


@dataclass
class ScoresPlan:
    """What a folder's scores change."""

    news: "array[int]" = field(default_factory=lambda: array("I"))
    """Where the rows stand that the file has changed since it was last loaded."""
    gone: list[str] = field(default_factory=list)
    """The keys that the file no longer has."""
    tally: Counter[LoadedChange] = field(default_factory=Counter)
    """How many scores are new, changed and taken out, by the kind of change."""
    changes: list[Change] = field(default_factory=list)
    """The first of them."""
    refusals: list[tuple[float, Refused]] = field(default_factory=list)
    """Why it can't be done, each with the line of the file."""

    def note(self, key: str, before: CellRow | None, after: Given | None) -> None:
        """Count a change, and keep it where it is among the first."""
        kind = LoadedChange.of(before, after)
        self.tally[kind] += 1
        if len(self.changes) < MOST_NAMED:
            self.changes.append(Change(SCORES, key, kind))


def plan_scores(session: Session, scores: ScoreRows, closed: Closed) -> ScoresPlan:
    """Compare a folder's scores with what was loaded last and with the database, an area of a period at a time.

    Raises Refused where a row would change a closed period, or a judge would join a panel that has begun (S18).
    """
    plan = ScoresPlan()
    there = scores.by_area()
    for area in [*there, *(area for area in _areas_remembered(session) if area not in there)]:
        _plan_area(session, scores, there.get(area, array("I")), area, closed, plan)
    if plan.refusals:
        raise min(plan.refusals, key=lambda refusal: refusal[0])[1]
    return plan


def _areas_remembered(session: Session) -> Iterator[Area]:
    """The areas of which scores were loaded, one question each: their keys stand together."""
    begin = ""
    while True:
        key = session.exec(
            select(LoadedRow.key)
            .where(LoadedRow.file == SCORES, col(LoadedRow.key) >= begin)
            .order_by(col(LoadedRow.key))
            .limit(1)
        ).first()
        if key is None:
            return
        series, period, area, _ = key.split("/", 3)
        yield series, period, area
        begin = f"{series}/{period}/{area}0"  # what comes after a slash


def _plan_area(
    session: Session, scores: ScoreRows, rows: "array[int]", area: Area, closed: Closed, plan: ScoresPlan
) -> None:
    within = "/".join(area)
    rows_before = select_columns(col(LoadedRow.key), col(LoadedRow.digest)).where(
        col(LoadedRow.file) == SCORES, col(LoadedRow.key) > f"{within}/", col(LoadedRow.key) < f"{within}0"
    )
    remembered = dict(session.connection().execute(rows_before).all())
    series, period, area_id = area
    cells = {(cell.unit, cell.judge): cell for cell in cells_in(session, (series, period), area_id)}
    if not remembered and not cells and not closed.has(series, period):
        _plan_new(scores, rows, plan)
        return
    panel = opened_panel(cells.values())
    for at in sorted(rows, key=scores.unit_at):  # as the tables have them, which is written faster
        given = scores[at]
        key = key_of(given)
        if remembered.pop(key, None) == digest_of(given):
            continue
        plan.news.append(at)
        cell = cells.get((given.unit, given.judge))
        if cell is not None and same(cell, given):
            continue
        refusal = _refusal(closed, panel, given)
        if refusal is not None:
            plan.refusals.append((given.line, refusal))
        plan.note(key, cell, given)
    for key in remembered:
        plan.gone.append(key)
        cell = cells.get(place_in(key))
        if cell is None or not is_the_folders(cell):
            continue
        if closed.has(series, period):
            refused = Refused("loading.closed_gone", file=SCORES, row=key, series=series, period=period)
            plan.refusals.append((math.inf, refused))
        plan.note(key, cell, None)


def _plan_new(scores: ScoreRows, rows: "array[int]", plan: ScoresPlan) -> None:
    """All of an area is new."""
    plan.news.extend(sorted(rows, key=scores.unit_at))
    named = rows[: MOST_NAMED - len(plan.changes)]
    plan.changes += (Change(SCORES, key_of(scores[at]), LoadedChange.NEW) for at in named)
    plan.tally[LoadedChange.NEW] += len(rows)


def new_of(given: Given, before: CellRow | None) -> tuple[int, str | None, str]:
    """What a row makes of a cell: its version, which a new score alone counts up, its score and its state."""
    score = said(given.score, given.state)
    if before is None:
        return 1, score, given.state
    return before.version + (score != said(before.value, before.state)), score, given.state


def key_of(given: Given) -> str:
    """A row's key in its file, which is also what the journal calls its cell."""
    return f"{given.series}/{given.period}/{place_of(given.area, given.unit, given.judge)}"


def digest_of(given: Given) -> str:
    """By what a later load knows whether the file has changed a row."""
    return _digest(said(given.score, given.state), given.state)


@lru_cache(maxsize=65536)
def _digest(score: str | None, state: str) -> str:
    return LoadedItem(SCORES, "", {"cell": [score, state]}).digest()


def told(version: int, score: str | None, state: str) -> dict[str, Any]:
    return {"score": score, "version": version, "state": state}


def place_in(key: str) -> tuple[str, str]:
    """The unit and the judge of a key."""
    unit, _, judge = key.split("/", 3)[3].partition("/")
    return unit, judge


def same(cell: CellRow, given: Given) -> bool:
    return (said(cell.value, cell.state), cell.state) == (said(given.score, given.state), given.state)


def is_the_folders(cell: CellRow) -> bool:
    return cell.entered_by is None and cell.state != WITHDRAWN


def opened_panel(cells: Iterable[CellRow]) -> set[str] | None:
    """The judges of an area where a score is confirmed: scoring has opened, nobody joins (S18); else None."""
    panel: set[str] = set()
    opened = False
    for cell in cells:
        if cell.state != WITHDRAWN:
            panel.add(cell.judge)
        opened = opened or cell.state == ScoreState.CONFIRMED
    return panel if opened else None


def _refusal(closed: Closed, panel: set[str] | None, given: Given) -> Refused | None:
    """Why a row may not change its cell, where it may not."""
    place = {"file": SCORES, "line": given.line}
    if closed.has(given.series, given.period):
        return Refused("loading.closed_row", **place, series=given.series, period=given.period)
    if panel is not None and given.judge not in panel:
        return Refused("loading.judge_late", **place, judge=given.judge, panel=", ".join(sorted(panel)))
    return None
