"""Boards of promises: a card for each of their rows, who and what it is about, its figures, and how it stands.

On the wall of a hall the cards take pages, and who and how are large; nearby a card takes as many lines as it needs,
and one for its bar where all of them have room for that. How a card is drawn is in `drawn_card`, its words as lines of
text in `card`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from scoreboard.publications.scene import BoardScene
from screens.hall.parts import drawn_card
from screens.hall.parts.card import Card
from screens.hall.parts.motion import span
from screens.hall.parts.page import Box, aside_room, fitting, head_rows, heading, is_wall, margin_for, margin_of
from screens.hall.parts.pagination import pages_of
from screens.widgets.canvas import Canvas

_BETWEEN, _SHOWN = 0.25, 0.8
_MOST_MOVING = 12
_MOST_PAGES = 8
MANY = 24
"""More rows than these are told by what they come to: nobody in a hall waits for two hundred cards."""
_LARGE = 8
"""From this many rows on, with the free one, a card has its name and its verdict in large letters."""
_WIDE = 80
"""And from this many cells across."""
_USUAL, _TALLEST = 10, 22
"""Rows of a large card at most: nearby, and on the wall of a hall, where few cards share the height."""
_MOST_AIR = 5
"""Free rows between cards at most, nearby."""


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


def pages(cards: Sequence[Card], size: tuple[int, int], lang: str) -> int:
    """How many pages the cards take at this size."""
    return len(arranged(cards, size, lang).pages)


def arranged(cards: Sequence[Card], size: tuple[int, int], lang: str) -> Arrangement:
    """Where the cards stand: with their bars and air between where all have room for that, else without, else close.

    On the wall of a hall they take several pages rather than be small, and few of them all of its height.
    """
    count, room = len(cards), _room(size)
    if is_wall(size) and count:
        number = -(-count // (room // _LARGE))
        each = -(-count // number)
        if number <= _MOST_PAGES:
            pages = tuple(range(at, min(count, at + each)) for at in range(0, count, each))
            return Arrangement(pages, (min(_TALLEST, room // each) - 1,) * count, 1, True)
    lines = tuple(card.lines(_width(size), lang).rows for card in cards)
    barred = tuple(rows + any(card.percent is not None for card in cards) for rows in lines)
    for heights in (barred, lines) if count else ():
        if (air := (room - sum(heights)) // count) > 0:
            return Arrangement((range(count),), heights, min(_MOST_AIR, air))
    return Arrangement(tuple(pages_of(lines, room)), lines, 0)


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
        heading(canvas, title, fitting(sums, aside_room(canvas.width, title, head)), head, elapsed)
    if not cards:
        return 1
    found, width = _nearby_large(canvas, cards) or arranged(cards, size, lang), _width(size)
    y = head
    for number, at in enumerate(found.pages[scene.turned_to(len(found.pages))]):
        card, share = cards[at], span(elapsed, _BETWEEN * min(number, _MOST_MOVING), _SHOWN)
        box = Box(edge, y + found.air, canvas.width - 2 * edge, found.heights[at])
        y = box.bottom
        if share <= 0:
            continue
        ground = canvas.look.theme.panel if found.air or number % 2 == 0 else None
        if ground is not None:
            canvas.fill(box.x, box.y, box.width, box.height, ground)
        if found.large:
            drawn_card.large(canvas, box, card, share)
        else:
            drawn_card.small(canvas, box, card, card.lines(width, lang), share, ground)
    return len(found.pages)


def _nearby_large(canvas: Canvas, cards: Sequence[Card]) -> Arrangement | None:
    """Few cards of a page that is no wall, large where the names of all of them are legible so."""
    size, width = (canvas.width, canvas.height), canvas.width - 2 * margin_of(canvas)
    tall = min(_USUAL, _room(size) // len(cards)) - 1
    if is_wall(size) or tall < _LARGE - 1 or width < _WIDE:
        return None
    if not all(drawn_card.is_name_legible(canvas, Box(0, 0, width, tall), card) for card in cards):
        return None
    return Arrangement((range(len(cards)),), (tall,) * len(cards), 1, True)


def _room(size: tuple[int, int]) -> int:
    """The rows that the cards have."""
    return max(1, size[1] - head_rows(size[1]) - (2 if size[1] >= 6 else 0))


def _width(size: tuple[int, int]) -> int:
    """The cells that the words of a card have."""
    return max(1, size[0] - 2 * margin_for(size[0]) - 2)
