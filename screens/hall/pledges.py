"""Public pledges and how they are kept: who promised what, how far it has come, and what the figures make of it.

A limit is told as a limit, without a bar, and a person's word stands beside the verdict, never in its place.
"""

from scoreboard.enums import PledgeState
from scoreboard.publications.kinds.pledges import PledgeRow, PledgesBoard
from scoreboard.publications.scene import BoardScene
from scoreboard.wire import UNSET, given
from screens.colours import Colour
from screens.hall.parts.motion import ease, span
from screens.hall.parts.names import heroes
from screens.hall.parts.page import Box, badge, gold, head_rows, heading, is_wall, line, margin_of
from screens.hall.parts.standings import amount
from screens.hall.parts.words import label, word
from screens.hall.table import nothing, pager
from screens.themes import Look
from screens.widgets.canvas import Canvas
from screens.widgets.cells import BOLD, width_of

_BETWEEN, _SHOWN = 0.25, 0.8
_MOST_MOVING = 12
_MOST_PAGES = 8
_LARGE = 8
"""From this many rows on a pledge has its unit and its verdict in large letters."""

Scene = BoardScene[PledgesBoard]


def duration(scene: Scene) -> float:
    """One pledge after the other, the bars filling up."""
    return _BETWEEN * min(_MOST_MOVING, len(_rows(scene))) + _SHOWN


