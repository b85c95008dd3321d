"""The range board: for every unit a bar from its best to its worst place of the year that is still possible."""

from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from screens.hall import Payload
from screens.hall.parts import standings
from screens.hall.parts.motion import ease, span
from screens.hall.parts.page import Box, heading, margin_of
from screens.hall.parts.words import label, name_in, word
from screens.hall.table import nothing, pager
from screens.themes import Look
from screens.widgets.canvas import Canvas
from screens.widgets.cells import BOLD, STRIKE, width_of
from screens.widgets.colours import Colour, blend, rgb

if TYPE_CHECKING:
    from PIL.Image import Image

_TIGHTENED = 1.6

Row = Mapping[str, Any]


def duration(scene: Payload) -> float:
    """Every bar begins as wide as the table and tightens to what is possible."""
    return _TIGHTENED


def pages(scene: Payload, size: tuple[int, int], look: Look) -> int:
    """How many pages the board takes at this size."""
    return standings.page_count(scene.get("board") or {}, size)


def draw(canvas: Canvas, scene: Payload, elapsed: float) -> None:
    """Name, bar over the places from the first to the last, and the bounds in words."""
    look, board = canvas.look, scene.get("board") or {}
    size = (canvas.width, canvas.height)
    rows, start, layout = standings.page_of(scene, size)
    aside = word("range.open", look.lang, count=board["open"]) if board.get("open") else ""
    if layout.head:
        heading(canvas, word("range.title", look.lang), aside, layout.head)
    if not rows:
        nothing(canvas, layout.head)
        return
    edge = margin_of(canvas)
    width = canvas.width - 2 * edge
    last = max((int(row["worst"]) for row in rows if row.get("worst")), default=1)
    shown = rows[start : start + layout.capacity]
    names = min(max(width_of(name_in(row, look.lang)) for row in rows), max(8, width * 3 // 10))
    told = max(width_of(_told(row, look.lang)) for row in rows)
    bar = Box(edge + names + 3, layout.top, max(0, width - names - told - 6), 0)
    if layout.top > layout.head and bar.width >= 2 * last:
        _scale(canvas, Box(bar.x, layout.top - 1, bar.width, 1), last)
    share = ease(span(elapsed, 0.0, _TIGHTENED))
    for number, row in enumerate(shown):
        y = layout.top + number * layout.pitch
        ground = look.theme.panel if number % 2 == 0 else canvas.ground_at(y)
        canvas.fill(edge, y, width, layout.pitch, ground)
        middle = y + (layout.pitch - 1) // 2
        ink = _ink(canvas, row)
        out = row.get("best") is None
        struck = STRIKE if out else BOLD
        canvas.text(edge + 1, middle, label(row, look.lang, names), ink, width=names, attributes=struck)
        if not out and bar.width >= 4:
            _bar(canvas, Box(bar.x, y, bar.width, layout.pitch), row, last, share, ground)
        right = edge + width - told - 1
        canvas.text(right, middle, _told(row, look.lang), ink, width=told, align="right")
    pager(canvas, scene, pages(scene, size, look))


def _ink(canvas: Canvas, row: Row) -> Colour:
    theme = canvas.look.theme
    return theme.faint if row.get("best") is None else theme.gold if row.get("best") == 1 else theme.text


def _told(row: Row, lang: str) -> str:
    best, worst = row.get("best"), row.get("worst")
    if best is None:
        return word("range.out", lang)
    if best == worst:
        return word("range.fixed", lang, place=best)
    return word("range.between", lang, best=best, worst=worst)


def _scale(canvas: Canvas, box: Box, last: int) -> None:
    """The numbers of the places over the bars: the first, the last and every fifth."""
    for place in range(1, last + 1):
        if place in (1, last) or (place % 5 == 0 and last - place > 1):
            x = box.x + box.width * (place - 1) // last
            canvas.text(x, box.y, str(place), canvas.look.theme.quiet, width=max(2, box.width // last))


def _bar(canvas: Canvas, box: Box, row: Row, last: int, share: float, ground: Colour) -> None:
    """The part of the box from the best place to the worst, on its way from the whole box to there."""
    theme, glyphs = canvas.look.theme, canvas.look.glyphs
    best, worst = int(row["best"]), int(row.get("worst") or row["best"])
    whole = box.width * glyphs.across
    left = round(whole * (best - 1) / last * share)
    right = max(left + 1, round(whole - (whole - whole * worst / last) * share))
    fixed = best == worst and share >= 1
    inks = (theme.gold_high, theme.gold_low) if fixed else (theme.gold, theme.red_low)
    tall = max(1, min(box.height, 2)) * glyphs.down
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
