"""`goals.csv`: first places that units strive for."""

from pathlib import Path
from typing import ClassVar, Literal

from scoreboard.exchange.csv_rows import RowFormat, each_row
from scoreboard.exchange.field_types import Day, Reference, Text
from scoreboard.exchange.formats.known import Known, Once
from scoreboard.exchange.problems import Problems


class DeclaredGoal(RowFormat):
    """A first place that a unit strives for, in the city, the province or the nation."""

    file: ClassVar[str] = "goals.csv"

    unit: Reference
    scope: Literal["city", "province", "nation"]
    title: Text
    due: Day | None = None
    outcome: Text = ""
    evidence: Text = ""


def read_goals(folder: Path, known: Known, problems: Problems) -> tuple[DeclaredGoal, ...]:
    """The goals, their units by id; each is there once."""
    goals, once = [], Once()
    for row in each_row(folder, DeclaredGoal, problems):
        goal, unit = row.written, known.unit(row)
        if unit and once.is_new(row, unit, goal.scope, goal.title):
            goals.append(goal.model_copy(update={"unit": unit}))
    return tuple(goals)
