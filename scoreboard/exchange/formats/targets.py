"""`targets.csv`: which flags units go for."""

from pathlib import Path
from typing import ClassVar

from scoreboard.exchange.csv_rows import RowFormat, each_row
from scoreboard.exchange.field_types import Identifier, Reference
from scoreboard.exchange.formats.known import Known, Once
from scoreboard.exchange.problems import Problems, shown


class DeclaredTarget(RowFormat):
    """A flag that a unit goes for in a period."""

    file: ClassVar[str] = "targets.csv"

    id: Identifier | None = None
    unit: Reference
    series: Reference
    area: Reference
    period: Reference


def read_targets(folder: Path, known: Known, problems: Problems) -> tuple[DeclaredTarget, ...]:
    """The targets, their units by id; each is there once, an id too, and of somebody who takes part in the
    series and is no guest of it."""
    targets, once = [], Once()
    for row in each_row(folder, DeclaredTarget, problems):
        series = known.series_of(row)
        unit, period = known.participant(row, series), known.period(row, series)
        area = known.held(row, series, period, known.area(row, series))
        if unit and known.is_guest(unit):
            row.wrong("unit", "guest_target", value=shown(row.raw("unit")))
            continue
        if not (unit and series and area and period and once.is_new(row, unit, series.id, area, period)):
            continue
        if once.is_new_id(row, row.written.id):
            targets.append(row.written.model_copy(update={"unit": unit}))
    return tuple(targets)
