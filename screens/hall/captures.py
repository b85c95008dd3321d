"""Who has captured the most flags: names and counts, the first three beside them where the page is wide."""

from collections.abc import Sequence
from dataclasses import dataclass

from scoreboard.enums import Ranking, Status
from scoreboard.publications.kinds.captures import CapturesBoard
from scoreboard.publications.kinds.ranking import RankingRow
from scoreboard.publications.pools import PoolWords
from scoreboard.publications.scene import BoardScene
from scoreboard.wire import UNSET, UnsetType
from screens.hall import table
from screens.hall.parts import captions, large_columns, large_rows, podium, standings
from screens.hall.parts.hall_words import word
from screens.hall.parts.page import Box, head_rows, margin_for, margin_of
from screens.looks import Look
from screens.widgets.canvas import Canvas

Scene = BoardScene[CapturesBoard]
_HEADED = 0.5


def duration(scene: Scene) -> float:
    """Nothing moves but the heading."""
    return _HEADED


def pages(scene: Scene, size: tuple[int, int], look: Look) -> int:
    """How many pages the board takes at this size."""
    counted = _counted(scene.board)
    return large_rows.page_count(large_columns.counted, counted, look, size, _room(size)) or standings.page_count(
        counted, size
    )


def draw(canvas: Canvas, scene: Scene, elapsed: float) -> None:
    """Place, name and count of each unit."""
    look, size, counted = canvas.look, (canvas.width, canvas.height), _counted(scene.board)
    moves = standings.moves_of(scene)
    page = standings.page_of(scene, counted, size)
    rows, _, layout = page
    title = word("captures.title", look.lang)
    spread = large_rows.spread(large_columns.counted, scene, counted, look, size, _room(size))
    if spread:
        table.head(canvas, scene.board, title, head_rows(canvas.height), elapsed, spread.leaf.rows)
        shown = large_columns.counted(spread.leaf.rows, look.lang)
        large_rows.draw_large(canvas, moves, spread, shown, elapsed)
        table.pager(canvas, scene, spread.leaf.pages)
        return
    table.head(canvas, scene.board, title, layout.head, elapsed, rows)
    if not rows:
        table.nothing(canvas, layout.head, _missing(scene.board))
        return
    edge, side = margin_of(canvas), podium.width_for(size)
    if side:
        box = Box(edge, layout.head + 1, side - 2 * edge, canvas.height - layout.head - 3)
        podium.first_three(canvas, box, podium.standings_in(rows), "captures.captured")
    width = canvas.width - side - (edge if side else 2 * edge)
    rank, count = standings.rank_column(look.lang), standings.score_column(rows, word("captures.count", look.lang))
    name = standings.name_column(look, rows, max(1, width - rank.width - count.width - 6))
    columns: list[table.Column] = [rank, name, count]
    used = min(width, sum(column.width + 2 for column in columns))
    x = (side or edge) + (width - used) // 2
    standings.draw_rows(canvas, Box(x, 0, used, 0), moves, page, columns, elapsed)
    table.pager(canvas, scene, pages(scene, size, look))


def _room(size: tuple[int, int]) -> Box:
    edge = margin_for(size[0])
    return large_rows.room_in(size, edge, edge)


@dataclass(frozen=True)
class _Counts:
    """The board with its counts where tables of the hall look for a score."""

    ranking: Ranking
    pools: tuple[PoolWords, ...] | UnsetType
    rows: tuple[RankingRow, ...]


def _counted(board: CapturesBoard | None) -> _Counts:
    if board is None:
        return _Counts(Ranking.TOGETHER, UNSET, ())
    return _Counts(board.ranking, board.pools, tuple(_rows(board)))


def _rows(board: CapturesBoard) -> Sequence[RankingRow]:
    return [
        RankingRow(
            rank=row.rank,
            pool=row.pool,
            unit=row.unit,
            name=row.name,
            short_name=row.short_name,
            short_name_en=row.short_name_en,
            name_en=row.name_en,
            score=str(row.captures),
            score_exact=None,
            tied=False,
            status=Status.RANKED,
            change=None,
        )
        for row in board.rows
    ]


def _missing(board: CapturesBoard | None) -> str:
    """What there is to say where nobody stands on the board: that is a result, too, once flags are public."""
    if board is None:
        return "none_yet"
    return "captures.unknown" if board.open else "captures.nobody"


def caption(scene: Scene, lang: str) -> str:
    """Who stands first; or that nobody has captured any."""
    board = scene.board
    if board is None or board.rows:
        return captions.of_board(scene, lang)
    return captions.line(word("captures.title", lang), word(_missing(board), lang))
