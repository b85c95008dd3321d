"""`visits.csv`: study visits, a batch of visitors a row."""

from datetime import date
from pathlib import Path
from typing import ClassVar

from pydantic import ValidationInfo, field_validator

from scoreboard.exchange.csv_rows import RowFormat, each_row
from scoreboard.exchange.field_types import Count, Day, Identifier, Reference, Text
from scoreboard.exchange.formats.known import Known, Once
from scoreboard.exchange.problems import Problems, Wrong


class DeclaredVisit(RowFormat):
    """So many people of a unit, or of all together, who went somewhere to learn."""

    file: ClassVar[str] = "visits.csv"

    id: Identifier | None = None
    title: Text
    title_en: Text = ""
    unit: Reference | None = None
    destination: Text = ""
    destination_en: Text = ""
    start: Day | None = None
    end: Day | None = None
    people: Count | None = None
    note: Text = ""
    note_en: Text = ""

    @field_validator("end")
    @classmethod
    def _is_not_before_the_start(cls, end: date | None, others: ValidationInfo) -> date | None:
        start = others.data.get("start")
        if start and end and end < start:
            raise Wrong("end_before_start", start=start.isoformat(), end=end.isoformat())
        return end


def read_visits(folder: Path, known: Known, problems: Problems) -> tuple[DeclaredVisit, ...]:
    """The visits, their units by id; each is there once, an id too."""
    visits, once = [], Once()
    for row in each_row(folder, DeclaredVisit, problems):
        given, unit = row.written, known.unit(row)
        if row.raw("unit") and not unit:
            continue
        new = once.is_new(row, given.title, unit, given.destination, given.start)
        if new and once.is_new_id(row, given.id):
            visits.append(given.model_copy(update={"unit": unit}))
    return tuple(visits)
