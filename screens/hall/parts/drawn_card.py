"""How a card is drawn: nearby as lines of text, on the wall of a hall with its name and its verdict in large letters.

A large name that can't be read beside the words stands over them, across all but the verdict. What the card is about
is the largest of its words; where it can't be lettered nothing of them is, and all are ordinary lines.
"""

from collections.abc import Sequence

from screens.colours import Colour
from screens.hall.parts.card import Card, CardLines, packed, set_in_lines
from screens.hall.parts.motion import ease, span
from screens.hall.parts.names import called, heroes
from screens.hall.parts.page import Box, badge, gold, hero, lettering_in, line, silver
from screens.hall.parts.standings import amount
from screens.widgets.canvas import Canvas
from screens.widgets.cells import BOLD, width_of, wrap

_TALL = 13
"""From this many rows on the name takes less of the width: there is room for words in large letters."""
_LEAST = 5
"""Rows of a name that stands over the words."""
_NAME, _WORDS = 20, 12
"""The largest em of a name and of words, in half rows."""
_WAYS = ((True, True), (True, False), (False, True), (False, False))
"""Whether what stands beside the name, and whether the figures, are as large as what the card is about."""


def small(canvas: Canvas, box: Box, card: Card, lines: CardLines, share: float, ground: Colour | None) -> None:
    """The name with its verdict behind it, the lines below, and in the row that is left the bar."""
    theme, settled = canvas.look.theme, _settled(share)
    chip = width_of(card.verdict) + 2 if card.verdict else 0
    _lines(canvas, Box(box.x + 1, box.y, box.width - 2, box.height), lines, share, ground, chip)
    if settled > 0 and chip:
        tone = theme.panel_high if card.good is None else theme.band if card.good else theme.band_deep
        canvas.chip(
            box.x + box.width - chip,
            box.y,
            card.verdict,
            theme.gold_high if card.good is None else theme.band_ink,
            tone,
        )
    if box.height > lines.rows and card.percent is not None:
        _bar(canvas, Box(box.x + 1, box.y + lines.rows, box.width - 2, 1), card, settled)


def is_name_legible(canvas: Canvas, box: Box, card: Card) -> bool:
    """Whether the name of a large card in this box would stand beside the words, in large letters."""
    return called(canvas, _beside(box), [card.who]) is not None


def large(canvas: Canvas, box: Box, card: Card, share: float) -> None:
    """The name at the left, the verdict at the right, the words between them over the bar."""
    lang, ground = canvas.look.lang, canvas.look.theme.panel
    side, settled = _side(box), _settled(share)
    _verdict(canvas, Box(box.x + box.width - side + 1, box.y, side - 2, box.height), card, settled)
    left, beside = _beside(box), is_name_legible(canvas, box, card)
    x, width = (box.x + side, box.width - 2 * side) if beside else (box.x + 2, box.width - side - 3)
    room = Box(x, box.y, width, box.height)
    if card.percent is not None:
        room = Box(room.x, room.y, room.width, room.height - 1)
        _bar(canvas, Box(room.x, room.bottom, room.width, 1), card, settled)
    if beside:
        heroes(canvas, left, [card.who], gold(canvas), strength=share, ground=ground, largest=_NAME)
        _words(canvas, room, card, share)
        return
    below = set_in_lines("", card.beside, card.text, card.figures, room.width, room.width)
    name = Box(room.x, room.y, room.width, room.height - below.rows)
    if name.height >= _LEAST and called(canvas, name, [card.who]):
        heroes(canvas, name, [card.who], gold(canvas), strength=share, ground=ground, largest=_NAME)
        _lines(canvas, Box(room.x, name.bottom, room.width, below.rows), below, share, ground)
    else:
        _lines(canvas, room, card.lines(room.width, lang), share, ground)


def _side(box: Box) -> int:
    """The cells of the name at the left, and of the verdict at the right."""
    return box.width // 4 if box.height >= _TALL else box.width * 3 // 10


def _beside(box: Box) -> Box:
    """Where the name stands that has room beside the words."""
    return Box(box.x + 1, box.y, _side(box) - 2, box.height)


