"""Pages of a board whose rows are so large that they need several, and a list of all rows beside each of them.

Pages are as few as let the rows be read, and hold equally many; they turn by themselves. The list at the side is
ordinary text, with the rows of this page marked, so that nobody loses sight of the whole.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from screens.hall import Payload
from screens.hall.parts.page import Box
from screens.hall.parts.standings import Row, inked, pools
from screens.hall.parts.words import label, name_in
from screens.widgets.canvas import Canvas
from screens.widgets.cells import BOLD, PLAIN, width_of

_MOST_PAGES = 6
_FEWEST = 4
"""Rows that a page has at least where there are several: a board of more pages is ordinary text."""
_LONGEST = 24
"""Cells of the longest name that the list of all has room for."""

Fits = Callable[[Sequence[Row], int], bool]
"""Whether rows that are ranked together can be read where a page holds so many of them."""


@dataclass(frozen=True)
class Leaf:
    """A page: the rows that are ranked together, the first of them on it, the most on a page, and all pages."""

    rows: Sequence[Row]
    start: int
    count: int
    pages: int

    @property
    def shown(self) -> Sequence[Row]:
        """The rows on this page."""
        return self.rows[self.start : self.start + self.count]


def leaves(board: Mapping[str, Any], fits: Fits) -> tuple[Leaf, ...]:
    """The pages of `board` in their order, which never mix pools; none at all where its rows cannot be large."""
    groups = [group for group in pools(board) if group]
    longest = max(map(len, groups), default=0)
    for most in range(1, _MOST_PAGES + 1 if longest else 0):
        count = -(-longest // most)
        if most > 1 and count < _FEWEST:
            break
        if all(fits(group, min(count, len(group))) for group in groups):
            starts = [(group, start) for group in groups for start in range(0, len(group), count)]
            return tuple(Leaf(group, start, min(count, len(group)), len(starts)) for group, start in starts)
    return ()


def leaf_of(scene: Payload, found: Sequence[Leaf]) -> Leaf:
    """The page of `found` that the scene's "page" (from 0) names; a block of places begins with the last of them."""
    number = int(scene.get("page") or 0) % len(found)
    return found[-1 - number if scene.get("from") else number]


def list_width(rows: Sequence[Row], lang: str, key: str = "score") -> int:
    """The cells that the list of all takes, with what `key` says of a row at its end; 0 where a name is too long."""
    longest = max(width_of(name_in(row, lang)) for row in rows)
    ending = max(width_of(str(row.get(key) or "-")) for row in rows)
    return longest + ending + 8 if longest <= _LONGEST else 0


def draw_list(canvas: Canvas, box: Box, leaf: Leaf, key: str = "score") -> None:
    """All rows as ordinary text in `box`, those of this page on a ground of their own."""
    theme, lang = canvas.look.theme, canvas.look.lang
    pitch = max(1, min(3, box.height // len(leaf.rows)))
    top = box.y + (box.height - pitch * len(leaf.rows)) // 2
    ending = max(width_of(str(row.get(key) or "-")) for row in leaf.rows)
    for place, row in enumerate(leaf.rows[: box.height]):
        here = leaf.start <= place < leaf.start + leaf.count
        y = top + place * pitch
        ground = theme.panel_high if here else canvas.ground_at(y)
        if here:
            canvas.fill(box.x, y, box.width, pitch, ground)
        middle, ink = y + (pitch - 1) // 2, inked(canvas, row) if here or row.get("rank") == 1 else theme.quiet
        rank, weight = row.get("rank"), BOLD if here else PLAIN
        canvas.text(box.x + 1, middle, "-" if rank is None else str(rank), ink, width=3, align="right", ground=ground)
        names = box.width - ending - 7
        name = label(row, lang, names)
        canvas.text(box.x + 5, middle, name, ink, width=names, attributes=weight, ground=ground)
        end = box.x + box.width - ending - 1
        canvas.text(end, middle, str(row.get(key) or "-"), ink, width=ending, align="right", ground=ground)
