"""`pledges.csv`: public promises; one that is measured has a comparator and a target."""

from pathlib import Path
from typing import Annotated, ClassVar

from pydantic import BeforeValidator

from scoreboard.exchange.csv_rows import CsvRow, RowFormat, each_row
from scoreboard.exchange.field_types import Day, Figure, Name, Reference, Text, one_of
from scoreboard.exchange.formats.known import Known, Once
from scoreboard.exchange.problems import Problems

SPELLINGS = {"≥": ">=", "≤": "<=", "＝": "=", "＞": ">", "＜": "<"}


def _plain(comparator: str) -> str:
    return SPELLINGS.get(comparator, comparator)


class DeclaredPledge(RowFormat):
    """A public promise; `comparator` is "" where nothing is measured."""

    file: ClassVar[str] = "pledges.csv"

    unit: Reference
    person: Name = ""
    post: Text = ""
    aspect: Text = ""
    text: Text
    comparator: Annotated[str, BeforeValidator(_plain), one_of(">=", "<=", ">", "<", "=")] = ""
    target: Figure | None = None
    measure: Text = ""
    due: Day | None = None
    channel: Text = ""
    made_on: Day | None = None
    actual: Figure | None = None
    settled_on: Day | None = None
    outcome: Text = ""


def read_pledges(folder: Path, known: Known, problems: Problems) -> tuple[DeclaredPledge, ...]:
    """The pledges, their units by id; each is there once."""
    pledges, once = [], Once()
    for row in each_row(folder, DeclaredPledge, problems):
        pledge, unit = row.written, known.unit(row)
        _check_target(row)
        if unit and once.is_new(row, unit, pledge.person, pledge.aspect, pledge.text):
            pledges.append(pledge.model_copy(update={"unit": unit}))
    return tuple(pledges)


def _check_target(row: CsvRow[DeclaredPledge]) -> None:
    if row.raw("comparator") and not row.raw("target"):
        row.wrong("target", "target_missing", comparator=row.written.comparator)
