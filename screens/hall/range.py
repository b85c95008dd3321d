"""The range board: for every unit a bar from its best to its worst place of the year that is still possible."""

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from scoreboard.locale import place_in_words
from scoreboard.publications.kinds.range import RangeBoard, RangeRow
from scoreboard.publications.pools import are_apart
from scoreboard.publications.scene import BoardScene
from scoreboard.publications.year_bounds import told_prospect
from screens.colours import Colour, blend, rgb
from screens.hall.parts import captions, large_rows, standings
from screens.hall.parts.hall_words import label, word
from screens.hall.parts.large_columns import LargeColumn, LargeTable, TableCell, written
from screens.hall.parts.motion import ease, span
from screens.hall.parts.page import Box, head_rows, heading, margin_for, margin_of
from screens.hall.parts.standings import STILL
from screens.hall.table import nothing, pager
from screens.looks import Look
from screens.widgets.canvas import Canvas
from screens.widgets.cells import BOLD, STRIKE, width_of

if TYPE_CHECKING:
    from PIL.Image import Image

_TIGHTENED = 1.6
_LEAST_BARS = 0.25
"""The share of a page that bars keep beside large names."""
_LEAST_BAR = 4
"""Cells of a bar that says anything."""

Scene = BoardScene[RangeBoard]


def duration(scene: Scene) -> float:
    """Every bar begins as wide as the table and tightens to what is possible."""
    return _TIGHTENED


def pages(scene: Scene, size: tuple[int, int], look: Look) -> int:
    """How many pages the board takes at this size."""
    return large_rows.page_count(_tabled, scene.board, look, size, _room(size)) or standings.page_count(
        scene.board, size
    )


def draw(canvas: Canvas, scene: Scene, elapsed: float) -> None:
    """Name, bar over the places from the first to the last, and the bounds in words."""
    look, board = canvas.look, scene.board
    size = (canvas.width, canvas.height)
    rows, start, layout = standings.page_of(scene, board, size)
    aside = _settled(board, look.lang)
    large = large_rows.spread(_tabled, scene, board, look, size, _room(size))
    tall = head_rows(canvas.height) if large else layout.head
    if tall:
        pool = standings.pool_name(board, large.leaf.rows if large else rows, look.lang)
        said = "  ".join(part for part in (pool if board and are_apart(board) else "", aside) if part)
        heading(canvas, word("range.title", look.lang), said, tall)
    if not rows:
        nothing(canvas, layout.head)
        return
    share = ease(span(elapsed, 0.0, _TIGHTENED))
    if large:
        large_rows.draw_large(canvas, STILL, large, _tabled(large.leaf.rows, look.lang, share), elapsed)
        pager(canvas, scene, large.leaf.pages, board, large.leaf.rows)
        return
    edge = margin_of(canvas)
    columns = _columns(look, rows, canvas.width - 2 * edge, layout, share)
    standings.draw_rows(
        canvas, Box(edge, 0, canvas.width - 2 * edge, 0), STILL, (rows, start, layout), columns, elapsed
    )
    bars = Box(edge + columns[0].width + 3, layout.top - 1, columns[1].width, 1)
    if layout.top > layout.head and bars.width >= _scaled(_last(rows)):
        _scale(canvas, bars, _last(rows))
    pager(canvas, scene, pages(scene, size, look), board, rows)


