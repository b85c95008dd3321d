"""A QR code as a picture: dark on light with its quiet zone, each module a pixel of half a cell."""

from functools import lru_cache
from typing import TYPE_CHECKING

from screens.glyphs import Glyphs
from screens.hall.parts.page import Box
from screens.widgets.canvas import Canvas

if TYPE_CHECKING:
    from PIL.Image import Image

SQUARE = (Glyphs.HALF_BLOCKS, Glyphs.OCTANTS)
"""The glyphs with which half a cell is as high as the cell is wide: a code of others can't be read."""
BORDER = 4
"""Modules of the quiet zone at each side (ISO/IEC 18004)."""
SHARE, _APART = 4, 2
"""A code takes no more than a part of so many of the width; free columns beside it."""
DARK, LIGHT = (0, 0, 0, 255), (255, 255, 255, 255)


def qr_code(canvas: Canvas, hexadecimal: str) -> "Image":
    """Hexadecimal digits as a code that a phone reads from some metres; in capitals, which take fewer modules."""
    return _drawn(hexadecimal.upper(), canvas.look.glyphs.across, canvas.look.glyphs.down // 2)


def beside_code(canvas: Canvas, box: Box, commitment: str | None) -> Box:
    """The commitment as a code at the right end of a box that has room for it, and what is left of the box."""
    if not commitment or not canvas.look.colour or canvas.look.native or canvas.look.glyphs not in SQUARE:
        return box
    code = qr_code(canvas, commitment)
    wide, tall = canvas.cells(code)
    if tall > box.height or wide * SHARE > box.width:
        return box
    canvas.paste(box.x + box.width - wide, box.y + (box.height - tall) // 2, code)
    return Box(box.x, box.y, box.width - wide - _APART, box.height)


@lru_cache(maxsize=8)
def _drawn(text: str, wide: int, tall: int) -> "Image":
    import segno
    from PIL import Image

    code = segno.make(text, error="m", micro=False, boost_error=False)
    rows = [list(row) for row in code.matrix_iter(border=BORDER)]
    picture = Image.new("RGBA", (len(rows[0]), len(rows)), LIGHT)
    picture.putdata([DARK if module else LIGHT for row in rows for module in row])
    return picture.resize((picture.width * wide, picture.height * tall), Image.Resampling.NEAREST)
