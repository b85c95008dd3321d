"""Goals to be first in the city, the province or the nation (争第一目标)."""

from collections.abc import Sequence

from scoreboard.facts import FactKind
from scoreboard.locale import say
from scoreboard.publications.kind import UNIT, Column, Key, Kind, Row, same, text
from scoreboard.publications.promised import NAMED, ask_promised, told
from scoreboard.publications.questions import Payload, Question
from scoreboard.store.public.facts import Document

FIELDS = ("unit", "name", "scope", "title", "due", "outcome", "evidence")


def ask(question: Question) -> tuple[Payload, int]:
    """All goals, in the order in which they were loaded."""
    return ask_promised(question, FactKind.GOAL, "goals", _row)


def _row(goal: Document, unit: Payload) -> Payload:
    return {**unit, **{name: goal[name] for name in ("scope", "title", "due", "outcome", "evidence")}}


def _columns(_payload: Payload, _lang: str) -> Sequence[Column[Row]]:
    return [
        UNIT,
        Column("year.column.scope", lambda row, lang: say(f"year.scope.{row['scope']}", lang)),
        text("title", "year.column.goal"),
        text("due", "year.column.due"),
        text("outcome", "year.column.outcome"),
        text("evidence", "year.column.evidence"),
    ]


KIND = Kind(
    Key.NOTHING,
    same(*FIELDS),
    _columns,
    ask,
    follows=(FactKind.GOAL, *NAMED),
    keys=told(FactKind.GOAL, "goals"),
    title="year.board.goals",
)
