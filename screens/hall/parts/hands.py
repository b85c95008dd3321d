"""Two hands on one pole, for a flag that is held jointly."""

from functools import lru_cache
from typing import TYPE_CHECKING

from screens.themes import Theme
from screens.widgets.colours import blend, rgb

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw as Pen

_SKIN = 0xE9B98C


@lru_cache(maxsize=64)
def hands(width: int, height: int, apart: int, theme: Theme) -> "Image":
    """Two hands, one from each side, that grip a pole in the middle of the picture; `apart` pixels short of it."""
    from PIL import Image, ImageDraw

    page = Image.new("RGBA", (width, height), (0, 0, 0, 0))
    pen = ImageDraw.Draw(page)
    fist = max(3, height // 3)
    arm = max(2, fist * 2 // 3)
    for side, top in ((-1, 0), (1, height - fist)):
        grip = width // 2 + side * apart
        inner, outer, edge = grip - side * (fist // 2), grip + side * (fist // 2), grip + side * width
        _block(pen, outer, edge, top + (fist - arm) // 2, arm, rgb(theme.quiet))
        _block(pen, inner, outer, top, fist, rgb(_SKIN))
        for finger in range(1, 3) if fist >= 5 else ():
            _block(pen, inner, grip, top + fist * finger // 3, 1, rgb(blend(_SKIN, theme.ground, 0.4)))
    return page


def _block(pen: "Pen", x: int, other: int, top: int, tall: int, ink: tuple[int, int, int]) -> None:
    pen.rectangle((min(x, other), top, max(x, other), top + tall - 1), fill=ink)
