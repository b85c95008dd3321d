"""The last line of a viewer's picture: what a ceremony's step says, or where there are keys what they do; the time."""

from functools import lru_cache

from scoreboard.locale import say
from screens.looks import Look
from screens.widgets.canvas import Canvas
from screens.widgets.cells import BOLD
from screens.widgets.strips import CellStrip


def footer(columns: int, words: str, clock: str, look: Look, *, keys: bool = True) -> CellStrip:
    """Exactly `columns` cells: words, or else what the `keys` do, as far as they fit, and the time at the right."""
    row = _timeless(columns, words, len(clock), look, keys)
    at = max(0, columns - len(clock))
    return CellStrip([*row.glyphs[:at], *clock[len(clock) - (columns - at) :]], row.inks, row.grounds, row.attributes)


@lru_cache(maxsize=64)
def _timeless(columns: int, words: str, room: int, look: Look, keys: bool) -> CellStrip:
    """The line with nothing in the `room` of the time: of each second's text nothing is to be remembered."""
    clock = "0" * room
    canvas = Canvas((columns, 1), look)
    canvas.fill(0, 0, columns, 1, look.theme.panel)
    ink = look.theme.text if words else look.theme.quiet
    said = words or (say("remote.keys", look.lang) if keys else "")
    canvas.text(0, 0, said, ink, width=max(0, columns - len(clock) - 2))
    canvas.text(columns - len(clock), 0, clock, look.theme.quiet, attributes=BOLD)
    return canvas.frame().strips[0]
