"""The smallest terminal that can read what a row writes: glyphs, SGR colours and attributes, cell by cell."""

import re
from dataclasses import dataclass

from rich.cells import cell_len

_TOKEN = re.compile(r"\x1b\[([\d;]*)m|(.)", re.DOTALL)


@dataclass(frozen=True)
class Shown:
    """A cell as a terminal shows it; None is the terminal's own colour."""

    glyph: str
    ink: str | None
    ground: str | None
    attributes: frozenset[str]


def shown(sequences: str) -> list[Shown]:
    """The cells that these sequences paint; the right half of a wide glyph is an empty one."""
    ink: str | None = None
    ground: str | None = None
    attributes: set[str] = set()
    cells: list[Shown] = []
    for codes, glyph in _TOKEN.findall(sequences):
        if glyph:
            if cell_len(glyph) == 0:
                cells[-1] = Shown(cells[-1].glyph + glyph, ink, ground, frozenset(attributes))
                continue
            cells.append(Shown(glyph, ink, ground, frozenset(attributes)))
            cells.extend([Shown("", ink, ground, frozenset(attributes))] * (cell_len(glyph) - 1))
            continue
        parts = (codes or "0").split(";")
        while parts:
            code = parts.pop(0)
            if code in ("38", "48"):
                count = 4 if parts[0] == "2" else 2
                colour = ";".join(parts[:count])
                del parts[:count]
                ink, ground = (colour, ground) if code == "38" else (ink, colour)
            elif code in ("39", "49"):
                ink, ground = (None, ground) if code == "39" else (ink, None)
            elif code == "0":
                ink, ground, attributes = None, None, set()
            elif code in ("1", "4", "7", "9"):
                attributes.add(code)
            elif code[0] in "39" and len(code) == 2:
                ink = code
            else:
                ground = code
    return cells
