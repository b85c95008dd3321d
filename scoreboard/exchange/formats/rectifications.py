"""`rectifications.csv`: what units were told to put right (限期整改)."""

from pathlib import Path
from typing import ClassVar

from scoreboard.exchange.csv_rows import RowFormat, each_row
from scoreboard.exchange.field_types import Day, Identifier, Reference, Text
from scoreboard.exchange.formats.known import Known, Once
from scoreboard.exchange.problems import Problems


class DeclaredRectification(RowFormat):
    """A unit told to put something right by a day."""

    file: ClassVar[str] = "rectifications.csv"

    id: Identifier | None = None
    unit: Reference
    series: Reference
    area: Reference
    period: Reference
    reason: Text = ""
    reason_en: Text = ""
    due: Day | None = None
    status: Text = ""
    status_en: Text = ""
    done_on: Day | None = None


def read_rectifications(folder: Path, known: Known, problems: Problems) -> tuple[DeclaredRectification, ...]:
    """The rectifications, their units by id; each is there once, or with an id of its own."""
    rectifications, once = [], Once()
    for row in each_row(folder, DeclaredRectification, problems):
        unit, series = known.unit(row), known.series_of(row)
        period = known.period(row, series)
        area = known.area(row, series)
        given = row.written
        named = unit and series and area and period
        if named and series and once.is_new_promise(row, given.id, unit, series.id, area, period):
            rectifications.append(given.model_copy(update={"unit": unit}))
    return tuple(rectifications)