def _columns(
    look: Look, rows: Sequence[RangeRow], width: int, layout: standings.Plan, share: float
) -> list[standings.TableColumn[RangeRow]]:
    """Name, bar and the bounds in words, where rows are ordinary text; bars need room for the numbers over them."""
    lang, last = look.lang, _last(rows)
    told = max(width_of(_told(row, lang)) for row in rows)
    bars = _scaled(last) if _scaled(last) <= width // 2 else width // 4
    names = min(max(width_of(row.called(lang)) for row in rows), max(8, width * 3 // 10, width - told - 6 - bars))

    def name(canvas: Canvas, row: RangeRow, box: Box, ground: Colour) -> None:
        struck = STRIKE if row.best is None else BOLD
        canvas.text(box.x, box.y, label(row, lang, names), _ink(canvas, row), width=names, attributes=struck)

    def bar(canvas: Canvas, row: RangeRow, box: Box, ground: Colour) -> None:
        if row.best is not None and box.width >= _LEAST_BAR:
            _bar(canvas, Box(box.x, box.y, box.width, min(layout.pitch, 2)), row, last, share, ground)

    def bounds(canvas: Canvas, row: RangeRow, box: Box, ground: Colour) -> None:
        canvas.text(box.x, box.y, _told(row, lang), _ink(canvas, row), width=box.width, align="right")

    return [
        standings.TableColumn("", names, "left", name),
        standings.TableColumn("", max(0, width - names - told - 6), "left", bar),
        standings.TableColumn("", told, "right", bounds),
    ]


def _settled(board: RangeBoard | None, lang: str) -> str:
    """Who is sure of first place, and how many flags can still be won."""
    if board is None:
        return ""
    first = [f"{row.called(lang)} {told_prospect(row, lang)}" for row in board.rows if row.clinched == 1]
    to_come = "range.open" if len(standings.pools(board)) == 1 else "range.open_of_all"
    left = [word(to_come, lang, count=board.open)] if board.open else []
    return "  ".join((*first, *left))


def _room(size: tuple[int, int]) -> Box:
    edge = margin_for(size[0])
    return large_rows.room_in(size, edge, edge)


def _short(row: RangeRow, lang: str) -> str:
    """The bounds as large numbers: one, where the place is certain."""
    best, worst = row.best, row.worst
    if best is None:
        return word("annual.vetoed", lang)
    return str(best) if best == worst else f"{best}-{worst}"


def _tabled(rows: Sequence[RangeRow], lang: str, share: float = 1.0) -> LargeTable[RangeRow]:
    """Name, bar and bounds, the bars `share` of the way to what is possible."""
    last = _last(rows)

    def bar(canvas: Canvas, row: RangeRow, cell: TableCell) -> None:
        thick = max(2, cell.box.height // 2)
        box = Box(cell.box.x, cell.box.y + (cell.box.height - thick) // 2, cell.box.width, thick)
        if row.best is not None:
            _bar(canvas, box, row, last, share, cell.ground)

    def strike(canvas: Canvas, row: RangeRow, cell: TableCell, name: Box) -> None:
        if row.best is None:
            wide, y = name.width + 1, cell.box.y + cell.box.height // 2
            canvas.text(name.x - 1, y, "─" * wide, canvas.look.theme.red_high, width=wide, ground=cell.ground)

    bars = LargeColumn[RangeRow](bar, share=_LEAST_BARS, over=lambda canvas, box: _scale(canvas, box, last))
    bounds = written(lambda row: _short(row, lang), _inks)
    return LargeTable((), _inks, (bars, bounds), lambda row: ("", _short(row, lang)), strike, headed=False)


def _inks(canvas: Canvas, row: RangeRow) -> tuple[Colour, Colour]:
    return _ink(canvas, row), _ink(canvas, row)


def _last(rows: Sequence[RangeRow]) -> int:
    return max((row.worst for row in rows if row.worst), default=1)


def _ink(canvas: Canvas, row: RangeRow) -> Colour:
    theme = canvas.look.theme
    return theme.faint if row.best is None else theme.gold if row.best == 1 else theme.text


def _told(row: RangeRow, lang: str) -> str:
    best, worst = row.best, row.worst
    if best is None:
        return word("range.out", lang)
    if best == worst:
        return word("range.fixed", lang, place=place_in_words(best, lang))
    ends = {"best": place_in_words(best, lang), "worst": place_in_words(worst or best, lang)}
    return "  ".join(filter(None, (told_prospect(row, lang), word("range.between", lang, **ends))))


def _scaled(last: int) -> int:
    """The cells of bars over which the numbers of the places stand apart."""
    return -(-3 * last // 2)


def _scale(canvas: Canvas, box: Box, last: int) -> None:
    """The numbers of the places over the bars: the first, the last and every fifth."""
    for place in range(1, last + 1):
        if place in (1, last) or (place % 5 == 0 and last - place > 1):
            x = box.x + box.width * (place - 1) // last
            canvas.text(x, box.y, str(place), canvas.look.theme.quiet, width=max(2, box.width // last))


def _bar(canvas: Canvas, box: Box, row: RangeRow, last: int, share: float, ground: Colour) -> None:
    """The part of the box from the best place to the worst, on its way from the whole box to there."""
    theme, glyphs = canvas.look.theme, canvas.look.glyphs
    best = row.best or 1
    worst = row.worst or best
    whole = box.width * glyphs.across
    left = round(whole * (best - 1) / last * share)
    right = max(left + 1, round(whole - (whole - whole * worst / last) * share))
    fixed = best == worst and share >= 1
    inks = (theme.gold_high, theme.gold_low) if fixed else (theme.gold, theme.red_low)
    tall = max(1, box.height) * glyphs.down
    trim = glyphs.down // 2 if glyphs.rows == glyphs.down else 0
    height = tall - trim
    picture = _gradient(whole, height, inks).crop((left, 0, right, height))
    start, offset = divmod(left, glyphs.across)
    canvas.paste(box.x + start, box.y, _shifted(picture, offset, (tall - height) // 2), ground)


def _shifted(picture: "Image", x: int, y: int) -> "Image":
    """The picture moved inside a larger, clear one."""
    from PIL import Image

    if not x and not y:
        return picture
    page = Image.new("RGBA", (picture.width + x, picture.height + y), (0, 0, 0, 0))
    page.paste(picture, (x, y))
    return page


@lru_cache(maxsize=64)
def _gradient(width: int, height: int, inks: tuple[Colour, Colour]) -> "Image":
    from PIL import Image

    data = b"".join(bytes((*rgb(blend(*inks, round(32 * x / max(1, width)) / 32)), 255)) for x in range(width))
    return Image.frombytes("RGBA", (width, 1), data).resize((width, height))


caption = captions.of_board
