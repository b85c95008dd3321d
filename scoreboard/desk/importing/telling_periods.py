"""Tells where a sheet says of itself, or of some of its rows, that it is another period's."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from scoreboard.desk.importing.period_rows import PeriodRows
from scoreboard.desk.importing.periods import of_other_periods
from scoreboard.desk.importing.preview import Mending, Preview
from scoreboard.desk.importing.understood import UnderstoodSheet
from scoreboard.errors import BadInput
from scoreboard.exchange.workbooks.period_words import told_years, years_in
from scoreboard.store.contest import Contest

_Tell = Callable[[int, int, str], None]


def tell_periods(contest: Contest, of: UnderstoodSheet, rows: PeriodRows, preview: Preview) -> None:
    """What a heading says is another period's may be so: nothing of it is saved before somebody has answered."""
    sorted_by_rows = bool(rows.this and rows.another)
    for row, column, text in of_other_periods(of.sheet, of.layout, of.known, sorted_by_rows=sorted_by_rows):
        _tell_period(contest, of, preview, row, column, text)
    if not rows.this:
        _tell_once(rows.another, partial(_tell_period, contest, of, preview))
    _tell_once(rows.unclear, partial(_tell_unclear, contest, of, preview))


def _tell_once(rows: Mapping[int, tuple[int, str]], tell: _Tell) -> None:
    """Tell of each text of some rows in the first row that has it."""
    first = {text: (row, column) for row, (column, text) in sorted(rows.items(), reverse=True)}
    for text, (row, column) in sorted(first.items(), key=lambda one: one[1]):
        tell(row, column, text)


def _tell_period(
    contest: Contest, of: UnderstoodSheet, preview: Preview, row: int | None, column: int | None, text: str
) -> None:
    period, own = contest.period.id, of.known.periods.years
    words: dict[str, Any] = {"heading": text, "period": period, "meant": period}
    years = years_in(text)
    if years and own and not years & set(own):
        key = "import.other_year_chosen" if of.chosen else "import.other_year"
        words |= {"year": told_years(years), "own": told_years(own)}
    else:
        key = "import.other_period_chosen" if of.chosen else "import.other_period"
    preview.trouble(row, column, BadInput(key, **words), Mending.PERIOD, text)


def _tell_unclear(contest: Contest, of: UnderstoodSheet, preview: Preview, row: int, column: int, text: str) -> None:
    period = contest.period.id
    key = f"import.{'unclear' if text else 'blank'}_period{'_chosen' if of.chosen else ''}"
    error = BadInput(key, heading=text or of.sheet.text(of.layout.header, column), period=period, meant=period)
    preview.trouble(row, column, error, Mending.PERIOD, text)
