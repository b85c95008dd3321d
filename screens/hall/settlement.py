"""One unit settles at the year's end: its name, and under it each pledge and goal with its figures and how it ended."""

from collections.abc import Sequence

from scoreboard.publications.scenes.settlement import SettlementScene, endings
from screens.hall import goals, pledges
from screens.hall.parts import captions
from screens.hall.parts.card import Card
from screens.hall.parts.card_notes import FAR
from screens.hall.parts.hall_words import word
from screens.hall.parts.hero_names import heroes
from screens.hall.parts.motion import ease, land, span
from screens.hall.parts.page import (
    Box,
    aside_room,
    badge,
    fitting,
    gold,
    head_rows,
    heading,
    hero,
    lettering_in,
    line,
    margin_for,
    margin_of,
    silver,
)
from screens.hall.parts.standings import amount
from screens.hall.table import nothing, pager
from screens.looks import Look
from screens.widgets.canvas import Canvas
from screens.widgets.cells import BOLD, width_of, wrap

_NAMED, _BETWEEN, _SHOWN = 0.8, 0.5, 1.0
_LARGE, _TALLEST, _SMALL = 19, 32, 4
"""Rows of a deed that is told in large letters, at least and at most, and of one in ordinary text.

Hanzi want six rows a line to be legible in half-blocks: two lines of what was promised, one of what became of it.
"""
_FEW, _OVER = 6, 7
"""Rows in which a line of large letters is legible, and those of who promised where ordinary text is too small."""
_ROOMY = 24
"""Rows of such a deed from which on its figures may take half of it."""
_FIGURES = 12
"""The em of its figures in half rows, at most."""
_LONG, _NAME = 16, 12
"""Cells of a name from which on it is a long one, and the rows in which that is legible in two lines."""
_WIDE = 100
"""Columns of a page from which on there is room for large letters side by side."""


def duration(scene: SettlementScene) -> float:
    """The name, then one deed after the other."""
    return _NAMED + _BETWEEN * len(_deeds(scene, "zh")) + _SHOWN


