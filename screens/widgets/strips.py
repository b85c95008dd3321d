"""A row of the screen whose terminal sequences are built once, in as few bytes as its colours allow.

Textual writes a strip segment by segment, each with all its colours and a reset behind it. A `Row` writes a colour
only where it changes: a third fewer bytes, and nothing to put together when the same row is shown again.
"""

from array import array
from functools import lru_cache
from itertools import groupby
from typing import Any

from rich.color import Color, ColorSystem
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from screens.colours import Colour, rgb
from screens.widgets.cells import BOLD, REVERSE, STRIKE, UNDERLINE
from screens.widgets.runs import NONE

_ATTRIBUTES = {BOLD: "1", UNDERLINE: "4", REVERSE: "7", STRIKE: "9"}
_INK_SEEN = UNDERLINE | REVERSE | STRIKE
"""Attributes in which a space shows its ink."""


@lru_cache(maxsize=16384)
def cell_style(ink: Colour | None, ground: Colour | None, attributes: int) -> Style:
    """The style of cells of one ink on one ground (None: the terminal's own)."""
    return Style(
        color=None if ink is None else Color.from_rgb(*rgb(ink)),
        bgcolor=None if ground is None else Color.from_rgb(*rgb(ground)),
        bold=True if attributes & BOLD else None,
        reverse=True if attributes & REVERSE else None,
        underline=True if attributes & UNDERLINE else None,
        strike=True if attributes & STRIKE else None,
    )


class _Codes(dict[int, str]):
    """What to write for a colour as ink or as ground, in one colour system."""

    def __init__(self, system: ColorSystem, ink: bool) -> None:
        super().__init__({NONE: "39" if ink else "49"})
        self._system, self._ink = system, ink

    def __missing__(self, colour: int) -> str:
        if len(self) > 65536:
            self.clear()
            self[NONE] = "39" if self._ink else "49"
        shown = Color.from_rgb(*rgb(colour)).downgrade(self._system)
        code = self[colour] = ";".join(shown.get_ansi_codes(foreground=self._ink))
        return code


@lru_cache(maxsize=8)
def _codes(system: ColorSystem) -> tuple[_Codes, _Codes]:
    return _Codes(system, ink=True), _Codes(system, ink=False)


class CellStrip(Strip):
    """A strip of finished cells. It holds arrays, and becomes segments only where Textual asks for them.

    Only `render`, `divide` into itself and the width are needed to show a whole row; they do not ask.
    """

    __slots__ = ("_built", "attributes", "glyphs", "grounds", "inks")

    def __init__(self, glyphs: list[str], inks: "array[int]", grounds: "array[int]", attributes: bytes) -> None:
        self.glyphs, self.inks, self.grounds, self.attributes = glyphs, inks, grounds, attributes
        self._cell_length = len(glyphs)
        self._built: tuple[ColorSystem, str] | None = None

    def __getattr__(self, name: str) -> Any:
        """Called for what a strip has and this one has not made yet: make it."""
        if name not in Strip.__slots__:
            raise AttributeError(name)
        Strip.__init__(self, self._make_segments(), len(self.glyphs))
        return getattr(self, name)

    def _make_segments(self) -> list[Segment]:
        cells = zip(self.glyphs, self.inks, self.grounds, self.attributes, strict=True)
        return [
            Segment(
                "".join(cell[0] for cell in group),
                cell_style(None if key[0] == NONE else key[0], None if key[1] == NONE else key[1], key[2]),
            )
            for key, group in groupby(cells, lambda cell: cell[1:])
        ]

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, CellStrip):
            return super().__eq__(other)
        return (
            self.glyphs == other.glyphs
            and self.inks == other.inks
            and self.grounds == other.grounds
            and self.attributes == other.attributes
        )

    __hash__ = object.__hash__

    @property
    def text(self) -> str:
        """The characters alone."""
        return "".join(self.glyphs)

    def divide(self, cuts: Any) -> Any:
        """The row itself where it is not cut at all, as on a screen that one frame fills."""
        wanted = list(cuts)
        return [self] if wanted == [len(self.glyphs)] else super().divide(wanted)

    def render(self, console: Console) -> str:
        """The terminal sequences, in the console's colours; built at the first call."""
        system = console._color_system or ColorSystem.TRUECOLOR
        if self._built is None or self._built[0] is not system:
            self._built = system, sequences(self, system)
        return self._built[1]


def sequences(row: CellStrip, system: ColorSystem) -> str:
    """A row as text for a terminal of a colour system: attributes and colours are written where they change there.

    Where a terminal has few colours, many neighbours look alike that are not; a ▀ of one colour becomes a space.
    """
    ink_codes, ground_codes = _codes(system)
    few = system is not ColorSystem.TRUECOLOR
    written: list[str] = []
    write = written.append
    last_ink = last_ground = NONE
    plain_ink, plain_ground = ink_code, ground_code = ink_codes[NONE], ground_codes[NONE]
    last = 0
    for glyph, ink, ground, attributes in zip(row.glyphs, row.inks, row.grounds, row.attributes, strict=True):
        if not glyph:
            continue
        if attributes != last:
            codes = [code for bit, code in _ATTRIBUTES.items() if attributes & bit]
            if last:
                codes.insert(0, "0")
                last_ink = last_ground = NONE
                ink_code, ground_code = plain_ink, plain_ground
            last = attributes
            if codes:
                write(f"\x1b[{';'.join(codes)}m")
        if few and glyph == "▀" and ink != NONE and ground_codes[ink] == ground_codes[ground] and not attributes:
            glyph = " "
        changed = ""
        if ink != last_ink and (glyph != " " or attributes & _INK_SEEN):
            last_ink = ink
            if ink_codes[ink] != ink_code:
                changed = ink_code = ink_codes[ink]
        if ground != last_ground:
            last_ground = ground
            if ground_codes[ground] != ground_code:
                ground_code = ground_codes[ground]
                changed = f"{changed};{ground_code}" if changed else ground_code
        if changed:
            write(f"\x1b[{changed}m")
        write(glyph)
    write("\x1b[0m")
    return "".join(written)
