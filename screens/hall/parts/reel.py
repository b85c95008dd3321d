"""Names on a reel: they roll past one another until they are told to stop, and slow down onto the one that stops."""

from collections.abc import Sequence

from screens.hall.parts.least_sizes import Rank
from screens.hall.parts.page import Box, faded, gold, line, silver
from screens.hall.parts.placed_words import wall_of
from screens.widgets.bigtext import lettered
from screens.widgets.canvas import Canvas
from screens.widgets.cells import BOLD, PLAIN, spaced

NAMES_A_SECOND = 6.0
"""How fast names pass while the reel runs: each can just be read."""
SLOWING = 3.2
"""Seconds from the order to stop until the reel stands."""
LINES = 3
"""Lines of a name at most."""
_RUN_OUT = round(NAMES_A_SECOND * SLOWING / 3)
_FADED = 0.35


def running(elapsed: float) -> float:
    """Which name is in the middle, as a number of names passed, while the reel runs."""
    return elapsed * NAMES_A_SECOND


def stopping(elapsed: float, target: int) -> float:
    """The same from the order to stop on: it begins at the reel's speed and stands on `target` after `SLOWING`."""
    left = max(0.0, 1 - elapsed / SLOWING)
    return target - _RUN_OUT * left**3


def draw_reel(
    canvas: Canvas,
    box: Box,
    names: Sequence[str],
    position: float,
    *,
    stands: bool = False,
    nobody: bool = False,
    largest: int = 999,
) -> None:
    """The names around `position` (0 is the first, and they go round), the one in the middle bright.

    Once it has stopped it `stands`, with nothing beside that name; `nobody` says that the last of the names is the word
    for that. `largest` is an em in half rows.
    """
    if not names or box.width < 1 or box.height < 1:
        return
    wall, most = wall_of(canvas), largest * canvas.look.glyphs.across
    sizes = [wall.lettering(box, name, Rank.HERO, largest=most, lines=LINES) for name in names]
    tallest = max((size.size[1] for size in sizes if size), default=0)
    whole, glyphs = int(position // 1), canvas.look.glyphs
    if not tallest:
        _in_lines(canvas, box, names, round(position), stands)
        return
    pitch = tallest + glyphs.down
    middle = box.y * glyphs.down + box.height * glyphs.down / 2
    for at in (whole - 1, whole, whole + 1, whole + 2):
        lettering = sizes[at % len(names)]
        near = abs(at - position) < 0.5
        if stands and not near:
            continue
        if lettering is None:
            row = int(middle + (at - position) * pitch) // glyphs.down
            if box.y <= row < box.bottom:
                _in_line(canvas, Box(box.x, row, box.width, 1), names[at % len(names)], near)
            continue
        inks = gold(canvas) if near and not (nobody and at % len(names) == len(names) - 1) else silver(canvas)
        inks, strength = faded(canvas, inks, 1.0 if near else _FADED)
        picture = lettered(lettering, inks, strength=strength)
        top = round(middle + (at - position) * pitch - picture.height / 2)
        above, below = box.y * glyphs.down - top, top + picture.height - box.bottom * glyphs.down
        if above >= picture.height or below >= picture.height:
            continue
        if above > 0 or below > 0:
            picture = picture.crop((0, max(0, above), picture.width, picture.height - max(0, below)))
        wide = canvas.cells(picture)[0]
        canvas.sprite(box.x + (box.width - wide) // 2, top + max(0, above), picture)


def _in_lines(canvas: Canvas, box: Box, names: Sequence[str], at: int, stands: bool) -> None:
    """Where no name can be large, all are ordinary lines, the one in the middle bold."""
    middle = box.y + box.height // 2
    for offset in (-1, 0, 1) if box.height >= 3 and not stands else (0,):
        row = Box(box.x, middle + offset, box.width, 1)
        _in_line(canvas, row, names[(at + offset) % len(names)], not offset)


def _in_line(canvas: Canvas, row: Box, name: str, near: bool) -> None:
    """A name as ordinary text, bold where it is the one in the middle."""
    theme, said = canvas.look.theme, spaced(name, row.width)
    line(canvas, row, said, theme.gold if near else theme.faint, attributes=BOLD if near else PLAIN)
