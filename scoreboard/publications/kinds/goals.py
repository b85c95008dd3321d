"""Goals to be first in the city, the province or the nation (争第一目标)."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from scoreboard.locale import say
from scoreboard.publications.kind import UNIT, Column, Key, Kind, Payload, same, text

if TYPE_CHECKING:
    from sqlmodel import Session

FIELDS = ("unit", "name", "scope", "title", "due", "outcome", "evidence")


def build(session: "Session", now: datetime, _inside: bool) -> Mapping[str, Payload]:
    """All goals, in the order in which they were loaded."""
    from sqlmodel import col, select

    from scoreboard.models import Goal
    from scoreboard.publications.promised import names_of_units, plain, promised_board, unit_words

    names = names_of_units(session, now)
    rows = [
        {
            **unit_words(row.unit_id, names),
            "scope": row.scope,
            "title": row.title,
            "due": plain(row.due),
            "outcome": row.outcome,
            "evidence": row.evidence,
        }
        for row in session.exec(select(Goal).order_by(col(Goal.id)))
    ]
    return promised_board(session, "goals", rows)


def _columns(_payload: Payload, _lang: str) -> Sequence[Column]:
    return [
        UNIT,
        Column("year.column.scope", lambda row, lang: say(f"year.scope.{row['scope']}", lang)),
        text("title", "year.column.goal"),
        text("due", "year.column.due"),
        text("outcome", "year.column.outcome"),
        text("evidence", "year.column.evidence"),
    ]


KIND = Kind(Key.NOTHING, same(*FIELDS), _columns, build, "year.board.goals")
