"""Boards of promises: a card for each of their rows, who and what it is about, its figures, and how it stands.

On the wall of a hall the cards take pages, and who and how are large; nearby a card takes two lines, or three with its
bar.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from scoreboard.publications.names import InBothLanguages
from scoreboard.publications.scene import BoardScene
from scoreboard.wire import UNSET, UnsetType
from screens.colours import Colour
from screens.hall.parts import captions
from screens.hall.parts.motion import ease, span
from screens.hall.parts.names import heroes
from screens.hall.parts.page import Box, badge, gold, head_rows, heading, hero, is_wall, line, margin_of, silver
from screens.hall.parts.standings import amount
from screens.hall.parts.words import CalledUnit, label, word
from screens.widgets.canvas import Canvas
from screens.widgets.cells import BOLD, width_of

_BETWEEN, _SHOWN = 0.25, 0.8
_MOST_MOVING = 12
_MOST_PAGES = 8
MANY = 24
"""More rows than these are told by what they come to: nobody in a hall waits for two hundred cards."""
_LARGE = 8
"""From this many rows on a card has its name and its verdict in large letters."""
_TALL = 13
"""From this many rows on all of its words are large."""
_USUAL, _TALLEST = 10, 22
"""Rows of a card at most: nearby, and on the wall of a hall, where few cards share the height."""


@dataclass(frozen=True)
class Titled(InBothLanguages):
    """What is no unit and has a name all the same."""

    name: str
    name_en: str

    @property
    def short_name(self) -> str:
        """It has none of its own."""
        return self.name

    @property
    def short_name_en(self) -> UnsetType:
        """Nor in English."""
        return UNSET


@dataclass(frozen=True)
class Card:
    """One row of a board."""

    who: CalledUnit
    beside: str
    """What stands beside the name."""
    text: str
    figures: str
    verdict: str
    good: bool | None = None
    """Whether the verdict is a good one, a bad one, or none yet."""
    percent: str | None = None
    """How much of a whole is done; None for no bar."""


def due(day: str | None, days_left: int | None, lang: str) -> str:
    """Until when something is to be done, and how many days that leaves; empty where no day is said."""
    if not day:
        return ""
    if days_left is None:
        return word("due.day", lang, day=day)
    return word("due.left" if days_left else "due.today", lang, day=day, count=days_left)


def duration(count: int) -> float:
    """One card after the other, the bars filling up."""
    return _BETWEEN * min(_MOST_MOVING, count) + _SHOWN


def pages(count: int, size: tuple[int, int]) -> int:
    """How many pages so many cards take at this size."""
    return max(1, -(-count // _capacity(size, count)[0]))


def draw(
    canvas: Canvas, scene: BoardScene[Any], cards: Sequence[Card], title: str, sums: Sequence[str], elapsed: float
) -> None:
    """The cards of the scene's page, under its title and what all of them come to, as far as there is room for that."""
    canvas.deepen()
    size = (canvas.width, canvas.height)
    head = head_rows(canvas.height)
    if head:
        heading(canvas, title, _aside(sums, (canvas.width - 2 * margin_of(canvas)) // 2), head, elapsed)
    if not cards:
        return
    capacity, pitch = _capacity(size, len(cards))
    count = pages(len(cards), size)
    start = scene.turned_to(count) * capacity
    edge = margin_of(canvas)
    air = 1 if pitch > 2 else 0
    for number, card in enumerate(cards[start : start + capacity]):
        share = span(elapsed, _BETWEEN * min(number, _MOST_MOVING), _SHOWN)
        tall = (pitch if pitch >= _LARGE else min(pitch, 4)) - air
        _card(canvas, Box(edge, head + air + number * pitch, canvas.width - 2 * edge, tall), card, share)


def _aside(sums: Sequence[str], room: int) -> str:
    """As many of the sums as stand beside a title, the first ones first."""
    told = ""
    for said in sums:
        longer = f"{told}  {said}" if told else said
        if width_of(longer) > room:
            break
        told = longer
    return told


def _capacity(size: tuple[int, int], count: int) -> tuple[int, int]:
    """How many cards a page holds, and the rows that each takes: as many as let all of them fit, two to ten.

    On the wall of a hall they take several pages rather than be small, and few of them all of its height.
    """
    room = max(1, size[1] - head_rows(size[1]) - (2 if size[1] >= 6 else 0))
    pitch = max(2, min(_TALLEST if is_wall(size) else _USUAL, room // max(1, count)))
    if pitch < _LARGE and is_wall(size):
        number = -(-count // (room // _LARGE))
        pitch = min(_TALLEST, room // -(-count // number)) if number <= _MOST_PAGES else pitch
    return max(1, room // pitch), pitch


def _card(canvas: Canvas, box: Box, card: Card, share: float) -> None:
    lang, theme = canvas.look.lang, canvas.look.theme
    if share <= 0:
        return
    ground = theme.panel
    canvas.fill(box.x, box.y, box.width, box.height, ground)
    large = box.height >= _LARGE - 1 and box.width >= 80
    tall = large and box.height >= _TALL
    if large:
        box = _large(canvas, box, card, share)
    settled = ease(span(share, 0.4, 0.6))
    chip_width = 0 if large else width_of(card.verdict) + 2
    inner = Box(box.x + 1, box.y, max(1, box.width - chip_width - 3), 1)
    name = label(card.who, lang, max(1, inner.width // 2))
    canvas.text(inner.x, inner.y, name, theme.gold, width=inner.width, attributes=BOLD, ground=ground)
    x = inner.x + width_of(name) + 2
    canvas.text(x, inner.y, card.beside, theme.quiet, width=max(0, inner.x + inner.width - x), ground=ground)
    if settled > 0 and card.verdict and not large:
        canvas.chip(box.x + box.width - chip_width, box.y, card.verdict, theme.gold_high, _ground(canvas, card))
    if box.height < 2:
        return
    if tall:
        _words(canvas, Box(box.x + 1, box.y + 1, box.width - 2, box.height - 3), card, share)
    else:
        _lines(canvas, box, card, share)
    if box.height >= 3 and card.percent is not None:
        part = max(0.0, min(1.0, float(amount(card.percent)) / 100))
        inks = (theme.gold_low, theme.gold_high) if card.good is not False else (theme.red_low, theme.red_high)
        low = box.bottom - 1 if tall else box.y + 2
        canvas.bar(box.x + 1, low, box.width - 2, part * settled, inks)


def _words(canvas: Canvas, box: Box, card: Card, share: float) -> None:
    """What it is about, and below it its figures, as large as there is room."""
    told, ground = [text for text in (card.text, card.figures) if text], canvas.look.theme.panel
    upper = box.height * 3 // 5 if len(told) > 1 else box.height
    parts = (Box(box.x, box.y, box.width, upper), Box(box.x, box.y + upper, box.width, box.height - upper))
    for part, text in zip(parts, told, strict=False):
        hero(canvas, part, text, silver(canvas), strength=share, largest=12, ground=ground)


def _lines(canvas: Canvas, box: Box, card: Card, share: float) -> None:
    """The same in one line, what it is about at the left."""
    theme = canvas.look.theme
    ground = theme.panel
    room = max(box.width * 3 // 5, box.width - width_of(card.text) - 4)
    figures = _fitting(card.figures, room)
    wide = min(width_of(figures), room)
    low = Box(box.x + 1, box.y + 1, max(1, box.width - wide - 4), 1)
    line(canvas, low, card.text, theme.text, align="left", strength=share, ground=ground)
    right = Box(box.x + box.width - wide - 1, box.y + 1, wide, 1)
    line(canvas, right, figures, theme.text, align="right", strength=share, ground=ground, attributes=BOLD)


def _fitting(figures: str, room: int) -> str:
    """As many of the figures as there is room for, the first ones first; at least one, which may be cut."""
    parts = figures.split(captions.APART)
    while len(parts) > 1 and width_of(captions.APART.join(parts)) > room:
        parts.pop()
    return captions.APART.join(parts)


def _large(canvas: Canvas, box: Box, card: Card, share: float) -> Box:
    """The name as the hero at the left, the verdict at the right; returns the box that is left for the words."""
    theme, side = canvas.look.theme, box.width // 4 if box.height >= _TALL else box.width * 3 // 10
    left = Box(box.x + 1, box.y, side - 2, box.height)
    heroes(canvas, left, [card.who], gold(canvas), strength=share, ground=theme.panel, largest=20)
    settled = ease(span(share, 0.4, 0.6))
    sign = Box(box.x + box.width - side + 1, box.y, side - 2, box.height)
    if card.verdict and card.good:
        badge(canvas, sign, card.verdict, settled, 20)
    elif card.verdict:
        hero(canvas, sign, card.verdict, silver(canvas), strength=settled, largest=20, ground=theme.panel)
    if box.height >= _TALL:
        return Box(box.x + side, box.y + 1, box.width - 2 * side, box.height - 2)
    return Box(box.x + side, box.y + (box.height - 4) // 2, box.width - 2 * side, 4)


def _ground(canvas: Canvas, card: Card) -> Colour:
    theme = canvas.look.theme
    return theme.panel_high if card.good is None else theme.red if card.good else theme.red_low
