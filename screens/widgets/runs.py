"""Runs of cells: what lies side by side in a row, kept as arrays so that rows are put together at the speed of C.

Every maker here remembers what it made: the same text in the same colours is the same object, and rows that are
put together from the same objects need not be put together again.
"""

from array import array
from functools import lru_cache

from screens.colours import Colour, blend
from screens.widgets.cells import PLAIN

NONE = -1
"""In an array of colours: the terminal's own ink, or the ground of what lies below."""


class Run:
    """Cells side by side: glyphs ("" is the right half of a wide one), inks, grounds and attributes of each.

    Runs are compared by identity. A ground of `NONE` lets the ground below show through.
    """

    __slots__ = ("attributes", "glyphs", "grounds", "inks", "opaque")

    def __init__(self, glyphs: tuple[str, ...], inks: "array[int]", grounds: "array[int]", attributes: bytes) -> None:
        self.glyphs, self.inks, self.grounds, self.attributes = glyphs, inks, grounds, attributes
        self.opaque = NONE not in grounds

    def __len__(self) -> int:
        return len(self.glyphs)


def colours(shared: Colour | None, count: int) -> "array[int]":
    """An array of `count` times the same colour, for whoever changes it."""
    return array("i", (NONE if shared is None else shared,)) * count


@lru_cache(maxsize=2048)
def _of_one(shared: Colour | None, count: int) -> "array[int]":
    """The same for runs, which nobody changes: texts of one colour and length have one array between them."""
    return colours(shared, count)


@lru_cache(maxsize=512)
def _attributed(attributes: int, count: int) -> bytes:
    return bytes((attributes,)) * count


@lru_cache(maxsize=3072)
def text_run(glyphs: tuple[str, ...], ink: Colour | None, ground: Colour | None, attributes: int) -> Run:
    """Glyphs of one ink on one ground."""
    count = len(glyphs)
    return Run(glyphs, _of_one(ink, count), _of_one(ground, count), _attributed(attributes, count))


@lru_cache(maxsize=2048)
def fill_run(width: int, ground: Colour | None) -> Run:
    """Blank cells that hide what lies below. Without a ground, the row's own shows, but no glyph."""
    return text_run((" ",) * width, None, ground, PLAIN)


@lru_cache(maxsize=512)
def inked_run(glyphs: str, inks: tuple[Colour | None, ...], ground: Colour | None = None) -> Run:
    """Narrow glyphs, each in an ink of its own."""
    shades = array("i", (NONE if ink is None else ink for ink in inks))
    return Run(tuple(glyphs), shades, colours(ground, len(glyphs)), bytes(len(glyphs)))


@lru_cache(maxsize=512)
def shaded_run(width: int, inks: tuple[Colour, Colour], whole: int) -> Run:
    """`width` blank cells of a ground that goes from one colour to another over `whole` cells."""
    span = max(1, whole - 1)
    grounds = array("i", (blend(*inks, at / span) for at in range(width)))
    return Run((" ",) * width, colours(None, width), grounds, bytes(width))


def cut(run: Run, start: int, end: int) -> Run:
    """The cells `start` to `end` of a run; a wide character that an edge halves becomes a space."""
    glyphs = list(run.glyphs[start:end])
    if glyphs and glyphs[0] == "":
        glyphs[0] = " "
    if end < len(run) and run.glyphs[end] == "":
        glyphs[-1] = " "
    return Run(tuple(glyphs), run.inks[start:end], run.grounds[start:end], run.attributes[start:end])
