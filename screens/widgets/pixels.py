"""Pictures as characters: RGBA pixels over the ground of a page become runs of block characters.

A picture is made of square pixels, `Glyphs.across` × `Glyphs.down` of them a cell. A cell shows two colours only, so
where a cell has more dots than two, its brighter dots share one colour and its darker dots the other.
"""

from array import array
from collections import OrderedDict
from collections.abc import Callable, Hashable
from functools import cache, lru_cache, reduce
from typing import TYPE_CHECKING

from screens.colours import Colour, rgb
from screens.glyphs import PATTERNS, Glyphs
from screens.widgets.cells import REVERSE
from screens.widgets.runs import Run, colours

if TYPE_CHECKING:
    from PIL.Image import Image

_INKED = 0x60
"""Where there is no colour, a dot is drawn if it is covered by this much."""

_FLAT = 10
"""Dots of a cell whose brightness differs by less are one colour."""


class Remembered:
    """A function of a picture and more, with its last results. Pictures are compared by identity.

    A result keeps its picture alive, so that no other can take its place in memory.
    """

    def __init__(self, function: "Callable[..., list[Run]]", most: int) -> None:
        self._function, self._most = function, most
        self._results: OrderedDict[Hashable, tuple[Image, list[Run]]] = OrderedDict()

    def __call__(self, picture: "Image", *more: Hashable) -> list[Run]:
        key = (id(picture), *more)
        known = self._results.get(key)
        if known is not None:
            return known[1]
        rows = self._function(picture, *more)
        self._results[key] = picture, rows
        while len(self._results) > self._most:
            self._results.popitem(last=False)
        return rows


