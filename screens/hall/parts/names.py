"""Names of units as heroes: several in a grid, and short ones where the full ones would be too small to read."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from screens.colours import Colour
from screens.hall.parts.page import Box, hero, lettering_in, line
from screens.hall.parts.words import CalledUnit, joined, name_lines, short_in
from screens.widgets.canvas import Canvas
from screens.widgets.cells import BOLD, width_of

_APART = 16
"""What part of a box lies between two names at least, so that they are not read as one."""
_SET_APART = 9
"""Rows from which on the full names below short ones are set apart from them."""


@dataclass(frozen=True)
class Called:
    """How units are called in a box: a box and a text each, all of one size; `largest` is an em in half rows."""

    boxes: tuple[Box, ...]
    texts: tuple[str, ...]
    largest: int
    short: bool = False


def called(canvas: Canvas, box: Box, units: Sequence[CalledUnit]) -> Called | None:
    """The names of `units` in the grid in which they are largest; None where not all of them are legible.

    Full names come first, however small, as long as they can be read; then short ones over a line of full ones.
    """
    lang = canvas.look.lang
    full = tuple(unit.called(lang) for unit in units)
    short = tuple(short_in(unit, lang) for unit in units)
    below = 2 if box.height >= _SET_APART else 1
    room = Box(box.x, box.y, box.width, box.height - below)
    both = short != full and width_of(joined(units, lang)) <= box.width
    for texts, part in ((full, box), (short, room)) if both else ((full, box),):
        grids = [_grid(canvas, part, texts, across, texts is not full) for across in range(1, len(units) + 1)]
        fitting = [grid for grid in grids if grid]
        if fitting:
            return max(fitting, key=lambda grid: grid.largest)
    return None


def _grid(canvas: Canvas, box: Box, texts: tuple[str, ...], across: int, short: bool) -> Called | None:
    """The texts `across` in a row, the last row in the middle, all as large as the one with least room."""
    down = -(-len(texts) // across)
    gap = max(2, box.width // _APART) if across > 1 else 0
    wide, tall = (box.width - gap * (across - 1)) // across, box.height // down
    boxes = []
    for number in range(len(texts)):
        in_row = min(across, len(texts) - number // across * across)
        left = (box.width - in_row * wide - (in_row - 1) * gap) // 2
        x, y = box.x + left + number % across * (wide + gap), box.y + number // across * tall
        boxes.append(Box(x, y, wide, tall - (down > 1 and tall > 1)))
    lines = 3 if len(texts) == 1 else 1
    sizes = [lettering_in(canvas, part, text, "sans", lines=lines) for part, text in zip(boxes, texts, strict=True)]
    if not all(sizes):
        return None
    return Called(tuple(boxes), texts, min(size.em for size in sizes if size) // canvas.look.glyphs.across, short)


def hero_name(canvas: Canvas, box: Box, unit: CalledUnit) -> str:
    """What `unit` is called in `box` by itself."""
    found = called(canvas, box, [unit])
    return found.texts[0] if found else unit.called(canvas.look.lang)


def heroes(
    canvas: Canvas,
    box: Box,
    units: Sequence[CalledUnit],
    inks: tuple[Colour, Colour],
    *,
    shown: float = 1.0,
    strength: float = 1.0,
    largest: int = 999,
    ground: Colour | None = None,
) -> Box:
    """Draw the names of `units` as heroes of one size; under short names stand the full ones.

    Where they would not be legible they are ordinary text. Returns the cells taken.
    """
    lang = canvas.look.lang
    found = called(canvas, box, units)
    if found is None:
        return _as_text(canvas, box, units, inks, shown=shown, strength=strength, largest=largest, ground=ground)
    largest = min(largest, found.largest)
    drawn = [
        hero(canvas, part, text, inks, shown=shown, strength=strength, largest=largest, ground=ground)
        for part, text in zip(found.boxes, found.texts, strict=True)
    ]
    x, y = min(part.x for part in drawn), min(part.y for part in drawn)
    right, bottom = max(part.x + part.width for part in drawn), max(part.bottom for part in drawn)
    if found.short:
        below = Box(box.x, min(bottom + 1, box.bottom - 1), box.width, 1)
        line(canvas, below, joined(units, lang), inks[0], strength=min(shown, strength), ground=ground)
        bottom = below.bottom
    return Box(x, y, right - x, bottom - y)


def _as_text(canvas: Canvas, box: Box, units: Sequence[CalledUnit], inks: tuple[Colour, Colour], **how: Any) -> Box:
    """The names as ordinary text: in as few lines as hold them, none of them broken that has room in one."""
    lang = canvas.look.lang
    together = joined(units, lang)
    lines = name_lines(units, lang, box.width, box.height) if width_of(together) > box.width else []
    if not lines:
        return hero(canvas, box, together, inks, **how)
    top = box.y + (box.height - len(lines)) // 2
    for y, text in enumerate(lines, top):
        part, strength = Box(box.x, y, box.width, 1), min(how["shown"], how["strength"])
        line(canvas, part, text, inks[0], strength=strength, attributes=BOLD, ground=how["ground"])
    return Box(box.x, top, box.width, len(lines))
