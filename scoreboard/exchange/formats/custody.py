"""`custody.csv`: who holds what when the records begin; several rows of one flag are joint holders."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import ClassVar

from scoreboard.exchange.csv_rows import RowFormat, each_row
from scoreboard.exchange.field_types import Count, Day, Reference
from scoreboard.exchange.formats.known import Known, Once
from scoreboard.exchange.problems import FilePlace, Problem, Problems


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


def contested_openings(
    custody: Iterable[Custody], contested: Collection[tuple[str, str, str]], starts: Mapping[str, date]
) -> Iterator[Problem]:
    """The first row of each period whose flags a row gives away though they are still to be won.

    A row that names a period is public at once, as what came of that period. So it is hardly meant of an area with
    scores in that period, or of an award before the period's first day.
    """
    told: set[tuple[str, str]] = set()
    for row in custody:
        if row.period is None or (row.series, row.period) in told:
            continue
        early = row.awarded_on is not None and row.awarded_on < starts.get(row.period, date.min)
        if early or (row.series, row.period, row.area) in contested:
            told.add((row.series, row.period))
            gaps = (("series", row.series), ("period", row.period))
            yield Problem(FilePlace(Custody.file, row.line, "period"), "contested_opening", gaps)
