"""`benchmarks.csv`: what units measure themselves by, somebody outside the contest and a figure of both."""

from pathlib import Path
from typing import ClassVar

from scoreboard.enums import Better
from scoreboard.exchange.csv_rows import RowFormat, each_row
from scoreboard.exchange.field_types import Day, Figure, Identifier, Reference, Text
from scoreboard.exchange.formats.known import Known, Once
from scoreboard.exchange.problems import Problems


class DeclaredBenchmark(RowFormat):
    """A unit's yardstick, with the figures of both in `measure`."""

    file: ClassVar[str] = "benchmarks.csv"

    id: Identifier | None = None
    unit: Reference
    title: Text
    title_en: Text = ""
    against: Text
    against_en: Text = ""
    measure: Text = ""
    measure_en: Text = ""
    theirs: Figure | None = None
    ours: Figure | None = None
    as_of: Day | None = None
    better: Better = Better.HIGHER


def read_benchmarks(folder: Path, known: Known, problems: Problems) -> tuple[DeclaredBenchmark, ...]:
    """The yardsticks, their units by id; each is there once, an id too."""
    benchmarks, once = [], Once()
    for row in each_row(folder, DeclaredBenchmark, problems):
        given, unit = row.written, known.unit(row)
        if unit and once.is_new(row, unit, given.title, given.against) and once.is_new_id(row, given.id):
            benchmarks.append(given.model_copy(update={"unit": unit}))
    return tuple(benchmarks)
