"""The roll of honour: all winners under the star that they won."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from screens.hall import Payload
from screens.hall.parts.page import Box, head_rows, heading, margin_of
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
    layout = _layout(scene, size, look)
    return max(1, -(-len(layout.columns) // layout.across))


def draw(canvas: Canvas, scene: Payload, elapsed: float) -> None:
    """As many columns as the page is wide; the payload's "page" (from 0) where they do not fit one."""
    canvas.deepen()
    look, size = canvas.look, (canvas.width, canvas.height)
    board, head = scene.get("board") or {}, head_rows(canvas.height)
    if head:
        period = str(board.get("period_name") or board.get("period") or "")
        heading(canvas, word("roll.title", look.lang), period, head, elapsed)
    layout = _layout(scene, size, look)
    if not layout.columns:
        nothing(canvas, head)
        return
    count = pages(scene, size, look)
    start = int(scene.get("page") or 0) % count * layout.across
    shown = layout.columns[start : start + layout.across]
    width = min((canvas.width - 2 * margin_of(canvas)) // len(shown), 64)
    left = (canvas.width - width * len(shown)) // 2
    tallest = max(map(len, shown)) * layout.pitch
    top = head + max(0, (canvas.height - head - 2 - tallest) // 3)
    for number, items in enumerate(shown):
        _column(canvas, Box(left + number * width, top, width - 2, 0), items, layout.pitch)
    pager(canvas, scene, count)


@dataclass(frozen=True)
class _Layout:
    """The columns of the whole roll, how many a page shows, and rows from line to line."""

    columns: list[list[Item]]
    across: int
    pitch: int


def _layout(scene: Payload, size: tuple[int, int], look: Look) -> _Layout:
    """The loosest setting in which the roll fits one page, a column for each star if it can be; else the tightest."""
    stars = _stars(scene, look.lang)
    across = max(1, size[0] // _COLUMN)
    room = max(2, size[1] - head_rows(size[1]) - 2)
    for pitch in (3, 2, 1):
        tall = max(2, room // pitch)
        if len(stars) <= across and all(len(rows) < tall for _, rows in stars):
            return _Layout([[name, *rows] for name, rows in stars], across, pitch)
        columns = _flow(stars, tall)
        if len(columns) <= across or pitch == 1:
            return _Layout(columns, across, pitch)
    raise AssertionError("the tightest setting always ends the search")


def _stars(scene: Payload, lang: str) -> list[tuple[str, list[Mapping[str, Any]]]]:
    """Each star that has rows, in the board's order, with its rows."""
    board = scene.get("board") or {}
    rows = list(board.get("rows") or [])
    names = {row.get("star"): name_in(row, lang, "star_name") for row in rows}
    named = [star.get("id") for star in board.get("stars") or [] if star.get("id") in names]
    order = [*named, *(star for star in names if star not in named)]
    return [(names[star], [row for row in rows if row.get("star") == star]) for star in order]


def _flow(stars: list[tuple[str, list[Mapping[str, Any]]]], tall: int) -> list[list[Item]]:
    """The roll cut into columns of `tall` lines; a star's name is never the last line of one."""
    columns: list[list[Item]] = []
    current: list[Item] = []
    for name, rows in stars:
        if current and len(current) + 3 > tall:
            columns.append(current)
            current = []
        current += [None, name] if current else [name]
        for row in rows:
            if len(current) >= tall:
                columns.append(current)
                current = [name]
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
