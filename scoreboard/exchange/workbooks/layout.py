"""Finds the header of a sheet under titles and notes, and what each of its columns holds."""

import hashlib
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from scoreboard.exchange.workbooks.headings import ColumnRole, bare, ends_as, role_of
from scoreboard.exchange.workbooks.raw_sheet import RawSheet
from scoreboard.name_search import folded

SOUGHT_ROWS = 60
"""Under how many rows of titles and notes a header is looked for."""


@dataclass(frozen=True)
class SheetColumn:
    """A column that the header names."""

    number: int
    """From 0."""
    heading: str
    role: ColumnRole
    area: str | None = None
    """The area that its scores or its places are of."""


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


@dataclass(frozen=True)
class SheetWords:
    """What the words of a sheet may mean in a contest; everything folded."""

    areas: Mapping[str, str]
    """Ids, names and flags of the contested areas, and the areas' ids."""
    units: Collection[str]
    """Those of the sheet's texts that a unit of the contest answers to."""
    mapped: Mapping[str, str]
    """Headings that somebody has said the area of; they go before all others."""
    only_area: str | None = None
    """The area of a contest that has but one."""

    def area_of(self, heading: str) -> str | None:
        plain = folded(heading)
        for sought in (plain, bare(heading)):
            if sought in self.mapped:
                return self.mapped[sought]
        for sought in (plain, bare(heading)):
            if sought in self.areas:
                return self.areas[sought]
        return None


def find_layout(sheet: RawSheet, known: SheetWords) -> SheetLayout | None:
    """The layout of a sheet; None where no row names units and something that is scored."""
    names = _units_in_columns(sheet, known)
    best: tuple[int, SheetLayout] | None = None
    for row in range(min(SOUGHT_ROWS, len(sheet.rows))):
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
        if unit is not None:
            columns = [
                replace(one, role=ColumnRole.UNIT) if one.number == unit else one for one in _single(headings, known)
            ]
            found.append(SheetLayout(row, row + 1, tuple(_once(columns, unit))))
    said = [one for one in found if role_of(one.unit.heading) is ColumnRole.UNIT]
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


def columns_of(headings: Sequence[str], known: SheetWords) -> tuple[SheetColumn, ...]:
    """What the headings of a row mean by themselves."""
    return tuple(_single(headings, known))


def _units_in_columns(sheet: RawSheet, known: SheetWords) -> Counter[int]:
    """How many units stand in each column."""
    return Counter(column for _, column, text in sheet.filled() if folded(text) in known.units)


def _layout_at(sheet: RawSheet, row: int, known: SheetWords, names: Counter[int]) -> SheetLayout | None:
    headings = [sheet.text(row, column) for column in range(sheet.width)]
    if sum(map(bool, headings)) < 2:
        return None
    unit = _unit_column(headings, known, names)
    if unit is None:
        return None
    under = _subheadings(sheet, row, unit)
    read = _under(sheet, headings, under, known) if under else _single(headings, known)
    columns = [replace(one, role=ColumnRole.UNIT, area=None) if one.number == unit else one for one in read]
    columns = _once(columns, unit)
    layout = SheetLayout(row, row + 2 if under else row + 1, tuple(columns))
    if layout.wide:
        return _without(layout, ColumnRole.SCORE)
    if layout.score is None:
        return None
    if layout.named_area is None:
        layout = replace(layout, area=_titled(sheet, row, known) or known.only_area)
    return layout


def _unit_column(headings: Sequence[str], known: SheetWords, names: Counter[int]) -> int | None:
    """The column that holds the most units; where none holds any, the one that says so."""
    free = [number for number, heading in enumerate(headings) if heading and known.area_of(heading) is None]
    said = [number for number in free if role_of(headings[number]) is ColumnRole.UNIT]
    best = max((names[number] for number in free), default=0)
    if best:
        most = [number for number in free if 2 * names[number] > best]
        return next((number for number in most if number in said), most[0])
    return said[0] if said else None


def _single(headings: Sequence[str], known: SheetWords) -> Iterator[SheetColumn]:
    """The columns of a header of one row."""
    scored = [number for number, heading in enumerate(headings) if _scored_area(heading, known) is not None]
    ranks = [number for number, heading in enumerate(headings) if heading and role_of(heading) is ColumnRole.RANK]
    own = {known.area_of(rest) for rest, ending in map(ends_as, headings) if rest and ending is ColumnRole.RANK}
    for number, heading in enumerate(headings):
        if not heading:
            continue
        area = _scored_area(heading, known)
        if area is not None:
            yield SheetColumn(number, heading, ColumnRole.AREA, area)
            continue
        role = role_of(heading)
        if role is ColumnRole.RANK:
            of = scored[0] if len(scored) == 1 else number - 1 if len(ranks) > 1 else None
            ranked = _scored_area(headings[of], known) if of in scored else None
            yield SheetColumn(number, heading, role, None if ranked in own else ranked)
            continue
        rest, ending = ends_as(heading)
        if role is None and ending is ColumnRole.RANK:
            yield SheetColumn(number, heading, ColumnRole.RANK, known.area_of(rest))
            continue
        yield SheetColumn(number, heading, role or ColumnRole.IGNORED)


def _scored_area(heading: str, known: SheetWords) -> str | None:
    """The area whose scores a heading stands over."""
    if not heading:
        return None
    found = known.area_of(heading)
    if found is not None:
        return found
    rest, ending = ends_as(heading)
    return known.area_of(rest) if ending is ColumnRole.SCORE else None


def _subheadings(sheet: RawSheet, row: int, unit: int) -> dict[int, str]:
    """The second row of a header, such as 得分 and 排名 under each area; empty where the next row is none."""
    found = {column: text for column in range(sheet.width) if (text := sheet.text(row + 1, column))}
    told = (ColumnRole.SCORE, ColumnRole.RANK, ColumnRole.TOTAL, ColumnRole.IGNORED)
    if not found or unit in found or not all(role_of(text) in told for text in found.values()):
        return {}
    return found if any(role_of(text) is ColumnRole.SCORE for text in found.values()) else {}


def _under(
    sheet: RawSheet, headings: Sequence[str], under: Mapping[int, str], known: SheetWords
) -> Iterator[SheetColumn]:
    """The columns of a header of two rows: each heading of the first goes on over those below it."""
    over = ""
    for number in range(sheet.width):
        over = headings[number] or (over if number in under else "")
        below = under.get(number, "")
        if not below:
            yield from (replace(one, number=number) for one in _single([headings[number]], known))
            continue
        role = role_of(below) or ColumnRole.IGNORED
        area = known.area_of(over) if over else None
        heading = f"{over} {below}".strip()
        if role is ColumnRole.SCORE and area is not None:
            yield SheetColumn(number, heading, ColumnRole.AREA, area)
        elif role is ColumnRole.SCORE and over:
            over_role = role_of(over)
            yield SheetColumn(number, heading, over_role if over_role is ColumnRole.TOTAL else ColumnRole.IGNORED)
        else:
            yield SheetColumn(number, heading, role, area if role is ColumnRole.RANK else None)


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
    named = {area for text in [*texts, sheet.name or ""] if text and (area := _scored_area(text, known)) is not None}
    return next(iter(named)) if len(named) == 1 else None
