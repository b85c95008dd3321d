"""The roll of honour: all winners under the star that they won."""

from collections.abc import Mapping
from typing import Any

from screens.hall import Payload
from screens.hall.parts.page import Box, heading, margin_of
from screens.hall.parts.words import label, name_in, word
from screens.hall.table import nothing, pager
from screens.themes import Look
from screens.widgets.canvas import Canvas
from screens.widgets.cells import BOLD, width_of

_HEADED = 0.5
_COLUMN = 44

Item = Mapping[str, Any] | str | None
"""A winner, the name of a star above its winners, or a free line."""


def duration(scene: Payload) -> float:
    """Only the heading is uncovered."""
    return _HEADED


def pages(scene: Payload, size: tuple[int, int], look: Look) -> int:
    """How many pages the roll takes at this size."""
    columns, _, _ = _layout(size)
    return max(1, -(-len(_columns(scene, size, look)) // columns))


def draw(canvas: Canvas, scene: Payload, elapsed: float) -> None:
    """As many columns as the page is wide; the payload's "page" (from 0) where they do not fit one."""
    canvas.deepen()
    look, size = canvas.look, (canvas.width, canvas.height)
    across, head, pitch = _layout(size)
    board = scene.get("board") or {}
    if head:
        heading(
            canvas,
            word("roll.title", look.lang),
            str(board.get("period_name") or board.get("period") or ""),
            head,
            elapsed,
        )
    columns = _columns(scene, size, look)
    if not columns:
        nothing(canvas, head)
        return
    count = pages(scene, size, look)
    start = int(scene.get("page") or 0) % count * across
    shown = columns[start : start + across]
    edge = margin_of(canvas)
    width = min((canvas.width - 2 * edge) // across, 64)
    left = (canvas.width - width * min(across, len(shown))) // 2
    for number, items in enumerate(shown):
        _column(canvas, Box(left + number * width, head + (1 if pitch > 1 else 0), width - 2, 0), items, pitch)
    pager(canvas, scene, count)


def _layout(size: tuple[int, int]) -> tuple[int, int, int]:
    """Columns on a page, height of the head, rows from line to line."""
    width, height = size
    head = 0 if height < 5 else 2 if height < 30 else height // 5
    return max(1, width // _COLUMN), head, 2 if height >= 50 else 1


def _columns(scene: Payload, size: tuple[int, int], look: Look) -> list[list[Item]]:
    """The roll cut into columns; a star's name is never the last line of one."""
    board = scene.get("board") or {}
    rows = list(board.get("rows") or [])
    stars = {row.get("star"): name_in(row, look.lang, "star_name") for row in rows}
    named = [star.get("id") for star in board.get("stars") or [] if star.get("id") in stars]
    order = [*named, *(star for star in stars if star not in named)]
    _, head, pitch = _layout(size)
    tall = max(2, (size[1] - head - 2) // pitch)
    columns: list[list[Item]] = []
    current: list[Item] = []
    for star in order:
        if current and len(current) + 3 > tall:
            columns.append(current)
            current = []
        current += [None, stars[star]] if current else [stars[star]]
        for row in (row for row in rows if row.get("star") == star):
            if len(current) >= tall:
                columns.append(current)
                current = [stars[star]]
            current.append(row)
    return [*columns, current] if current else columns


def _column(canvas: Canvas, box: Box, items: list[Item], pitch: int) -> None:
    lang, theme = canvas.look.lang, canvas.look.theme
    people = [str(item.get("person") or "") for item in items if isinstance(item, Mapping)]
    wide = min(box.width // 2, max((width_of(person) for person in people), default=0))
    for number, item in enumerate(items):
        y = box.y + number * pitch
        if isinstance(item, str):
            canvas.chip(box.x, y, item, theme.gold_high, theme.red)
        elif item is not None:
            person = str(item.get("person") or "") or word("star.none", lang)
            canvas.text(box.x + 1, y, person, theme.gold, width=wide, attributes=BOLD)
            x = box.x + 1 + wide + 2
            unit = label(item, lang, max(1, (box.width - wide - 4) // 2))
            written = canvas.text(x, y, unit, theme.text, width=max(0, box.x + box.width - x))
            post_x = x + max(10, written) + 2
            canvas.text(post_x, y, str(item.get("post") or ""), theme.quiet, width=max(0, box.x + box.width - post_x))
