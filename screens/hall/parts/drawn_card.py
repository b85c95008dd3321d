"""A card as somebody reads it who stands near: lines of text, its verdict behind the first, its bar below them."""

from screens.colours import Colour
from screens.hall.parts.card import Card, CardLines
from screens.hall.parts.motion import ease, span
from screens.hall.parts.page import Box, line
from screens.hall.parts.standings import amount
from screens.widgets.canvas import Canvas
from screens.widgets.cells import BOLD, width_of


def small(canvas: Canvas, box: Box, card: Card, lines: CardLines, share: float, ground: Colour | None) -> None:
    """The name with its verdict behind it, the lines below, and in the row that is left the bar."""
    theme, settled = canvas.look.theme, ease(span(share, 0.4, 0.6))
    chip = width_of(card.verdict) + 2 if card.verdict else 0
    draw_lines(canvas, Box(box.x + 1, box.y, box.width - 2, box.height), lines, share, ground, chip)
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
        draw_bar(canvas, Box(box.x + 1, box.y + lines.rows, box.width - 2, 1), card, settled)


def draw_lines(canvas: Canvas, box: Box, lines: CardLines, share: float, ground: Colour | None, chip: int = 0) -> None:
    """Lines of a card in the middle of its box; of the first the last `chip` cells stay free."""
    theme = canvas.look.theme
    top = box.y + max(0, (box.height - lines.rows) // 2)
    below = top
    if lines.name or lines.beside:
        name = canvas.text(box.x, top, lines.name, theme.gold, width=box.width - chip, attributes=BOLD, ground=ground)
        x = box.x + name + (2 if name else 0)
        near = Box(x, top, max(0, box.x + box.width - chip - x), 1)
        line(canvas, near, lines.beside, theme.quiet, align="left", strength=share, ground=ground)
        below += 1
    for y, told in enumerate(lines.below[: box.bottom - below], below):
        ink = theme.quiet if told.quiet else theme.text
        room = width_of(told.right) + 1 if told.right else 0
        left = Box(box.x, y, max(0, box.width - room), 1)
        line(canvas, left, told.left, ink, align="left", strength=share, ground=ground)
        whole = Box(box.x, y, box.width, 1)
        line(canvas, whole, told.right, theme.text, align="right", strength=share, ground=ground, attributes=BOLD)


def draw_bar(canvas: Canvas, box: Box, card: Card, settled: float) -> None:
    """How much of a whole is done, as far as it has `settled` (0 to 1)."""
    theme, part = canvas.look.theme, max(0.0, min(1.0, float(amount(card.percent)) / 100))
    inks = (theme.gold_low, theme.gold_high) if card.good is not False else (theme.red_low, theme.red_high)
    canvas.bar(box.x, box.y, box.width, part * settled, inks)
