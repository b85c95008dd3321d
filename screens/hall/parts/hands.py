"""Two hands on one pole, for a flag that is held jointly."""

from functools import lru_cache
from typing import TYPE_CHECKING

from screens.colours import Colour, blend, rgb
from screens.themes import Theme

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw as Pen

_SKIN = 0xF0C39A
_SCALE = 4
"""It is drawn so many times as large, and reduced: at its own size a hand has too few pixels to be one."""
_LEAN = 0.62
"""How far down an arm comes from, as a share of the picture's height."""


@lru_cache(maxsize=64)
def hands(width: int, height: int, apart: float, theme: Theme) -> "Image":
    """Two arms from below, one from each side, whose hands grip a pole in the middle of the picture.

    They are `apart` (1 to 0) of their way short of it.
    """
    from PIL import Image, ImageDraw

    page = Image.new("RGBA", (width * _SCALE, height * _SCALE), (0, 0, 0, 0))
    pen = ImageDraw.Draw(page)
    fist = height * _SCALE * 0.36
    for side, top in ((1, 0.62), (-1, 0.26)):
        grip = page.width / 2 + side * apart * page.width / 3, page.height * top
        _arm(pen, grip, page.width / 2 * (1 + side), page.height * _LEAN, fist, theme)
        _fist(pen, grip, side, fist)
    return page.resize((width, height), Image.Resampling.BOX)


def _arm(pen: "Pen", grip: tuple[float, float], edge: float, drop: float, fist: float, theme: Theme) -> None:
    """A sleeve from the picture's edge, lower by `drop`, and its white cuff before the hand."""
    (x, y), thick = grip, fist * 0.42
    for share, ink in ((0.0, theme.text), (0.3, blend(theme.fall, theme.ground, 0.25))):
        near, low = x + (edge - x) * (0.16 + share), y + drop * (0.16 + share)
        pen.polygon(
            [(near, low - thick), (edge, y + drop - thick), (edge, y + drop + thick), (near, low + thick)],
            fill=rgb(ink),
        )
    wrist = x + (edge - x) * 0.2, y + drop * 0.2
    pen.line([grip, wrist], fill=rgb(_SKIN), width=round(thick * 1.6))


def _fist(pen: "Pen", grip: tuple[float, float], side: int, fist: float) -> None:
    """Four fingers around the pole."""
    (x, y), half = grip, fist / 2
    shade: Colour = blend(_SKIN, 0x5A2A12, 0.55)
    pen.rounded_rectangle((x - half * 0.9, y - half, x + half * 0.9, y + half), half * 0.5, fill=rgb(_SKIN))
    for finger in range(1, 4):
        low = y - half + fist * finger / 4
        pen.line([(x - half * 0.8, low), (x + half * 0.5 * side + half * 0.1, low)], fill=rgb(shade), width=_SCALE // 2)
