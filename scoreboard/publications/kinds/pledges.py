"""Public pledges and how they are kept (公开承诺，年底交账; S16)."""

from collections.abc import Sequence

from scoreboard.facts import FactKind
from scoreboard.locale import say
from scoreboard.publications.kind import UNIT, Column, Key, Kind, Row, same, text
from scoreboard.publications.promised import NAMED, ask_promised, number, share, told
from scoreboard.publications.questions import Payload, Question
from scoreboard.rules.promises import met
from scoreboard.store.public.facts import Document

FIELDS = (
    *("unit", "name", "person", "post", "aspect", "text", "comparator", "target", "measure", "due", "channel"),
    *("made_on", "actual", "settled_on", "outcome", "percent", "met"),
)


def ask(question: Question) -> tuple[Payload, int]:
    """All pledges, in the order in which they were loaded."""
    return ask_promised(question, FactKind.PLEDGE, "pledges", _row)


_NAMES = (
    *("person", "post", "aspect", "text", "comparator", "target", "measure", "due", "channel"),
    *("made_on", "actual", "settled_on", "outcome"),
)


def _row(pledge: Document, unit: Payload) -> Payload:
    actual, target = number(pledge["actual"]), number(pledge["target"])
    return {
        **unit,
        **{name: pledge[name] for name in _NAMES},
        "percent": share(actual, target),
        "met": met(pledge["comparator"], target, actual),
    }


def _columns(_payload: Payload, _lang: str) -> Sequence[Column[Row]]:
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


KIND = Kind(
    Key.NOTHING,
    same(*FIELDS),
    _columns,
    ask,
    follows=(FactKind.PLEDGE, *NAMED),
    keys=told(FactKind.PLEDGE, "pledges"),
    title="year.board.pledges",
    scene=_scene,
)
