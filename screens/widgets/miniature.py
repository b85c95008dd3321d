"""A frame drawn small: what a large wall shows, in the cells of a small picture.

Each cell of the wall is taken for two times four dots. Block characters give their own dots; of other characters that
small nothing could be read, so they give a grey of their ink.
"""

from array import array
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING

from screens.colours import Colour
from screens.glyphs import PATTERNS, Glyphs
from screens.looks import Look
from screens.widgets.canvas import Canvas, Frame
from screens.widgets.runs import NONE
from screens.widgets.strips import CellStrip

if TYPE_CHECKING:
    from PIL.Image import Image

ACROSS, DOWN = 2, 4
"""Dots of a cell."""
TEXT_COVERS = 0x60
"""How much of its cell a character covers, of 255."""


def fitting(wall: tuple[int, int], room: tuple[int, int]) -> tuple[int, int]:
    """The cells of a wall's picture in a room, in its own proportions and never larger than the wall itself."""
    width, height = max(1, wall[0]), max(1, wall[1])
    if width <= room[0] and height <= room[1]:
        return width, height
    if room[0] * height <= room[1] * width:
        return room[0], max(1, round(room[0] * height / width))
    return max(1, round(room[1] * width / height)), room[1]


def miniature(frame: Frame, room: tuple[int, int], look: Look) -> Frame:
    """A frame in the middle of a room; one that is larger than it is drawn small."""
    width, height = fitting(frame.size, room)
    canvas = Canvas(room, look)
    x, y = (room[0] - width) // 2, (room[1] - height) // 2
    if frame.size == (width, height):
        blank = canvas.frame().strips
        left, right = (
            Canvas((x, height), look).frame().strips,
            Canvas((room[0] - width - x, height), look).frame().strips,
        )
        rows = [_beside(*three) for three in zip(left, frame.strips, right, strict=True)]
        return Frame(room[0], (*blank[:y], *rows, *blank[y + height :]))
    from PIL import Image

    dots = width * look.glyphs.across, height * look.glyphs.down
    canvas.paste(x, y, _dotted(frame, look).resize(dots, Image.Resampling.HAMMING).convert("RGBA"))
    return canvas.frame()


def _beside(*parts: CellStrip) -> CellStrip:
    inks, grounds = parts[0].inks[:0], parts[0].grounds[:0]
    for part in parts:
        inks, grounds = inks + part.inks, grounds + part.grounds
    glyphs = list(chain.from_iterable(part.glyphs for part in parts))
    return CellStrip(glyphs, inks, grounds, b"".join(bytes(part.attributes) for part in parts))


def _dotted(frame: Frame, look: Look) -> "Image":
    """A frame as a picture of its dots."""
    from PIL import Image

    width, height = frame.size
    near = Image.Resampling.NEAREST
    size = width * ACROSS, height * DOWN
    patterns = _dots_of_glyphs()
    other, blank = bytes((TEXT_COVERS,)) * (ACROSS * DOWN), bytes(ACROSS * DOWN)
    covered = bytearray()
    for strip in frame.strips:
        cells = [patterns.get(glyph, other if glyph else blank) for glyph in _whole(strip.glyphs)]
        for row in range(0, ACROSS * DOWN, ACROSS):
            covered += b"".join([cell[row : row + ACROSS] for cell in cells])
    mask = Image.frombytes("L", size, bytes(covered))
    theme = look.theme
    inks = _colours([strip.inks for strip in frame.strips], theme.text, (width, height)).resize(size, near)
    grounds = _colours([strip.grounds for strip in frame.strips], theme.ground, (width, height)).resize(size, near)
    return Image.composite(inks, grounds, mask)


def _whole(glyphs: list[str]) -> list[str]:
    """Glyphs a cell each: the right half of a wide one is as much covered as its left."""
    return [glyph or "…" for glyph in glyphs]


def _colours(rows: "list[array[int]]", otherwise: Colour, size: tuple[int, int]) -> "Image":
    """Colours a cell each as a picture, the terminal's own ones as a theme has them."""
    from PIL import Image

    cells = array("i")
    for row in rows:
        cells.extend(row)
    if NONE in cells:
        cells = array("i", [otherwise if colour == NONE else colour for colour in cells])
    return Image.frombytes("RGB", size, cells.tobytes(), "raw", "BGRX")


@cache
def _dots_of_glyphs() -> dict[str, bytes]:
    """Which dots of its cell each block character covers, in rows of two."""
    found = {" ": bytes(ACROSS * DOWN)}
    for kind, across, down in ((Glyphs.HALF_BLOCKS, 1, 2), (Glyphs.SEXTANTS, 2, 3), (Glyphs.OCTANTS, 2, 4)):
        for bits, glyph in enumerate(PATTERNS[kind]):
            dots = ((y * down // DOWN) * across + x * across // ACROSS for y in range(DOWN) for x in range(ACROSS))
            found.setdefault(glyph, bytes(255 if bits >> dot & 1 else 0 for dot in dots))
    return found
