"""One unit's page: its places in every public board, newest period first, and the flags that it holds."""

from collections.abc import Sequence
from math import ceil

from scoreboard.publications.board_about import UnitPlace
from scoreboard.publications.days import told_moment
from scoreboard.publications.names import named
from scoreboard.publications.pools import with_pool
from scoreboard.publications.scenes.unit import UnitScene
from scoreboard.wire import given
from screens.hall.parts.card_notes import FAR
from screens.hall.parts.hall_words import word
from screens.hall.parts.page import (
    NARROW,
    Box,
    aside_room,
    fitting,
    gold,
    head_rows,
    heading,
    is_wall,
    margin_of,
    on_line,
    silver,
)
from screens.hall.table import nothing, pager
from screens.looks import Look
from screens.widgets.bigtext import LEGIBLE, LEGIBLE_LATIN, ems_of, is_narrow
from screens.widgets.canvas import Canvas
from screens.widgets.cells import BOLD, PLAIN, width_of

_TALL, _TALLEST, _FAR_BELOW = 8, 24, 7
"""Rows of a line where it is large, at least and at most; those of what stands below it where text is too small."""
_AIRY = 4
"""Rows from line to line of ordinary text at most."""
_PARTS = 45, 17, 18, 20
"""Hundredths of the width of area, sign, place and score, where they need more than there is."""
_NUMBERS, _APART = 18, 2
"""The cells of a place and a score, and those between columns."""


def duration(scene: UnitScene) -> float:
    """Nothing moves on it."""
    return 0.0


