"""The sign of a rehearsal, over everything: no frame of one can be taken for the ceremony."""

from screens.hall.parts.page import Box, badge
from screens.hall.parts.words import word
from screens.widgets.canvas import Canvas
from screens.widgets.cells import BOLD, width_of

_BAND = 12


def watermark(canvas: Canvas) -> None:
    """Mark the page at its head, at its foot, and across every band of rows between."""
    theme, text = canvas.look.theme, word("rehearsal", canvas.look.lang)
    if width_of(text) + 2 > canvas.width:
        text = text.split()[0]
    width = min(canvas.width, width_of(text) + 2)
    middle = (canvas.width - width) // 2
    bands = max(0, (canvas.height - 4) // _BAND)
    for number in range(bands):
        y = (number + 1) * canvas.height // (bands + 1)
        for share in (1, 5) if number % 2 else (3,):
            x = canvas.width * share // 6 - width // 2
            canvas.text(x, y, text, theme.quiet, width=width - 2, attributes=BOLD)
    if canvas.width >= 120 and canvas.height >= 30:
        side = canvas.width // 5
        badge(canvas, Box(canvas.width - side, 0, side, canvas.height // 5), text.split()[0])
    canvas.chip(middle, 0, text, theme.gold_high, theme.red)
    if canvas.height > 2:
        canvas.chip(middle, canvas.height - 1, text, theme.gold_high, theme.red)
