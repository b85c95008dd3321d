"""The rows of a ranking as heroes, in as many columns as let all of them be read from the back of a hall."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import Generic, TypeVar

from scoreboard.enums import Status
from scoreboard.publications.kinds.ranking import RankingRow
from scoreboard.publications.scene import Scene
from scoreboard.wire import UNSET, given
from screens.colours import Colour, blend
from screens.hall.parts.hall_words import short_in, word
from screens.hall.parts.motion import ease, span
from screens.hall.parts.page import Box, gold, head_rows, is_hall, on_band, on_line, silver
from screens.hall.parts.pagination import Leaf, draw_list, leaf_of, leaves, list_beside, most_pages
from screens.hall.parts.standings import (
    MOVING,
    Listing,
    Moves,
    amount,
    change_of,
    changed_units,
    positions,
    status_of,
)
from screens.looks import Look
from screens.widgets.bigtext import LEGIBLE, LEGIBLE_LATIN, ems_of, is_narrow
from screens.widgets.canvas import Canvas
from screens.widgets.fitted import CONDENSED

Board = Listing[RankingRow]
Value = TypeVar("Value")

_LARGEST = 30
_MOST_ACROSS = 4
_GAP = 3
_ASIDE = 5
"""Cells of ordinary text beside the place: movement, and that it is shared."""
_LOOSE = 1.4
"""How much wider than it must be a row may become: the eye has to find its end."""
_BAR_FROM = 4
"""Half rows that a row must have over its letters for a bar below them."""
_SHORTER = 8
"""Of ten names so many have room at the size of the row; one that has none at any size is short, or ordinary text."""
_FLAGS = 1.6
"""Ems of the count of flags."""


@dataclass(frozen=True)
class Grid:
    """Columns, rows in each, cells that a row takes, and the em in half rows.

    Names are short ones if `short`; place, count of flags and end take so many cells.
    """

    across: int
    down: int
    wide: int
    tall: int
    em: int
    short: bool
    place: int
    flags: int
    end: int


def room_in(size: tuple[int, int], left: int, right: int) -> Box:
    """The part of a page below its head and over its foot that leaves so many columns free at its sides."""
    top = head_rows(size[1]) + 1
    return Box(left, top, size[0] - left - right, size[1] - top - 1)


def grid_for(
    look: Look, size: tuple[int, int], box: Box, rows: Sequence[RankingRow], count: int, short: bool = False
) -> Grid | None:
    """The grid in which `count` of the rows are largest; None where they would not be legible: then they are text."""
    if not rows or look.native or not is_hall(size):
        return None
    found = [_grid(look, box, rows, count, across, short) for across in range(1, _MOST_ACROSS + 1)]
    return max((grid for grid in found if grid), key=lambda grid: grid.em, default=None)


def _grid(look: Look, box: Box, rows: Sequence[RankingRow], count: int, across: int, short: bool) -> Grid | None:
    down = -(-count // across)
    wide, tall = (box.width - _GAP * (across - 1)) // across, box.height // down
    if tall * 2 / 1.12 < _legible(look, True):
        return None  # whatever its rows are called
    place = max(ems_of(str(row.rank or "-")) for row in rows)
    flags = _FLAGS if _flagged(rows) else 0.0
    end = max(ems_of(_end(row, look.lang)) for row in rows)
    names = [_name(row, look.lang, short) for row in rows]
    name, fixed = _usual(names), _ASIDE + 9
    ems = place + name + flags + end
    em = int(min((wide - fixed) / ems, tall * 2 / 1.12, _LARGEST))
    ends_narrow = all(is_narrow(_end(row, look.lang)) for row in rows)
    most = max(len(names) * (10 - _SHORTER) // 10, 1 if len(names) > 1 else 0)  # one long name makes no other small
    while em and sum(not _has_room(look, one, wide - fixed - (ems - name) * em) for one in names) > most:
        em -= 1
    if em < _legible(look, ends_narrow and all(map(is_narrow, names))):
        return None
    cells = [round(part * em) + 2 if part else 0 for part in (place, flags, end)]
    used = max(ems * _LOOSE, ems - name + max(map(ems_of, names)))
    return Grid(across, down, min(wide, fixed + round(used * em)), min(tall, em), em, short, *cells)


def _usual(names: Sequence[str]) -> float:
    """The ems of a name that few are longer than: these few are smaller, each by itself, and do not make all so."""
    ems = sorted(map(ems_of, names))
    return ems[(len(ems) - 1) * _SHORTER // 10]


def _has_room(look: Look, name: str, cells: float) -> bool:
    """Whether a name can be read in so many cells, condensed if it may be."""
    narrow = is_narrow(name)
    return ems_of(name) * _legible(look, narrow) * (CONDENSED[-1] / 100 if narrow else 1) <= cells


def _legible(look: Look, narrow: bool) -> float:
    """The least em in half rows that can be read."""
    return (LEGIBLE_LATIN if narrow else LEGIBLE) * look.glyphs.coarseness / look.glyphs.across


@dataclass(frozen=True)
class Spread:
    """A page whose rows are large: which, in what grid and where; and where all of them are listed, if anywhere."""

    leaf: Leaf[RankingRow]
    grid: Grid
    room: Box
    listed: Box | None


def spread(
    scene: Scene, board: Board | None, look: Look, size: tuple[int, int], room: Box, *, backwards: bool = False
) -> Spread | None:
    """The page of `scene` with large rows in `room`, `backwards` where it begins with the last ones.

    None where its rows are ordinary text.
    """
    found, short = _paged(_Held(board), look, size, room)
    if not found:
        return None
    leaf, listed = leaf_of(scene, found, backwards=backwards), None
    beside = list_beside(leaf, room, look.lang, _listed)
    if beside:
        narrower, briefly = _paged(_Held(board), look, size, beside[0])
        if (len(narrower), briefly) == (len(found), short):
            room, listed = beside
    grid = _grid_of(_Held(leaf), look, size, room, short)
    return Spread(leaf, grid, room, listed) if grid else None


@lru_cache(maxsize=64)
def _grid_of(held: "_Held[Leaf[RankingRow]]", look: Look, size: tuple[int, int], room: Box, short: bool) -> Grid | None:
    """The grid of a page, which every frame wants."""
    return grid_for(look, size, room, held.value.rows, held.value.count, short)


def page_count(board: Board | None, look: Look, size: tuple[int, int], room: Box) -> int:
    """The pages of a board with large rows in `room`; 0 where its rows are ordinary text."""
    return len(_paged(_Held(board), look, size, room)[0])


def reads_every(board: Board | None, look: Look, size: tuple[int, int], room: Box) -> bool:
    """Whether every name is large on some page: a name that is too long for all sizes is ordinary text elsewhere."""
    found, short = _paged(_Held(board), look, size, room)
    for leaf in found:
        grid = _grid_of(_Held(leaf), look, size, room, short)
        wide = grid.wide - grid.place - _ASIDE - grid.flags - grid.end - 5 if grid else 0
        if not all(_has_room(look, _name(row, look.lang, True), wide) for row in leaf.shown):
            return False
    return bool(found)


def page_with(board: Board | None, units: Collection[str], look: Look, size: tuple[int, int], room: Box) -> int | None:
    """The first page of large rows on which one of these units stands; None where rows are ordinary text."""
    found, _ = _paged(_Held(board), look, size, room)
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
    held: _Held[Board | None], look: Look, size: tuple[int, int], room: Box
) -> tuple[tuple[Leaf[RankingRow], ...], bool]:
    """The pages of a board with large rows, and whether names are short on them; none where rows are ordinary text.

    They are remembered: each frame, and whoever asks for a unit's page, wants those of the same few boards.
    """
    for most, short in product(most_pages(size), (False, True)):

        def fits(rows: Sequence[RankingRow], count: int, short: bool = short) -> bool:
            return grid_for(look, size, room, rows, count, short) is not None

        if found := leaves(held.value, fits, most):
            return found, short
    return (), False


def _name(row: RankingRow, lang: str, short: bool) -> str:
    return short_in(row, lang) if short else row.called(lang)


def _listed(row: RankingRow) -> tuple[str, str]:
    """A row's place and score."""
    return "-" if row.rank is None else str(row.rank), row.score or "-"


