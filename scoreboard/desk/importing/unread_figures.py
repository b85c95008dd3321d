"""Columns full of figures whose headings name nothing: scores that a sheet would lose without anybody noticing."""

from collections.abc import Callable, Iterable, Iterator

from scoreboard.exchange.workbooks.columns import SheetColumn, SheetWords
from scoreboard.exchange.workbooks.headings import ColumnRole, bare, ends_as, role_of
from scoreboard.exchange.workbooks.layout import SheetLayout
from scoreboard.exchange.workbooks.raw_sheet import RawSheet
from scoreboard.models import Area
from scoreboard.name_search import folded

LEAST_HANZI, LEAST_LATIN = 3, 5
"""Characters that a heading must have in common with an area's name to look like it."""


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
        if _is_part(column, layout, known):
            continue
        said = role_of(column.own_word) is not None or known.scored_area(column.own_word) is not None
        if said or known.periods.names_another(column.heading):
            continue
        filled = [text for row in rows if (text := sheet.text(row, column.number))]
        if filled and 2 * sum(map(is_score, filled)) >= len(filled):
            yield column


def _is_part(column: SheetColumn, layout: SheetLayout, known: SheetWords) -> bool:
    """Whether it stands beside the score under one area's heading, as 基础分 and 加减分 do beside 得分."""
    over = column.heading.removesuffix(column.own_word)
    return bool(over) and known.area_of(over) in {one.area for one in layout.wide}


def nearest_area(heading: str, free: Iterable[Area]) -> Area | None:
    """The one area without a column whose name a heading abridges or lengthens, as 人居环境 does 人居环境整治."""
    plain, rest = bare(heading), ends_as(heading)[0]
    near = {
        area.id: area
        for area in free
        for called in (area.name, area.name_en)
        for short, long in _pairs(rest or plain, bare(called))
        if short in long and len(short) >= (LEAST_LATIN if short.isascii() else LEAST_HANZI)
    }
    return next(iter(near.values())) if len(near) == 1 else None


def _pairs(one: str, other: str) -> tuple[tuple[str, str], ...]:
    return ((one, other), (other, one)) if one and other else ()
