"""Drafts that are still to be typed a second time, unseen: what boards and journal keep from whoever may do that."""

from collections.abc import Collection, Mapping
from typing import Any

from sqlmodel import Session, col, select

from scoreboard.desk.entering import place_of
from scoreboard.desk.reentering import who_is_blind
from scoreboard.desk.second_entries import is_hidden, second_entries
from scoreboard.enums import PeriodState
from scoreboard.models import Series, SeriesPeriod
from scoreboard.store.cells import cells_in
from scoreboard.store.contest import Contest, contest_of

CellName = tuple[str, str, str]
"""An area, a unit and a judge."""


def hidden_from(session: Session, contest: Contest, name: str | None) -> frozenset[CellName]:
    """The drafts of others in a contest whose figures somebody is not to see, as they may be the one who types them."""
    blind = who_is_blind(session, name, contest)
    if blind is None:
        return frozenset()
    second = second_entries(session, contest)
    rows = (row for row in cells_in(session, contest.key) if row.entered_by != blind)
    return frozenset((row.area, row.unit, row.judge) for row in rows if is_hidden(row, second))


def figures_kept_from(session: Session, name: str | None) -> frozenset[str]:
    """The same of all contests, as the journal calls these cells."""
    if name is None:
        return frozenset()
    asking = select(SeriesPeriod.series_id, SeriesPeriod.period_id).join(
        Series, col(Series.id) == col(SeriesPeriod.series_id)
    )
    found = session.exec(asking.where(col(Series.double_entry), SeriesPeriod.state == PeriodState.OPEN)).all()
    return frozenset(
        f"{contest.subject}/{place_of(*cell)}"
        for contest in (contest_of(session, *key) for key in found)
        for cell in hidden_from(session, contest, name)
    )


def without_figures(row: dict[str, Any], kept: Collection[str]) -> dict[str, Any]:
    """A row of the journal without the figures of some cells."""
    return {**row, **{side: _without(row[side], row["subject"], kept) for side in ("before", "after")}} if kept else row


def _without(words: Any, subject: str, kept: Collection[str]) -> Any:
    if not isinstance(words, Mapping):
        return words
    if subject in kept and "score" in words:
        return {**words, "score": None}
    cells = words.get("cells")
    if isinstance(cells, Mapping):
        within = {
            name: [told[0], None, *told[2:]] if name in kept or f"{subject}/{name}" in kept else told
            for name, told in cells.items()
        }
        return {**words, "cells": within}
    return {
        name: {**told, "score": None} if name in kept and isinstance(told, Mapping) else told
        for name, told in words.items()
    }