def _end(row: RankingRow, lang: str) -> str:
    """The score, or why there is no place."""
    return row.score or "-" if row.rank is not None else status_of(row, lang)


def _flagged(rows: Sequence[RankingRow]) -> bool:
    return any(row.flags is not UNSET for row in rows)


def draw_large(canvas: Canvas, moves: Moves, page: Spread, elapsed: float, hidden: int = 0, counted: str = "") -> None:
    """The rows of a page, each column from its top to its foot; a row that changed its place moves to the new one.

    What comes from another page comes from this one's first or last place. The first `hidden` rows are not
    uncovered yet. `counted` heads the numbers at the rows' ends where they are no scores.
    """
    theme, leaf, grid, box = canvas.look.theme, page.leaf, page.grid, page.room
    rows, shown = list(leaf.rows), leaf.shown
    marked = changed_units(moves, rows)
    _heads(canvas, box, grid, counted)
    share = ease(span(elapsed, 0.0, MOVING)) if moves.seconds else 1.0
    before = positions(rows, moves.was, 0.0)[leaf.start : leaf.start + len(shown)]
    glow = blend(theme.red, theme.panel_high, share)
    slots = [_slot(box, grid, place) for place in range(leaf.count)]
    for place, slot in enumerate(slots[: len(shown)]):
        if place % grid.down % 2 == 0:
            canvas.fill(slot.x, slot.y, slot.width, slot.height, theme.panel)
    best = max((amount(row.score) for row in rows), default=amount(None))
    for place in sorted(range(hidden, len(shown)), key=lambda place: shown[place].unit in marked):
        row, new = shown[place], slots[place]
        old = slots[min(len(shown) - 1, max(0, round(before[place]) - leaf.start))]
        x, y = round(old.x + (new.x - old.x) * share), round(old.y + (new.y - old.y) * share)
        mark = row.unit in marked
        ground = glow if mark else theme.panel if place % grid.down % 2 == 0 else canvas.ground_at(y)
        if mark or share < 1:
            canvas.fill(x, y, grid.wide, grid.tall, ground)
        score = amount(row.score)
        _row(canvas, Box(x, y, grid.wide, grid.tall), row, grid, ground, float(score / best) if best else 0.0)
    if page.listed:
        draw_list(canvas, page.listed, leaf, _listed)


