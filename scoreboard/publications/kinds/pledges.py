"""Public pledges and how they are kept (公开承诺，年底交账; S16)."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from scoreboard.locale import say
from scoreboard.publications.kind import UNIT, Column, Key, Kind, Payload, Row, same, text

if TYPE_CHECKING:
    from sqlmodel import Session

FIELDS = (
    *("unit", "name", "person", "post", "aspect", "text", "comparator", "target", "measure", "due", "channel"),
    *("made_on", "actual", "settled_on", "outcome", "percent", "met"),
)


def build(session: "Session", now: datetime, _inside: bool) -> Mapping[str, Payload]:
    """All pledges, in the order in which they were loaded."""
    from sqlmodel import col, select

    from scoreboard.models import Pledge
    from scoreboard.publications.promised import names_of_units, plain, promised_board, share, unit_words
    from scoreboard.rules.promises import met

    names = names_of_units(session, now)
    rows = [
        {
            **unit_words(row.unit_id, names),
            "person": row.person,
            "post": row.post,
            "aspect": row.aspect,
            "text": row.text,
            "comparator": row.comparator,
            "target": plain(row.target),
            "measure": row.measure,
            "due": plain(row.due),
            "channel": row.channel,
            "made_on": plain(row.made_on),
            "actual": plain(row.actual),
            "settled_on": plain(row.settled_on),
            "outcome": row.outcome,
            "percent": share(row.actual, row.target),
            "met": met(row.comparator, row.target, row.actual),
        }
        for row in session.exec(select(Pledge).order_by(col(Pledge.id)))
    ]
    return promised_board(session, "pledges", rows)


def _columns(_payload: Payload, _lang: str) -> Sequence[Column]:
    return [
        UNIT,
        text("person", "cli.table.person"),
        text("text", "year.column.pledge"),
        Column("year.column.target", _target, "right"),
        text("actual", "year.column.actual", "right"),
        Column("year.column.percent", percent_cell, "right"),
        Column("year.column.met", _met),
        text("due", "year.column.due"),
        text("outcome", "year.column.outcome"),
    ]


def percent_cell(row: Row, _lang: str) -> str:
    """A percentage with its sign, or a dash."""
    return "-" if row["percent"] is None else f"{row['percent']}%"


def _target(row: Row, _lang: str) -> str:
    return "-" if row["target"] is None else f"{row['comparator']}{row['target']}{row['measure']}"


def _met(row: Row, lang: str) -> str:
    return "-" if row["met"] is None else say("year.met" if row["met"] else "year.unmet", lang)


def _scene(payload: Payload) -> Payload | None:
    return {"scene": "pledges", "board": payload} if payload["rows"] else None


KIND = Kind(Key.NOTHING, same(*FIELDS), _columns, build, "year.board.pledges", _scene)