def pages(scene: Scene, size: tuple[int, int], look: Look) -> int:
    """How many pages the pledges take at this size."""
    return max(1, -(-len(_rows(scene)) // _capacity(size, len(_rows(scene)))[0]))


def draw(canvas: Canvas, scene: Scene, elapsed: float) -> None:
    """A pledge takes two lines: who and whether it was kept; what, its aim and what was reached."""
    canvas.deepen()
    lang, size, rows = canvas.look.lang, (canvas.width, canvas.height), _rows(scene)
    head = head_rows(canvas.height)
    if head:
        heading(canvas, word("pledges.title", lang), _sums(scene, lang), head, elapsed)
    if not rows:
        nothing(canvas, head)
        return
    capacity, pitch = _capacity(size, len(rows))
    count = pages(scene, size, canvas.look)
    start = scene.turned_to(count) * capacity
    edge = margin_of(canvas)
    shown = rows[start : start + capacity]
    air = 1 if pitch > 2 else 0
    for number, row in enumerate(shown):
        share = span(elapsed, _BETWEEN * min(number, _MOST_MOVING), _SHOWN)
        box = Box(
            edge,
            head + air + number * pitch,
            canvas.width - 2 * edge,
            (pitch if pitch >= _LARGE else min(pitch, 4)) - air,
        )
        _pledge(canvas, box, row, share)
    pager(canvas, scene, count)


def _rows(scene: Scene) -> tuple[PledgeRow, ...]:
    return scene.board.rows if scene.board else ()


def _capacity(size: tuple[int, int], count: int) -> tuple[int, int]:
    """How many pledges a page holds, and the rows that each takes: as many as let all of them fit, two to ten.

    On the wall of a hall they take several pages rather than be small.
    """
    room = max(1, size[1] - head_rows(size[1]) - (2 if size[1] >= 6 else 0))
    pitch = max(2, min(10, room // max(1, count)))
    if pitch < _LARGE and is_wall(size):
        number = -(-count // (room // _LARGE))
        pitch = min(10, room // -(-count // number)) if number <= _MOST_PAGES else pitch
    return max(1, room // pitch), pitch


def _pledge(canvas: Canvas, box: Box, row: PledgeRow, share: float) -> None:
    lang, theme = canvas.look.lang, canvas.look.theme
    if share <= 0:
        return
    ground = theme.panel
    canvas.fill(box.x, box.y, box.width, box.height, ground)
    large = box.height >= _LARGE - 1 and box.width >= 80
    if large:
        box = _large(canvas, box, row, share)
    verdict, chip = _verdict(row, lang, canvas)
    settled = ease(span(share, 0.4, 0.6))
    chip_width = 0 if large else width_of(verdict) + 2
    inner = Box(box.x + 1, box.y, max(1, box.width - chip_width - 3), 1)
    unit = label(row, lang, max(1, inner.width // 2))
    canvas.text(inner.x, inner.y, unit, theme.gold, width=inner.width, attributes=BOLD, ground=ground)
    x = inner.x + width_of(unit) + 2
    who = "  ".join(said for name in ("person", "post", "aspect") if (said := row.said(name, lang)))
    canvas.text(x, inner.y, who, theme.quiet, width=max(0, inner.x + inner.width - x), ground=ground)
    if settled > 0 and verdict and not large:
        canvas.chip(box.x + box.width - chip_width, box.y, verdict, theme.gold_high, chip)
    if box.height < 2:
        return
    told = _figures(row, lang)
    wide = min(width_of(told), box.width // 2)
    low = Box(box.x + 1, box.y + 1, max(1, box.width - wide - 4), 1)
    line(canvas, low, row.said("text", lang), theme.text, align="left", strength=share, ground=ground)
    right = Box(box.x + box.width - wide - 1, box.y + 1, wide, 1)
    line(canvas, right, told, theme.text, align="right", strength=share, ground=ground, attributes=BOLD)
    if box.height >= 3 and row.percent is not None:
        part = min(1.0, float(amount(row.percent)) / 100)
        inks = (theme.gold_low, theme.gold_high) if row.met else (theme.red_low, theme.red_high)
        canvas.bar(box.x + 1, box.y + 2, box.width - 2, part * settled, inks)


def _large(canvas: Canvas, box: Box, row: PledgeRow, share: float) -> Box:
    """The unit as the hero at the left, the verdict at the right; returns the box that is left for the words."""
    theme, side = canvas.look.theme, box.width * 3 // 10
    verdict = _verdict(row, canvas.look.lang, canvas)[0]
    left = Box(box.x + 1, box.y, side - 2, box.height)
    heroes(canvas, left, [row], gold(canvas), strength=share, ground=theme.panel, largest=20)
    settled = ease(span(share, 0.4, 0.6))
    sign = Box(box.x + box.width - side + 1, box.y, side - 2, box.height)
    badge(canvas, sign, verdict, settled, 20)
    return Box(box.x + side, box.y + (box.height - 4) // 2, box.width - 2 * side, 4)


def _verdict(row: PledgeRow, lang: str, canvas: Canvas) -> tuple[str, Colour]:
    """How the pledge stands, and the ground of its chip; older programs did not say it."""
    theme = canvas.look.theme
    if row.state is UNSET:
        return "", theme.panel_high
    grounds = {PledgeState.KEPT: theme.red, PledgeState.BROKEN: theme.red_low}
    return word(f"pledges.{row.state}", lang), grounds.get(row.state, theme.panel_high)


SIGNS = {">=": "≥", "<=": "≤"}
"""How a comparator is written on a wall."""


def _figures(row: PledgeRow, lang: str) -> str:
    parts, measure = [], row.said("measure", lang)
    if row.target is not None:
        sign = SIGNS.get(row.comparator, row.comparator)
        parts.append(word("pledges.aim", lang, target=f"{sign}{row.target}{measure}"))
    if row.actual is not None:
        parts.append(word("pledges.actual", lang, actual=f"{row.actual}{measure}"))
    if row.percent is not None:
        parts.append(f"{row.percent}%")
    if row.state in (PledgeState.OPEN, PledgeState.OVERDUE) and row.due:
        parts.append(word("pledges.due", lang, day=row.due))
    if remark := row.said("remark", lang):
        parts.append(word("pledges.remark", lang, remark=remark))
    return "  ".join(parts)


def _sums(scene: Scene, lang: str) -> str:
    """How many there are, and of what state, as far as there are any."""
    totals = given(scene.board.totals) if scene.board else None
    if totals is None:
        return ""
    counts = {state: getattr(totals, state) for state in PledgeState}
    told = [f"{word(f'pledges.{state}', lang)} {count}" for state, count in counts.items() if count]
    return "  ".join([word("pledges.all", lang, count=totals.all), *told])
