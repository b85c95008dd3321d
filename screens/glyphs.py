"""The block characters that pixels are drawn with, and which of them a terminal is known to draw.

Half-blocks work everywhere. Sextants and octants are finer and are used only where the terminal's name, and for
octants its version, is known; behind tmux or screen nobody knows, so half-blocks. Where ▀ takes two cells, pixels
are coloured spaces.
"""

import re
from collections.abc import Mapping
from enum import Enum
from unicodedata import east_asian_width


class Glyphs(Enum):
    """A technique. Pictures are drawn with square pixels, `across` × `down` of them in a cell."""

    across: int
    """Pixels of a picture in the width of a cell."""
    down: int
    """Pixels of a picture in the height of a cell."""
    rows: int
    """Rows of dots in a cell: where they are fewer than `down`, the picture is reduced to them."""
    coarseness: float
    """How many times larger than in square pixels a letter must be to be read."""

    HALF_BLOCKS = "half-blocks", 1, 2, 1.0
    SEXTANTS = "sextants", 2, 3, 1.2
    OCTANTS = "octants", 2, 4, 1.0
    SPACES = "spaces", 1, 1, 2.0

    def __new__(cls, name: str, across: int = 1, rows: int = 2, coarseness: float = 1.0) -> "Glyphs":
        """A layout asks for these thousands of times, so that they are kept."""
        made = object.__new__(cls)
        made._value_ = name
        made.across, made.down, made.rows, made.coarseness = across, 2 * across, rows, coarseness
        return made

    __hash__ = object.__hash__


_OCTANT_TERMINALS = {"foot": (1, 20), "kitty": (0, 40), "ghostty": (1, 2)}
_VTE = 7800


def glyphs_from(environment: Mapping[str, str]) -> Glyphs:
    """The finest glyphs that the terminal of this environment is known to draw.

    SCOREBOARD_GLYPHS forces one by its name: half-blocks, sextants, octants or spaces.
    """
    forced = environment.get("SCOREBOARD_GLYPHS", "").strip().lower()
    if forced in {glyphs.value for glyphs in Glyphs}:
        return Glyphs(forced)
    term = environment.get("TERM", "")
    if environment.get("TMUX") or environment.get("STY") or term.startswith(("tmux", "screen")):
        return Glyphs.HALF_BLOCKS
    program = environment.get("TERM_PROGRAM", "").lower()
    since = _OCTANT_TERMINALS.get(program)
    if since and _version(environment.get("TERM_PROGRAM_VERSION", "")) >= since:
        return Glyphs.OCTANTS
    if _number(environment.get("VTE_VERSION", "")) >= _VTE:
        return Glyphs.OCTANTS
    if program in ("foot", "kitty") or re.fullmatch(r"foot(-.*)?|xterm-kitty", term):
        return Glyphs.SEXTANTS
    return Glyphs.HALF_BLOCKS


def _version(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", text)[:2])


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() else 0


def _with_bits(quarter: str) -> int:
    """The octant pattern of a glyph that is written as its four rows of two dots."""
    return sum(1 << place for place, dot in enumerate(quarter.replace("/", "")) if dot == "#")


_OLDER = {
    _with_bits(shape): glyph
    for shape, glyph in (
        ("../../../..", " "), ("##/##/##/##", "█"), ("##/##/../..", "▀"), ("../../##/##", "▄"),
        ("#./#./#./#.", "▌"), (".#/.#/.#/.#", "▐"), ("#./#./../..", "▘"), (".#/.#/../..", "▝"),
        ("../../#./#.", "▖"), ("../../.#/.#", "▗"), (".#/.#/#./#.", "▞"), ("#./#./.#/.#", "▚"),
        ("#./#./##/##", "▙"), ("##/##/#./#.", "▛"), ("##/##/.#/.#", "▜"), (".#/.#/##/##", "▟"),
        ("../../../##", "▂"), ("##/../../..", "🮂"), ("../##/##/##", "▆"), ("##/##/##/..", "🮅"),
    )
}  # fmt: skip
"""Octant patterns that had a character before Unicode 16."""

_MISSING = {
    _with_bits(shape): _with_bits(neighbour)
    for shape, neighbour in (
        ("#./../../..", "#./#./../.."), (".#/../../..", ".#/.#/../.."), ("../../../#.", "../../#./#."),
        ("../../../.#", "../../.#/.#"), ("../#./#./..", "../../#./#."), ("../.#/.#/..", "../../.#/.#"),
    )
}  # fmt: skip
"""Six patterns whose characters lie outside the block of octants: kitty 0.41 and foot 1.21 lack them. Their
neighbours, a dot or two away, are drawn in their place."""


def _octants() -> tuple[str, ...]:
    found: dict[int, str] = dict(_OLDER)
    code = 0x1CD00
    for pattern in range(256):
        if pattern not in found and pattern not in _MISSING:
            found[pattern] = chr(code)
            code += 1
    return tuple(found[_MISSING.get(pattern, pattern)] for pattern in range(256))


def _sextants() -> tuple[str, ...]:
    older = {0: " ", 0b010101: "▌", 0b101010: "▐", 0b111111: "█"}
    new = iter(range(0x1FB00, 0x1FB3C))
    return tuple(older[pattern] if pattern in older else chr(next(new)) for pattern in range(64))


PATTERNS: Mapping[Glyphs, tuple[str, ...]] = {
    Glyphs.HALF_BLOCKS: (" ", "▀", "▄", "█"),
    Glyphs.SEXTANTS: _sextants(),
    Glyphs.OCTANTS: _octants(),
    Glyphs.SPACES: (" ", " "),
}
"""The character of each pattern of dots; the lowest bit is the dot at the top left, the next the one beside it."""

_NARROW = {
    **dict.fromkeys("─━—―–‐", "-"), **dict.fromkeys("▌▐│┃║", "|"), **dict.fromkeys("▀▄█■◆", "="),
    **dict.fromkeys("“”", '"'), **dict.fromkeys("‘’", "'"), "…": "~", "·": ".", "►": ">", "×": "x", "✓": "v",
    "●": "*", "★": "*", "▲": "^", "▼": "v", "▴": "^", "▾": "v", "→": ">", "▖": "=",
}  # fmt: skip


def narrow(glyph: str) -> str:
    """What stands for `glyph` in a terminal that draws characters of ambiguous width two cells wide."""
    if glyph.isascii():
        return glyph
    if glyph[:1] in _NARROW:
        return _NARROW[glyph[0]]
    return "?" if east_asian_width(glyph[0]) == "A" else glyph
