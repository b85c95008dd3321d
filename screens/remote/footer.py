"""The last line of a viewer's picture: what the keys do, and the time."""

from functools import lru_cache

from scoreboard.locale import say
from screens.themes import Look
from screens.widgets.canvas import Canvas
from screens.widgets.cells import BOLD
from screens.widgets.strips import Row


@lru_cache(maxsize=256)
def footer(columns: int, clock: str, look: Look) -> Row:
    """Exactly `columns` cells: help at the left as far as it fits, the time at the right."""
    canvas = Canvas((columns, 1), look)
    canvas.fill(0, 0, columns, 1, look.theme.panel)
    canvas.text(0, 0, say("remote.keys", look.lang), look.theme.quiet, width=max(0, columns - len(clock) - 2))
    canvas.text(columns - len(clock), 0, clock, look.theme.quiet, attributes=BOLD)
    return canvas.frame().strips[0]
