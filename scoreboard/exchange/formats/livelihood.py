"""`livelihood.csv`: what was promised to the people (民生实事), and the money for it."""

from pathlib import Path
from typing import ClassVar

from scoreboard.exchange.csv_rows import RowFormat, each_row
from scoreboard.exchange.field_types import Amount, Day, Text
from scoreboard.exchange.formats.known import Once
from scoreboard.exchange.problems import Problems


class DeclaredLivelihoodItem(RowFormat):
    """A thing promised to the people, with the money planned and spent in `measure`."""

    file: ClassVar[str] = "livelihood.csv"

    field: Text = ""
    title: Text
    planned: Amount | None = None
    spent: Amount | None = None
    measure: Text = ""
    due: Day | None = None
    status: Text = ""


def read_livelihood(folder: Path, problems: Problems) -> tuple[DeclaredLivelihoodItem, ...]:
    """The items; each is there once."""
    once = Once()
    rows = each_row(folder, DeclaredLivelihoodItem, problems)
    return tuple(row.written for row in rows if once.is_new(row, row.written.field, row.written.title))