def _heads(canvas: Canvas, box: Box, grid: Grid, counted: str) -> None:
    """Over each column what its numbers are, as ordinary text."""
    lang, ink = canvas.look.lang, canvas.look.theme.quiet
    for column in range(grid.across):
        slot = _slot(box, grid, column * grid.down)
        end, y = slot.x + slot.width - 1, slot.y - 1
        canvas.text(slot.x + 1, y, word("column.rank", lang), ink, width=grid.place, align="right")
        canvas.text(slot.x + grid.place + _ASIDE + 3, y, word("column.name", lang), ink, width=grid.em)
        said = counted or word("column.total" if grid.flags else "column.score", lang)
        canvas.text(end - grid.end, y, said, ink, width=grid.end, align="right")
        if grid.flags:
            x = end - grid.end - grid.flags - 1
            canvas.text(x, y, word("column.flags", lang), ink, width=grid.flags, align="center")


def _slot(box: Box, grid: Grid, place: int) -> Box:
    """Where the row at `place` stands."""
    column, row = divmod(place, grid.down)
    left = box.x + (box.width - grid.across * grid.wide - (grid.across - 1) * _GAP) // 2
    top = box.y + (box.height - grid.down * grid.tall) // 2
    return Box(left + column * (grid.wide + _GAP), top + row * grid.tall, grid.wide, grid.tall)


def _row(canvas: Canvas, box: Box, row: RankingRow, grid: Grid, ground: Colour, share: float) -> None:
    """Place, movement, name, flags, and the score or why there is none; under an area's scores a bar of `share`."""
    theme, lang = canvas.look.theme, canvas.look.lang
    out, best = row.rank is None, row.rank == 1
    inks = (theme.faint, theme.faint) if out else gold(canvas) if best else silver(canvas)
    number = Box(box.x + 1, box.y, grid.place, box.height)
    on_line(canvas, number, str(row.rank or "-"), inks, grid.em, align="right", ground=ground)
    aside, middle = number.x + grid.place + 1, box.y + (box.height - 1) // 2
    moved, ink = change_of(row, theme)
    canvas.text(aside, middle, moved, ink, width=_ASIDE, ground=ground)
    if row.tied and not out:
        canvas.text(aside, middle + 1, status_of(row, lang), theme.quiet, width=_ASIDE, ground=ground)
    end = Box(box.x + box.width - grid.end - 1, box.y, grid.end, box.height)
    vetoed = row.status == Status.VETOED
    ending = (theme.red_high, theme.red_high) if vetoed else inks if out else (theme.gold, theme.gold_low)
    on_line(canvas, end, _end(row, lang), ending, grid.em, align="right", ground=ground)
    left, flags = aside + _ASIDE + 1, Box(end.x - grid.flags - 1, box.y, grid.flags, box.height)
    name, called = Box(left, box.y, flags.x - left, box.height), _name(row, lang, grid.short)
    if not _has_room(canvas.look, called, name.width):
        called = _name(row, lang, True)
    on_line(canvas, name, called, inks, grid.em, ground=ground)
    if held := given(row.flags):
        air = 1 if flags.height * 2 >= grid.em + _BAR_FROM else 0
        canvas.fill(flags.x, flags.y + air, flags.width, flags.height - 2 * air, theme.band)
        on_line(canvas, flags, str(held), on_band(canvas), grid.em, align="center", ground=theme.band)
    elif not grid.flags and not out and box.height * 2 >= grid.em + _BAR_FROM:
        inks = (theme.red_low, theme.gold if best else theme.red_high)
        canvas.bar(left, box.bottom - 1, end.x + end.width - left, share, inks)
