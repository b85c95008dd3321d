"""How the worksheet is laid out in cells: widths of the columns, and their titles over up to three lines."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from heapq import nlargest
from itertools import accumulate

from scoreboard.desk.sheet_cells import decimals_of
from scoreboard.desk.worksheet import Named, Worksheet
from screens.widgets.cells import clip, clip_middle, width_of, wrap

NARROWEST, WIDEST = 9, 16
"""The cells of a column, without the gap before it; 100.0000 and its sign fit the narrowest."""
GAP = 1
TITLE_LINES = 3
NARROWEST_NAMES, WIDEST_NAMES = 16, 48
NAME_EDGE = 2
"""Cells of the column of names that are none of a name."""
LIKELY = 100
"""How many names are measured to find the widest one."""


@dataclass(frozen=True)
class Layout:
    """Where everything stands; `names` is the width of the column of unit names, which never scrolls."""

    names: int
    widths: tuple[int, ...]
    starts: tuple[int, ...]
    """Where each column's gap begins, counted from the end of the names."""
    titles: tuple[tuple[str, ...], ...]
    lines: int
    """Lines of the titles."""
    decimals: int
    """The most that a score on the sheet has: points stand below each other."""
    alike: frozenset[str] = frozenset()
    """Names that would read as another one does if only their beginnings had room."""

    def right_of(self, text: str) -> int:
        """Cells that stay free behind a score so that its point stands where those of the others do."""
        if not self.decimals or not text[:1].isdigit():
            return 0
        return max(0, self.decimals - decimals_of(text)) + ("." not in text)

    def outgrown_by(self, texts: Iterable[str]) -> bool:
        """Whether a score has more decimals than there was room for."""
        return any(decimals_of(text) > self.decimals for text in texts)

    def end(self, column: int) -> int:
        """Where a column ends, counted as its start is."""
        return self.starts[column] + GAP + self.widths[column]

    def whole_columns(self, x: int, room: int) -> tuple[int, int]:
        """From where to where whole columns show in `room` cells when `x` are scrolled away.

        A score that is cut would be another score.
        """
        begin = next((start for start in self.starts if start >= x), self.total)
        ends = [self.end(column) for column in range(len(self.starts))]
        return begin, max((end for end in ends if begin <= end <= begin + room), default=begin)

    def scrolled_to(self, column: int, x: int, room: int) -> int:
        """How far to scroll so that a column shows whole, moving as little as possible."""
        first = min(column, next((at for at, start in enumerate(self.starts) if start >= x), column))
        while first < column and self.end(column) - self.starts[first] > room:
            first += 1
        return self.starts[first]

    @property
    def total(self) -> int:
        """Cells of all columns with their gaps."""
        return self.starts[-1] + self.widths[-1] + GAP if self.widths else 0


def lay_out(sheet: Worksheet, width: int, lang: str) -> Layout:
    """The layout of a worksheet in `width` cells.

    Names give way down to their least width so that all columns fit, then long titles do; what is left over widens
    both. Where even that is too little, columns are as wide as they like and scroll sideways.
    """
    titles = [area.called(lang) for area in sheet.areas]
    narrow = max(NARROWEST, len(f"{sheet.maximum:f}") + 6)
    longest = _widest(unit.called(lang) for unit in sheet.units) + 4
    wished = [max(narrow, min(WIDEST, _longest_word(title))) for title in titles]
    gaps = GAP * len(titles)
    if NARROWEST_NAMES + gaps + narrow * len(titles) > width:
        names = min(longest, max(NARROWEST_NAMES, width * 3 // 10))
        return _layout(names, wished, titles, sheet, lang)
    while wished and NARROWEST_NAMES + gaps + sum(wished) > width:
        wished[wished.index(max(wished))] -= 1
    names = min(longest, WIDEST_NAMES, width - gaps - sum(wished))
    spare = width - names - gaps - sum(wished)
    wished = [max(wish, min(WIDEST, wish + spare // len(wished))) for wish in wished]
    return _layout(names, wished, titles, sheet, lang)


def _widest(names: Iterable[str]) -> int:
    """The cells of the widest of many names: of those alone that may be it, by their characters, which is quick."""
    likely = nlargest(LIKELY, set(names), key=lambda name: len(name) if name.isascii() else 2 * len(name))
    return max(map(width_of, likely), default=0)


def _layout(names: int, widths: list[int], titles: list[str], sheet: Worksheet, lang: str) -> Layout:
    wrapped = tuple(tuple(title_lines(title, width)) for title, width in zip(titles, widths, strict=True))
    starts = tuple(accumulate((width + GAP for width in widths[:-1]), initial=0)) if widths else ()
    lines = max((len(lines) for lines in wrapped), default=1)
    decimals = sheet.cells.most_decimals if sheet.cells else sheet.decimals
    alike = _read_alike((unit.called(lang) for unit in sheet.units), names - NAME_EDGE)
    return Layout(names, tuple(widths), starts, wrapped, lines, decimals, alike)


def _read_alike(names: Iterable[str], width: int) -> frozenset[str]:
    """Names of which the beginnings are all that has room, and are the same; those that surely fit are passed over."""
    half = max(1, width // 2)
    begin: defaultdict[str, list[str]] = defaultdict(list)
    for name in names:
        if len(name) > half:
            begin[name[: half // 2]].append(name)
    likely = [name for same in begin.values() if len(same) > 1 for name in same if width_of(name) > width]
    cut = Counter(clip(name, width) for name in likely)
    return frozenset(name for name in likely if cut[clip(name, width)] > 1)


def title_lines(title: str, width: int) -> list[str]:
    """A title in at most three lines, broken between words where it has any."""
    words = title.split()
    if len(words) < 2 or any(width_of(word) > width for word in words):
        return wrap(title, width, TITLE_LINES)
    filled: list[str] = []
    for word in words:
        if filled and width_of(filled[-1]) + 1 + width_of(word) <= width:
            filled[-1] += f" {word}"
        else:
            filled.append(word)
    if len(filled) <= TITLE_LINES:
        return filled
    return [*filled[: TITLE_LINES - 1], clip(" ".join(filled[TITLE_LINES - 1 :]), width)]


def _longest_word(title: str) -> int:
    words = title.split()
    return max(width_of(word) for word in words) if len(words) > 1 or title.isascii() else 0


def row_name(unit: Named, width: int, lang: str, alike: frozenset[str] = frozenset()) -> str:
    """A unit's name in `width` cells: whole, else its short name, else cut: in its middle if it is of those `alike`."""
    for name in (unit.called(lang), unit.short_in(lang)):
        if name and width_of(name) <= width:
            return clip(name, width)
    name = unit.called(lang)
    return clip_middle(name, width) if name in alike else clip(name, width)
