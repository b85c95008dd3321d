"""Pages of a board whose rows are so large that they need several, and a list of all rows beside each of them.

Pages are as few as let the rows be read, and hold equally many; they turn by themselves. The list at the side is
ordinary text, with the rows of this page marked, so that nobody loses sight of the whole.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic

from scoreboard.publications.scene import Scene
from screens.hall.parts.hall_words import label
from screens.hall.parts.page import Box, is_wall
from screens.hall.parts.standings import Listing, Row, pools
from screens.widgets.canvas import Canvas
from screens.widgets.cells import BOLD, PLAIN, width_of

_MOST_PAGES, _MOST_ON_A_WALL = 8, 40
"""Pages of a board, at most: one of more is ordinary text. On a wall nobody in the last row reads that."""
_FEWEST = 4
"""Rows that a page has at least where there are several."""
_APART = 3
_LONGEST = 24
"""Cells of the longest name that the list of all has room for."""


@dataclass(frozen=True)
class Leaf(Generic[Row]):
    """A page: the rows that are ranked together, the first of them on it, the most on a page, and all pages."""

    rows: Sequence[Row]
    start: int
    count: int
    pages: int

    @property
    def shown(self) -> Sequence[Row]:
        """The rows on this page."""
        return self.rows[self.start : self.start + self.count]


def most_pages(size: tuple[int, int]) -> tuple[int, ...]:
    """How many pages a board may take at this size: so many where that will do, else more on a wall."""
    return (_MOST_PAGES, _MOST_ON_A_WALL) if is_wall(size) else (_MOST_PAGES,)


def groups_of(board: Listing[Row] | None) -> list[list[Row]]:
    """The rows of a board that are ranked together, as far as there are any."""
    return [group for group in pools(board) if group]


def leaves(
    groups: Sequence[Sequence[Row]], fits: Callable[[int, int], bool], most_of_all: int
) -> tuple[Leaf[Row], ...]:
    """The pages of rows that are ranked together, which they never mix; none at all where not all can be large.

    `fits` says of a group, by its number, whether its rows can be read where a page holds so many of them.
    """
    longest = max(map(len, groups), default=0)
    for most in range(1, most_of_all + 1 if longest else 0):
        count = -(-longest // most)
        if most > 1 and count < _FEWEST:
            break
        if all(fits(number, min(count, len(group))) for number, group in enumerate(groups)):
            starts = [(group, start) for group in groups for start in range(0, len(group), count)]
            return tuple(Leaf(group, start, min(count, len(group)), len(starts)) for group, start in starts)
    return ()


def leaf_of(scene: Scene, found: Sequence[Leaf[Row]], *, backwards: bool = False) -> Leaf[Row]:
    """The page of `found` that the scene's "page" (from 0) names; `backwards` begins with the last of them."""
    number = scene.turned_to(len(found))
    return found[-1 - number if backwards else number]


def pages_of(heights: Sequence[int], room: int) -> list[range]:
    """Which rows stand on which page of `room` rows of cells; one that is too tall has a page to itself."""
    pages: list[range] = []
    start = used = 0
    for at, height in enumerate(heights):
        if at > start and used + height > room:
            pages.append(range(start, at))
            start, used = at, 0
        used += height
    return [*pages, range(start, len(heights))]


def list_beside(
    leaf: Leaf[Row], room: Box, lang: str, told: Callable[[Row], tuple[str, str]]
) -> tuple[Box, Box] | None:
    """What a list of all leaves of `room`, and where it stands; None where a name or the list is too long.

    `told` is what the list says before a row's name and at its end.
    """
    longest = max(width_of(row.called(lang)) for row in leaf.rows)
    if leaf.pages < 2 or longest > _LONGEST or len(leaf.rows) > room.height:
        return None
    wide = longest + _before(leaf, told) + max(width_of(told(row)[1]) for row in leaf.rows) + 5
    rest = Box(room.x, room.y, room.width - wide - _APART, room.height)
    return (rest, Box(rest.x + rest.width + _APART, room.y, wide, room.height)) if rest.width > 0 else None


def _before(leaf: Leaf[Row], told: Callable[[Row], tuple[str, str]]) -> int:
    return max(width_of(told(row)[0]) for row in leaf.rows)


def draw_list(canvas: Canvas, box: Box, leaf: Leaf[Row], told: Callable[[Row], tuple[str, str]]) -> None:
    """All rows as ordinary text in `box`, those of this page on a ground of their own."""
    theme, lang = canvas.look.theme, canvas.look.lang
    pitch = max(1, min(3, box.height // len(leaf.rows)))
    top = box.y + (box.height - pitch * len(leaf.rows)) // 2
    before = _before(leaf, told)
    ending = max(width_of(told(row)[1]) for row in leaf.rows)
    name_at, end_at = box.x + 2 + before, box.x + box.width - ending - 1
    for place, row in enumerate(leaf.rows[: box.height]):
        here = leaf.start <= place < leaf.start + leaf.count
        y = top + place * pitch
        ground = theme.panel_high if here else canvas.ground_at(y)
        if here:
            canvas.fill(box.x, y, box.width, pitch, ground)
        first, last = told(row)
        middle, ink = y + (pitch - 1) // 2, theme.text if here else theme.quiet
        canvas.text(box.x + 1, middle, first, ink, width=before, align="right", ground=ground)
        room = end_at - name_at - 1
        weight = BOLD if here else PLAIN
        canvas.text(name_at, middle, label(row, lang, room), ink, width=room, attributes=weight, ground=ground)
        canvas.text(end_at, middle, last, ink, width=ending, align="right", ground=ground)
