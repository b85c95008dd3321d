"""Which picture a viewer sees: viewers of one key share one rendering."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

SMALLEST, LARGEST = (20, 5), (320, 90)
"""Sizes below and above are drawn as these, in (columns, rows); of a smaller one the upper left part is shown."""
UNSTATED = (80, 24)
"""What a terminal without a size counts as."""

NO_LANGUAGE = ("c", "posix")
"""Locales that are no language's."""
TRUECOLOR, PALETTE_256, PALETTE_16, COLOURLESS = "24bit", "256", "16", "none"
BROWSER = "browser"
"""What stands for a number of colours where no terminal shows the picture, but a page that paints any of them."""
_TRUECOLOR_TERMINALS = (
    "direct",
    "kitty",
    "foot",
    "ghostty",
    "alacritty",
    "wezterm",
    "iterm",
    "truecolor",
    "24bit",
)


@dataclass(frozen=True)
class StageKey:
    """One shared picture: the board, the size in cells, the colours, the language, and a page if one was turned to."""

    board: str
    columns: int
    rows: int
    depth: str
    lang: str
    page: int | None = None
    still: bool = False
    """Whether nothing moves in it: for whoever wants that, and for lines that carry no more."""
    theme: str = ""
    """The palette that is asked for by name; empty for the usual one."""

    @property
    def size(self) -> tuple[int, int]:
        """Columns and rows that the scene has: one row less than the picture, which has a footer."""
        return max(self.columns, SMALLEST[0]), max(self.rows, SMALLEST[1]) - 1

    @property
    def cut(self) -> bool:
        """Whether only the upper left part of what is drawn has room."""
        return self.columns < SMALLEST[0] or self.rows < SMALLEST[1]

    def but(self, **changes: Any) -> "StageKey":
        return replace(self, **changes)


def size_of(columns: int, rows: int, smallest: tuple[int, int] = (1, 1)) -> tuple[int, int]:
    """A terminal's size as it is shown in: hostile and missing numbers become sizes that can be."""
    if columns <= 0 or rows <= 0:
        return UNSTATED
    return (
        min(max(columns, smallest[0]), LARGEST[0]),
        min(max(rows, smallest[1]), LARGEST[1]),
    )


def depth_of(terminal: str, environment: Mapping[str, str]) -> str:
    """How many colours a terminal has, by its name and what it was allowed to tell us."""
    name = terminal.casefold()
    if environment.get("NO_COLOR") or name in ("", "dumb", "vt100", "vt102", "vt220"):
        return COLOURLESS
    if environment.get("COLORTERM", "").casefold() in ("truecolor", "24bit"):
        return TRUECOLOR
    if any(known in name for known in _TRUECOLOR_TERMINALS):
        return TRUECOLOR
    return PALETTE_256 if "256color" in name else PALETTE_16


def still_of(environment: Mapping[str, str]) -> bool:
    """Whether a viewer's environment asks for no motion, by the variable that the kiosk heeds too."""
    return environment.get("TEXTUAL_ANIMATIONS", "").casefold() == "none"


def lang_of(environment: Mapping[str, str], otherwise: str = "zh") -> str:
    """The language that a viewer's locale asks for; where it asks for none, `otherwise`."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if environment.get(name):
            asked = environment[name].casefold().partition(".")[0]
            return otherwise if asked in NO_LANGUAGE else "en" if asked.startswith("en") else "zh"
    return otherwise
