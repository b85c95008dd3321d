"""How large a text can be in so many pixels: in how many lines, where they end, how far letters are condensed."""

from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import accumulate, combinations, pairwise
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
MOST_LINES = 8
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
    text: str, ends: frozenset[int], room: tuple[int, int], setting: Setting, percent: int
) -> Lettering | None:
    """The text in as many lines as let it be largest; more of them only where that makes it much larger."""
    best: tuple[float, Lettering] | None = None
    tall, least = tall_of(text, setting.face), setting.least_for(text)
    for count, split in enumerate(_splits(text, ends, setting.face)[: setting.most_lines], 1):
        down = int(min(room[1] / (count * (tall + LEADING) - LEADING), setting.largest) + 0.01)
        if down < least or (best and down <= best[1].em):
            break
        if split is None:
            continue
        widest, lines = split
        em = min(int(room[0] * _THOUSAND / widest + 0.01), down)
        worth = em / (1 + _A_LINE_MORE * count)
        if em >= least and (best is None or worth > best[0]):
            best = worth, Lettering(lines, em, setting.face, setting.crisp, percent)
    return best[1] if best else None


_Split = tuple[int, tuple[str, ...]]
"""The width of the longest line in thousandths of an em, and the lines."""


@lru_cache(maxsize=2048)
def _splits(text: str, ends: frozenset[int], face: Face) -> tuple[_Split | None, ...]:
    """`text` in one line, in two and so on: the longest as short as `ends` allow, all as even as that leaves them.

    None where a line would be one wide character.
    """
    marks = (0, *sorted(ends), len(text))
    widths = _widths(text, marks, face)
    last, found = len(marks) - 1, list[_Split | None]()
    reached: dict[int, tuple[int, int, tuple[int, ...]]] = {0: (0, 0, ())}
    for _ in range(min(MOST_LINES, last)):
        longer: dict[int, tuple[int, int, tuple[int, ...]]] = {}
        for start, (widest, squares, cuts) in reached.items():
            for end in range(start + 1, last + 1):
                if (width := widths[start, end]) < 0:
                    continue
                way = max(widest, width), squares + width * width
                if end not in longer or way <= longer[end][:2]:
                    longer[end] = *way, (*cuts, end)
        reached = longer
        if last not in reached:
            found.append(None)
            continue
        widest, _, cuts = reached[last]
        places = [marks[cut] for cut in (0, *cuts)]
        found.append((widest, tuple(text[start:end].strip() for start, end in pairwise(places))))
    return tuple(found)


def _widths(text: str, marks: tuple[int, ...], face: Face) -> dict[tuple[int, int], int]:
    """The width of each possible line, by the numbers of the marks around it; less than nought where it may not be."""
    until = [0, *accumulate(round(width * _THOUSAND) for width in advances(text, face))]
    first = [mark + len(text[mark:]) - len(text[mark:].lstrip()) for mark in marks]
    behind = [len(text[:mark].rstrip()) for mark in marks]
    lonely = [not is_narrow(character) for character in text]
    found = {}
    for start, end in combinations(range(len(marks)), 2):
        a, b = first[start], behind[end]
        alone = b - a == 1 and lonely[a] and len(marks) > 2
        found[start, end] = -1 if b <= a or alone else until[b] - until[a]
    return found
