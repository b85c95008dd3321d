"""Public pledges and how they are kept (公开承诺，年底交账; S16)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from scoreboard.facts import FactKind
from scoreboard.locale import say
from scoreboard.publications.kind import THE_UNIT, Column, Key, Kind, fields_of, same, value
from scoreboard.publications.promised import (
    NAMED,
    PromisesBoard,
    number,
    promisers,
    promises,
    promises_words,
    share,
    told,
)
from scoreboard.publications.questions import Question
from scoreboard.publications.words import NamedUnit
from scoreboard.rules.promises import met
from scoreboard.store.public.facts import Document


@dataclass(frozen=True, kw_only=True, slots=True)
class PledgeRow(NamedUnit):
    """What a person has pledged, and how it stands; numbers and days as texts, empty or None where not said."""

    person: str
    post: str
    aspect: str
    text: str
    comparator: str
    target: str | None
    measure: str
    due: str | None
    channel: str
    made_on: str | None
    actual: str | None
    settled_on: str | None
    outcome: str
    percent: str | None
    met: bool | None


@dataclass(frozen=True, kw_only=True, slots=True)
class PledgesBoard(PromisesBoard):
    """All pledges, in the order in which they were loaded."""

    board: Literal["pledges"] = "pledges"
    rows: tuple[PledgeRow, ...]


def ask(question: Question) -> tuple[PledgesBoard, int]:
    """All pledges, in the order in which they were loaded."""
    found = promises(question, FactKind.PLEDGE)
    units = promisers(question, found)
    rows = tuple(_row(one, units[one["unit"]]) for one in question.window.of(found))
    return PledgesBoard(**promises_words(question), rows=rows), len(found)


def _row(pledge: Document, unit: NamedUnit) -> PledgeRow:
    actual, target = number(pledge["actual"]), number(pledge["target"])
    return PledgeRow(
        unit=unit.unit,
        name=unit.name,
        short_name=unit.short_name,
        name_en=unit.name_en,
        person=pledge["person"],
        post=pledge["post"],
        aspect=pledge["aspect"],
        text=pledge["text"],
        comparator=pledge["comparator"],
        target=pledge["target"],
        measure=pledge["measure"],
        due=pledge["due"],
        channel=pledge["channel"],
        made_on=pledge["made_on"],
        actual=pledge["actual"],
        settled_on=pledge["settled_on"],
        outcome=pledge["outcome"],
        percent=share(actual, target),
        met=met(pledge["comparator"], target, actual),
    )


FIELDS = fields_of(
    PledgeRow,
    *("unit", "name", "person", "post", "aspect", "text", "comparator", "target", "measure", "due", "channel"),
    *("made_on", "actual", "settled_on", "outcome", "percent", "met"),
)


def _columns(_board: PledgesBoard, _lang: str) -> Sequence[Column[PledgeRow]]:
    return [
        THE_UNIT,
        value("cli.table.person", lambda row: row.person),
        value("year.column.pledge", lambda row: row.text),
        Column("year.column.target", _target, "right"),
        value("year.column.actual", lambda row: row.actual, "right"),
        value("year.column.percent", lambda row: percent_cell(row.percent), "right"),
        Column("year.column.met", _met),
        value("year.column.due", lambda row: row.due),
        value("year.column.outcome", lambda row: row.outcome),
    ]


def percent_cell(percent: str | None) -> str:
    """A percentage with its sign; empty for none."""
    return "" if percent is None else f"{percent}%"


def _target(row: PledgeRow, _lang: str) -> str:
    return "-" if row.target is None else f"{row.comparator}{row.target}{row.measure}"


def _met(row: PledgeRow, lang: str) -> str:
    return "-" if row.met is None else say("year.met" if row.met else "year.unmet", lang)


def _shown(board: PledgesBoard) -> PledgesBoard | None:
    return board if board.rows else None


KIND = Kind(
    Key.NOTHING,
    PledgesBoard,
    same(*FIELDS),
    _columns,
    ask,
    follows=(FactKind.PLEDGE, *NAMED),
    keys=told(FactKind.PLEDGE, "pledges"),
    title="year.board.pledges",
    shown=_shown,
)