def _settled(share: float) -> float:
    """How far the verdict has come: it follows the words."""
    return ease(span(share, 0.4, 0.6))


def _verdict(canvas: Canvas, box: Box, card: Card, settled: float) -> None:
    if card.verdict and card.good:
        badge(canvas, box, card.verdict, settled, _NAME)
    elif card.verdict:
        ground = canvas.look.theme.panel
        hero(canvas, box, card.verdict, silver(canvas), strength=settled, largest=_NAME, ground=ground)


def _words(canvas: Canvas, box: Box, card: Card, share: float) -> None:
    """As many of the words in large letters as can be read, what it is about before all; else ordinary lines."""
    ground = canvas.look.theme.panel
    for beside, figures in _WAYS if box.height >= _TALL - 1 else _WAYS[-1:]:
        above = [] if beside else wrap(card.beside, box.width, 2)
        below = [] if figures else packed(card.figures, box.width)
        room = Box(box.x, box.y + len(above), box.width, box.height - len(above) - len(below))
        texts = [card.beside] * beside + [card.text] + [card.figures] * figures
        if not card.text or not _letter(canvas, room, [text for text in texts if text], card, share):
            continue
        for y, text in [*enumerate(above, box.y), *enumerate(below, room.bottom)]:
            ink = canvas.look.theme.quiet if y < room.y else canvas.look.theme.text
            line(canvas, Box(box.x, y, box.width, 1), text, ink, align="left", strength=share, ground=ground)
        return
    lines = set_in_lines("", card.beside, card.text, card.figures, box.width, box.width)
    _lines(canvas, box, lines, share, ground)


def _letter(canvas: Canvas, box: Box, texts: Sequence[str], card: Card, share: float) -> bool:
    """Draw the texts one below the other if all of them are legible so, none larger than what the card is about."""
    theme, (each, spare) = canvas.look.theme, divmod(box.height - len(texts) + 1, len(texts))
    parts, y = list[Box](), box.y
    for text in texts:
        parts.append(Box(box.x, y, box.width, each + (spare if text == card.text else 0)))
        y = parts[-1].bottom + 1
    found = [lettering_in(canvas, part, text, "sans", _WORDS) for part, text in zip(parts, texts, strict=True)]
    sizes = [lettering.em // canvas.look.glyphs.across for lettering in found if lettering]
    if len(sizes) < len(texts):
        return False
    for part, text in zip(parts, texts, strict=True):
        inks, largest = silver(canvas), sizes[texts.index(card.text)]
        if text == card.beside:
            inks = theme.quiet, theme.quiet
        hero(canvas, part, text, inks, align="left", strength=share, largest=largest, ground=theme.panel)
    return True


def _lines(canvas: Canvas, box: Box, lines: CardLines, share: float, ground: Colour | None, chip: int = 0) -> None:
    """Lines of a card in the middle of its box; of the first the last `chip` cells stay free."""
    theme = canvas.look.theme
    top = box.y + max(0, (box.height - lines.rows) // 2)
    name = canvas.text(box.x, top, lines.name, theme.gold, width=box.width - chip, attributes=BOLD, ground=ground)
    x = box.x + name + (2 if name else 0)
    near = Box(x, top, max(0, box.x + box.width - chip - x), 1)
    line(canvas, near, lines.beside, theme.quiet, align="left", strength=share, ground=ground)
    for y, below in enumerate(lines.below[: box.height - 1], top + 1):
        ink = theme.quiet if below.quiet else theme.text
        room = width_of(below.right) + 1 if below.right else 0
        left = Box(box.x, y, max(0, box.width - room), 1)
        line(canvas, left, below.left, ink, align="left", strength=share, ground=ground)
        whole = Box(box.x, y, box.width, 1)
        line(canvas, whole, below.right, theme.text, align="right", strength=share, ground=ground, attributes=BOLD)


def _bar(canvas: Canvas, box: Box, card: Card, settled: float) -> None:
    theme, part = canvas.look.theme, max(0.0, min(1.0, float(amount(card.percent)) / 100))
    inks = (theme.gold_low, theme.gold_high) if card.good is not False else (theme.red_low, theme.red_high)
    canvas.bar(box.x, box.y, box.width, part * settled, inks)
