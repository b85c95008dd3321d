"""`livelihood.csv`: what was promised to the people (民生实事), and the money for it."""

from pathlib import Path
from typing import ClassVar

from scoreboard.exchange.csv_rows import RowFormat, each_row
from scoreboard.exchange.field_types import Amount, Day, Identifier, Text
from scoreboard.exchange.formats.known import Once
from scoreboard.exchange.problems import Problems


class DeclaredLivelihoodItem(RowFormat):
    """A thing promised to the people, with the money planned and spent in `measure`."""

    file: ClassVar[str] = "livelihood.csv"

    id: Identifier | None = None
    field: Text = ""
    field_en: Text = ""
    title: Text
    title_en: Text = ""
    planned: Amount | None = None
    spent: Amount | None = None
    measure: Text = ""
    measure_en: Text = ""
    due: Day | None = None
    status: Text = ""
    status_en: Text = ""


def read_livelihood(folder: Path, problems: Problems) -> tuple[DeclaredLivelihoodItem, ...]:
    """The items; each is there once, or with an id of its own."""
    once = Once()
    rows = each_row(folder, DeclaredLivelihoodItem, problems)
    return tuple(
        row.written for row in rows if once.is_new_promise(row, row.written.id, row.written.field, row.written.title)
    )