def _rows(
    picture: "Image", above: int, grounds: tuple[Colour, ...], glyphs: Glyphs, colour: bool, two_levels: bool
) -> list[Run]:
    from PIL import Image

    size = -(-picture.width // glyphs.across) * glyphs.across, len(grounds) * glyphs.down
    if picture.size != size or above:
        page = Image.new("RGBA", size, (0, 0, 0, 0))
        page.paste(picture, (0, above))
        picture = page
    if not colour:
        return _plain_rows(picture.getchannel("A"), glyphs)
    if two_levels:
        alpha = picture.getchannel("A").point(lambda level: 255 if level >= _INKED else 0)
        picture = picture.copy()
        picture.putalpha(alpha)
    column = b"".join(bytes((*rgb(ground), 255)) for ground in grounds)
    base = Image.frombytes("RGBA", (1, len(grounds)), column).resize(size, Image.Resampling.NEAREST)
    drawn = Image.alpha_composite(base, picture).convert("RGB")
    if two_levels:
        drawn = drawn.quantize(palette=_sixteen(), dither=Image.Dither.NONE).convert("RGB")
    if glyphs.rows != glyphs.down:
        drawn = drawn.resize((size[0], len(grounds) * glyphs.rows), Image.Resampling.BOX)
    if glyphs is Glyphs.HALF_BLOCKS:
        return _half_block_rows(drawn)
    if glyphs is Glyphs.SPACES:
        line = 4 * drawn.width
        data = drawn.tobytes("raw", "BGRX")
        return [_space_row(data[at : at + line]) for at in range(0, len(data), line)]
    return _dotted_rows(drawn, glyphs)


picture_rows = Remembered(_rows, 256)
"""picture_rows(picture, above, grounds, glyphs, colour, two_levels): an RGBA picture as runs, a run a row of cells.

It lies `above` pixels below the top of the first row, over one ground colour a row. Without `colour` only what covers
the ground is kept, as plain blocks; with `two_levels` a pixel is ink or ground, in one of sixteen colours.
"""


@cache
def _sixteen() -> "Image":
    """A palette of the sixteen colours that every terminal has."""
    from PIL import Image
    from rich._palettes import STANDARD_PALETTE

    palette = Image.new("P", (1, 1))
    known = [STANDARD_PALETTE._colors[number] for number in range(16)]
    palette.putpalette([level for colour in (*known, *([known[0]] * 240)) for level in colour])
    return palette


def _colours_of(data: bytes) -> "array[int]":
    """Pixels of four bytes, blue first, as colours."""
    found = array("i")
    found.frombytes(data)
    return found


def _half_block_rows(drawn: "Image") -> list[Run]:
    line = 4 * drawn.width
    data = drawn.tobytes("raw", "BGRX")
    return [
        _half_block_row(data[at : at + line], data[at + line : at + 2 * line]) for at in range(0, len(data), 2 * line)
    ]


@lru_cache(maxsize=2048)
def _half_block_row(top: bytes, bottom: bytes) -> Run:
    """Two rows of pixels as one row of cells: ▀, or a space where both are alike."""
    over, under = _colours_of(top), _colours_of(bottom)
    glyphs = tuple(" " if above == below else "▀" for above, below in zip(over, under, strict=True))
    return Run(glyphs, over, under, bytes(len(over)))


@lru_cache(maxsize=2048)
def _space_row(row: bytes) -> Run:
    grounds = _colours_of(row)
    return Run((" ",) * len(grounds), colours(None, len(grounds)), grounds, bytes(len(grounds)))


def _planes(picture: "Image", glyphs: Glyphs) -> "list[Image]":
    """For each dot of a cell, the first above left, a picture of that dot of all cells."""
    from PIL import Image

    across, down = glyphs.across, glyphs.rows
    size = picture.width // across, picture.height // down
    return [
        picture.transform(
            size,
            Image.Transform.AFFINE,
            (across, 0, x + 0.5 - across / 2, 0, down, y + 0.5 - down / 2),
            Image.Resampling.NEAREST,
        )
        for y in range(down)
        for x in range(across)
    ]


def _dotted_rows(drawn: "Image", glyphs: Glyphs) -> list[Run]:
    """Each cell in its brightest and its darkest colour, a dot taking the one that it is nearer to in brightness."""
    from PIL import Image, ImageChops

    planes = _planes(drawn, glyphs)
    lights = [plane.convert("L") for plane in planes]
    brightest, darkest = reduce(ImageChops.lighter, lights), reduce(ImageChops.darker, lights)
    middle = ImageChops.add(brightest, darkest, scale=2)
    varied = ImageChops.subtract(brightest, darkest).point([0] * _FLAT + [255] * (256 - _FLAT))
    pattern = reduce(
        ImageChops.add,
        (ImageChops.subtract(light, middle).point([0] + [1 << place] * 255) for place, light in enumerate(lights)),
    )
    pattern = ImageChops.darker(pattern, varied)
    mean = drawn.resize(pattern.size, Image.Resampling.BOX)
    ink = Image.composite(reduce(ImageChops.lighter, planes), mean, varied).tobytes("raw", "BGRX")
    ground = Image.composite(reduce(ImageChops.darker, planes), mean, varied).tobytes("raw", "BGRX")
    width, patterns = pattern.width, pattern.tobytes()
    return [
        _dotted_row(
            glyphs,
            patterns[y * width : (y + 1) * width],
            ink[4 * y * width : 4 * (y + 1) * width],
            ground[4 * y * width : 4 * (y + 1) * width],
        )
        for y in range(pattern.height)
    ]


@lru_cache(maxsize=2048)
def _dotted_row(glyphs: Glyphs, patterns: bytes, ink: bytes, ground: bytes) -> Run:
    drawn = tuple(map(PATTERNS[glyphs].__getitem__, patterns))
    return Run(drawn, _colours_of(ink), _colours_of(ground), bytes(len(drawn)))


def _plain_rows(cover: "Image", glyphs: Glyphs) -> list[Run]:
    """Coverage as blocks in the terminal's own colours."""
    from PIL import Image, ImageChops

    if glyphs.rows != glyphs.down:
        cover = cover.resize((cover.width, cover.height // glyphs.down * glyphs.rows), Image.Resampling.BOX)
    dots = (
        plane.point([0] * _INKED + [1 << place] * (256 - _INKED)) for place, plane in enumerate(_planes(cover, glyphs))
    )
    pattern = reduce(ImageChops.add, dots)
    width, patterns = pattern.width, pattern.tobytes()
    return [_plain_row(glyphs, patterns[y * width : (y + 1) * width]) for y in range(pattern.height)]


@lru_cache(maxsize=2048)
def _plain_row(glyphs: Glyphs, patterns: bytes) -> Run:
    drawn, none = tuple(map(PATTERNS[glyphs].__getitem__, patterns)), colours(None, len(patterns))
    marked = bytes(REVERSE if pattern else 0 for pattern in patterns) if glyphs is Glyphs.SPACES else bytes(len(drawn))
    return Run(drawn, none, none, marked)
