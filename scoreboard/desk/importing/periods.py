"""Headings, titles and the name of a sheet that say of it that it is another period's."""

from collections.abc import Iterator

from scoreboard.exchange.workbooks.columns import SheetWords
from scoreboard.exchange.workbooks.headings import is_note
from scoreboard.exchange.workbooks.layout import SheetLayout
from scoreboard.exchange.workbooks.raw_sheet import RawSheet
from scoreboard.exchange.workbooks.stacked_headings import stacked
from scoreboard.name_search import folded

Found = tuple[int | None, int | None, str]
"""The row and the column of a text, and the text; None of both of the sheet's own name."""


def of_other_periods(
    sheet: RawSheet, layout: SheetLayout, known: SheetWords, *, sorted_by_rows: bool = False
) -> Iterator[Found]:
    """The titles, and the headings over scores that are taken in, that name another period than the contested one.

    So does the sheet's name, but where its rows are sorted by the periods that they name themselves.
    """
    first = max(layout.header, 0)
    told: set[str] = set()
    named: tuple[Found, ...] = ((None, None, sheet.name),) if sheet.name and not sorted_by_rows else ()
    for row, column, text in (*named, *_titles(sheet, first, known), *_headings(sheet, layout, known)):
        if folded(text) not in told and known.periods.names_another(text):
            told.add(folded(text))
            yield row, column, text


def _titles(sheet: RawSheet, header: int, known: SheetWords) -> Iterator[Found]:
    """What stands above the header, but in rows that name the period, too."""
    for row in range(header):
        texts = [(row, column, text) for column, text in enumerate(sheet.rows[row]) if text and not is_note(text)]
        if not any(known.periods.names_this(text) for _row, _column, text in texts):
            yield from texts


def _headings(sheet: RawSheet, layout: SheetLayout, known: SheetWords) -> Iterator[Found]:
    """What stands in the header over units and scores, but names of areas, and what was said to be of one."""
    first = max(layout.header, 0)
    if layout.first <= first:
        return
    stacks = stacked(sheet, first, layout.first - 1)
    scores = [*layout.wide, *([layout.score] if layout.score is not None else [])]
    for column in (layout.unit, *scores):
        if column.number >= len(stacks) or folded(column.heading) in known.mapped:
            continue
        stack = stacks[column.number]
        for row, (text, begin) in enumerate(zip(stack.texts, stack.begins, strict=True)):
            if text and known.scored_area(text) is None:
                yield first + row, begin, text
