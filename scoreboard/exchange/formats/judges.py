"""`judges.csv`: the panel of a period, for series that judges score."""

from pathlib import Path
from typing import ClassVar

from scoreboard.enums import Panel
from scoreboard.exchange.csv_rows import RowFormat, each_row
from scoreboard.exchange.field_types import Name, Reference
from scoreboard.exchange.formats.known import Known, Once
from scoreboard.exchange.problems import Problems


class Judge(RowFormat):
    """A judge of the panel of one period of a series; `name` is what they are called, the id where it says nothing."""

    file: ClassVar[str] = "judges.csv"

    series: Reference
    period: Reference
    judge: Name
    name: Name = ""
    name_en: Name = ""


def read_judges(folder: Path, known: Known, problems: Problems) -> tuple[Judge, ...]:
    """The judges, each once on a panel."""
    judges, once = [], Once()
    for row in each_row(folder, Judge, problems):
        given, series = row.written, known.series_of(row)
        period = known.period(row, series)
        if series is None or period is None or not given.judge:
            continue
        if series.settings_in(period).judges == Panel.SINGLE:
            row.wrong("judge", "judge_unwanted")
        elif once.is_new(row, series.id, period, given.judge):
            judges.append(given.model_copy(update={"name": given.name or given.judge}))
    return tuple(judges)
