"""The rows of a ranking: columns that line up, pages, and rows that move from their old place to the new one."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Generic, Protocol, TypeVar

from scoreboard.enums import Ranking, Status
from scoreboard.publications.kinds.ranking import RankingRow
from scoreboard.publications.pools import PoolWords, pool_label
from scoreboard.publications.scene import MovingScene, Scene
from scoreboard.wire import UnsetType, given
from screens.colours import Colour, blend
from screens.hall.parts.hall_words import CalledUnit, label, word, word_or
from screens.hall.parts.motion import ease, span
from screens.hall.parts.page import Box
from screens.looks import Look, Theme
from screens.widgets.canvas import Align, Canvas
from screens.widgets.cells import BOLD, PLAIN, STRIKE, width_of

MOVING = 0.8
"""Seconds in which rows move from their old place to the new one."""


class PooledRow(CalledUnit, Protocol):
    """A row of a board about a unit of a pool."""

    @property
    def unit(self) -> str:
        """The unit's id."""

    @property
    def pool(self) -> str:
        """The pool's id."""


class PlacedRow(PooledRow, Protocol):
    """A row of a board that ranks units."""

    @property
    def rank(self) -> int | None:
        """The place; None for none."""


Row = TypeVar("Row", bound=PooledRow)
Placed = TypeVar("Placed", bound=PlacedRow)
Drawn = TypeVar("Drawn", contravariant=True)
Shown = TypeVar("Shown", bound=PooledRow, covariant=True)


class Listing(Protocol[Shown]):
    """A board of rows that are ranked together, or pool by pool."""

    @property
    def ranking(self) -> Ranking:
        """Which of both."""

    @property
    def pools(self) -> tuple[PoolWords, ...] | UnsetType:
        """The pools that are ranked apart."""

    @property
    def rows(self) -> tuple[Shown, ...]:
        """The rows, pool by pool."""


@dataclass(frozen=True)
class TableColumn(Generic[Drawn]):
    """A column: its heading, cells, alignment, and how it draws its part of a row in (x, y, width)."""

    head: str
    width: int
    align: Align
    draw: Callable[[Canvas, Drawn, Box, Colour], None]


@dataclass(frozen=True)
class Moves:
    """Where rows stood before, and which of them are marked; None where that follows from where they stood."""

    was: Mapping[str, int | None]
    changed: Sequence[str] | None

    @property
    def seconds(self) -> float:
        """How long it takes until the rows stand still."""
        return MOVING if self.was or self.changed else 0.0


STILL = Moves({}, None)
"""Of rows none of which moves."""


def moves_of(scene: Scene) -> Moves:
    """What has just changed in a scene."""
    if not isinstance(scene, MovingScene):
        return STILL
    return Moves(given(scene.was) or {}, given(scene.changed))


@dataclass(frozen=True)
class Plan:
    """How a page of rows is divided: rows of the head, cells to the first row, rows a place takes, places."""

    head: int
    top: int
    pitch: int
    capacity: int


