"""`rectifications.csv`: what units were told to put right (限期整改)."""

from pathlib import Path
from typing import ClassVar

from scoreboard.exchange.csv_rows import RowFormat, each_row
from scoreboard.exchange.field_types import Day, Reference, Text
from scoreboard.exchange.formats.known import Known, Once
from scoreboard.exchange.problems import Problems


class DeclaredRectification(RowFormat):
    """A unit told to put something right by a day."""

    file: ClassVar[str] = "rectifications.csv"

    unit: Reference
    series: Reference
    area: Reference
    period: Reference
    due: Day | None = None
    status: Text = ""
    done_on: Day | None = None


def read_rectifications(folder: Path, known: Known, problems: Problems) -> tuple[DeclaredRectification, ...]:
    """The rectifications, their units by id; each is there once."""
    rectifications, once = [], Once()
    for row in each_row(folder, DeclaredRectification, problems):
        unit, series = known.unit(row), known.series_of(row)
        period = known.period(row, series)
        area = known.area(row, series)
        if unit and series and area and period and once.is_new(row, unit, series.id, area, period):
            rectifications.append(row.written.model_copy(update={"unit": unit}))
    return tuple(rectifications)
