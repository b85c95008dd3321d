"""Tables whose rows are heroes, in as many columns of rows as let all of them be read from the back of a hall."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import Any, Generic, TypeVar

from scoreboard.publications.scene import Scene
from screens.colours import Colour, blend
from screens.hall.parts.hall_words import CalledUnit, short_in, word
from screens.hall.parts.large_columns import EDGE, LargeTable, TableCell, Tabled
from screens.hall.parts.motion import ease, span
from screens.hall.parts.page import Box, head_rows, hero, is_hall, is_wall, on_line
from screens.hall.parts.pagination import Leaf, draw_list, groups_of, leaf_of, leaves, list_beside, most_pages
from screens.hall.parts.standings import MOVING, Listing, Moves, Row, changed_units, positions
from screens.looks import Look
from screens.widgets.bigtext import ems_of, is_narrow
from screens.widgets.canvas import Canvas
from screens.widgets.fitted import Setting, least_width

Value = TypeVar("Value")

_LARGEST = 30
_MOST_ACROSS = 4
_GAP = 3
_BETWEEN = 1
"""Cells between the columns of a row."""
_LOOSE = 1.4
"""How much wider than it must be a row may become: the eye has to find its end."""
_SHORTER = 8
"""Of ten names so many have room at the size of the row; one that has none at any size is short, or ordinary text."""


@dataclass(frozen=True)
class Grid:
    """Columns of rows, rows in each, cells that a row takes, and the em in half rows; its names are short if `short`.

    `before` and `after` are the cells of the columns at both sides of the name.
    """

    across: int
    down: int
    wide: int
    tall: int
    em: int
    short: bool
    before: tuple[int, ...]
    after: tuple[int, ...]

    def boxes(self, slot: Box) -> tuple[list[Box], Box, list[Box]]:
        """Where in a row its columns stand: those before the name, the name, and those after it."""
        x, found = slot.x + EDGE, list[Box]()
        widths = (*self.before, self.name, *self.after)
        for width in widths:
            found.append(Box(x, slot.y, width, slot.height))
            x += width + _BETWEEN
        at = len(self.before)
        return found[:at], found[at], found[at + 1 :]

    @property
    def name(self) -> int:
        """The cells of the names."""
        others = (*self.before, *self.after)
        return max(1, self.wide - 2 * EDGE - sum(others) - _BETWEEN * len(others))


def room_in(size: tuple[int, int], left: int, right: int) -> Box:
    """The part of a page below its head and over its foot that leaves so many columns free at its sides."""
    top = head_rows(size[1]) + 1
    return Box(left, top, size[0] - left - right, size[1] - top - 1)


class Needs(Generic[Row]):
    """What rows that are ranked together take in letters, whatever is on a page: ems, cells, a share of all; names.

    `free` are the ems that the column behind a name leaves it, `least` the cells that names take at least.
    """

    def __init__(self, tabled: Tabled[Row], look: Look, rows: Sequence[Row], short: bool) -> None:
        table = tabled(rows, look.lang)
        columns = (*table.before, *table.after)
        told = [[column.told(row) for row in rows] if column.told else [] for column in columns]
        self.look, self.short, self.before, self.columns = look, short, len(table.before), columns
        of_each = zip(columns, told, strict=True)
        self.ems = [column.ems + max(map(ems_of, texts), default=0.0) for column, texts in of_each]
        self.share = sum(column.share for column in columns)
        self.fixed = 2 * EDGE + _BETWEEN * len(columns) + sum(column.cells for column in columns)
        names = [_name(row, look.lang, short) for row in rows]
        self.free = [self.ems[self.before] - ems_of(text) for text in told[self.before]] or [0.0] * len(rows)
        self.least = [least_cells(look, name) for name in names]
        self.most = max(len(names) * (10 - _SHORTER) // 10, 1 if len(names) > 1 else 0)  # one makes no other small
        ems = sorted(map(ems_of, names))
        self.longest = max(ems, default=0.0)
        self.usual = ems[(len(ems) - 1) * _SHORTER // 10] if ems else 0.0
        """The ems of a name that few are longer than: these few are smaller, each by itself, and make not all so."""
        self.legible = legible_em(look, all(is_narrow(text) for texts in (*told, names) for text in texts))


def grid_for(needs: Needs[Any], size: tuple[int, int], box: Box, count: int) -> Grid | None:
    """The grid in which `count` of the rows are largest; None where they would not be legible: then they are text."""
    if not needs.least or needs.look.native or not is_hall(size):
        return None
    if needs.share and not is_wall(size):
        return None  # bars of a few rows say nothing of the others
    most = 1 if needs.share else _MOST_ACROSS
    found = [_grid(needs, box, count, across) for across in range(1, most + 1)]
    return max((grid for grid in found if grid), key=lambda grid: grid.em, default=None)


def _grid(needs: Needs[Any], box: Box, count: int, across: int) -> Grid | None:
    down = -(-count // across)
    wide, tall = (box.width - _GAP * (across - 1)) // across, box.height // down
    if tall * 2 / 1.12 < needs.legible:
        return None
    beside, free = sum(needs.ems), wide * (1 - needs.share) - needs.fixed
    em = int(min(free / (needs.usual + beside), tall * 2 / 1.12, _LARGEST))
    told = list(zip(needs.least, needs.free, strict=True))
    while em >= needs.legible and sum(least > free - (beside - spare) * em for least, spare in told) > needs.most:
        em -= 1
    if em < needs.legible:
        return None
    cells = [round(ems * em) + column.cells for ems, column in zip(needs.ems, needs.columns, strict=True)]
    if needs.share:
        names = min(int(free - beside * em), round(needs.longest * em) + 1)
        rest = int(wide * needs.share) + int(free - beside * em) - names
        cells = [rest if column.share else width for width, column in zip(cells, needs.columns, strict=True)]
    else:
        used = max((needs.usual + beside) * _LOOSE, beside + needs.longest)
        wide = min(wide, needs.fixed + round(used * em))
    before, after = tuple(cells[: needs.before]), tuple(cells[needs.before :])
    return Grid(across, down, wide, min(tall, em), em, needs.short, before, after)


def _has_room(look: Look, name: str, cells: float) -> bool:
    """Whether a name can be read in so many cells, condensed if it may be."""
    return least_cells(look, name) <= cells


def least_cells(look: Look, name: str) -> float:
    """The cells in which a name can still be read on one line, condensed if it may be."""
    return least_width(name, _setting(look)) / look.glyphs.across


def _setting(look: Look) -> Setting:
    return Setting(coarseness=look.glyphs.coarseness, crisp=look.glyphs.across > 1)


def legible_em(look: Look, narrow: bool) -> float:
    """The least em in half rows that can be read, of letters alone if `narrow`."""
    return _setting(look).least_at(narrow) / look.glyphs.across


def _name(row: CalledUnit, lang: str, short: bool) -> str:
    return short_in(row, lang) if short else row.called(lang)


@dataclass(frozen=True)
class Spread(Generic[Row]):
    """A page whose rows are large: which, in what grid and where; and where all of them are listed, if anywhere."""

    leaf: Leaf[Row]
    grid: Grid
    room: Box
    listed: Box | None


def spread(
    tabled: Tabled[Row],
    scene: Scene,
    board: Listing[Row] | None,
    look: Look,
    size: tuple[int, int],
    room: Box,
    *,
    backwards: bool = False,
) -> Spread[Row] | None:
    """The page of `scene` with large rows in `room`, `backwards` where it begins with the last ones.

    None where its rows are ordinary text.
    """
    found, short = _paged(tabled, _Held(board), look, size, room)
    if not found:
        return None
    leaf, listed = leaf_of(scene, found, backwards=backwards), None
    grid = _grid_of(tabled, _Held(leaf), look, size, room, short)
    table = tabled(leaf.rows, look.lang)
    beside = list_beside(leaf, room, look.lang, table.listed)
    if beside:
        narrower, briefly = _paged(tabled, _Held(board), look, size, beside[0])
        smaller = _grid_of(tabled, _Held(leaf), look, size, beside[0], short)
        same = (len(narrower), briefly) == (len(found), short)
        if same and _without_room(table, leaf, look, smaller) <= _without_room(table, leaf, look, grid):
            (room, listed), grid = beside, smaller
    return Spread(leaf, grid, room, listed) if grid else None


def _without_room(table: LargeTable[Row], leaf: Leaf[Row], look: Look, grid: Grid | None) -> int:
    """How many names of a page have no room on one line even if they are short."""
    if grid is None:
        return len(leaf.shown)
    names = ((_name(row, look.lang, True), grid.name + _left_by(table, row, grid)) for row in leaf.shown)
    return sum(not _has_room(look, *one) for one in names)


def _left_by(table: LargeTable[Row], row: Row, grid: Grid) -> int:
    """The cells that the column behind a name leaves it in this row."""
    told = table.after[0].told
    return max(0, grid.after[0] - table.after[0].cells - round(ems_of(told(row)) * grid.em)) if told else 0


@lru_cache(maxsize=64)
def _grid_of(
    tabled: Tabled[Any], held: "_Held[Leaf[Any]]", look: Look, size: tuple[int, int], room: Box, short: bool
) -> Grid | None:
    """The grid of a page, which every frame wants."""
    return grid_for(Needs(tabled, look, held.value.rows, short), size, room, held.value.count)


def page_count(tabled: Tabled[Row], board: Listing[Row] | None, look: Look, size: tuple[int, int], room: Box) -> int:
    """The pages of a board with large rows in `room`; 0 where its rows are ordinary text."""
    return len(_paged(tabled, _Held(board), look, size, room)[0])


def reads_every(tabled: Tabled[Row], board: Listing[Row] | None, look: Look, size: tuple[int, int], room: Box) -> bool:
    """Whether every name is large on some page: a name that is too long for all sizes is ordinary text elsewhere."""
    found, short = _paged(tabled, _Held(board), look, size, room)
    for leaf in found:
        grid = _grid_of(tabled, _Held(leaf), look, size, room, short)
        if _without_room(tabled(leaf.rows, look.lang), leaf, look, grid):
            return False
    return bool(found)


def page_with(
    tabled: Tabled[Row],
    board: Listing[Row] | None,
    units: Collection[str],
    look: Look,
    size: tuple[int, int],
    room: Box,
) -> int | None:
    """The first page of large rows on which one of these units stands; None where rows are ordinary text."""
    found, _ = _paged(tabled, _Held(board), look, size, room)
    if not found:
        return None
    pages = (page for page, leaf in enumerate(found) if any(row.unit in units for row in leaf.shown))
    return next(pages, 0)


@dataclass(frozen=True, eq=False)
class _Held(Generic[Value]):
    """What is told from others as the object that it is: to compare all rows takes as long as to page them."""

    value: Value

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Held) and other.value is self.value

    def __hash__(self) -> int:
        return id(self.value)


@lru_cache(maxsize=32)
def _paged(
    tabled: Tabled[Any], held: "_Held[Listing[Any] | None]", look: Look, size: tuple[int, int], room: Box
) -> tuple[tuple[Leaf[Any], ...], bool]:
    """The pages of a board with large rows, and whether names are short on them; none where rows are ordinary text.

    They are remembered: each frame, and whoever asks for a unit's page, wants those of the same few boards.
    """
    if look.native or not is_hall(size):
        return (), False
    groups = groups_of(held.value)
    needs = {short: [Needs(tabled, look, group, short) for group in groups] for short in (False, True)}
    for most, short in product(most_pages(size), (False, True)):

        def fits(group: int, count: int, short: bool = short) -> bool:
            return grid_for(needs[short][group], size, room, count) is not None

        if found := leaves(groups, fits, most):
            return found, short
    return (), False


def draw_large(
    canvas: Canvas, moves: Moves, page: Spread[Row], table: LargeTable[Row], elapsed: float, hidden: int = 0
) -> None:
    """The rows of a page, each column from its top to its foot; a row that changed its place moves to the new one.

    What comes from another page comes from this one's first or last place. The first `hidden` rows are not
    uncovered yet.
    """
    theme, leaf, grid, box = canvas.look.theme, page.leaf, page.grid, page.room
    rows, shown = list(leaf.rows), leaf.shown
    marked = changed_units(moves, rows)
    _heads(canvas, box, grid, table)
    share = ease(span(elapsed, 0.0, MOVING)) if moves.seconds else 1.0
    before = positions(rows, moves.was, 0.0)[leaf.start : leaf.start + len(shown)]
    glow = blend(theme.red, theme.panel_high, share)
    slots = [_slot(box, grid, place) for place in range(leaf.count)]
    for place, slot in enumerate(slots[: len(shown)]):
        if place % grid.down % 2 == 0:
            canvas.fill(slot.x, slot.y, slot.width, slot.height, theme.panel)
    for place in sorted(range(hidden, len(shown)), key=lambda place: shown[place].unit in marked):
        row, new = shown[place], slots[place]
        old = slots[min(len(shown) - 1, max(0, round(before[place]) - leaf.start))]
        x, y = round(old.x + (new.x - old.x) * share), round(old.y + (new.y - old.y) * share)
        mark = row.unit in marked
        ground = glow if mark else theme.panel if place % grid.down % 2 == 0 else canvas.ground_at(y)
        if mark or share < 1:
            canvas.fill(x, y, grid.wide, grid.tall, ground)
        _row(canvas, Box(x, y, grid.wide, grid.tall), row, grid, table, ground)
    if page.listed:
        draw_list(canvas, page.listed, leaf, table.listed)


def _heads(canvas: Canvas, box: Box, grid: Grid, table: LargeTable[Row]) -> None:
    """Over each column what its numbers are, as ordinary text."""
    lang, ink = canvas.look.lang, canvas.look.theme.quiet
    for column in range(grid.across):
        slot = _slot(box, grid, column * grid.down)
        before, name, after = grid.boxes(Box(slot.x, slot.y - 1, slot.width, 1))
        for part, at in (*zip(table.before, before, strict=True), *zip(table.after, after, strict=True)):
            if part.over:
                part.over(canvas, at)
        if table.headed:
            canvas.text(name.x, name.y, word("column.name", lang), ink, width=grid.em)


def _slot(box: Box, grid: Grid, place: int) -> Box:
    """Where the row at `place` stands."""
    column, row = divmod(place, grid.down)
    left = box.x + (box.width - grid.across * grid.wide - (grid.across - 1) * _GAP) // 2
    top = box.y + (box.height - grid.down * grid.tall) // 2
    return Box(left + column * (grid.wide + _GAP), top + row * grid.tall, grid.wide, grid.tall)


def _row(canvas: Canvas, box: Box, row: Row, grid: Grid, table: LargeTable[Row], ground: Colour) -> None:
    """The name between its columns: short where it has no room, or in lines where it has none even so."""
    lang, (before, name, after) = canvas.look.lang, grid.boxes(box)
    for part, at in (*zip(table.before, before, strict=True), *zip(table.after, after, strict=True)):
        part.draw(canvas, row, TableCell(at, grid.em, ground))
    called = _name(row, lang, grid.short)
    name = Box(name.x, name.y, name.width + _left_by(table, row, grid), name.height)
    if not _has_room(canvas.look, called, name.width):
        called = _name(row, lang, True)
    if _has_room(canvas.look, called, name.width):
        on_line(canvas, name, called, table.inks(canvas, row), grid.em, ground=ground)
    else:
        hero(canvas, name, called, table.inks(canvas, row), align="left", largest=grid.em, ground=ground)
    if table.over_all:
        table.over_all(canvas, row, TableCell(box, grid.em, ground), name)
