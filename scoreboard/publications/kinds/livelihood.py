"""Things done for people's livelihood (民生实事): what was planned against what was spent (S16)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from scoreboard.facts import FactKind
from scoreboard.publications.kind import Column, Key, Kind, fields_of, same, value
from scoreboard.publications.kinds.pledges import percent_cell
from scoreboard.publications.promised import NAMED, PromisesBoard, number, promises, promises_words, share, told
from scoreboard.publications.questions import Question
from scoreboard.store.public.facts import Document


@dataclass(frozen=True, kw_only=True, slots=True)
class LivelihoodRow:
    """A thing to be done, what was planned for it and what has been spent."""

    field: str
    title: str
    planned: str | None
    spent: str | None
    measure: str
    due: str | None
    status: str
    percent: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class LivelihoodBoard(PromisesBoard):
    """All livelihood items, in the order in which they were loaded."""

    board: Literal["livelihood"] = "livelihood"
    rows: tuple[LivelihoodRow, ...]


def ask(question: Question) -> tuple[LivelihoodBoard, int]:
    """All livelihood items, in the order in which they were loaded."""
    found = promises(question, FactKind.LIVELIHOOD)
    rows = tuple(_row(one) for one in question.window.of(found))
    return LivelihoodBoard(**promises_words(question), rows=rows), len(found)


def _row(item: Document) -> LivelihoodRow:
    return LivelihoodRow(
        field=item["field"],
        title=item["title"],
        planned=item["planned"],
        spent=item["spent"],
        measure=item["measure"],
        due=item["due"],
        status=item["status"],
        percent=share(number(item["spent"]), number(item["planned"])),
    )


FIELDS = fields_of(LivelihoodRow, "field", "title", "planned", "spent", "measure", "due", "status", "percent")


def _columns(_board: LivelihoodBoard, _lang: str) -> Sequence[Column[LivelihoodRow]]:
    return [
        value("year.column.field", lambda row: row.field),
        value("year.column.item", lambda row: row.title),
        value("year.column.planned", lambda row: _amount(row.planned, row), "right"),
        value("year.column.spent", lambda row: _amount(row.spent, row), "right"),
        value("year.column.percent", lambda row: percent_cell(row.percent), "right"),
        value("year.column.due", lambda row: row.due),
        value("cli.table.status", lambda row: row.status),
    ]


def _amount(number: str | None, row: LivelihoodRow) -> str:
    return "" if number is None else f"{number}{row.measure}"


KIND = Kind(
    Key.NOTHING,
    LivelihoodBoard,
    same(*FIELDS),
    _columns,
    ask,
    follows=(FactKind.LIVELIHOOD, *NAMED),
    keys=told(FactKind.LIVELIHOOD, "livelihood"),
    title="year.board.livelihood",
)
