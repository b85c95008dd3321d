"""`honours.csv`: honours of the levels of [annual]."""

from pathlib import Path
from typing import ClassVar

from scoreboard.exchange.csv_rows import RowFormat, each_row
from scoreboard.exchange.field_types import Day, Name, Reference, Text
from scoreboard.exchange.formats.known import Known, Once
from scoreboard.exchange.problems import Problems


class DeclaredHonour(RowFormat):
    """An honour of a level of [annual], with the document that granted it.

    One that is dated before the year counts only where it says from which competition it has rolled over.
    """

    file: ClassVar[str] = "honours.csv"

    unit: Reference
    person: Name = ""
    person_en: Name = ""
    level: Reference
    title: Text
    title_en: Text = ""
    document: Text = ""
    document_en: Text = ""
    awarded_on: Day | None = None
    rolled_from: Text = ""


def read_honours(folder: Path, known: Known, problems: Problems) -> tuple[DeclaredHonour, ...]:
    """The honours, their units by id; each is there once."""
    honours, once = [], Once()
    for row in each_row(folder, DeclaredHonour, problems):
        honour, unit, level = row.written, known.unit(row), known.honour_level(row)
        if unit and level and honour.title and once.is_new(row, unit, *_named(honour)):
            honours.append(honour.model_copy(update={"unit": unit}))
    return tuple(honours)


def _named(honour: DeclaredHonour) -> tuple[str, ...]:
    """What tells the honours of a unit apart."""
    return honour.person, honour.level, honour.title, honour.document
