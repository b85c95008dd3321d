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
from screens.hall.parts import captions, standings
from screens.hall.parts.hall_words import label, word
from screens.hall.parts.large_rows import room_in
from screens.hall.parts.motion import ease, span
from screens.hall.parts.page import Box, head_rows, heading, is_wall, margin_for, margin_of, on_line
from screens.hall.parts.pagination import Leaf, draw_list, leaf_of, leaves, list_beside, most_pages
from screens.hall.table import nothing, pager
from screens.looks import Look
from screens.widgets.bigtext import LEGIBLE, LEGIBLE_LATIN, ems_of
from screens.widgets.canvas import Canvas
from screens.widgets.cells import BOLD, STRIKE, width_of

if TYPE_CHECKING:
    from PIL.Image import Image

_TIGHTENED = 1.6
_LONGEST = 8.0
"""Ems of a name at most for which all names are smaller: a longer one has what the bars leave, or is smaller alone."""
_LEAST_BARS, _LARGEST = 0.36, 22
"""The share of a page that bars keep beside large names, and the largest em of those, in half rows."""

Scene = BoardScene[RangeBoard]


def duration(scene: Scene) -> float:
    """Every bar begins as wide as the table and tightens to what is possible."""
    return _TIGHTENED


def pages(scene: Scene, size: tuple[int, int], look: Look) -> int:
    """How many pages the board takes at this size."""
    return len(_leaves(scene.board, look, size, _room(size))) or standings.page_count(scene.board, size)


