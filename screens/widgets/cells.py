"""Text measured in cells: names from data made harmless, cut with a sign, wrapped, and laid out cell by cell.

Names are hostile input. What would move the cursor, reorder a line or join characters into another width is
taken out here, so that the width of a text is the sum of the widths of its characters in every terminal.
"""

import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate

from rich.cells import get_character_cell_size

from screens.widgets.line_breaks import clause_ends

Cell = tuple[str, int | None, int | None, int]
"""Glyph ("" is the right half of a wide one), ink, ground (None: what lies below), attributes."""

PLAIN, BOLD, REVERSE, UNDERLINE, STRIKE = 0, 1, 2, 4, 8

ELLIPSIS = "…"

_LINES_FOR_ONE_MORE = 4
"""A text of so many lines may take one more to keep its phrases whole."""

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
    """`text` cleaned and, where it is wider than `width` cells, cut with an ellipsis: after a word if one ends near,
    and in no number or name if it has room without."""
    glyphs = glyphs_of(text)
    if len(glyphs) <= width:
        return clean(text)
    return _clipped(text, width) if width > 0 else ""


@lru_cache(maxsize=4096)
def _clipped(text: str, width: int) -> str:
    glyphs, kept, shown = glyphs_of(text), width - 1, clean(text)
    while kept and glyphs[kept] == "":
        kept -= 1
    ends = _ends_in_cells(shown, within_phrases=True)
    kept = _last(_spaces(shown), kept // 2 + 1, kept) or _last(ends, max(2, kept // 3), kept) or kept
    return "".join(glyphs[:kept]).rstrip() + ELLIPSIS


def _spaces(text: str) -> list[int]:
    """The cells in which the spaces of a clean text stand."""
    return [at for at, glyph in enumerate(glyphs_of(text)) if glyph == " "]


def _ends_in_cells(text: str, *, within_phrases: bool) -> list[int]:
    """The cells before which a line of a clean text may end, at its spaces and between phrases or within them."""
    if text.isascii():
        return _spaces(text)
    before = [0, *accumulate(map(get_character_cell_size, text))]
    return [before[at] for at in clause_ends(text, within_phrases=within_phrases)]


def _last(ends: Sequence[int], first: int, last: int) -> int | None:
    """The last of some places, which are in order, from `first` to `last`; None where there is none."""
    at = bisect_right(ends, last)
    return ends[at - 1] if at and ends[at - 1] >= first else None


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
    """`text` in at most `lines` lines of `width` cells, the last clipped.

    They end between words and phrases, as far as that takes few more lines, and never in a number or a name that has
    room. No character stands in a line alone that can stand beside another.
    """
    return list(_wrapped(text, width, lines))


@lru_cache(maxsize=1024)
def _wrapped(text: str, width: int, lines: int) -> tuple[str, ...]:
    rest = clean(text).strip()
    if not rest or lines < 1:
        return ()
    if width_of(rest) <= width or width < 1:
        return (clip(rest, width),)
    characters = _ends_in_cells(rest, within_phrases=True)
    found = _in_lines(rest, width, lines, characters)
    if not rest.isascii() and width_of(found[-1]) <= width:
        most = min(lines, len(found) + len(found) // _LINES_FOR_ONE_MORE)
        apart = _in_lines(rest, width, most, characters, _ends_in_cells(rest, within_phrases=False))
        found = apart if width_of(apart[-1]) <= width else found
    return (*found[:-1], clip(found[-1], width))


def _in_lines(text: str, width: int, lines: int, characters: Sequence[int], phrases: Sequence[int] = ()) -> list[str]:
    """A clean text in lines of `width` cells, all but the last, which has the rest of it. They end behind `phrases`
    that fill half of them, if the other lines hold what follows, else where `characters` let them."""
    glyphs, begin = glyphs_of(text), 0
    found: list[str] = []
    while len(glyphs) - begin > width and len(found) < lines - 1:
        limit = begin + width
        while limit > begin and glyphs[limit] == "":
            limit -= 1
        held = len(glyphs) - (lines - len(found) - 1) * width
        end = _last(phrases, max(held, begin + (width + 1) // 2), limit) or _last(characters, begin + 1, limit) or limit
        if len(glyphs) - end <= 2:
            end = _last(characters, begin + 1, end - 1) or end
        if end <= begin:
            break
        found.append("".join(glyphs[begin:end]).rstrip())
        begin = end
        while begin < len(glyphs) and glyphs[begin] == " ":
            begin += 1
    return [*found, "".join(glyphs[begin:])]


def spaced(text: str, width: int) -> str:
    """`text` with its characters set apart, as Chinese headings are, if it is Chinese and then fits `width`."""
    wide = clean(text)
    if len(wide) < 2 or any(get_character_cell_size(character) != 2 for character in wide):
        return wide
    loose = " ".join(wide)
    return loose if width_of(loose) <= width else wide
