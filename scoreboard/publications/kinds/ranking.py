"""An area's ranking, or without an area the overall table of a period; `publications.rankings` asks for both."""

from collections.abc import Sequence

from scoreboard.locale import say
from scoreboard.publications.kind import UNIT, Column, Key, Kind, Row, pool_columns, text
from scoreboard.publications.questions import Payload
from scoreboard.publications.rankings import ask_ranking


def _csv(payload: Payload) -> Sequence[str]:
    flags = ["flags"] if payload.get("area") is None else []
    return ["rank", "pool", "unit", "name", *flags, "score", "score_exact", "tied", "status", "change"]


def _columns(payload: Payload, _lang: str) -> Sequence[Column]:
    overall = payload["area"] is None
    return [
        *pool_columns(payload),
        text("rank", "cli.table.rank", "right"),
        Column("cli.table.change", _change, "right"),
        UNIT,
        *([text("flags", "cli.table.flags", "right")] if overall else []),
        text("score", "cli.table.total" if overall else "cli.table.score", "right"),
        Column("cli.table.status", lambda row, lang: say(f"cli.status.{row['status'].replace('/', '')}", lang)),
    ]


def _change(row: Row, _lang: str) -> str:
    change = row["change"]
    return "" if change is None else "=" if change == 0 else f"{change:+d}"


KIND = Kind(Key.CONTEST, _csv, _columns, ask_ranking, by_area=True)
