"""Finds the header of a sheet under titles and notes, and what each of its columns holds."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from scoreboard.exchange.workbooks.columns import SheetColumn, SheetWords
from scoreboard.exchange.workbooks.headings import ColumnRole, bare, ends_as, is_figure, role_of
from scoreboard.exchange.workbooks.raw_sheet import RawSheet
from scoreboard.exchange.workbooks.stacked_headings import (
    Headings,
    columns_under,
    is_of_words,
    of_this_period,
    rows_of_periods,
    stacked,
    tells,
)
from scoreboard.name_search import folded

SOUGHT_ROWS = 60
"""Under how many rows of titles and notes a header is looked for."""
HEADER_ROWS = 3
"""How many rows a header may have: periods over areas over scores and places."""


@dataclass(frozen=True)
class SheetLayout:
    """How a sheet is laid out: wide, with a column for each area, or long, with a row for each score."""

    header: int
    """The row of the headings, from 0."""
    first: int
    """The first row under them."""
    columns: tuple[SheetColumn, ...]
    area: str | None = None
    """The one area of a long sheet without a column that names them."""
    parted: bool = False
    """Whether its headings name several periods, of which the columns of one are taken."""

    @property
    def key(self) -> str:
        """What sheets of one layout have in common: a digest of their headings in their order."""
        return hashlib.sha256("\n".join(bare(column.heading) for column in self.columns).encode()).hexdigest()

    def of_role(self, role: ColumnRole) -> tuple[SheetColumn, ...]:
        return tuple(column for column in self.columns if column.role is role)

    @cached_property
    def unit(self) -> SheetColumn:
        return self.of_role(ColumnRole.UNIT)[0]

    @cached_property
    def score(self) -> SheetColumn | None:
        """Where the scores of a long sheet stand; None of a wide one."""
        return next(iter(self.of_role(ColumnRole.SCORE)), None)

    @cached_property
    def judge(self) -> SheetColumn | None:
        """Where it stands who has given a score."""
        return next(iter(self.of_role(ColumnRole.JUDGE)), None)

    @cached_property
    def named_area(self) -> SheetColumn | None:
        """Where a long sheet says which area a score is of."""
        return next((one for one in self.of_role(ColumnRole.AREA) if one.area is None), None)

    @cached_property
    def wide(self) -> tuple[SheetColumn, ...]:
        """The columns that hold the scores of an area each."""
        return tuple(one for one in self.of_role(ColumnRole.AREA) if one.area is not None)


def find_layout(sheet: RawSheet, known: SheetWords) -> SheetLayout | None:
    """The layout of a sheet; None where no row names units and something that is scored."""
    names = _units_in_columns(sheet, known)
    best: tuple[int, SheetLayout] | None = None
    for row in range(min(SOUGHT_ROWS, len(sheet.rows))):
        if best is not None and best[1].parted and row < best[1].first:
            continue  # without the row of periods above it all of their columns would be taken
        layout = _layout_at(sheet, row, known, names)
        if layout is None:
            continue
        count = len(layout.wide) or 1
        if best is None or count > best[0]:
            best = count, layout
    return None if best is None else best[1]


def likely_layout(sheet: RawSheet, known: SheetWords) -> SheetLayout | None:
    """Of a sheet whose headings name no area that is known: its header is the last row of words above the first unit.

    Where several would do it is the one that says 单位. None where there is none.
    """
    names = _units_in_columns(sheet, known)
    first = next((row for row, _, text in sheet.filled() if folded(text) in known.units), len(sheet.rows))
    found: list[SheetLayout] = []
    for row in range(min(SOUGHT_ROWS, first)):
        headings = [sheet.text(row, column) for column in range(sheet.width)]
        if sum(map(bool, headings)) < 2 or any(heading[:1].isdecimal() for heading in headings):
            continue
        unit = _unit_column(headings, known, names)
        if unit is None:
            continue
        last = row
        while last + 1 < first and last + 1 < row + HEADER_ROWS and tells(sheet, last + 1, unit, known):
            last += 1
        columns = columns_of(sheet, last + 1 - row, known, row)
        found.append(SheetLayout(row, last + 1, _with_unit(columns, unit)))
    said = [one for one in found if role_of(one.unit.own_word) is ColumnRole.UNIT]
    return next(reversed(said or found), None)


def with_areas(layout: SheetLayout, areas: Mapping[int, str]) -> SheetLayout:
    """A layout after somebody has said of which area columns are, by their numbers; those of none are passed over."""
    score = layout.score
    if score is not None and areas.get(score.number):
        layout = replace(layout, area=areas[score.number])
    columns = tuple(
        one
        if one.number not in areas or one.role is ColumnRole.UNIT or (one is score and areas[one.number])
        else replace(one, role=ColumnRole.AREA, area=areas[one.number])
        if areas[one.number]
        else replace(one, role=ColumnRole.IGNORED, area=None)
        for one in layout.columns
    )
    layout = replace(layout, columns=columns)
    return _without(layout, ColumnRole.SCORE) if layout.wide else layout


def unit_column(sheet: RawSheet, known: SheetWords) -> int | None:
    """The column in which units stand, in half of its rows at least; None where there is none."""
    names = _units_in_columns(sheet, known)
    most = max(names, key=lambda column: (names[column], -column), default=None)
    return most if most is not None and 2 * names[most] >= sum(any(row) for row in sheet.rows) else None


def columns_of(sheet: RawSheet, rows: int, known: SheetWords, first: int = 0) -> tuple[SheetColumn, ...]:
    """What some rows of headings mean by themselves, whichever column names the units."""
    if rows == 1:
        return tuple(_single([sheet.text(first, column) for column in range(sheet.width)], known))
    return tuple(columns_under(stacked(sheet, first, first + rows - 1), known))


def _units_in_columns(sheet: RawSheet, known: SheetWords) -> Counter[int]:
    """How many units stand in each column."""
    named = {text for text in sheet.texts if folded(text) in known.units}
    counts = ((column, sum(map(named.__contains__, texts))) for column, texts in enumerate(sheet.down()))
    return Counter({column: count for column, count in counts if count})


def _layout_at(sheet: RawSheet, row: int, known: SheetWords, names: Counter[int]) -> SheetLayout | None:
    """The layout by a header that begins in a row: by as many rows of it as tell what is below."""
    deepest = next(
        (found for rows in range(HEADER_ROWS, 1, -1) if (found := _stacked_at(sheet, row, rows, known, names))), None
    )
    headings = [sheet.text(row, column) for column in range(sheet.width)]
    if deepest is not None or sum(map(bool, headings)) < 2:
        return deepest
    unit = _unit_column(headings, known, names)
    if unit is None:
        return None
    layout = SheetLayout(row, row + 1, _with_unit(_single(headings, known), unit))
    if layout.wide:
        return _without(layout, ColumnRole.SCORE)
    if layout.score is None:
        return None
    if layout.named_area is None:
        layout = replace(layout, area=_titled(sheet, row, known) or known.only_area)
    return layout


def _stacked_at(sheet: RawSheet, row: int, rows: int, known: SheetWords, names: Counter[int]) -> SheetLayout | None:
    """The layout by a header of several rows, where it has areas and each of its rows has a part in them; else None."""
    stacks = stacked(sheet, row, row + rows - 1)
    unit = _unit_column([stack.word for stack in stacks], known, names)
    if unit is None:
        return None
    named_in = stacks[unit].last
    if named_in and not (role_of(stacks[unit].word) is ColumnRole.UNIT and is_of_words(sheet, row + named_in)):
        return None  # a row of scores already
    if not all(tells(sheet, number, unit, known) for number in range(row + named_in + 1, row + rows)):
        return None
    grouped = rows_of_periods(stacks, known)
    stacks = [one if at == unit else one.without_titles(stacks[unit], grouped) for at, one in enumerate(stacks)]
    columns = tuple(columns_under(stacks, known))
    here = of_this_period(columns, stacks, known)
    parted = here != columns
    layout = SheetLayout(row, row + rows, _with_unit(here, unit), parted=parted)
    if not layout.wide or not all(_has_part(layout, stacks, at, known) for at in range(named_in)):
        return None
    return _without(layout, ColumnRole.SCORE)


def _has_part(layout: SheetLayout, stacks: Sequence[Headings], row: int, known: SheetWords) -> bool:
    """Whether a row above the one that names the units is more than a title: it names areas, or parts periods."""
    return any(
        known.area_of(text) == one.area or (layout.parted and known.periods.names_this(text))
        for one in layout.wide
        if (text := stacks[one.number].texts[row])
    )


def _with_unit(columns: Iterable[SheetColumn], unit: int) -> tuple[SheetColumn, ...]:
    """The columns of a header after it is known which of them names the units."""
    said = [replace(one, role=ColumnRole.UNIT, area=None) if one.number == unit else one for one in columns]
    return tuple(_once(said, unit))


def _unit_column(headings: Sequence[str], known: SheetWords, names: Counter[int]) -> int | None:
    """The column that holds the most units; where none holds any, the one that says so."""
    free = [
        number
        for number, heading in enumerate(headings)
        if heading and known.area_of(heading) is None and not is_figure(heading)
    ]
    said = [number for number in free if role_of(headings[number]) is ColumnRole.UNIT]
    best = max((names[number] for number in free), default=0)
    if best:
        most = [number for number in free if 2 * names[number] > best]
        return next((number for number in most if number in said), most[0])
    return said[0] if said else None


def _single(headings: Sequence[str], known: SheetWords) -> Iterator[SheetColumn]:
    """The columns of a header of one row."""
    scored = [number for number, heading in enumerate(headings) if known.scored_area(heading) is not None]
    ranks = [number for number, heading in enumerate(headings) if heading and role_of(heading) is ColumnRole.RANK]
    own = {known.area_of(rest) for rest, ending in map(ends_as, headings) if rest and ending is ColumnRole.RANK}
    for number, heading in enumerate(headings):
        if not heading:
            continue
        area = known.scored_area(heading)
        if area is not None:
            yield SheetColumn(number, heading, ColumnRole.AREA, area)
            continue
        role = role_of(heading)
        if role is ColumnRole.RANK:
            of = scored[0] if len(scored) == 1 else number - 1 if len(ranks) > 1 else None
            ranked = known.scored_area(headings[of]) if of in scored else None
            yield SheetColumn(number, heading, role, None if ranked in own else ranked)
            continue
        rest, ending = ends_as(heading)
        if role is None and ending is ColumnRole.RANK:
            yield SheetColumn(number, heading, ColumnRole.RANK, known.area_of(rest))
            continue
        yield SheetColumn(number, heading, role or ColumnRole.IGNORED)


def _once(columns: Sequence[SheetColumn], unit: int) -> list[SheetColumn]:
    """Of the columns that name units, areas, judges or scores one of each; others of that kind are passed over."""
    kept: list[SheetColumn] = []
    found: set[ColumnRole] = set()
    for column in columns:
        several = column.role in (ColumnRole.RANK, ColumnRole.TOTAL, ColumnRole.IGNORED) or column.area is not None
        again = column.number != unit if column.role is ColumnRole.UNIT else column.role in found
        if not several:
            found.add(column.role)
        kept.append(replace(column, role=ColumnRole.IGNORED) if again and not several else column)
    return kept


def _without(layout: SheetLayout, role: ColumnRole) -> SheetLayout:
    """A wide sheet's scores stand under its areas: a bare 得分 beside them, or 工作, says nothing."""
    bare_ones = (role, ColumnRole.AREA)
    return replace(
        layout,
        columns=tuple(
            replace(one, role=ColumnRole.IGNORED) if one.role in bare_ones and one.area is None else one
            for one in layout.columns
        ),
    )


def _titled(sheet: RawSheet, header: int, known: SheetWords) -> str | None:
    """The area that a title above the header names, or the sheet's own name; None where several do, or none."""
    texts = [text for row in range(header) for text in sheet.rows[row] if text]
    named = {area for text in [*texts, sheet.name or ""] if text and (area := known.scored_area(text)) is not None}
    return next(iter(named)) if len(named) == 1 else None
