"""A sheet of which it is known what its words mean, before its rows are read."""

from dataclasses import dataclass, field

from scoreboard.desk.importing.choices import SheetChoices
from scoreboard.desk.importing.names import SheetNames
from scoreboard.errors import BadInput, ContestError
from scoreboard.exchange.workbooks.columns import SheetWords
from scoreboard.exchange.workbooks.layout import SheetLayout
from scoreboard.exchange.workbooks.raw_sheet import RawSheet


@dataclass(frozen=True)
class UnderstoodSheet:
    """A sheet, and what its words mean."""

    sheet: RawSheet
    layout: SheetLayout
    names: SheetNames
    known: SheetWords
    choices: SheetChoices = field(default_factory=SheetChoices)
    nobody: ContestError = field(default_factory=lambda: BadInput("import.no_unit"))
    """What is said of scores in a row that names no unit."""
    chosen: bool = False
    """Whether somebody looks at it who can choose, so that nobody is sent to options."""