def plan(size: tuple[int, int], longest: int, least_head: int = 2) -> Plan:
    """The division of a page of `size` for up to `longest` rows: all on one page, and set apart, if they fit."""
    height = size[1]
    foot = 2 if height >= 20 else 1 if height >= 6 else 0
    least = least_head if height >= 10 else 1 if height >= 4 else 0
    columns = 1 if height >= 8 else 0
    shown = max(1, min(longest, 20))
    room = height - least - columns - foot
    pitch = max(1, min(3, room // shown))
    spare = room - shown * pitch
    head = least + min(spare, max(0, height * 3 // 10 - least)) if spare >= 5 and height >= 26 else least
    if least < head < 8:
        head = least
    air = 1 if spare - (head - least) >= 2 and height >= 26 else 0
    top = head + columns + air
    return Plan(head, top, pitch, max(1, (height - top - foot) // pitch))


def pools(board: Listing[Row] | None) -> list[list[Row]]:
    """The rows that are ranked together: of each pool where pools rank apart, else all; never no list at all."""
    groups: dict[str | None, list[Row]] = {}
    if board is not None:
        apart = board.ranking == Ranking.BY_POOL
        for row in board.rows:
            groups.setdefault(row.pool if apart else None, []).append(row)
    return list(groups.values()) or [[]]


def page_count(board: Listing[Row] | None, size: tuple[int, int], least_head: int = 2) -> int:
    """How many pages the board takes: a page never mixes pools."""
    groups = pools(board)
    capacity = plan(size, max(map(len, groups)), least_head).capacity
    return sum(max(1, -(-len(group) // capacity)) for group in groups)


def page_of(
    scene: Scene, board: Listing[Row] | None, size: tuple[int, int], least_head: int = 2
) -> tuple[list[Row], int, Plan]:
    """The pool that the scene's page shows, the first place of the page in it, and the page's division."""
    groups = pools(board)
    layout = plan(size, max(map(len, groups)), least_head)
    starts = [(group, start) for group in groups for start in range(0, max(1, len(group)), layout.capacity)]
    group, start = starts[scene.turned_to(len(starts))]
    return group, start, layout


def page_with(board: Listing[Row] | None, units: Collection[str], size: tuple[int, int], least_head: int = 2) -> int:
    """The first page on which one of these units stands; the first one of all where none does."""
    groups = pools(board)
    capacity = plan(size, max(map(len, groups)), least_head).capacity
    begin = 0
    for group in groups:
        for place, row in enumerate(group):
            if row.unit in units:
                return begin + place // capacity
        begin += max(1, -(-len(group) // capacity))
    return 0


def pool_name(board: Listing[Row] | None, rows: Sequence[Row], lang: str) -> str:
    """What the pool of these rows of a board is called."""
    return pool_label(board.pools, rows[0].pool, lang) if board is not None and rows else ""


def positions(rows: Sequence[PooledRow], was: Mapping[str, int | None], share: float) -> list[float]:
    """Where each row stands, in places from the top, `share` of the way from its old place to its own."""
    if not was or share >= 1:
        return [float(place) for place in range(len(rows))]
    before = sorted(range(len(rows)), key=lambda place: (was.get(rows[place].unit) or len(rows) + 1, place))
    old = {place: at for at, place in enumerate(before)}
    return [old[place] + (place - old[place]) * share for place in range(len(rows))]


def changed_units(moves: Moves, rows: Sequence[PooledRow]) -> frozenset[str]:
    """The units whose rows are marked: those named as changed, else those that stand higher than before."""
    if moves.changed is not None:
        return frozenset(moves.changed)
    old = positions(rows, moves.was, 0.0)
    return frozenset(row.unit for place, row in enumerate(rows) if old[place] > place) if moves.was else frozenset()


def draw_rows(
    canvas: Canvas,
    box: Box,
    moves: Moves,
    page: tuple[list[Row], int, Plan],
    columns: Sequence[TableColumn[Row]],
    elapsed: float,
    hidden: int = 0,
) -> None:
    """Column heads over the rows of the page in `box`; changed rows lie over the others and are marked.

    A row that is named as changed and comes from another page comes from this one's first or last place, so that it is
    seen at once. The first `hidden` rows of the page are not uncovered yet.
    """
    rows, start, layout = page
    theme = canvas.look.theme
    _heads(canvas, Box(box.x, layout.top - 1, box.width, 1), columns, layout)
    marked = changed_units(moves, rows)
    share = ease(span(elapsed, 0.0, MOVING)) if moves.seconds else 1.0
    placed = list(zip(rows, positions(rows, moves.was, share), strict=True))
    glow = blend(theme.red, theme.panel_high, share)
    for number in range(min(layout.capacity, len(rows) - start)):
        if (start + number) % 2 == 0:
            canvas.fill(box.x, layout.top + number * layout.pitch, box.width, layout.pitch, theme.panel)
    last, named = min(layout.capacity, len(rows) - start) - 1, moves.changed or ()
    for place, (row, position) in sorted(enumerate(placed), key=lambda each: each[1][0].unit in marked):
        slot = position - start
        if row.unit in named and 0 <= place - start <= last:
            slot = min(max(slot, 0.0), float(last))
        if not hidden - 0.5 < slot <= layout.capacity - 0.5:
            continue
        y = layout.top + round(slot * layout.pitch)
        mark = row.unit in marked
        ground = glow if mark else theme.panel if round(position) % 2 == 0 else canvas.ground_at(y)
        canvas.fill(box.x, y, box.width, layout.pitch, ground)
        _draw_row(canvas, Box(box.x, y + (layout.pitch - 1) // 2, box.width, 1), row, columns, ground, mark)


def _draw_row(
    canvas: Canvas, box: Box, row: Row, columns: Sequence[TableColumn[Row]], ground: Colour, mark: bool
) -> None:
    x = box.x + 1
    if mark:
        canvas.text(box.x, box.y, "▌" if canvas.look.colour else ">", canvas.look.theme.gold, width=1)
    for column in columns:
        column.draw(canvas, row, Box(x, box.y, column.width, 1), ground)
        x += column.width + 2


def _heads(canvas: Canvas, box: Box, columns: Sequence[TableColumn[Row]], layout: Plan) -> None:
    if layout.top <= layout.head:
        return
    x = box.x + 1
    for column in columns:
        canvas.text(x, box.y, column.head, canvas.look.theme.quiet, width=column.width, align=column.align)
        x += column.width + 2


def inked(canvas: Canvas, row: PlacedRow) -> Colour:
    """The ink of a row's name and numbers: gold for the first place, faint for who is not ranked."""
    theme = canvas.look.theme
    return theme.gold if row.rank == 1 else theme.faint if row.rank is None else theme.text


def rank_column(lang: str) -> TableColumn[PlacedRow]:
    """The place."""

    def draw(canvas: Canvas, row: PlacedRow, box: Box, ground: Colour) -> None:
        rank, ink = "-" if row.rank is None else str(row.rank), inked(canvas, row)
        canvas.text(box.x, box.y, rank, ink, width=box.width, align="right", attributes=BOLD)

    return TableColumn(word("column.rank", lang), 4, "right", draw)


def change_of(row: RankingRow, theme: Theme) -> tuple[str, Colour]:
    """Places gained or lost, with triangles that are one cell wide in every terminal; nothing where it is unknown."""
    change = row.change
    if not change:
        return "" if change is None else "-", theme.faint
    return (f"▴{change}", theme.rise) if change > 0 else (f"▾{-change}", theme.fall)


def movement_column(lang: str) -> TableColumn[RankingRow]:
    """Places gained or lost."""

    def draw(canvas: Canvas, row: RankingRow, box: Box, ground: Colour) -> None:
        text, ink = change_of(row, canvas.look.theme)
        canvas.text(box.x, box.y, text, ink, width=box.width)

    return TableColumn(word("column.movement", lang), max(4, width_of(word("column.movement", lang))), "left", draw)


def name_column(look: Look, rows: Sequence[PlacedRow], width: int) -> TableColumn[PlacedRow]:
    """The unit, in at most `width` cells and no wider than the rows need."""
    needed = max((width_of(label(row, look.lang, width)) for row in rows), default=0)
    head = word("column.name", look.lang)

    def draw(canvas: Canvas, row: PlacedRow, box: Box, ground: Colour) -> None:
        text = label(row, look.lang, box.width)
        weight = BOLD if row.rank is not None else PLAIN
        canvas.text(box.x, box.y, text, inked(canvas, row), width=box.width, attributes=weight)

    return TableColumn(head, max(1, min(width, max(needed, width_of(head)))), "left", draw)


def score_column(rows: Sequence[RankingRow], head: str, width: int = 9) -> TableColumn[RankingRow]:
    """The score, which is never cut, or a dash; a vetoed unit's score is struck through. `width` is the least."""

    def draw(canvas: Canvas, row: RankingRow, box: Box, ground: Colour) -> None:
        score, vetoed = row.score, row.status == Status.VETOED
        text = "-" if score is None else score
        canvas.text(
            box.x, box.y, text, inked(canvas, row), width=box.width, align="right",
            attributes=STRIKE if vetoed else BOLD if row.rank == 1 else PLAIN,
        )  # fmt: skip

    widest = max((len(row.score or "") for row in rows), default=0)
    return TableColumn(head, max(width, widest, width_of(head)), "right", draw)


def status_of(row: RankingRow, lang: str) -> str:
    """Why a unit is not ranked, or that it shares its place; else nothing."""
    if row.status == Status.RANKED:
        return word("status.tied", lang) if row.tied else ""
    return word("status.guest", lang) if given(row.guest) else word_or(f"status.{row.status}", lang, row.status)


def status_column(lang: str) -> TableColumn[RankingRow]:
    """Why a unit is not ranked, or that it shares its place."""

    def draw(canvas: Canvas, row: RankingRow, box: Box, ground: Colour) -> None:
        theme = canvas.look.theme
        ink = theme.red_high if row.status == Status.VETOED else theme.quiet
        canvas.text(box.x, box.y, status_of(row, lang), ink, width=box.width)

    width = max(width_of(word(f"status.{status}", lang)) for status in ("vetoed", "missing", "n/a", "tied", "guest"))
    return TableColumn(word("column.status", lang), width, "left", draw)


def told_columns(rows: Sequence[RankingRow], status: TableColumn[RankingRow]) -> list[TableColumn[RankingRow]]:
    """The column of statuses, unless no row has one: names have its room then."""
    return [status] if any(row.status != Status.RANKED or row.tied for row in rows) else []


def flags_column(lang: str) -> TableColumn[RankingRow]:
    """How many flags a unit holds."""

    def draw(canvas: Canvas, row: RankingRow, box: Box, ground: Colour) -> None:
        theme, least = canvas.look.theme, given(row.flags_at_least)
        held = given(row.flags) or 0
        told = str(held) if least is None else f"{held}+" if held else "-"
        middle = box.x + (box.width - width_of(told) - 2) // 2
        if held:
            canvas.chip(middle, box.y, told, theme.band_ink, theme.band)
        else:
            canvas.text(middle + 1, box.y, told, theme.faint, width=box.width)

    return TableColumn(word("column.flags", lang), max(6, width_of(word("column.flags", lang))), "center", draw)


def bar_column(rows: Sequence[RankingRow], width: int) -> TableColumn[RankingRow]:
    """The score as a bar against the best score of the pool."""
    best = max((amount(row.score) for row in rows), default=Decimal(0))

    def draw(canvas: Canvas, row: RankingRow, box: Box, ground: Colour) -> None:
        theme = canvas.look.theme
        if best > 0 and row.rank is not None:
            share = float(amount(row.score) / best)
            inks = (theme.red_low, theme.gold if row.rank == 1 else theme.red_high)
            canvas.bar(box.x, box.y, box.width, share, inks)

    return TableColumn("", width, "left", draw)


def amount(score: object) -> Decimal:
    """A score as a number; 0 where there is none."""
    try:
        return Decimal(str(score)) if score is not None else Decimal(0)
    except InvalidOperation:
        return Decimal(0)
