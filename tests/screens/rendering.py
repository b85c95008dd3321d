"""A frame of the hall as a picture: what a terminal would show, drawn by Pillow from the frame's cells."""

import shutil
import subprocess
from functools import cache, lru_cache

from PIL import Image, ImageDraw, ImageFont
from rich.cells import cell_len

from screens.colours import rgb
from screens.glyphs import PATTERNS, Glyphs
from screens.widgets.bigtext import _font_file
from screens.widgets.canvas import Frame
from screens.widgets.cells import BOLD, REVERSE, STRIKE
from screens.widgets.runs import NONE

INK, GROUND = 0xDDDDDD, 0x000000
"""A terminal's own colours."""

_TRIANGLES = "▴▾"
"""Which many fonts lack, and no terminal does."""

Dots = tuple[tuple[float, float, float, float], ...]
"""The parts of a cell that a block fills: left, top, right and bottom as shares of the cell."""


def _dots(glyphs: Glyphs, pattern: int) -> Dots:
    across, down = (2, glyphs.rows) if glyphs is not Glyphs.HALF_BLOCKS else (1, 2)
    return tuple(
        (place % across / across, place // across / down, (place % across + 1) / across, (place // across + 1) / down)
        for place in range(across * down)
        if pattern >> place & 1
    )


@cache
def _blocks() -> dict[str, Dots]:
    blocks: dict[str, Dots] = {glyph: ((0.0, 0.0, (8 - at) / 8, 1.0),) for at, glyph in enumerate("█▉▊▋▌▍▎▏")} | {
        "▐": ((0.5, 0.0, 1.0, 1.0),),
        "▖": ((0.0, 0.5, 0.5, 1.0),),
    }
    for glyphs in (Glyphs.OCTANTS, Glyphs.SEXTANTS, Glyphs.HALF_BLOCKS):
        blocks |= {glyph: _dots(glyphs, at) for at, glyph in enumerate(PATTERNS[glyphs]) if glyph not in blocks}
    blocks["█"] = ((0.0, 0.0, 1.0, 1.0),)
    blocks["─"] = ((0.0, 0.47, 1.0, 0.53),)
    return blocks


@cache
def _face(bold: bool) -> tuple[str, int]:
    """A monospaced CJK font of this machine by file and index; where there is none, the hall's own."""
    if shutil.which("fc-match"):
        wanted = "Noto Sans Mono CJK SC" + (":bold" if bold else "")
        found = subprocess.run(["fc-match", "-f", "%{file}|%{index}|%{family}", wanted], capture_output=True, text=True)
        file, index, family = [*found.stdout.split("|"), "", ""][:3]
        if "Mono CJK" in family:
            return file, int(index)
    return str(_font_file("sans")), 0


@lru_cache(maxsize=8192)
def _glyph(glyph: str, bold: bool, width: int, height: int) -> Image.Image:
    """The ink of one glyph in its cells."""
    file, index = _face(bold)
    font = ImageFont.truetype(file, max(4, round(height * 0.83)), index=index)
    page = Image.new("L", (width * max(1, cell_len(glyph)), height), 0)
    pen = ImageDraw.Draw(page)
    pen.text((page.width / 2, height * 0.5), glyph, fill=255, font=font, anchor="mm")
    return page


def picture(frame: Frame, cell: int = 8) -> Image.Image:
    """The frame with cells of `cell` × twice as many pixels."""
    tall = cell * 2
    page = Image.new("RGB", (frame.width * cell, frame.height * tall), rgb(GROUND))
    pen = ImageDraw.Draw(page)
    for y, row in enumerate(frame.strips):
        top = y * tall
        cells = list(zip(row.glyphs, row.inks, row.grounds, row.attributes, strict=True))
        for x, (glyph, ink, ground, attributes) in enumerate(cells):
            shown, below = INK if ink == NONE else ink, GROUND if ground == NONE else ground
            if attributes & REVERSE:
                shown, below = below, shown
            left, wide = x * cell, cell * max(1, cell_len(glyph))
            if glyph == "":
                continue
            if below != GROUND:
                pen.rectangle((left, top, left + wide - 1, top + tall - 1), fill=rgb(below))
            if glyph in _blocks():
                for x0, y0, x1, y1 in _blocks()[glyph]:
                    box = (left + x0 * cell, top + round(y0 * tall), left + x1 * cell - 1, top + round(y1 * tall) - 1)
                    pen.rectangle((*box[:2], max(box[0], box[2]), max(box[1], box[3])), fill=rgb(shown))
            elif glyph in _TRIANGLES:
                tip, base = (0.3, 0.7) if glyph == "▴" else (0.7, 0.3)
                corners = ((0.1, base), (0.9, base), (0.5, tip))
                pen.polygon([(left + x * cell, top + y * tall) for x, y in corners], fill=rgb(shown))
            elif glyph != " ":
                page.paste(rgb(shown), (left, top), _glyph(glyph, bool(attributes & BOLD), cell, tall))
            if attributes & STRIKE:
                pen.line((left, top + cell, left + wide - 1, top + cell), fill=rgb(shown))
    return page