def pages(scene: UnitScene, size: tuple[int, int], look: Look) -> int:
    """How many pages the unit's places take."""
    return max(1, -(-len(scene.rows) // _capacity(size, look)))


def draw(canvas: Canvas, scene: UnitScene, elapsed: float) -> None:
    """A line for each board: period, area, place, score, and a sign where the unit holds the flag."""
    look, size = canvas.look, (canvas.width, canvas.height)
    rows = scene.rows
    head = head_rows(canvas.height)
    if head:
        name = scene.unit.called(look.lang)
        aside = [word("unit.title", look.lang), *_freezes(rows, look.lang)]
        heading(canvas, name, fitting(aside[::-1], aside_room(canvas.width, name, head)) or aside[-1], head, 9.0)
    if not rows:
        nothing(canvas, head)
        return
    capacity, count = _capacity(size, look), pages(scene, size, look)
    start = scene.turned_to(count) * capacity
    width, is_large = canvas.width - 2 * margin_of(canvas), _is_large(size, look)
    tells = canvas.width >= NARROW
    room, shown = size[1] - head - 1, min(capacity, len(rows))
    tall = min(_TALLEST, (room - 1) // shown) if is_large else min(_AIRY, max(1, room // shown))
    em, widths = (
        _large_widths(rows, width, look.lang, tall - _below(size))
        if is_large
        else (0, _widths(rows, width, look.lang, tells))
    )
    for number, row in enumerate(rows[start : start + capacity]):
        if is_large:
            _large(canvas, Box(0, head + 1 + number * tall, width, tall), row, number % 2 == 0, em, widths)
        else:
            _line(canvas, head + number * tall + tall // 2, row, widths, tells)
    pager(canvas, scene, count)


def _is_large(size: tuple[int, int], look: Look) -> bool:
    return is_wall(size) and not look.native


def _capacity(size: tuple[int, int], look: Look) -> int:
    room = size[1] - head_rows(size[1]) - 1
    return max(1, (room - 1) // (_TALL + _below(size) - 1) if _is_large(size, look) else room)


def _below(size: tuple[int, int]) -> int:
    """The rows in which series and period stand below a line that is large."""
    return _FAR_BELOW if size[1] >= FAR else 1


def _large_widths(rows: Sequence[UnitPlace], width: int, lang: str, tall: int) -> tuple[int, Sequence[int]]:
    """The em in half rows at which all lines have room, and the cells of area, sign, place and score.

    They are what is needed and air; where not even the least em has room, shares of the width.
    """
    texts = [
        (area, sign, place, row.score or "-") for row in rows for area, _, sign, place in (_words(row, lang, False),)
    ]
    ems = [max(map(ems_of, column)) for column in zip(*texts, strict=True)]
    least = LEGIBLE_LATIN if all(is_narrow("".join(row)) for row in texts) else LEGIBLE
    for em in range(2 * (tall - 1), least - 1, -1):
        needed = [ceil(each * em) + 5 for each in ems]
        if (air := (width - sum(needed)) // len(needed)) >= 0:
            return em, [cells + air for cells in needed]
    return least, [width * share // 100 for share in _PARTS]


def _large(canvas: Canvas, line: Box, row: UnitPlace, striped: bool, em: int, widths: Sequence[int]) -> None:
    """A board's line that a hall reads: area, sign, place and score, over series and period as ordinary text."""
    theme, lang, edge = canvas.look.theme, canvas.look.lang, margin_of(canvas)
    below = _below((canvas.width, canvas.height))
    width, tall, y = line.width, line.height - 1 - below, line.y
    ground = theme.panel if striped else canvas.ground_at(y)
    canvas.fill(edge, y, width, line.height, ground)
    area, period, sign, place = _words(row, lang, False)
    inks = gold(canvas) if row.holds or row.rank == 1 else silver(canvas)
    texts = (area, inks), (sign, gold(canvas)), (place, inks), (row.score or "-", (theme.gold, theme.gold_low))
    x = edge + 1
    for number, ((text, ink), wide) in enumerate(zip(texts, widths, strict=True)):
        box = Box(x, y, wide - 2, tall)
        on_line(canvas, box, text, ink, em, align="right" if number > 1 else "left", ground=ground)
        x += wide
    where = "  ".join((_series(row, lang), period, *_freezes([row], lang)))
    under = Box(edge + 1, line.bottom - below, width - 2, below)
    if below > 1:
        on_line(canvas, under, where, (theme.quiet, theme.quiet), 2 * below - 2, ground=ground)
    else:
        canvas.text(under.x, under.y, where, theme.quiet, width=under.width, ground=ground)


def _words(row: UnitPlace, lang: str, tells: bool) -> tuple[str, str, str, str]:
    """The area, the period, the sign of a flag or their number, and the place; if it `tells`, a freeze, too."""
    overall = not row.area_name
    area = word("unit.overall", lang) if overall else row.area_called(lang)
    area = with_pool(area, named(given(row.pool_name) or "", given(row.pool_name_en), lang), lang)
    held = word("unit.flags", lang, count=row.flags) if overall and row.flags else ""
    signs = (
        word("unit.holds", lang) if row.holds else held,
        word("unit.frozen", lang) if tells and row.frozen_since else "",
    )
    return (
        area,
        row.period_called(lang),
        "  ".join(sign for sign in signs if sign),
        "-" if row.rank is None else word("unit.place", lang, rank=row.rank),
    )


def _widths(rows: Sequence[UnitPlace], width: int, lang: str, tells: bool) -> Sequence[int]:
    """The cells of series, period, area and sign before place and score: what they need, the area first."""
    needed = []
    for row in rows:
        area, period, sign, _ = _words(row, lang, tells)
        needed.append([width_of(text) for text in (_series(row, lang), period, area, sign)])
    series, period, area, sign = (max(column) for column in zip(*needed, strict=True))
    room = max(0, width - _NUMBERS - 3 * _APART - sign)
    area = min(area, max(room // 2, room - series - period))
    period = min(period, max((room - area) // 2, room - area - series))
    return min(series, room - area - period), period, area, sign


def _freezes(rows: Sequence[UnitPlace], lang: str) -> list[str]:
    """Since when rankings take no more results in which it has places, each moment once."""
    moments = dict.fromkeys(moment for row in rows if (moment := given(row.frozen_since)))
    return [word("frozen", lang, at=told_moment(moment, lang, year=False)) for moment in moments]


def _series(row: UnitPlace, lang: str) -> str:
    return named(row.series_name, row.series_name_en, lang)


def _line(canvas: Canvas, y: int, row: UnitPlace, widths: Sequence[int], tells: bool) -> None:
    theme, lang, edge = canvas.look.theme, canvas.look.lang, margin_of(canvas)
    area, period, sign, place = _words(row, lang, tells)
    ink = theme.gold if row.holds or row.rank == 1 else theme.text
    inks = theme.quiet, theme.quiet, ink, theme.red_high
    weights = PLAIN, PLAIN, PLAIN if row.area_name else BOLD, PLAIN
    x, right = edge, canvas.width - edge
    for text, width, shade, weight in zip((_series(row, lang), period, area, sign), widths, inks, weights, strict=True):
        canvas.text(x, y, text, shade, width=width, attributes=weight)
        x += width + _APART
    canvas.text(right - 18, y, place, ink, width=8, align="right", attributes=BOLD)
    canvas.text(right - 9, y, row.score or "-", ink, width=9, align="right")


def caption(scene: UnitScene, lang: str) -> str:
    """Whose page it is."""
    return scene.unit.called(lang)
