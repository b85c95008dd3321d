"""Goals to be first in the city, the province or the nation (争第一目标)."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from scoreboard.enums import GoalScope, GoalState
from scoreboard.facts import FactKind
from scoreboard.locale import say
from scoreboard.publications.board_words import NamedUnit
from scoreboard.publications.kind import THE_UNIT, Column, Key, Kind, fields_of, same, value
from scoreboard.publications.names import named
from scoreboard.publications.promise_rows import (
    NAMED,
    PromisesBoard,
    day_in,
    english,
    promisers,
    promises,
    promises_words,
    told,
    told_state,
)
from scoreboard.publications.questions import Question
from scoreboard.rules.promises import days_left, goal_state
from scoreboard.store.public.facts import Document
from scoreboard.wire import UNSET, UnsetType, given

ALL = "all"
"""What the tally of all scopes is called."""


@dataclass(frozen=True, kw_only=True, slots=True)
class GoalRow(NamedUnit):
    """A unit's goal, and how it ended.

    What has a default is not on boards that older programs printed.
    """

    id: str = ""
    scope: str
    title: str
    title_en: str = ""
    due: str | None
    state: GoalState | UnsetType = UNSET
    days_left: int | None = None
    """Until it is due, while it is open."""
    settled_on: str | None = None
    outcome: str
    evidence: str
    evidence_en: str = ""

    def said(self, name: str, lang: str) -> str:
        """One of its texts in a language."""
        return named(getattr(self, name), getattr(self, f"{name}_en"), lang)


@dataclass(frozen=True, kw_only=True, slots=True)
class GoalTally:
    """How many goals were set, and how they stand."""

    set: int
    met: int
    unmet: int
    open: int
    overdue: int


@dataclass(frozen=True, kw_only=True, slots=True)
class GoalsBoard(PromisesBoard):
    """All goals, in the order in which they were loaded."""

    board: Literal["goals"] = "goals"
    totals: Mapping[str, GoalTally] | UnsetType = UNSET
    """By scope, and of all; also where a page is shown."""
    rows: tuple[GoalRow, ...]


def ask(question: Question) -> tuple[GoalsBoard, int]:
    """All goals, in the order in which they were loaded."""
    found = promises(question, FactKind.GOAL)
    units = promisers(question, found)
    rows = [_row(question, one, units[one["unit"]]) for one in found]
    totals = {scope.value: _tally(row for row in rows if row.scope == scope) for scope in GoalScope}
    board = GoalsBoard(**promises_words(question), totals={**totals, ALL: _tally(rows)}, rows=question.window.of(rows))
    return board, len(found)


def _tally(rows: Iterable[GoalRow]) -> GoalTally:
    counts = Counter(given(row.state) for row in rows)
    return GoalTally(set=counts.total(), **{str(state): counts[state] for state in GoalState})


def _row(question: Question, goal: Document, unit: NamedUnit) -> GoalRow:
    due = day_in(goal["due"])
    state = goal_state(goal["outcome"], due, question.day)
    return GoalRow(
        unit=unit.unit,
        name=unit.name,
        short_name=unit.short_name,
        short_name_en=unit.short_name_en,
        name_en=unit.name_en,
        id=goal["id"],
        scope=goal["scope"],
        title=goal["title"],
        title_en=english(goal, "title"),
        due=goal["due"],
        state=state,
        days_left=days_left(due, question.day) if state == GoalState.OPEN else None,
        settled_on=goal.get("settled_on"),
        outcome=goal["outcome"],
        evidence=goal["evidence"],
        evidence_en=english(goal, "evidence"),
    )


FIELDS = fields_of(GoalRow, "id", "unit", "name", "scope", "title", "due", "outcome", "evidence", "state")


def _columns(_board: GoalsBoard, _lang: str) -> Sequence[Column[GoalRow]]:
    return [
        value("year.column.id", lambda row: row.id),
        THE_UNIT,
        Column("year.column.scope", lambda row, lang: say(f"year.scope.{row.scope}", lang)),
        Column("year.column.goal", lambda row, lang: row.said("title", lang)),
        value("year.column.due", lambda row: row.due),
        Column("year.column.state", lambda row, lang: told_state("goal_state", row.state, lang)),
        Column("year.column.evidence", lambda row, lang: row.said("evidence", lang) or "-"),
    ]


def _sums(board: GoalsBoard, lang: str) -> Sequence[str]:
    return [
        say(
            "year.totals.goals",
            lang,
            scope=say(f"year.goals_in.{scope}", lang),
            set=tally.set,
            met=tally.met,
            unmet=tally.unmet,
            open=tally.open,
            overdue=tally.overdue,
        )
        for scope, tally in (given(board.totals) or {}).items()
        if tally.set
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
    sums=_sums,
    shown=lambda board: board if board.rows else None,
)
