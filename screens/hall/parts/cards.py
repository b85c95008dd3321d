"""Boards of promises: a card for each of their rows, who and what it is about, its figures, and how it stands.

In a hall the cards take pages, and who and how are large (`hall_card`); nearby a card takes as many lines as it needs,
and one for its bar where all of them have room for that (`drawn_card`). Its words as lines of text are in `card`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from scoreboard.publications.scene import BoardScene
from screens.hall.parts import drawn_card, hall_card
from screens.hall.parts.card import Card
from screens.hall.parts.card_notes import is_far
from screens.hall.parts.motion import span
from screens.hall.parts.page import (
    Box,
    aside_room,
    fitting,
    head_rows,
    heading,
    is_aside_large,
    is_hall,
    margin_for,
    margin_of,
)
from screens.hall.parts.pagination import pages_of
from screens.hall.parts.placed_words import wall_of
from screens.hall.parts.walls import Wall
from screens.looks import Look
from screens.widgets.canvas import Canvas

_BETWEEN, _SHOWN = 0.25, 0.8
_MOST_MOVING = 12
_MOST_PAGES = 40
"""Pages of large cards at most: a board of more is ordinary text."""
_MOST_TOLD = 12
"""Pages at most on which what cards are about is large, too, unless a line of text is too small on the wall."""
MANY = 24
"""More rows than these are told by what they come to: nobody in a hall waits for two hundred cards."""
_MOST_AIR = 5
"""Free rows between cards at most, nearby."""
_PAGE_PARTS = 2
"""What part of a page a card takes at most, unless it needs more."""
_ROOMY = 130
"""Per cent of the rows that it needs which a card takes at most then."""


def duration(count: int) -> float:
    """One card after the other, the bars filling up."""
    return _BETWEEN * min(_MOST_MOVING, count) + _SHOWN


@dataclass(frozen=True)
class Arrangement:
    """Which cards stand on which page, the rows of each, the free rows before each, and whether they are large."""

    pages: tuple[range, ...]
    heights: tuple[int, ...]
    air: int
    large: bool = False


def pages(cards: Sequence[Card], size: tuple[int, int], look: Look) -> int:
    """How many pages the cards take at this size."""
    return len(arranged(cards, size, look).pages)


def arranged(cards: Sequence[Card], size: tuple[int, int], look: Look) -> Arrangement:
    """Where the cards stand: with their bars and air between where all have room for that, else without, else close.

    In a hall they take as many pages as let them be large, and those of a page share its height.
    """
    count, room = len(cards), _room(size)
    if count and (large := _large(cards, size, look)):
        return large
    lines = tuple(card.lines(_width(size), look.lang).rows for card in cards)
    barred = tuple(rows + any(card.percent is not None for card in cards) for rows in lines)
    for heights in (barred, lines) if count else ():
        if (air := (room - sum(heights)) // count) > 0:
            return Arrangement((range(count),), heights, min(_MOST_AIR, air))
    return Arrangement(tuple(pages_of(lines, room)), lines, 0)


def _large(cards: Sequence[Card], size: tuple[int, int], look: Look) -> Arrangement | None:
    """Large cards on as few pages as let them be read, equally many on each; None where they are ordinary text."""
    if look.native or not is_hall(size):
        return None
    wall, room = Wall(size[1], look.glyphs), _room(size)
    width = size[0] - 2 * margin_for(size[0])
    ways = (
        [hall_card.least_rows(wall, (width, room), card, look.lang, about=about) for card in cards]
        for about in (True, False)
    )
    for least, most in zip(ways, (_MOST_PAGES if is_far(wall) else _MOST_TOLD, _MOST_PAGES), strict=True):
        found = pages_of([rows + 1 for rows in least], room + 1)
        if len(found) <= most:
            break
    else:
        return None
    even = -(-len(cards) // len(found))
    equal = [range(at, min(len(cards), at + even)) for at in range(0, len(cards), even)]
    if all(sum(least[at] + 1 for at in page) <= room + 1 for page in equal):
        found = equal
    heights = list[int]()
    for page in found:
        spare = max(0, room - sum(least[at] + 1 for at in page)) // len(page)
        most = room // _PAGE_PARTS if len(page) > 1 else room * 2 // 3
        heights += [min(least[at] + spare, max(least[at] * _ROOMY // 100, most)) for at in page]
    return Arrangement(tuple(found), tuple(heights), 1, True)


def draw(
    canvas: Canvas, scene: BoardScene[Any], cards: Sequence[Card], title: str, sums: Sequence[str], elapsed: float
) -> int:
    """The cards of the scene's page, under its title and what all of them come to, as far as there is room for that.

    Returns how many pages there are.
    """
    canvas.deepen()
    size, lang = (canvas.width, canvas.height), canvas.look.lang
    head, edge = head_rows(canvas.height), margin_of(canvas)
    if head:
        heading(canvas, title, _told_sums(canvas, title, sums, head), head, elapsed)
    if not cards:
        return 1
    found, width = arranged(cards, size, canvas.look), _width(size)
    page, y = found.pages[scene.turned_to(len(found.pages))], head
    sizes = [((canvas.width - 2 * edge, found.heights[at]), cards[at]) for at in page] if found.large else []
    largest = hall_card.largest_name(wall_of(canvas), sizes, lang)
    if found.large:  # what is left over stands over them and below
        y += max(0, _room(size) - sum(found.heights[at] + 1 for at in page)) // 2
    for number, at in enumerate(page):
        card, share = cards[at], span(elapsed, _BETWEEN * min(number, _MOST_MOVING), _SHOWN)
        box = Box(edge, y + found.air, canvas.width - 2 * edge, found.heights[at])
        y = box.bottom
        if share <= 0:
            continue
        ground = canvas.look.theme.panel if found.air or number % 2 == 0 else None
        if ground is not None:
            canvas.fill(box.x, box.y, box.width, box.height, ground)
        if found.large:
            hall_card.draw_card(canvas, box, card, share, largest)
        else:
            drawn_card.small(canvas, box, card, card.lines(width, lang), share, ground)
    return len(found.pages)


def _told_sums(canvas: Canvas, title: str, sums: Sequence[str], head: int) -> str:
    """As many of the sums as have room beside the title; far from the wall only as many as are large there."""
    every = fitting(sums, aside_room(canvas.width, title, head))
    if not is_far(wall_of(canvas)):
        return every
    few = (*("  ".join(sums[:count]) for count in range(len(sums), 0, -1)), *sums)
    return next((told for told in few if is_aside_large(canvas, title, told, head)), every)


def _room(size: tuple[int, int]) -> int:
    """The rows that the cards have."""
    return max(1, size[1] - head_rows(size[1]) - (2 if size[1] >= 6 else 0))


def _width(size: tuple[int, int]) -> int:
    """The cells that the words of a card have."""
    return max(1, size[0] - 2 * margin_for(size[0]) - 2)