def draw(canvas: Canvas, scene: Scene, elapsed: float) -> None:
    """Name, bar over the places from the first to the last, and the bounds in words."""
    look, board = canvas.look, scene.board
    size = (canvas.width, canvas.height)
    rows, start, layout = standings.page_of(scene, board, size)
    aside = _settled(board, look.lang)
    found = _leaves(board, look, size, _room(size))
    tall = head_rows(canvas.height) if found else layout.head
    if tall:
        pool = standings.pool_name(board, leaf_of(scene, found).rows if found else rows, look.lang)
        said = "  ".join(part for part in (pool if board and are_apart(board) else "", aside) if part)
        heading(canvas, word("range.title", look.lang), said, tall)
    if not rows:
        nothing(canvas, layout.head)
        return
    if found:
        _draw_large(canvas, scene, leaf_of(scene, found), elapsed)
        pager(canvas, scene, len(found), board, leaf_of(scene, found).rows)
        return
    edge = margin_of(canvas)
    width = canvas.width - 2 * edge
    last = max((row.worst for row in rows if row.worst), default=1)
    shown = rows[start : start + layout.capacity]
    told = max(width_of(_told(row, look.lang)) for row in rows)
    bars = _scaled(last) if _scaled(last) <= width // 2 else width // 4
    free = width - told - 6 - bars
    names = min(max(width_of(row.called(look.lang)) for row in rows), max(8, width * 3 // 10, free))
    bar = Box(edge + names + 3, layout.top, max(0, width - names - told - 6), 0)
    if layout.top > layout.head and bar.width >= _scaled(last):
        _scale(canvas, Box(bar.x, layout.top - 1, bar.width, 1), last)
    share = ease(span(elapsed, 0.0, _TIGHTENED))
    for number, row in enumerate(shown):
        y = layout.top + number * layout.pitch
        ground = look.theme.panel if number % 2 == 0 else canvas.ground_at(y)
        canvas.fill(edge, y, width, layout.pitch, ground)
        middle = y + (layout.pitch - 1) // 2
        ink = _ink(canvas, row)
        out = row.best is None
        struck = STRIKE if out else BOLD
        canvas.text(edge + 1, middle, label(row, look.lang, names), ink, width=names, attributes=struck)
        if not out and bar.width >= 4:
            _bar(canvas, Box(bar.x, y, bar.width, min(layout.pitch, 2)), row, last, share, ground)
        right = edge + width - told - 1
        canvas.text(right, middle, _told(row, look.lang), ink, width=told, align="right")
    pager(canvas, scene, pages(scene, size, look), board, rows)


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
    return room_in(size, edge, edge)


def _leaves(board: RangeBoard | None, look: Look, size: tuple[int, int], room: Box) -> tuple[Leaf[RangeRow], ...]:
    """The pages on which names and bounds are large; none where they are ordinary text."""
    return leaves(board, lambda rows, count: _em(look, size, room, rows, count) > 0, most_pages(size)[-1])


def _em(look: Look, size: tuple[int, int], room: Box, rows: Sequence[RangeRow], count: int) -> int:
    """The em in half rows of names and bounds beside bars that stay long; 0 where they would not be legible."""
    if look.native or not is_wall(size):
        return 0
    named = [row.called(look.lang) for row in rows]
    ems = min(_LONGEST, max(map(ems_of, named))) + max(ems_of(_short(row, look.lang)) for row in rows)
    em = int(min((room.width * (1 - _LEAST_BARS) - 4) / ems, room.height // count * 2 / 1.12, _LARGEST))
    least = LEGIBLE_LATIN if all(name.isascii() for name in named) else LEGIBLE
    return em if em >= least * look.glyphs.coarseness / look.glyphs.across else 0


def _short(row: RangeRow, lang: str) -> str:
    """The bounds as large numbers: one, where the place is certain."""
    best, worst = row.best, row.worst
    if best is None:
        return word("annual.vetoed", lang)
    return str(best) if best == worst else f"{best}-{worst}"


def _draw_large(canvas: Canvas, scene: Scene, leaf: Leaf[RangeRow], elapsed: float) -> None:
    """A page of rows that a hall reads, and beside it the bounds of all."""
    look, size = canvas.look, (canvas.width, canvas.height)
    theme, room = look.theme, _room(size)

    def told(row: RangeRow) -> tuple[str, str]:
        return "", _short(row, look.lang)

    beside = list_beside(leaf, room, look.lang, told)
    if beside and len(_leaves(scene.board, look, size, beside[0])) == leaf.pages:
        room = beside[0]
        draw_list(canvas, beside[1], leaf, told)
    em = _em(look, size, room, leaf.rows, leaf.count)
    pitch = min(room.height // leaf.count, em)
    top = room.y + (room.height - pitch * leaf.count) // 2
    ends = round(max(ems_of(_short(row, look.lang)) for row in leaf.rows) * em) + 2
    free = int(room.width * (1 - _LEAST_BARS)) - ends - 4
    names = min(round(max(ems_of(row.called(look.lang)) for row in leaf.rows) * em), free) + 2
    bar = Box(room.x + names + 2, 0, room.width - names - ends - 4, 0)
    last = max((row.worst for row in leaf.rows if row.worst), default=1)
    _scale(canvas, Box(bar.x, top - 1, bar.width, 1), last)
    share = ease(span(elapsed, 0.0, _TIGHTENED))
    for number, row in enumerate(leaf.shown):
        y, ink = top + number * pitch, _ink(canvas, row)
        ground = theme.panel if number % 2 == 0 else canvas.ground_at(y)
        canvas.fill(room.x, y, room.width, pitch, ground)
        on_line(canvas, Box(room.x + 1, y, names, pitch), row.called(look.lang), (ink, ink), em, ground=ground)
        end = Box(room.x + room.width - ends - 1, y, ends, pitch)
        on_line(canvas, end, _short(row, look.lang), (ink, ink), em, align="right", ground=ground)
        if row.best is None:
            canvas.text(room.x, y + pitch // 2, "─" * (names + 1), theme.red_high, width=names + 1, ground=ground)
        else:
            thick = max(2, pitch // 2)
            _bar(canvas, Box(bar.x, y + (pitch - thick) // 2, bar.width, thick), row, last, share, ground)


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
