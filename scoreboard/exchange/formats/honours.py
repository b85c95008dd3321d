"""`honours.csv`: honours of the levels of [annual]."""

from pathlib import Path
from typing import ClassVar

from scoreboard.exchange.csv_rows import RowFormat, each_row
from scoreboard.exchange.field_types import Day, Reference, Text
from scoreboard.exchange.formats.known import Known, Once
from scoreboard.exchange.problems import Problems


class DeclaredHonour(RowFormat):
    """An honour of a level of [annual], with the document that granted it."""

    file: ClassVar[str] = "honours.csv"

    unit: Reference
    level: Reference
    title: Text
    document: Text = ""
    awarded_on: Day | None = None


def read_honours(folder: Path, known: Known, problems: Problems) -> tuple[DeclaredHonour, ...]:
    """The honours, their units by id; each is there once."""
    honours, once = [], Once()
    for row in each_row(folder, DeclaredHonour, problems):
        honour, unit, level = row.written, known.unit(row), known.honour_level(row)
        if unit and level and honour.title and once.is_new(row, unit, level, honour.title, honour.document):
            honours.append(honour.model_copy(update={"unit": unit}))
    return tuple(honours)
