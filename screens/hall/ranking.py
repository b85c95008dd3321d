"""The ranking of one area: scores as bars, movement and status, and who holds its flag by how much."""

from screens.hall import Payload
from screens.hall.flag import facts_of, outcome_of
from screens.hall.parts import podium, standings
from screens.hall.parts.page import Box, line, margin_of
from screens.hall.parts.words import joined, name_in, word
from screens.hall.table import head, nothing, pager
from screens.themes import Look
from screens.widgets.canvas import Canvas
from screens.widgets.cells import BOLD

_HEADED = 0.5
_LEAST_HEAD = 2


def duration(scene: Payload) -> float:
    """Rows stand still after `standings.MOVING` seconds."""
    return standings.moving_for(scene) or _HEADED


def pages(scene: Payload, size: tuple[int, int], look: Look) -> int:
    """How many pages the board takes at this size."""
    return standings.page_count(scene.get("board") or {}, size, _LEAST_HEAD)


def draw(canvas: Canvas, scene: Payload, elapsed: float) -> None:
    """The ranking; the payload's "row" is the area's row of the flags board, if that is public."""
    look, board, flag = canvas.look, scene.get("board") or {}, scene.get("row")
    size = (canvas.width, canvas.height)
    page = standings.page_of(scene, size, _LEAST_HEAD)
    rows, _, layout = page
    title = name_in(board, look.lang, "area_name") or str(board.get("area") or "")
    head(canvas, scene, title, layout.head, elapsed, rows)
    if not rows:
        nothing(canvas, layout.head)
        return
    edge, side = margin_of(canvas), podium.width_for(size)
    if side:
        box = Box(edge, layout.head + 2, side - 2 * edge, canvas.height - layout.head - 4)
        if flag:
            podium.holder(canvas, box, flag, outcome_of(flag, look.lang), facts_of(flag, look.lang, counted=True))
        else:
            podium.first_three(canvas, box, rows)
    elif flag and layout.head > 1:
        _holder_line(canvas, flag, layout.head - 1)
    width = canvas.width - side - (edge if side else 2 * edge)
    columns = _columns(look, rows, width)
    standings.draw_rows(canvas, Box(side or edge, 0, width, 0), scene, page, columns, elapsed)
    pager(canvas, scene, pages(scene, size, look))


def _holder_line(canvas: Canvas, flag: standings.Row, y: int) -> None:
    """Holder, outcome and margin in one line, in the place of the heading's rule."""
    lang, edge = canvas.look.lang, margin_of(canvas)
    holders = list(flag.get("holders") or [])
    name = joined(holders, lang) if holders else word("vacant", lang)
    held = word("ranking.held", lang, name=name, outcome=outcome_of(flag, lang))
    canvas.fill(0, y, canvas.width, 1, canvas.look.theme.red_low)
    text = "  ".join((held, *facts_of(flag, lang, counted=True)))
    box = Box(edge, y, canvas.width - 2 * edge, 1)
    line(canvas, box, text, canvas.look.theme.gold_high, align="left", attributes=BOLD)


def _columns(look: Look, rows: list[standings.Row], width: int) -> list[standings.Column]:
    """The columns that `width` holds; the bar takes what is left."""
    lang = look.lang
    rank, movement = standings.rank_column(lang), standings.movement_column(lang)
    score, status = standings.score_column(lang, word("column.score", lang), 7), standings.status_column(lang)
    wanted = [rank, movement, score, status]
    least = 8
    for gives_way in (status, movement, score, rank):
        if sum(column.width + 2 for column in wanted) + least + 2 > width:
            wanted.remove(gives_way)
    room = max(1, width - sum(column.width + 2 for column in wanted) - 2)
    name = standings.name_column(look, rows, room if room < 24 else max(14, room - 12))
    bar = room - name.width - 3
    at = sum(column in wanted for column in (rank, movement))
    bars = [standings.bar_column(rows, bar)] if bar >= 6 else []
    return [*wanted[:at], name, *bars, *wanted[at:]]
