"""Names of units as heroes: several stand beside each other as equals, and where they can't be read, as text."""

from collections.abc import Sequence
from typing import Any

from screens.colours import Colour
from screens.hall.parts.hall_words import CalledUnit, joined, name_lines
from screens.hall.parts.layout import grid
from screens.hall.parts.least_sizes import Rank
from screens.hall.parts.page import Box, hero, line
from screens.hall.parts.placed_words import draw_placed, wall_of
from screens.hall.parts.walls import LARGEST, LaidOut
from screens.widgets.canvas import Canvas
from screens.widgets.cells import BOLD, width_of


def called(
    canvas: Canvas, box: Box, units: Sequence[CalledUnit], rank: Rank = Rank.HERO, largest: int = LARGEST
) -> LaidOut | None:
    """The names of `units` in the middle of `box`, all of one size; None where not all of them are legible.

    `largest` is an em in half rows.
    """
    names = tuple(unit.called(canvas.look.lang) for unit in units)
    found = grid(wall_of(canvas), box, names, rank, largest=largest * canvas.look.glyphs.across)
    return found.moved((box.height - found.box.height) // 2) if found else None


def heroes(
    canvas: Canvas,
    box: Box,
    units: Sequence[CalledUnit],
    inks: tuple[Colour, Colour],
    *,
    shown: float = 1.0,
    strength: float = 1.0,
    largest: int = LARGEST,
    ground: Colour | None = None,
) -> Box:
    """Draw the names of `units` as heroes of one size, ordinary text where they are not legible.

    Returns the cells taken.
    """
    found = called(canvas, box, units, largest=largest)
    if found is None:
        return _as_text(canvas, box, units, inks, shown=shown, strength=strength, largest=largest, ground=ground)
    draw_placed(canvas, found, inks, shown=shown, strength=strength, ground=ground)
    return found.box


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
