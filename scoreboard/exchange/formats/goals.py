"""`goals.csv`: first places that units strive for."""

from pathlib import Path
from typing import ClassVar

from scoreboard.enums import GoalScope
from scoreboard.exchange.csv_rows import RowFormat, each_row
from scoreboard.exchange.field_types import Day, Identifier, Reference, Text
from scoreboard.exchange.formats.known import Known, Once
from scoreboard.exchange.problems import Problems


class DeclaredGoal(RowFormat):
    """A first place that a unit strives for, in the city, the province or the nation."""

    file: ClassVar[str] = "goals.csv"

    id: Identifier | None = None
    unit: Reference
    scope: GoalScope
    title: Text
    title_en: Text = ""
    due: Day | None = None
    outcome: Text = ""
    outcome_en: Text = ""
    evidence: Text = ""
    evidence_en: Text = ""


def read_goals(folder: Path, known: Known, problems: Problems) -> tuple[DeclaredGoal, ...]:
    """The goals, their units by id; each is there once, or with an id of its own."""
    goals, once = [], Once()
    for row in each_row(folder, DeclaredGoal, problems):
        goal, unit = row.written, known.unit(row)
        if unit and once.is_new_promise(row, goal.id, unit, goal.scope, goal.title):
            goals.append(goal.model_copy(update={"unit": unit}))
    return tuple(goals)
