"""Text measured in cells: names from data made harmless, cut with a sign, wrapped, and laid out cell by cell.

Names are hostile input. What would move the cursor, reorder a line or join characters into another width is
taken out here, so that the width of a text is the sum of the widths of its characters in every terminal.
"""

import unicodedata
from functools import lru_cache

from rich.cells import get_character_cell_size

Cell = tuple[str, int | None, int | None, int]
"""Glyph ("" is the right half of a wide one), ink, ground (None: what lies below), attributes."""

PLAIN, BOLD, REVERSE, UNDERLINE, STRIKE = 0, 1, 2, 4, 8

ELLIPSIS = "…"
_NEVER_FIRST = frozenset("，。、；：！？）》」』】”’,.;:!?)%·…")
"""Signs that no line begins with."""

_INVISIBLE = {
    0x00AD, 0x034F, 0x061C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x3164, 0xFEFF, 0xFFA0,
    *range(0x180B, 0x1810), *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070),
    *range(0xFE00, 0xFE10), *range(0xFFF0, 0xFFFC), *range(0x1F3FB, 0x1F400), *range(0xE0000, 0xE1000),
}  # fmt: skip
_REPLACED = {"Cc": "?", "Cs": "?", "Zl": " ", "Zp": " "}


def clean(text: str) -> str:
    """`text` with nothing in it that could move, reorder or join: what is left is drawn literally.

    Line ends and tabs become spaces, other control characters and lone surrogates a question mark; direction
    marks, joiners, variation selectors, skin tones and other invisible characters go; a combining mark without a
    letter gets a dotted circle. Characters newer than this Python stay: rare names are among them.
    """
    return text if _is_plain(text) else _cleaned(text)


def _is_plain(text: str) -> bool:
    """Whether every character is one of ASCII that takes a cell; of figures, which are ever new, nothing is kept."""
    return text.isascii() and text.isprintable()


@lru_cache(maxsize=4096)
def _cleaned(text: str) -> str:
    kept: list[str] = []
    for character in text:
        if ord(character) in _INVISIBLE:
            continue
        if character in "\t\n\r\v\f\x85":
            kept.append(" ")
            continue
        shown = _REPLACED.get(unicodedata.category(character)) or character
        if get_character_cell_size(shown) == 0 and (not kept or kept[-1] == " "):
            kept.append("◌")
        kept.append(shown)
    return "".join(kept)


def width_of(text: str) -> int:
    """Cells that `text` takes once it is clean."""
    return len(glyphs_of(text))


def glyphs_of(text: str) -> tuple[str, ...]:
    """The glyph of each cell of the cleaned `text`; the right half of a wide glyph is an empty string."""
    return tuple(text) if _is_plain(text) else _glyphs(text)


@lru_cache(maxsize=4096)
def _glyphs(text: str) -> tuple[str, ...]:
    cells: list[str] = []
    for character in clean(text):
        width = get_character_cell_size(character)
        if width == 0:
            at = -1 if cells[-1] else -2
            cells[at] += character
        else:
            cells.append(character)
            cells.extend([""] * (width - 1))
    return tuple(cells)


def clip(text: str, width: int) -> str:
    """`text` cleaned and, where it is wider than `width` cells, cut with an ellipsis: after a word if one ends near."""
    glyphs = glyphs_of(text)
    if len(glyphs) <= width:
        return clean(text)
    if width <= 0:
        return ""
    kept = width - 1
    while kept and glyphs[kept] == "":
        kept -= 1
    kept = _space_before(glyphs, kept, kept // 2) or kept
    return "".join(glyphs[:kept]).rstrip() + ELLIPSIS


def _space_before(glyphs: tuple[str, ...], end: int, first: int) -> int | None:
    """Where the last space up to `end` stands that comes after `first`; None where none does."""
    return next((at for at in range(end, first, -1) if glyphs[at] == " "), None)


def _break_before(glyphs: tuple[str, ...], end: int) -> int | None:
    """Where a line may end at `end` or before it: at a space or beside a hanzi, but before no sign that closes."""
    for at in range(end, 0, -1):
        beside = glyphs[at - 1] == "" or glyphs[at + 1 : at + 2] == ("",)
        if glyphs[at] == " " or (beside and glyphs[at] != "" and glyphs[at] not in _NEVER_FIRST):
            return at
    return None


def clip_start(text: str, width: int) -> str:
    """`text` cleaned and, where wider than `width` cells, without its beginning: the end of a path tells most."""
    glyphs = glyphs_of(text)
    if len(glyphs) <= width:
        return clean(text)
    if width <= 0:
        return ""
    start = len(glyphs) - width + 1
    while start < len(glyphs) and glyphs[start] == "":
        start += 1
    return ELLIPSIS + "".join(glyphs[start:])


def clip_middle(text: str, width: int) -> str:
    """`text` cleaned and, where wider than `width` cells, without its middle: for names that begin alike.

    Its end begins with a word if one begins near.
    """
    if width_of(text) <= width:
        return clean(text)
    end = clip_start(text, (width + 1) // 2)
    broken, _, word = end.partition(" ")
    if word and len(broken) <= len(end) // 2:
        end = ELLIPSIS + word
    glyphs = glyphs_of(text)
    kept = max(0, width - width_of(end))
    while kept and glyphs[kept] == "":
        kept -= 1
    return "".join(glyphs[:kept]).rstrip() + end


def wrap(text: str, width: int, lines: int) -> list[str]:
    """`text` in at most `lines` lines of `width` cells, no word in letters broken that has room; the last is clipped.

    No character stands in a line alone that can stand beside another.
    """
    rest = clean(text).strip()
    wrapped: list[str] = []
    while rest and width > 0 and len(wrapped) < lines - 1 and width_of(rest) > width:
        glyphs = glyphs_of(rest)
        end = width
        while end and glyphs[end] == "":
            end -= 1
        end = _break_before(glyphs, end) or end
        if len(glyphs) - end <= 2:
            end = _break_before(glyphs, end - 1) or end
        if not end:
            break
        wrapped.append("".join(glyphs[:end]).rstrip())
        rest = "".join(glyphs[end:]).strip()
    if rest and lines > 0:
        wrapped.append(clip(rest, width))
    return wrapped


def spaced(text: str, width: int) -> str:
    """`text` with its characters set apart, as Chinese headings are, if it is Chinese and then fits `width`."""
    wide = clean(text)
    if len(wide) < 2 or any(get_character_cell_size(character) != 2 for character in wide):
        return wide
    loose = " ".join(wide)
    return loose if width_of(loose) <= width else wide
