"""The sign of a rehearsal, over everything: no frame of one can be taken for the ceremony."""

from screens.hall.parts.hall_words import word
from screens.hall.parts.page import Box, badge
from screens.widgets.canvas import Canvas
from screens.widgets.cells import BOLD, width_of

_BAND = 12
_PLACES = (3, 1, 5, 2, 4)
"""Sixths of the width in the middle of which the sign may stand, the best first."""


def watermark(canvas: Canvas) -> None:
    """Mark the page at its head and at its foot whatever lies there, and between them where no words are."""
    theme, text = canvas.look.theme, word("rehearsal", canvas.look.lang)
    width = min(canvas.width, width_of(text) + 2)
    bands = max(0, (canvas.height - 4) // _BAND)
    for number in range(bands):
        y = (number + 1) * canvas.height // (bands + 1)
        for share in (1, 5) if number % 2 else (3,):
            x = canvas.width * share // 6 - width // 2
            if canvas.is_free(x - 1, y, width):
                canvas.text(x, y, text, theme.quiet, width=width - 2, ground=canvas.ground_at(y), attributes=BOLD)
    if canvas.width >= 120 and canvas.height >= 30:
        side, tall = canvas.width // 5, canvas.height // 5
        if all(canvas.is_free(canvas.width - side, y, side) for y in range(tall)):
            badge(canvas, Box(canvas.width - side, 0, side, tall), text)
    for rows in ((0, 1), (canvas.height - 1, canvas.height - 2)) if canvas.height > 2 else ((0,),):
        x, y = _place(canvas, rows, width)
        canvas.chip(max(0, x), y, text, theme.band_ink, theme.band)


def _place(canvas: Canvas, rows: tuple[int, ...], width: int) -> tuple[int, int]:
    """Where the sign hides no words in the first of `rows` that has such a place; else where it hides fewest."""
    best = [canvas.width * share // 6 - width // 2 for share in _PLACES]
    places = [(x, y) for y in rows for x in (*best, *range(1, canvas.width - width))]
    return min(places, key=lambda place: canvas.glyphs_in(place[0] - 1, place[1], width + 2))
