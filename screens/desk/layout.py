"""How the worksheet is laid out in cells: widths of the columns, and their titles over up to three lines."""

from dataclasses import dataclass
from itertools import accumulate

from scoreboard.desk.worksheet import Named, SheetUnit, Worksheet
from screens.widgets.cells import clip, width_of, wrap

NARROWEST, WIDEST = 9, 14
"""The cells of a column, without the gap before it; 100.0000 and its sign fit the narrowest."""
GAP = 1
TITLE_LINES = 3
NARROWEST_NAMES, WIDEST_NAMES = 16, 48


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

    @property
    def total(self) -> int:
        """Cells of all columns with their gaps."""
        return self.starts[-1] + self.widths[-1] + GAP if self.widths else 0


def lay_out(sheet: Worksheet, width: int, lang: str) -> Layout:
    """The layout of a worksheet in `width` cells.

    Columns are wide enough for their longest word while the names keep enough room, and share what is left over;
    what does not fit in all scrolls sideways.
    """
    titles = [area.called(lang) for area in sheet.areas]
    narrow = max(NARROWEST, len(f"{sheet.maximum:f}") + 4)
    longest = max((width_of(unit.called(lang)) for unit in sheet.units), default=0) + 2
    wished = [min(WIDEST, max(narrow, *(width_of(word) for word in title.split() or [""]))) for title in titles]
    wished = [wish if lang == "en" else narrow for wish in wished]
    names = min(longest, max(NARROWEST_NAMES, width * 3 // 10), WIDEST_NAMES)
    room = width - names - GAP * len(titles)
    if sum(wished) > room:
        names = max(NARROWEST_NAMES, min(names, width - GAP * len(titles) - sum(wished)))
        room = width - names - GAP * len(titles)
    while wished and sum(wished) > room and max(wished) > narrow:
        wished[wished.index(max(wished))] -= 1
    if wished and sum(wished) <= room:
        spare = room - sum(wished)
        names = min(longest, WIDEST_NAMES, names + spare)
        spare = max(0, width - names - GAP * len(titles) - sum(wished))
        wished = [min(WIDEST, wish + spare // len(wished)) for wish in wished]
    wrapped = [tuple(wrap(title, wish, TITLE_LINES)) for title, wish in zip(titles, wished, strict=True)]
    starts = tuple(accumulate((wish + GAP for wish in wished[:-1]), initial=0)) if wished else ()
    return Layout(names, tuple(wished), starts, tuple(wrapped), max((len(lines) for lines in wrapped), default=1))


def row_name(unit: SheetUnit | Named, width: int, lang: str) -> str:
    """A unit's name in `width` cells: whole, else its short name, else cut with a sign."""
    for name in (unit.called(lang), unit.short_name if lang == "zh" else ""):
        if name and width_of(name) <= width:
            return clip(name, width)
    return clip(unit.called(lang), width)
