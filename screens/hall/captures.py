"""Who has captured the most flags: names and counts, the first three beside them where the page is wide."""

from screens.hall import Payload, table
from screens.hall.parts import captions, large, podium, standings
from screens.hall.parts.page import Box, head_rows, margin_for, margin_of
from screens.hall.parts.words import word
from screens.themes import Look
from screens.widgets.canvas import Canvas

_HEADED = 0.5


def duration(scene: Payload) -> float:
    """Nothing moves but the heading."""
    return _HEADED


def pages(scene: Payload, size: tuple[int, int], look: Look) -> int:
    """How many pages the board takes at this size."""
    counted = _counted(scene)
    return large.page_count(counted, look, size, _room(size)) or standings.page_count(counted["board"], size)


def draw(canvas: Canvas, scene: Payload, elapsed: float) -> None:
    """Place, name and count of each unit."""
    look, size, counted = canvas.look, (canvas.width, canvas.height), _counted(scene)
    page = standings.page_of(counted, size)
    rows, _, layout = page
    title = word("captures.title", look.lang)
    spread = large.spread(counted, look, size, _room(size))
    if spread:
        table.head(canvas, counted, title, head_rows(canvas.height), elapsed, list(spread.leaf.rows))
        large.draw_large(canvas, counted, spread, elapsed, counted=word("captures.count", look.lang))
        table.pager(canvas, counted, spread.leaf.pages, spread.leaf.rows)
        return
    table.head(canvas, counted, title, layout.head, elapsed, rows)
    if not rows:
        table.nothing(canvas, layout.head)
        return
    edge, side = margin_of(canvas), podium.width_for(size)
    if side:
        podium.first_three(canvas, Box(edge, layout.head + 1, side - 2 * edge, canvas.height - layout.head - 3), rows)
    width = canvas.width - side - (edge if side else 2 * edge)
    rank, count = standings.rank_column(look.lang), standings.score_column(rows, word("captures.count", look.lang))
    name = standings.name_column(look, rows, max(1, width - rank.width - count.width - 6))
    used = min(width, sum(column.width + 2 for column in (rank, name, count)))
    x = (side or edge) + (width - used) // 2
    standings.draw_rows(canvas, Box(x, 0, used, 0), counted, page, [rank, name, count], elapsed)
    table.pager(canvas, counted, pages(scene, size, look), rows)


def _room(size: tuple[int, int]) -> Box:
    edge = margin_for(size[0])
    return large.room_in(size, edge, edge)


def _counted(scene: Payload) -> Payload:
    """The scene with its counts where tables of the hall look for a score."""
    board = scene.get("board") or {}
    rows = [{**row, "score": str(row["captures"]), "status": "ranked"} for row in board.get("rows") or ()]
    return {**scene, "board": {**board, "rows": rows}}


caption = captions.of_board
