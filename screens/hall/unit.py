"""One unit's page: its places in every public board, newest period first, and the flags that it holds."""

from scoreboard.publications.board_about import UnitPlace
from scoreboard.publications.names import named
from scoreboard.publications.pools import with_pool
from scoreboard.publications.scenes.unit import UnitScene
from scoreboard.wire import given
from screens.hall.parts.page import Box, gold, head_rows, heading, is_wall, margin_of, on_line, silver
from screens.hall.parts.words import word
from screens.hall.table import nothing, pager
from screens.themes import Look
from screens.widgets.canvas import Canvas
from screens.widgets.cells import BOLD, width_of

_TALL = 8
"""Rows of a line where it is large."""


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
        heading(canvas, scene.unit.called(look.lang), word("unit.title", look.lang), head, 9.0)
    if not rows:
        nothing(canvas, head)
        return
    capacity, count = _capacity(size, look), pages(scene, size, look)
    start = scene.turned_to(count) * capacity
    for number, row in enumerate(rows[start : start + capacity]):
        if _is_large(size, look):
            _large(canvas, head + 1 + number * _TALL, row, number % 2 == 0)
        else:
            _line(canvas, head + number, row)
    pager(canvas, scene, count)


def _is_large(size: tuple[int, int], look: Look) -> bool:
    return is_wall(size) and not look.native


def _capacity(size: tuple[int, int], look: Look) -> int:
    room = size[1] - head_rows(size[1]) - 1
    return max(1, (room - 1) // _TALL if _is_large(size, look) else room)


def _large(canvas: Canvas, y: int, row: UnitPlace, striped: bool) -> None:
    """A board's line that a hall reads: area, sign, place and score, over series and period as ordinary text."""
    theme, lang, edge = canvas.look.theme, canvas.look.lang, margin_of(canvas)
    width, tall = canvas.width - 2 * edge, _TALL - 2
    ground = theme.panel if striped else canvas.ground_at(y)
    canvas.fill(edge, y, width, _TALL, ground)
    area, period, sign, place = _words(row, lang)
    inks = gold(canvas) if row.holds or row.rank == 1 else silver(canvas)
    score, scored = row.score or "-", (theme.gold, theme.gold_low)
    x = edge + 1
    for text, share, ink, align in ((area, 45, inks, "left"), (sign, 17, gold(canvas), "left"),
                                    (place, 18, inks, "right"), (score, 20, scored, "right")):  # fmt: skip
        box = Box(x, y, width * share // 100 - 2, tall)
        on_line(canvas, box, text, ink, 2 * tall, align="right" if align == "right" else "left", ground=ground)
        x += width * share // 100
    where = "  ".join((named(row.series_name, row.series_name_en, lang), period))
    canvas.text(edge + 1, y + _TALL - 1, where, theme.quiet, width=width - 2, ground=ground)


def _words(row: UnitPlace, lang: str) -> tuple[str, str, str, str]:
    """The area, the period, the sign of a flag or their number, and the place."""
    overall = not row.area_name
    area = word("unit.overall", lang) if overall else row.area_called(lang)
    area = with_pool(area, named(given(row.pool_name) or "", given(row.pool_name_en), lang), lang)
    held = word("unit.flags", lang, count=row.flags) if overall and row.flags else ""
    return (
        area,
        row.period_called(lang),
        word("unit.holds", lang) if row.holds else held,
        "-" if row.rank is None else word("unit.place", lang, rank=row.rank),
    )


def _line(canvas: Canvas, y: int, row: UnitPlace) -> None:
    theme, lang = canvas.look.theme, canvas.look.lang
    edge = margin_of(canvas)
    box = Box(edge, y, canvas.width - 2 * edge, 1)
    overall = not row.area_name
    area, period, sign, place = _words(row, lang)
    ink = theme.gold if row.holds or row.rank == 1 else theme.text
    right = box.x + box.width
    canvas.text(
        box.x, y, named(row.series_name, row.series_name_en, lang), theme.quiet, width=max(0, box.width * 16 // 100 - 1)
    )
    room = max(0, box.width * 13 // 100 - 1)
    period = period if width_of(period) <= room or lang != "en" else row.period
    canvas.text(box.x + box.width * 16 // 100, y, period, theme.quiet, width=room)
    left = box.x + box.width * 29 // 100
    canvas.text(left, y, area, ink, width=max(0, right - 31 - left), attributes=BOLD if overall else 0)
    canvas.text(right - 30, y, sign, theme.red_high, width=11)
    canvas.text(right - 18, y, place, ink, width=8, align="right", attributes=BOLD)
    canvas.text(right - 9, y, row.score or "-", ink, width=9, align="right")
