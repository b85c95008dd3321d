"""Pixels as characters: colours as numbers, and pictures turned into the half-blocks of a row of cells."""

from functools import lru_cache
from typing import TYPE_CHECKING

from screens.widgets.cells import Cell

if TYPE_CHECKING:
    from PIL.Image import Image

Colour = int
"""A 24-bit colour, 0xRRGGBB."""

_INKED = 0x60


def rgb(colour: Colour) -> tuple[int, int, int]:
    """The red, green and blue of a colour, each 0 to 255."""
    return colour >> 16 & 255, colour >> 8 & 255, colour & 255


def as_hex(colour: Colour) -> str:
    """A colour as "#rrggbb"."""
    return f"#{colour:06x}"


def blend(start: Colour, end: Colour, share: float) -> Colour:
    """The colour `share` (0 to 1, clamped) of the way from `start` to `end`."""
    share = min(1.0, max(0.0, share))
    mixed = (round(a + (b - a) * share) for a, b in zip(rgb(start), rgb(end), strict=True))
    red, green, blue = mixed
    return red << 16 | green << 8 | blue


@lru_cache(maxsize=2048)
def half_block_row(top: bytes, bottom: bytes) -> tuple[Cell, ...]:
    """Two pixel rows (RGB bytes of equal length) as one row of cells: ▀, or a space where both are alike."""
    cells: list[Cell] = []
    for at in range(0, len(top), 3):
        over = top[at] << 16 | top[at + 1] << 8 | top[at + 2]
        under = bottom[at] << 16 | bottom[at + 1] << 8 | bottom[at + 2]
        cells.append((" ", None, over, 0) if over == under else ("▀", over, under, 0))
    return tuple(cells)


@lru_cache(maxsize=2048)
def monochrome_row(top: bytes, bottom: bytes) -> tuple[Cell, ...]:
    """Two pixel rows of coverage (one byte each) as half-blocks in the terminal's own colour."""
    glyphs = " ▀▄█"
    return tuple(
        (glyphs[(over >= _INKED) + 2 * (under >= _INKED)], None, None, 0)
        for over, under in zip(top, bottom, strict=True)
    )


def picture_rows(picture: "Image", grounds: list[Colour], colour: bool) -> list[tuple[Cell, ...]]:
    """An RGBA picture, two pixels high per cell, over one ground colour a row of cells, as rows of cells.

    Without `colour`, only what covers the ground is kept, as plain blocks.
    """
    from PIL import Image

    width = picture.width
    if not colour:
        cover = picture.getchannel("A").tobytes()
        return [
            monochrome_row(cover[2 * y * width : (2 * y + 1) * width], cover[(2 * y + 1) * width : (2 * y + 2) * width])
            for y in range(len(grounds))
        ]
    column = b"".join(bytes((*rgb(ground), 255)) for ground in grounds)
    base = Image.frombytes("RGBA", (1, len(grounds)), column).resize(picture.size, Image.Resampling.NEAREST)
    drawn = Image.alpha_composite(base, picture).convert("RGB").tobytes()
    line = 3 * width
    return [
        half_block_row(drawn[2 * y * line : (2 * y + 1) * line], drawn[(2 * y + 1) * line : (2 * y + 2) * line])
        for y in range(len(grounds))
    ]
