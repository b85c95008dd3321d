"""Things done for people's livelihood (民生实事): what was planned against what was spent (S16)."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from scoreboard.publications.kind import Column, Key, Kind, Payload, Row, same, text
from scoreboard.publications.kinds.pledges import percent_cell

if TYPE_CHECKING:
    from sqlmodel import Session

FIELDS = ("field", "title", "planned", "spent", "measure", "due", "status", "percent")


def build(session: "Session", _now: datetime, _inside: bool) -> Mapping[str, Payload]:
    """All livelihood items, in the order in which they were loaded."""
    from sqlmodel import col, select

    from scoreboard.models import LivelihoodItem
    from scoreboard.publications.promised import plain, promised_board, share

    rows = [
        {
            "field": row.field,
            "title": row.title,
            "planned": plain(row.planned),
            "spent": plain(row.spent),
            "measure": row.measure,
            "due": plain(row.due),
            "status": row.status,
            "percent": share(row.spent, row.planned),
        }
        for row in session.exec(select(LivelihoodItem).order_by(col(LivelihoodItem.id)))
    ]
    return promised_board(session, "livelihood", rows)


def _columns(_payload: Payload, _lang: str) -> Sequence[Column]:
    return [
        text("field", "year.column.field"),
        text("title", "year.column.item"),
        Column("year.column.planned", lambda row, _lang: _amount(row, "planned"), "right"),
        Column("year.column.spent", lambda row, _lang: _amount(row, "spent"), "right"),
        Column("year.column.percent", percent_cell, "right"),
        text("due", "year.column.due"),
        text("status", "cli.table.status"),
    ]


def _amount(row: Row, field: str) -> str:
    return "-" if row[field] is None else f"{row[field]}{row['measure']}"


KIND = Kind(Key.NOTHING, same(*FIELDS), _columns, build, "year.board.livelihood")
