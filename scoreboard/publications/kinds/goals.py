"""Goals to be first in the city, the province or the nation (争第一目标)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from scoreboard.facts import FactKind
from scoreboard.locale import say
from scoreboard.publications.kind import THE_UNIT, Column, Key, Kind, fields_of, same, value
from scoreboard.publications.promised import NAMED, PromisesBoard, promisers, promises, promises_words, told
from scoreboard.publications.questions import Question
from scoreboard.publications.words import NamedUnit
from scoreboard.store.public.facts import Document


@dataclass(frozen=True, kw_only=True, slots=True)
class GoalRow(NamedUnit):
    """A unit's goal, and how it ended."""

    scope: str
    title: str
    due: str | None
    outcome: str
    evidence: str


@dataclass(frozen=True, kw_only=True, slots=True)
class GoalsBoard(PromisesBoard):
    """All goals, in the order in which they were loaded."""

    board: Literal["goals"] = "goals"
    rows: tuple[GoalRow, ...]


def ask(question: Question) -> tuple[GoalsBoard, int]:
    """All goals, in the order in which they were loaded."""
    found = promises(question, FactKind.GOAL)
    units = promisers(question, found)
    rows = tuple(_row(one, units[one["unit"]]) for one in question.window.of(found))
    return GoalsBoard(**promises_words(question), rows=rows), len(found)


def _row(goal: Document, unit: NamedUnit) -> GoalRow:
    return GoalRow(
        unit=unit.unit,
        name=unit.name,
        short_name=unit.short_name,
        name_en=unit.name_en,
        scope=goal["scope"],
        title=goal["title"],
        due=goal["due"],
        outcome=goal["outcome"],
        evidence=goal["evidence"],
    )


FIELDS = fields_of(GoalRow, "unit", "name", "scope", "title", "due", "outcome", "evidence")


def _columns(_board: GoalsBoard, _lang: str) -> Sequence[Column[GoalRow]]:
    return [
        THE_UNIT,
        Column("year.column.scope", lambda row, lang: say(f"year.scope.{row.scope}", lang)),
        value("year.column.goal", lambda row: row.title),
        value("year.column.due", lambda row: row.due),
        value("year.column.outcome", lambda row: row.outcome),
        value("year.column.evidence", lambda row: row.evidence),
    ]


KIND = Kind(
    Key.NOTHING,
    GoalsBoard,
    same(*FIELDS),
    _columns,
    ask,
    follows=(FactKind.GOAL, *NAMED),
    keys=told(FactKind.GOAL, "goals"),
    title="year.board.goals",
)
