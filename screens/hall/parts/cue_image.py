"""An image on a page: unpacked once, scaled to its place, which it has only if the words stay large."""

import io
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from scoreboard.publications.scene import Scene, SceneImage
from scoreboard.wire import given
from screens.colours import Colour
from screens.glyphs import Glyphs
from screens.hall.parts.layout import KEPT_PERCENT
from screens.hall.parts.page import Box
from screens.widgets.canvas import Canvas
from screens.widgets.terminal_images import MOST_CELLS, terminal_image

if TYPE_CHECKING:
    from PIL.Image import Image

_SHARES = (60, 50, 40, 35, 30, 25, 20, 15, 12)
"""Per cent of the height, or of the width, that an image takes at most."""
_LEAST_ROWS, _LEAST_PIXELS = 3, 10
"""An image that is smaller is a spot."""
_WORDS_ROWS, _WORDS_COLUMNS = 4, 20
"""What words have left at least."""
_PART = 3
"""Parts of the width, of which an image beside words takes one at most."""
_APART = 2
"""Free columns between an image and the words beside it."""
_MOST_PIXELS = 1_000_000
"""What the program keeps is smaller; more is not unpacked."""


def image_of(scene: Scene) -> SceneImage | None:
    """The image that a scene shows, where it is a picture and at hand."""
    image = given(scene.image)
    return image if image is not None and _unpacked(image) is not None else None


def other_image(scene: Scene, name: str) -> SceneImage | None:
    """The image of somebody or something that a scene names, where it is a picture and at hand."""
    image = (given(scene.images) or {}).get(name)
    return image if image is not None and _unpacked(image) is not None else None


@lru_cache(maxsize=40)
def _unpacked(image: SceneImage) -> "Image | None":
    """Its pixels; None where there are none, or they are not what the program keeps."""
    from PIL import Image

    content = given(image.content)
    if content is None:
        return None
    try:
        picture = Image.open(io.BytesIO(content), formats=("PNG", "JPEG"))
        return picture.convert("RGBA") if picture.width * picture.height <= _MOST_PIXELS else None
    except Exception:  # whatever stands there, the words of the scene are shown
        return None


@lru_cache(maxsize=16)
def _as_png(image: SceneImage) -> bytes:
    """It as a terminal takes it that draws it itself."""
    picture, written = _unpacked(image), io.BytesIO()
    if picture is not None:
        picture.save(written, "PNG")
    return written.getvalue()


@lru_cache(maxsize=64)
def scaled(image: SceneImage, wide: int, tall: int, colour: bool = True) -> "Image":
    """It as large as it can be in `wide` × `tall` pixels, its sides in proportion; nothing of one that is not at hand.

    Without `colour` its bright parts are drawn, shaded by dots.
    """
    from PIL import Image

    picture = _unpacked(image)
    if picture is None or wide < 1 or tall < 1:
        return Image.new("RGBA", (1, 1), (0, 0, 0, 0))
    across = min(wide, max(1, picture.width * tall // picture.height))
    down = min(tall, max(1, picture.height * across // picture.width))
    small = picture.resize((across, down), Image.Resampling.LANCZOS)
    if not colour:
        dark = Image.new("RGBA", small.size, (0, 0, 0, 255))
        small.putalpha(Image.alpha_composite(dark, small).convert("L").convert("1").convert("L"))
    return small


def draw_image(canvas: Canvas, box: Box | None, image: SceneImage | None, ground: Colour | None = None) -> None:
    """Draw it in the middle of its place, if it has one; `ground` as for `Canvas.paste`."""
    if box is None or image is None:
        return
    glyphs = canvas.look.glyphs
    picture = scaled(image, box.width * glyphs.across, box.height * glyphs.down, canvas.look.colour)
    wide, tall = canvas.cells(picture)
    x, y = box.x + (box.width - wide) // 2, box.y + (box.height - tall) // 2
    if canvas.look.graphics and wide <= MOST_CELLS and tall <= MOST_CELLS:
        canvas.let_terminal_draw(x, y, terminal_image(image.digest, wide, tall, _as_png(image)))
    else:
        canvas.paste(x, y, picture, ground)


def make_room(
    canvas: Canvas, box: Box, image: SceneImage | None, em_in: Callable[[Box], int], kept: int = KEPT_PERCENT
) -> tuple[Box, Box | None]:
    """What `box` has left for words, and the place of an image above or at the left of them.

    `em_in` tells how large the hero is in a box, in pixels: 0 for ordinary text, -1 where words are cut. Of the places
    that leave it `kept` per cent of what it is alone the largest is taken; without one the image is left out.
    """
    if image is None:
        return box, None
    least = em_in(box) * kept
    places = sorted(_places(canvas, box, image), key=lambda place: -place[1].width * place[1].height)
    found = (place for place in places if em_in(place[0]) * 100 >= least)
    return next(found, (box, None))


def beside_image(glyphs: Glyphs, box: Box) -> tuple[Box, Box] | None:
    """A place for an image at the left of `box`, and what is left of it for words; None where it would be a spot."""
    across, down = glyphs.across, glyphs.down
    wide = min(box.width // _PART, box.height * down // across)
    if box.height < _LEAST_ROWS or wide * across < _LEAST_PIXELS:
        return None
    left = wide + _APART
    return Box(box.x, box.y, wide, box.height), Box(box.x + left, box.y, box.width - left, box.height)


def _places(canvas: Canvas, box: Box, image: SceneImage) -> Iterator[tuple[Box, Box]]:
    """The ways to divide a box: what is left for words, and where the image is."""
    glyphs = canvas.look.glyphs
    for share in _SHARES:
        for wide, tall in ((box.width, box.height * share // 100), (box.width * share // 100, box.height)):
            picture = scaled(image, wide * glyphs.across, tall * glyphs.down, canvas.look.colour)
            columns, rows = canvas.cells(picture)
            if rows < _LEAST_ROWS or min(picture.size) < _LEAST_PIXELS:
                continue
            if wide == box.width:
                below = Box(box.x, box.y + rows + 1, box.width, box.height - rows - 1)
                if below.height >= _WORDS_ROWS:
                    yield below, Box(box.x, box.y, box.width, rows)
            else:
                left = columns + _APART
                if box.width - left >= _WORDS_COLUMNS:
                    yield Box(box.x + left, box.y, box.width - left, box.height), Box(box.x, box.y, columns, box.height)