def pages(scene: SettlementScene, size: tuple[int, int], look: Look) -> int:
    """How many pages the deeds take at this size."""
    return max(1, -(-len(_deeds(scene, look.lang)) // _capacity(scene, size, look.lang)))


def draw(canvas: Canvas, scene: SettlementScene, elapsed: float) -> None:
    """The unit over the deeds of the scene's page."""
    canvas.deepen()
    lang, size = canvas.look.lang, (canvas.width, canvas.height)
    head, deeds = head_rows(canvas.height), _deeds(scene, lang)
    if head:
        title = word("settlement.title", lang)
        counts = fitting(_counts(scene, lang), aside_room(canvas.width, title, head))
        heading(canvas, title, counts, head, elapsed)
    if scene.unit is None:
        nothing(canvas, head)
        return
    edge, band = margin_of(canvas), _band(scene, size, lang)
    name = Box(edge, head + (band > 2), canvas.width - 2 * edge, max(1, band - (band > 2)))
    heroes(canvas, name, [scene.unit], gold(canvas), strength=land(span(elapsed, 0.0, _NAMED)), largest=40)
    capacity, count = _capacity(scene, size, lang), pages(scene, size, canvas.look)
    start = scene.turned_to(count) * capacity
    shown = deeds[start : start + capacity]
    top, room = head + band, _room(scene, size, lang)
    pitch = min(_TALLEST if _is_large(size) else _SMALL, room // max(1, min(capacity, len(deeds))))
    for number, deed in enumerate(shown):
        share = span(elapsed, _NAMED + _BETWEEN * number, _SHOWN)
        box = Box(edge, top + number * pitch, canvas.width - 2 * edge, max(1, pitch - (pitch > 2)))
        (_large if _is_large(size) else _small)(canvas, box, deed, share)
    pager(canvas, scene, count)


def _deeds(scene: SettlementScene, lang: str) -> list[Card]:
    """Pledges first, then goals."""
    return [
        *(pledges.card(row, lang) for row in scene.pledges),
        *(goals.card(row, lang) for row in scene.goals),
    ]


def _counts(scene: SettlementScene, lang: str) -> list[str]:
    """How many of its pledges and goals ended how, as far as there are any."""
    return [f"{word(f'{group}.{state}', lang)} {count}" for group, state, count in endings(scene.pledges, scene.goals)]


def _band(scene: SettlementScene, size: tuple[int, int], lang: str) -> int:
    """The rows of the unit's name."""
    free = size[1] - head_rows(size[1])
    if _is_large(size):
        is_long = scene.unit is not None and width_of(scene.unit.called(lang)) > _LONG
        return max(free * 3 // 10, min(_NAME, free - _LARGE - 1) if is_long else 0)
    return 2 if free >= 10 else 1


def _room(scene: SettlementScene, size: tuple[int, int], lang: str) -> int:
    """The rows that the deeds have."""
    return max(1, size[1] - head_rows(size[1]) - _band(scene, size, lang) - (1 if size[1] >= 6 else 0))


def _is_large(size: tuple[int, int]) -> bool:
    free = size[1] - head_rows(size[1])
    return size[0] - 2 * margin_for(size[0]) >= _WIDE and free * 7 // 10 >= _LARGE + 1


def _capacity(scene: SettlementScene, size: tuple[int, int], lang: str) -> int:
    """How many deeds a page holds."""
    return max(1, _room(scene, size, lang) // (_LARGE + _over(size) - 1 if _is_large(size) else _SMALL))


def _over(size: tuple[int, int]) -> int:
    """The rows of who promised."""
    return _OVER if size[1] >= FAR else 1


def _large(canvas: Canvas, box: Box, deed: Card, share: float) -> None:
    """What was promised over all of the width; below it the figures at the left, how it ended at the right."""
    if share <= 0:
        return
    theme = canvas.look.theme
    canvas.fill(box.x, box.y, box.width, box.height, theme.panel)
    bar = 1 if deed.percent is not None else 0
    top = _over((canvas.width, canvas.height))
    low = _rows_below(canvas, box, deed, bar) if top == 1 else min(11, (box.height - top - bar) // 2 + 1)
    ground, settled = theme.panel, ease(span(share, 0.4, 0.6))
    words = Box(box.x + 2, box.y + top, box.width - 4, box.height - top - bar - low)
    side = (box.width - 4) // 3
    figures = Box(words.x, words.bottom, words.width - side - 2, low)
    lines, aside = _lines_of(canvas, figures, deed.figures)
    over = Box(words.x, box.y, words.width, top)
    said = captions.line(deed.beside, aside)
    hero(canvas, over, said, (theme.quiet, theme.quiet), strength=share, ground=ground, largest=2 * top - 1)
    hero(canvas, words, deed.text, silver(canvas), strength=share, ground=ground, largest=20)
    inks = (theme.gold, theme.gold_low)
    for part, text in lines:
        hero(canvas, part, text, inks, align="left", strength=share, ground=ground, largest=_FIGURES)
    sign = Box(figures.x + figures.width + 2, words.bottom, side, low - (low > 6))
    if deed.good:
        badge(canvas, sign, deed.verdict, settled, 20)
    else:
        hero(canvas, sign, deed.verdict, silver(canvas), strength=settled, ground=ground, largest=20)
    if bar:
        _bar(canvas, Box(box.x + 2, box.bottom - 1, box.width - 4, 1), deed, settled)


def _rows_below(canvas: Canvas, box: Box, deed: Card, bar: int) -> int:
    """The rows below what was promised: many where that leaves it legible, else few."""
    many = min(15, box.height // 2) if box.height >= _ROOMY else _FEW
    room = Box(0, 0, box.width - 4, box.height - 1 - bar - many)
    return many if lettering_in(canvas, room, deed.text, "sans", 20) is not None else _FEW


def _lines_of(canvas: Canvas, box: Box, figures: str) -> tuple[list[tuple[Box, str]], str]:
    """The figures in as few lines as are legible, and what of them stands aside.

    All in one line; or what was aimed at over what was reached; or what was reached over its percentage, which leaves
    the aim aside; or that percentage alone.
    """
    aim, _, rest = figures.partition("  ")
    reached, _, percent = rest.partition("  ")
    half = Box(box.x, box.y, box.width, box.height // 2)
    low = Box(box.x, half.bottom, box.width, half.height)
    for lines, aside in (
        ([(box, figures)], ""),
        ([(half, aim), (low, rest)], ""),
        ([(half, reached), (low, percent)], aim),
        ([(box, percent)], f"{aim}  {reached}"),
    ):
        if all(text and lettering_in(canvas, part, text, "sans", _FIGURES, 1) for part, text in lines):
            return lines, aside
    return [(box, figures)], ""


def _small(canvas: Canvas, box: Box, deed: Card, share: float) -> None:
    """The promise with its verdict behind it, then the figures, then the bar."""
    if share <= 0:
        return
    theme = canvas.look.theme
    canvas.fill(box.x, box.y, box.width, box.height, theme.panel)
    chip = width_of(deed.verdict) + 2
    room = max(1, box.width - chip - 3)
    texts = _lines(deed, room, box.height)
    for number, text in enumerate(texts):
        ink = theme.text if text != deed.figures else theme.gold
        low = Box(box.x + 1, box.y + number, room, 1)
        line(canvas, low, text, ink, align="left", strength=share, ground=theme.panel, attributes=BOLD)
    if len(texts) > 1 or box.height > 1:
        beside = Box(box.x + room // 2, box.y + len(texts) - (texts[-1] == deed.figures), box.width - room // 2 - 1, 1)
        line(canvas, beside, deed.beside, theme.quiet, align="right", strength=share, ground=theme.panel)
    ground = theme.panel_high if deed.good is None else theme.band if deed.good else theme.band_deep
    ink = theme.gold_high if deed.good is None else theme.band_ink
    canvas.chip(box.x + box.width - chip, box.y, deed.verdict, ink, ground)
    if box.height > len(texts) and deed.percent is not None:
        _bar(canvas, Box(box.x + 1, box.y + len(texts), box.width - 2, 1), deed, ease(span(share, 0.4, 0.6)))


def _lines(deed: Card, room: int, most: int) -> Sequence[str]:
    """The promise in two lines where it needs them and there is room, then the figures."""
    figures = [deed.figures] if deed.figures and most > 1 else []
    return [*wrap(deed.text, room, max(1, min(2, most - len(figures)))), *figures]


def _bar(canvas: Canvas, box: Box, deed: Card, share: float) -> None:
    theme = canvas.look.theme
    part = max(0.0, min(1.0, float(amount(deed.percent)) / 100))
    inks = (theme.gold_low, theme.gold_high) if deed.good is not False else (theme.red_low, theme.red_high)
    canvas.bar(box.x, box.y, box.width, part * share, inks)


def caption(scene: SettlementScene, lang: str) -> str:
    """The unit, what its promises come to, and what they say."""
    if scene.unit is None:
        return ""
    texts = captions.names(deed.text for deed in _deeds(scene, lang))
    return captions.line(scene.unit.called(lang), *_counts(scene, lang), texts)
