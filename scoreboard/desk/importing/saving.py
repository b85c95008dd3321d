"""Saves what a sheet changes: all of it as drafts, or nothing."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from scoreboard.desk.entering import entered_row, place_of, refuse_closed, refuse_confirmed, refuse_stale, said
from scoreboard.desk.importing.choices import SheetChoices
from scoreboard.desk.importing.garbage_search import no_garbage_search
from scoreboard.desk.importing.preview import Preview, PreviewCell
from scoreboard.desk.importing.remembering import remember
from scoreboard.desk.importing.typed_instead import with_typed
from scoreboard.enums import ScoreState
from scoreboard.errors import Refused
from scoreboard.exchange.workbooks.raw_sheet import letters_of
from scoreboard.exchange.workbooks.reading import ReadFile
from scoreboard.models import ScoreSheet, ScoreSource
from scoreboard.publications.derived_boards import publish_begun
from scoreboard.rules.scores import NOT_APPLICABLE
from scoreboard.store.bulk import insert_rows
from scoreboard.store.cells import CellRow, cells_at, write_cells
from scoreboard.store.contest import Contest
from scoreboard.store.scores_awaited import is_scored
from scoreboard.store.writing import Writing

SOURCE = ("series_id", "period_id", "area_id", "unit_id", "judge", "version", "sheet_id", "cell")


@no_garbage_search()
def save_sheet(
    writing: Writing,
    contest: Contest,
    file: ReadFile,
    sheet: str | None,
    preview: Preview,
    choices: SheetChoices | None = None,
) -> int:
    """Enter the scores of a sheet as drafts of whoever acts; returns how many were new or changed.

    What was chosen in a form is kept for the next sheet of its layout.

    Raises Refused, saving nothing, where something stands in the way, the period is closed, or somebody has changed a
    score since the preview was made.
    """
    refuse_closed(contest)
    if preview.problems:
        raise Refused("import.problems", count=len(preview.problems), file=file.name)
    cells = list(preview.to_save)
    if not cells:
        return 0
    new, changed = _rows(writing, contest, cells)
    begins = not is_scored(writing.session, contest)
    write_cells(writing.session, contest.key, new, changed)
    source = ScoreSheet(
        series_id=contest.series.id,
        period_id=contest.period.id,
        file=file.name,
        sha256=file.sha256,
        sheet=sheet or "",
        imported_by=writing.by.name,
        imported_at=writing.now,
    )
    writing.session.add(source)
    writing.session.flush()
    places = {
        (cell.area, cell.unit, cell.judge): with_typed(f"{letters_of(cell.column)}{cell.row + 1}", cell.instead_of)
        for cell in cells
    }
    key, sheet_id = contest.key, source.id
    rows = ((*key, *row[:3], row.version, sheet_id, places[row[:3]]) for row in (*new, *changed))
    insert_rows(writing.session, ScoreSource, SOURCE, rows)
    kept = remember(writing, contest, preview.layout, choices) if choices is not None else {}
    after = {**_told(source, [*new, *changed], places), **({"chosen": kept} if kept else {})}
    writing.record("import", contest.subject, after=after)
    if begins:
        publish_begun(writing)
    return len(cells)


def _rows(writing: Writing, contest: Contest, cells: Sequence[PreviewCell]) -> tuple[list[CellRow], list[CellRow]]:
    """The new and the changed scores as they are stored."""
    places = list(dict.fromkeys((cell.area, cell.unit) for cell in cells))
    there = {(row.area, row.unit, row.judge): row for row in cells_at(writing.session, contest.key, places)}
    new: list[CellRow] = []
    changed: list[CellRow] = []
    for cell in cells:
        before = there.get((cell.area, cell.unit, cell.judge))
        refuse_stale(contest, before, cell.version)
        refuse_confirmed(contest, before)
        value = None if cell.new in (None, NOT_APPLICABLE) else Decimal(str(cell.new))
        row = entered_row(writing.by, writing.now, (cell.area, cell.unit, cell.judge), value, ScoreState.DRAFT, before)
        (new if before is None else changed).append(row)
    return new, changed


def _told(source: ScoreSheet, rows: Sequence[CellRow], places: dict[tuple[str, str, str], str]) -> dict[str, Any]:
    """What the journal keeps: the file, and each score with its version and the cell that it came from."""
    return {
        "file": source.file,
        "sha256": source.sha256,
        "sheet": source.sheet,
        "cells": {
            place_of(row.area, row.unit, row.judge): [
                row.version,
                said(row.value, row.state),
                str(row.state),
                places[row[:3]],
            ]
            for row in rows
        },
    }
