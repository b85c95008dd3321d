"""Drawing what the layout has placed."""

from screens.colours import Colour, blend
from screens.hall.parts.page import cells_of, faded, line
from screens.hall.parts.walls import LaidOut, Wall, Word
from screens.widgets.bigtext import lettered
from screens.widgets.canvas import Align, Canvas
from screens.widgets.cells import BOLD, width_of

_FIELD = 2
"""Free columns at either side of letters on a field."""


def wall_of(canvas: Canvas) -> Wall:
    """The wall that `canvas` is a picture for."""
    look = canvas.look
    return Wall(canvas.height, look.glyphs, look.native, last_resort=True)


def draw_placed(
    canvas: Canvas,
    at: LaidOut | None,
    inks: tuple[Colour, Colour],
    *,
    align: Align = "center",
    shown: float = 1.0,
    strength: float = 1.0,
    ground: Colour | None = None,
) -> None:
    """Draw a saying, if it has a place: `shown` (0 to 1) uncovers it from the left, `strength` fades it."""
    for word in at.words if at else ():
        if word.lettering is None:
            seen = min(shown, strength)
            line(
                canvas,
                word.box,
                word.text,
                inks[0],
                align=align,
                strength=seen,
                attributes=BOLD,
                ground=ground,
            )
            continue
        canvas.in_letters(word.text, word.lettering.em)
        picked, step = faded(canvas, inks, strength)
        if shown <= 0 or step <= 0:
            continue
        picture = lettered(word.lettering, picked, align, round(shown, 3), step)
        across, down = canvas.cells(picture)
        free = word.box.width - across
        x = word.box.x + {"left": 0, "center": free // 2, "right": free}[align]
        canvas.paste(x, word.box.y + (word.box.height - down) // 2, picture, ground)


def draw_on_field(
    canvas: Canvas, at: LaidOut | None, inks: tuple[Colour, Colour], field: Colour, strength: float
) -> None:
    """The same on a field of a colour of its own, as wide as what is said."""
    if at is None or strength <= 0:
        return
    wide = max((_wide(canvas, word) for word in at.words), default=0) + 2 * _FIELD
    x = at.box.x + (at.box.width - wide) // 2
    ground = blend(canvas.ground_at(at.box.y), field, strength)
    canvas.fill(x, at.box.y, wide, at.box.height, ground)
    draw_placed(canvas, at, inks, strength=strength, ground=ground)


def _wide(canvas: Canvas, word: Word) -> int:
    """The cells across that a word takes."""
    return cells_of(canvas, word.lettering)[0] if word.lettering else width_of(word.text)
