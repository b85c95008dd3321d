"""How large a text can be in so many pixels: in how many lines, where they end, how far letters are condensed."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import accumulate, pairwise
from math import ceil

from screens.widgets.bigtext import (
    LEADING,
    LEGIBLE,
    LEGIBLE_LATIN,
    Face,
    Lettering,
    advances,
    can_letter,
    is_narrow,
    tall_of,
)
from screens.widgets.cells import clean
from screens.widgets.phrases import character_ends, phrase_ends

LONGEST = 200
"""Characters of a text that is drawn in large letters at most."""
CONDENSED = 90, 80
"""Per cent of their width to which letters are condensed where a line would be too small otherwise."""
_A_LINE_MORE = 0.05
"""How much larger letters must be to be worth another line."""
_THOUSAND = 1000


@dataclass(frozen=True)
class Setting:
    """How letters may be set: the face, lines at most, the largest em and the least one of hanzi and of letters.

    Ems are in pixels. Glyphs that are coarser than their pixels need letters `coarseness` times larger; `crisp` letters
    have hard edges.
    """

    face: Face = "sans"
    most_lines: int = 3
    largest: int = 999
    least: int = LEGIBLE
    least_narrow: int = LEGIBLE_LATIN
    coarseness: float = 1.0
    crisp: bool = False

    def least_for(self, text: str) -> int:
        """The least em at which `text` may stand."""
        return ceil((self.least_narrow if is_narrow(text) else self.least) * self.coarseness)


@lru_cache(maxsize=2048)
def fit(text: str, width: int, height: int, setting: Setting) -> Lettering | None:
    """`text` at the largest em at which it fits width × height pixels, its lines ending between phrases.

    Where that is too small, letters are condensed, and then lines end between any two hanzi. None where it would be too
    small even so, or where the font lacks a character.
    """
    shown = clean(text).strip()
    least = setting.least_for(shown)
    if not shown or len(shown) > LONGEST or least > setting.largest or width < 1 or height < least * 0.75:
        return None
    if not can_letter(shown, setting.face):
        return None
    for percent in (100, *(CONDENSED if is_narrow(shown) else ())):
        if found := _largest(shown, phrase_ends(shown), (width * 100 // percent, height), setting, percent):
            return found
    found = _largest(shown, character_ends(shown), (width, height), setting, 100)
    return replace(found, hurt=True) if found else None


def _largest(
    text: str, ends: Collection[int], room: tuple[int, int], setting: Setting, percent: int
) -> Lettering | None:
    best: tuple[float, Lettering] | None = None
    tall = tall_of(text, setting.face)
    for count in range(1, setting.most_lines + 1):
        lines = _split(text, count, frozenset(ends), setting.face)
        if lines is None:
            break
        across = room[0] / max(sum(advances(line, setting.face)) for line in lines)
        down = room[1] / (count * (tall + LEADING) - LEADING)
        em = int(min(across, down, setting.largest) + 0.01)
        worth = em / (1 + _A_LINE_MORE * count)
        if em >= setting.least_for(text) and (best is None or worth > best[0]):
            best = worth, Lettering(lines, em, setting.face, setting.crisp, percent)
    return best[1] if best else None


@lru_cache(maxsize=2048)
def _split(text: str, count: int, ends: frozenset[int], face: Face) -> tuple[str, ...] | None:
    """`text` in exactly `count` lines, the longest as short as `ends` allow and all as even as that leaves them.

    None where there are too few ends, or where a line would be one wide character.
    """
    if count > len(ends) + 1:
        return None
    marks = [0, *sorted(ends), len(text)]
    until = [0, *accumulate(round(width * _THOUSAND) for width in advances(text, face))]

    def width_between(start: int, end: int) -> int:
        line = text[start:end].strip()
        if not line or (len(line) == 1 and count > 1 and not is_narrow(line)):
            return -1
        first = start + len(text[start:end]) - len(text[start:end].lstrip())
        return until[first + len(line)] - until[first]

    reached: dict[int, tuple[int, int, tuple[int, ...]]] = {0: (0, 0, ())}
    for left in range(count - 1, -1, -1):
        longer: dict[int, tuple[int, int, tuple[int, ...]]] = {}
        for start, (widest, squares, cuts) in reached.items():
            for end in marks[marks.index(start) + 1 :] if left else (len(text),):
                if (width := width_between(start, end)) < 0:
                    continue
                found = max(widest, width), squares + width * width, (*cuts, end)
                if end not in longer or found[:2] <= longer[end][:2]:
                    longer[end] = found
        reached = longer
    if len(text) not in reached:
        return None
    edges = (0, *reached[len(text)][2])
    return tuple(text[start:end].strip() for start, end in pairwise(edges))
