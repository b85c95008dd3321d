"""`custody.csv`: who holds what when the records begin; several rows of one flag are joint holders."""

from pathlib import Path
from typing import ClassVar

from scoreboard.exchange.csv_rows import RowFormat, each_row
from scoreboard.exchange.field_types import Count, Day, Reference
from scoreboard.exchange.formats.known import Known, Once
from scoreboard.exchange.problems import Problems


class Custody(RowFormat):
    """Who holds a flag when the records begin; `period` None means before the first period."""

    file: ClassVar[str] = "custody.csv"

    series: Reference
    area: Reference | None = None
    """None for the flag of the overall table."""
    period: Reference | None = None
    unit: Reference
    awarded_on: Day | None = None
    defences: Count | None = None
    """How often they have defended it by then."""


def read_custody(folder: Path, known: Known, problems: Problems) -> tuple[Custody, ...]:
    """The holders by their ids; each is there once."""
    custody, once = [], Once()
    for row in each_row(folder, Custody, problems):
        series = known.series_of(row)
        period = known.period(row, series)
        area = known.flag(row, series, period)
        unit = known.participant(row, series)
        if series and area is not None and unit and once.is_new(row, series.id, area, period, unit):
            custody.append(row.written.model_copy(update={"unit": unit}))
    return tuple(custody)
