"""The boards for those who may see what is sealed: cells carry their versions and states."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Any, TypeVar

from sqlmodel import Session, col, select

from scoreboard.enums import ScoreState
from scoreboard.models import Score
from scoreboard.publications.boards import flags_board, inside_picture, overall_board, ranking_board
from scoreboard.publications.kinds.flags import FlagsBoard
from scoreboard.publications.kinds.ranking import RankingBoard, RankingRow
from scoreboard.rules.ranking import displayed, exact
from scoreboard.store.contest import Contest


@dataclass(frozen=True, kw_only=True, slots=True)
class InsideCell:
    """A score as it has been entered, by one judge where there are several."""

    judge: str | None
    score: str | None
    score_exact: str | None
    version: int
    state: str
    not_applicable: bool
    entered_by: str | None
    entered_at: str
    confirmed_by: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class InsideTableRow(RankingRow):
    """A row of the overall table with its cells by area."""

    cells: Mapping[str, tuple[InsideCell, ...]]


@dataclass(frozen=True, kw_only=True, slots=True)
class InsideRow(RankingRow):
    """A row of an area's ranking with its cells; of one alone also the version and the state."""

    cells: tuple[InsideCell, ...]
    version: int | None
    state: str | None


Grown = TypeVar("Grown", bound=RankingRow)


Hidden = Collection[tuple[str, str, str]]
"""Cells, each an area, a unit and a judge, whose figures somebody is not to see yet: they are to type them again."""


def inside_ranking(
    session: Session, contest: Contest, area: str | None, now: datetime, hidden: Hidden = ()
) -> RankingBoard:
    """An area's ranking, or the overall table, drafts included; each row with its cells."""
    picture = inside_picture(session, contest, now, {(one, unit) for one, unit, _judge in hidden})
    cells = _cells(session, contest, hidden)
    if area is None:
        board = overall_board(session, picture)
        return replace(board, rows=tuple(_in_table(row, cells) for row in board.rows))
    board, found = ranking_board(session, picture, contest.area(area)), cells.get(contest.area(area).id, {})
    return replace(board, rows=tuple(_in_area(row, tuple(found.get(row.unit, ()))) for row in board.rows))


def _in_table(row: RankingRow, cells: Mapping[str, Mapping[str, list[InsideCell]]]) -> InsideTableRow:
    own = {area: tuple(found[row.unit]) for area, found in cells.items() if row.unit in found}
    return _grown(InsideTableRow, row, cells=own)


def _in_area(row: RankingRow, cells: tuple[InsideCell, ...]) -> InsideRow:
    only = cells[0] if len(cells) == 1 else None
    version, state = (only.version, only.state) if only else (None, None)
    return _grown(InsideRow, row, cells=cells, version=version, state=state)


def _grown(kind: type[Grown], row: RankingRow, **more: Any) -> Grown:
    """A row with more to say."""
    return kind(**{field.name: getattr(row, field.name) for field in fields(row)}, **more)


def inside_flags(session: Session, contest: Contest, now: datetime) -> FlagsBoard:
    """All flags of a period, whether they have been revealed or not."""
    return flags_board(inside_picture(session, contest, now), contest.areas)


def _cells(session: Session, contest: Contest, hidden: Hidden) -> Mapping[str, Mapping[str, list[InsideCell]]]:
    """By area, then by unit: one cell, or one for each judge."""
    decimals = contest.rules.decimals
    rows = session.exec(
        select(Score)
        .where(Score.series_id == contest.series.id, Score.period_id == contest.period.id)
        .order_by(col(Score.judge))
    )
    cells: dict[str, dict[str, list[InsideCell]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        kept = (row.area_id, row.unit_id, row.judge) in hidden
        cell = InsideCell(
            judge=row.judge or None,
            score=None if kept or row.value is None else displayed(row.value, decimals),
            score_exact=None if kept or row.value is None else exact(row.value, decimals),
            version=row.version,
            state=row.state,
            not_applicable=not kept and row.value is None and row.state != ScoreState.WITHDRAWN,
            entered_by=row.entered_by,
            entered_at=row.entered_at.isoformat(),
            confirmed_by=row.confirmed_by,
        )
        cells[row.area_id][row.unit_id].append(cell)
    return cells
