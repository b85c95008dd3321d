"""A picture that shows what a terminal draws: colours, hanzi in two cells, and pixels of each kind."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from scoreboard.cli.wording import cli

if TYPE_CHECKING:
    from screens.glyphs import Glyphs

STEPS = 40
HANZI, RULER = "永年县夺旗榜", "123456789012"
WIDE, HIGH = 10, 5
"""Cells of a disc."""


def lines() -> Iterator[str]:
    """Its lines, each with what one should see."""
    from screens.glyphs import Glyphs

    yield f"{_ramp(200, 22, 29)} {cli('doctor.picture.colours')}"
    yield f"{_ramp(240, 190, 74)}"
    yield f"{HANZI}| {cli('doctor.picture.hanzi')}"
    yield f"{RULER}|"
    discs = [(kind, _disc(kind)) for kind in (Glyphs.HALF_BLOCKS, Glyphs.SEXTANTS, Glyphs.OCTANTS)]
    yield "   ".join(f"{kind.value:<11}" for kind, _ in discs)
    for row in range(HIGH):
        yield "   ".join(f"{disc[row]:<11}" for _, disc in discs)
    yield cli("doctor.picture.pixels")


def _ramp(red: int, green: int, blue: int) -> str:
    """From black to a colour, in as many steps as there are cells."""
    shades = ((red * step // STEPS, green * step // STEPS, blue * step // STEPS) for step in range(1, STEPS + 1))
    return "".join(f"\x1b[48;2;{r};{g};{b}m " for r, g, b in shades) + "\x1b[0m"


def _disc(kind: "Glyphs") -> list[str]:
    """A disc in the characters of a kind: the finer its pixels, the rounder it is."""
    from screens.glyphs import PATTERNS

    across, rows = kind.across, kind.rows

    def cell(left: int, top: int) -> str:
        pattern = 0
        for dot in range(across * rows):
            down, right = divmod(dot, across)
            if _inside(left + (right + 0.5) / across, top + (down + 0.5) / rows):
                pattern |= 1 << dot
        return PATTERNS[kind][pattern]

    return ["".join(cell(left, top) for left in range(WIDE)) for top in range(HIGH)]


def _inside(x: float, y: float) -> bool:
    """A cell is twice as high as it is wide."""
    return (x - WIDE / 2) ** 2 + (2 * (y - HIGH / 2)) ** 2 <= (WIDE / 2) ** 2
