"""Columns full of figures whose headings name nothing: scores that a sheet would lose without anybody noticing."""

from collections.abc import Callable, Iterator

from scoreboard.exchange.workbooks.columns import SheetColumn, SheetWords
from scoreboard.exchange.workbooks.headings import ColumnRole, role_of
from scoreboard.exchange.workbooks.layout import SheetLayout
from scoreboard.exchange.workbooks.raw_sheet import RawSheet
from scoreboard.name_search import folded


def unread_figures(
    sheet: RawSheet, layout: SheetLayout, known: SheetWords, is_score: Callable[[str], bool]
) -> Iterator[SheetColumn]:
    """The columns beside those of areas that hold mostly scores and whose headings are no known word.

    Of other periods' columns there are none: those are left out for what their headings say.
    """
    if not layout.wide:
        return
    rows = [
        row
        for row in range(layout.first, len(sheet.rows))
        if folded(sheet.spread(row, layout.unit.number)) in known.units
    ]
    for column in layout.of_role(ColumnRole.IGNORED):
        if not column.heading:
            continue  # of a pasted block, which is placed by the cursor
        said = role_of(column.own_word) is not None or known.scored_area(column.own_word) is not None
        if said or known.periods.names_another(column.heading):
            continue
        filled = [text for row in rows if (text := sheet.text(row, column.number))]
        if filled and 2 * sum(map(is_score, filled)) >= len(filled):
            yield column
