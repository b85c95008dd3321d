"""What a hall of two languages says at its foot: the scene in one line of its second language."""

from screens.hall.parts.page import Box, line, margin_of
from screens.looks import Look
from screens.widgets.canvas import Canvas, Frame
from screens.widgets.cells import clip


def note_line(width: int, look: Look, said: str) -> Frame:
    """That line, as a picture of one row."""
    canvas = Canvas((width, 1), look)
    inner = Box(margin_of(canvas), 0, width - 2 * margin_of(canvas), 1)
    if said and inner.width > 0:
        line(canvas, inner, clip(said, inner.width), look.theme.text)
    return canvas.frame()
