"""`vetoes.csv`: vetoes by the items of [annual]."""

from pathlib import Path
from typing import ClassVar

from scoreboard.enums import VetoScope
from scoreboard.exchange.csv_rows import RowFormat, each_row
from scoreboard.exchange.field_types import Day, Reference, Text
from scoreboard.exchange.formats.known import Known, Once
from scoreboard.exchange.problems import Problems


class DeclaredVeto(RowFormat):
    """A veto of one item against a unit in a period, or in the year where no period is named."""

    file: ClassVar[str] = "vetoes.csv"

    unit: Reference
    veto: Reference
    period: Reference = ""
    reason: Text = ""
    reason_en: Text = ""
    decided_on: Day | None = None


def read_vetoes(folder: Path, known: Known, problems: Problems) -> tuple[DeclaredVeto, ...]:
    """The vetoes, their units by id; each is there once."""
    vetoes, once = [], Once()
    for row in each_row(folder, DeclaredVeto, problems):
        unit, item = known.unit(row), known.veto_item(row)
        period = known.period(row) if row.raw("period") else ""
        if known.definitions.veto_scope(item) is VetoScope.YEAR:
            period = ""
        if unit and item and period is not None and once.is_new(row, unit, item, period):
            vetoes.append(row.written.model_copy(update={"unit": unit, "period": period}))
    return tuple(vetoes)
