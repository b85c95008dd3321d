"""Whose scores stand in a pasted block: by the names and headings that it brings along, else by where it is pasted."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from scoreboard.exchange.workbooks.columns import SheetColumn, SheetWords
from scoreboard.exchange.workbooks.headings import ColumnRole
from scoreboard.exchange.workbooks.layout import (
    HEADER_ROWS,
    SheetLayout,
    columns_of,
    find_layout,
    likely_layout,
    unit_column,
)
from scoreboard.exchange.workbooks.raw_sheet import RawSheet
from scoreboard.exchange.workbooks.stacked_headings import tells
from scoreboard.name_search import folded

NO_HEADER = -1


@dataclass(frozen=True)
class BlockPlace:
    """Where a block is pasted: the units from the cursor's on down, and the areas from the cursor's on to the right."""

    units: Sequence[str]
    areas: Sequence[str]


def lay_block(block: RawSheet, place: BlockPlace, known: SheetWords) -> tuple[RawSheet, SheetLayout]:
    """A block with a column of unit ids behind it where it names none itself, and how it is laid out."""
    found = find_layout(block, known)
    if found is None and _has_headings(block, known):
        found = likely_layout(block, known)
    if found is not None:
        return block, found
    units = unit_column(block, known)
    if units is not None:
        return block, SheetLayout(NO_HEADER, 0, _placed(block, place, units))
    headed = _headed(block, known)
    first, columns = headed if headed is not None else (0, _placed(block, place, None))
    ids = [*[""] * first, *place.units[: len(block.rows) - first]]
    ids += [""] * (len(block.rows) - len(ids))
    width = block.width
    rows = [[*row, *[""] * (width - len(row)), unit] for row, unit in zip(block.rows, ids, strict=True)]
    names = SheetColumn(width, "", ColumnRole.UNIT)
    return replace(block, rows=rows), SheetLayout(0 if first else NO_HEADER, first, (*columns, names))


def _has_headings(block: RawSheet, known: SheetWords) -> bool:
    """Whether the first row is one of words, none of which is a unit's name."""
    first = [text for text in block.rows[0] if text] if block.rows else []
    return bool(first) and not any(text[0].isdigit() or folded(text) in known.units for text in first)


def _headed(block: RawSheet, known: SheetWords) -> tuple[int, tuple[SheetColumn, ...]] | None:
    """How many rows of headings a block has that names areas, and its columns; None of another."""
    if not _has_headings(block, known) or len(block.rows) < 2:
        return None
    rows = 1
    while rows < HEADER_ROWS and tells(block, rows, block.width, known):
        rows += 1
    columns = columns_of(block, rows, known)
    return (rows, columns) if any(column.area is not None for column in columns) else None


def _placed(block: RawSheet, place: BlockPlace, units: int | None) -> tuple[SheetColumn, ...]:
    """The columns of a block without headings; what lies beyond the last area is of none."""
    columns: list[SheetColumn] = []
    areas = iter(place.areas)
    for number in range(block.width):
        if number == units:
            columns.append(SheetColumn(number, "", ColumnRole.UNIT))
        elif units is not None and number < units:
            columns.append(SheetColumn(number, "", ColumnRole.IGNORED))
        else:
            area = next(areas, None)
            columns.append(SheetColumn(number, "", ColumnRole.AREA if area else ColumnRole.IGNORED, area))
    return tuple(columns)


def beyond(block: RawSheet, layout: SheetLayout) -> tuple[SheetColumn, ...]:
    """The columns of a block without headings that lie beyond the last area, and hold something."""
    if layout.header != NO_HEADER:
        return ()
    placed = [column.number for column in layout.columns if column.area is not None]
    return tuple(
        column
        for column in layout.of_role(ColumnRole.IGNORED)
        if column.number > max(placed, default=-1)
        and any(block.text(row, column.number) for row in range(len(block.rows)))
    )
