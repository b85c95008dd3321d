"""Things done for people's livelihood (民生实事): what was planned against what was spent (S16)."""

from collections.abc import Sequence

from scoreboard.facts import FactKind
from scoreboard.publications.kind import Column, Key, Kind, Row, same, text
from scoreboard.publications.kinds.pledges import percent_cell
from scoreboard.publications.promised import NAMED, ask_promised, number, share, told
from scoreboard.publications.questions import Payload, Question
from scoreboard.store.public.facts import Document

FIELDS = ("field", "title", "planned", "spent", "measure", "due", "status", "percent")


def ask(question: Question) -> tuple[Payload, int]:
    """All livelihood items, in the order in which they were loaded."""
    return ask_promised(question, FactKind.LIVELIHOOD, "livelihood", _row)


def _row(item: Document, _unit: Payload) -> Payload:
    names = ("field", "title", "planned", "spent", "measure", "due", "status")
    return {**{name: item[name] for name in names}, "percent": share(number(item["spent"]), number(item["planned"]))}


def _columns(_payload: Payload, _lang: str) -> Sequence[Column[Row]]:
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


KIND = Kind(
    Key.NOTHING,
    same(*FIELDS),
    _columns,
    ask,
    follows=(FactKind.LIVELIHOOD, *NAMED),
    keys=told(FactKind.LIVELIHOOD, "livelihood"),
    title="year.board.livelihood",
)
