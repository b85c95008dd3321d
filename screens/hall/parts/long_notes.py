"""A note that must be seen whole and is too long for the foot of a page: lines of ordinary text over it."""

from screens.hall.parts.page import Box, line, margin_for
from screens.widgets.canvas import Canvas
from screens.widgets.cells import width_of, wrap

_MOST = 4
_LEAST_ROWS = 12
"""Rows of a page that has room for more than its foot."""
_PAGER = 24
"""Cells of the foot that the number of the page may take."""


def above_foot(note: str, size: tuple[int, int]) -> list[str]:
    """The lines of a note; none where the foot has room for it, or the page for nothing else."""
    width = size[0] - 2 * margin_for(size[0])
    if size[1] < _LEAST_ROWS or width_of(note) <= width - _PAGER:
        return []
    return wrap(note, width, _MOST)


def left_by(note: str, size: tuple[int, int]) -> tuple[int, int]:
    """What a note leaves of a page for all else."""
    return size[0], size[1] - len(above_foot(note, size))


def draw(canvas: Canvas, note: str) -> str:
    """Draw a note above the foot; what is left to say in the foot itself."""
    lines, edge = above_foot(note, (canvas.width, canvas.height)), margin_for(canvas.width)
    for at, text in enumerate(lines):
        y = canvas.height - 1 - len(lines) + at
        line(canvas, Box(edge, y, canvas.width - 2 * edge, 1), text, canvas.look.theme.gold)
    return "" if lines else note
