"""How large a text can be in so many pixels: in how many lines, where they end, how far letters are condensed."""

import re
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
    ems_of,
    in_letters,
    is_narrow,
    tall_of,
)
from screens.widgets.line_breaks import character_ends, phrase_ends

LONGEST = 200
"""Characters of a text that is drawn in large letters at most."""
CONDENSED = 90, 80
"""Per cent of their width to which letters are condensed where a line would be too small otherwise."""
_THIN = re.compile("[iljtfrI1]{2}")
"""Letters of one stroke beside each other, as in Llanelli: condensed too far, their strokes run together."""
_APART = 88
"""Per cent of the least width of a letter that such letters keep at least."""
_LOW = 0.75
"""Ems that the lowest line of letters is tall."""
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
    largest_first: bool = False
    """Whether letters are condensed to be larger, and not only where they would be too small otherwise."""

    def least_for(self, text: str) -> int:
        """The least em at which `text` may stand."""
        return self.least_at(is_narrow(text))

    def least_at(self, narrow: bool) -> int:
        """The same of letters alone, if `narrow`, or of hanzi."""
        return ceil((self.least_narrow if narrow else self.least) * self.coarseness)


def least_area(text: str, em: int) -> float:
    """Pixels that `text` covers at the very least at an em, however it is set: with fewer it need not be tried."""
    condensed = CONDENSED[-1] / 100 if is_narrow(text) else 1
    return ems_of(text) * condensed * _LOW * em * em


@lru_cache(maxsize=4096)
def least_width(text: str, setting: Setting) -> float:
    """Pixels that `text` takes on one line at the very least, condensed if it may be."""
    shown = in_letters(text)
    percents = (100, *CONDENSED) if is_narrow(shown) else (100,)
    return ems_of(shown) * min(percent * _least_at(shown, setting, percent) for percent in percents) / 100


def _least_at(text: str, setting: Setting, percent: int) -> int:
    """The least em at which `text` may stand where its letters are condensed to so many per cent."""
    least = setting.least_for(text)
    return -(-least * _APART // percent) if percent < _APART and _THIN.search(text) else least


@lru_cache(maxsize=2048)
def fit(text: str, width: int, height: int, setting: Setting) -> Lettering | None:
    """`text` at the largest em at which it fits width × height pixels, its lines ending between phrases.

    Where that is too small, letters are condensed, and then lines end between any two hanzi. None where it would be too
    small even so, or where the font lacks a character.
    """
    shown = in_letters(text)
    least = setting.least_for(shown)
    if not shown or len(shown) > LONGEST or least > setting.largest or width < 1 or height < least * 0.75:
        return None
    if not can_letter(shown, setting.face):
        return None
    percents = (100, *(CONDENSED if is_narrow(shown) else ()))
    rooms = ((percent, (width * 100 // percent, height)) for percent in percents)
    ways = (_largest(shown, phrase_ends(shown), room, setting, percent) for percent, room in rooms)
    fitting = filter(None, ways)
    if best := max(fitting, key=lambda way: way.em, default=None) if setting.largest_first else next(fitting, None):
        return best
    found = _largest(shown, character_ends(shown), (width, height), setting, 100)
    return replace(found, hurt=True) if found else None


def _largest(
    text: str, ends: frozenset[int], room: tuple[int, int], setting: Setting, percent: int
) -> Lettering | None:
    """The text in as many lines as let it be largest; more of them only where that makes it much larger."""
    best: tuple[float, Lettering] | None = None
    tall, least = tall_of(text, setting.face), _least_at(text, setting, percent)
    splits = _splits(text, ends, setting.face)
    for count in range(1, min(setting.most_lines, splits.most) + 1):
        down = int(min(room[1] / (count * (tall + LEADING) - LEADING), setting.largest) + 0.01)
        if down < least or (best and down <= best[1].em):
            break
        if (split := splits.in_lines(count)) is None:
            continue
        widest, lines = split
        em = min(int(room[0] * _THOUSAND / widest + 0.01), down)
        worth = em / (1 + _A_LINE_MORE * count)
        if em >= least and (best is None or worth > best[0]):
            best = worth, Lettering(lines, em, setting.face, setting.crisp, percent)
    return best[1] if best else None


_Split = tuple[int, tuple[str, ...]]
"""The width of the longest line in thousandths of an em, and the lines."""


class _Splits:
    """A text in one line, in two and so on, each found once and only when it is asked for.

    The longest line is as short as the ends allow, and all are as even as that leaves them.
    """

    def __init__(self, text: str, ends: frozenset[int], face: Face) -> None:
        self._text, self._marks = text, (0, *sorted(ends), len(text))
        self._widths = _widths(text, self._marks, face)
        self.most = min(MOST_LINES, len(self._marks) - 1)
        """Lines at most."""
        self._found: list[_Split | None] = []
        self._reached: dict[int, tuple[int, int, tuple[int, ...]]] = {0: (0, 0, ())}

    def in_lines(self, count: int) -> _Split | None:
        """The text in so many lines; None where one of them would be one wide character."""
        while len(self._found) < count:
            self._found.append(self._next())
        return self._found[count - 1]

    def _next(self) -> _Split | None:
        """In a line more than last time."""
        last, widths = len(self._marks) - 1, self._widths
        longer: dict[int, tuple[int, int, tuple[int, ...]]] = {}
        for start, (widest, squares, cuts) in self._reached.items():
            row = widths[start]
            for end in range(start + 1, last + 1):
                if (width := row[end]) < 0:
                    continue
                longest, sum_ = (width if width > widest else widest), squares + width * width
                other = longer.get(end)
                if other is None or longest < other[0] or (longest == other[0] and sum_ <= other[1]):
                    longer[end] = longest, sum_, (*cuts, end)
        self._reached = longer
        if last not in longer:
            return None
        widest, _, cuts = longer[last]
        places = [self._marks[cut] for cut in (0, *cuts)]
        return widest, tuple(self._text[start:end].strip() for start, end in pairwise(places))


@lru_cache(maxsize=2048)
def _splits(text: str, ends: frozenset[int], face: Face) -> _Splits:
    return _Splits(text, ends, face)


def _widths(text: str, marks: tuple[int, ...], face: Face) -> list[list[int]]:
    """The width of each possible line, by the numbers of the marks around it; less than nought where it may not be."""
    until = [0, *accumulate(round(width * _THOUSAND) for width in advances(text, face))]
    first = [mark + len(text[mark:]) - len(text[mark:].lstrip()) for mark in marks]
    behind = [len(text[:mark].rstrip()) for mark in marks]
    lonely = [not is_narrow(character) for character in text]
    found, several = [[-1] * len(marks) for _ in marks], len(marks) > 2
    for start, a in enumerate(first):
        row, left = found[start], until[a] if a < len(until) else 0
        for end in range(start + 1, len(marks)):
            b = behind[end]
            if b > a and not (several and b - a == 1 and lonely[a]):
                row[end] = until[b] - left
    return found
