"""The boards for those who may see what is sealed: cells carry their versions and states."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from scoreboard.enums import ScoreState
from scoreboard.models import Score
from scoreboard.publications.boards import flags_board, inside_picture, overall_board, ranking_board
from scoreboard.publications.questions import Payload
from scoreboard.rules.ranking import displayed, exact
from scoreboard.store.contest import Contest
from scoreboard.wire import to_json


def inside_ranking(session: Session, contest: Contest, area: str | None, now: datetime) -> Payload:
    """An area's ranking, or the overall table, drafts included; each row with its cells."""
    picture = inside_picture(session, contest, now)
    cells = _cells(session, contest)
    if area is None:
        board = to_json(overall_board(session, picture))
        for row in board["rows"]:
            row["cells"] = {area_id: found[row["unit"]] for area_id, found in cells.items() if row["unit"] in found}
        return board
    board = to_json(ranking_board(session, picture, contest.area(area)))
    for row in board["rows"]:
        found = cells.get(contest.area(area).id, {}).get(row["unit"], [])
        row["cells"] = found
        row["version"] = found[0]["version"] if len(found) == 1 else None
        row["state"] = found[0]["state"] if len(found) == 1 else None
    return board


def inside_flags(session: Session, contest: Contest, now: datetime) -> Payload:
    """All flags of a period, whether they have been revealed or not."""
    return to_json(flags_board(inside_picture(session, contest, now), contest.areas))


def _cells(session: Session, contest: Contest) -> Mapping[str, Mapping[str, list[dict[str, Any]]]]:
    """By area, then by unit: one cell, or one for each judge."""
    decimals = contest.rules.decimals
    rows = session.exec(
        select(Score)
        .where(Score.series_id == contest.series.id, Score.period_id == contest.period.id)
        .order_by(col(Score.judge))
    )
    cells: dict[str, dict[str, list[dict[str, Any]]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        cells[row.area_id][row.unit_id].append(
            {
                "judge": row.judge or None,
                "score": None if row.value is None else displayed(row.value, decimals),
                "score_exact": None if row.value is None else exact(row.value, decimals),
                "version": row.version,
                "state": row.state,
                "not_applicable": row.value is None and row.state != ScoreState.WITHDRAWN,
                "entered_by": row.entered_by,
                "entered_at": row.entered_at.isoformat(),
                "confirmed_by": row.confirmed_by,
            }
        )
    return cells
