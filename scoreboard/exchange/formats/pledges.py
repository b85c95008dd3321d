"""`pledges.csv`: public promises; one that is measured has a comparator and a target."""

from pathlib import Path
from typing import Annotated, ClassVar

from pydantic import BeforeValidator

from scoreboard.exchange.csv_rows import CsvRow, RowFormat, each_row
from scoreboard.exchange.field_types import Day, Figure, Identifier, Name, Reference, Text, one_of
from scoreboard.exchange.formats.known import Known, Once
from scoreboard.exchange.problems import Problems

SPELLINGS = {"≥": ">=", "≤": "<=", "＝": "=", "＞": ">", "＜": "<"}


def _plain(comparator: str) -> str:
    return SPELLINGS.get(comparator, comparator)


class DeclaredPledge(RowFormat):
    """A public promise; `comparator` is "" where nothing is measured."""

    file: ClassVar[str] = "pledges.csv"

    id: Identifier | None = None
    unit: Reference
    person: Name = ""
    person_en: Name = ""
    post: Text = ""
    post_en: Text = ""
    aspect: Text = ""
    aspect_en: Text = ""
    text: Text
    text_en: Text = ""
    comparator: Annotated[str, BeforeValidator(_plain), one_of(">=", "<=", ">", "<", "=")] = ""
    target: Figure | None = None
    measure: Text = ""
    measure_en: Text = ""
    due: Day | None = None
    channel: Text = ""
    channel_en: Text = ""
    made_on: Day | None = None
    actual: Figure | None = None
    settled_on: Day | None = None
    outcome: Text = ""
    outcome_en: Text = ""


def read_pledges(folder: Path, known: Known, problems: Problems) -> tuple[DeclaredPledge, ...]:
    """The pledges, their units by id; each is there once, or with an id of its own."""
    pledges, once = [], Once()
    for row in each_row(folder, DeclaredPledge, problems):
        pledge, unit = row.written, known.unit(row)
        _check_target(row)
        if unit and once.is_new_promise(row, pledge.id, unit, pledge.person, pledge.aspect, pledge.text):
            pledges.append(pledge.model_copy(update={"unit": unit}))
    return tuple(pledges)


def _check_target(row: CsvRow[DeclaredPledge]) -> None:
    if row.raw("comparator") and not row.raw("target"):
        row.wrong("target", "target_missing", comparator=row.written.comparator)
