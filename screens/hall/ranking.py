"""The ranking of one area: scores as bars, movement and status, and who holds its flag by how much.

In a ceremony it may come in blocks, from the last places to the first; a block of few places is drawn large.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace

from scoreboard.publications.flag_row import FlagRow, told_margin
from scoreboard.publications.kinds.ranking import RankingRow
from scoreboard.publications.scenes.ranking import RankingScene
from scoreboard.publications.told_digits import beside_margin, with_digits
from scoreboard.wire import UNSET, given
from screens.hall.parts import captions, large_rows, place_block, podium, standings
from screens.hall.parts.hall_words import facts_of, joined, name_lines, nobody_of, outcome_of, word
from screens.hall.parts.large_columns import ranked
from screens.hall.parts.motion import span
from screens.hall.parts.page import Box, head_rows, line, margin_for, margin_of
from screens.hall.parts.race import MOST, RACING, race
from screens.hall.table import Column, head, nothing, pager, since
from screens.looks import Look
from screens.widgets.canvas import Canvas
from screens.widgets.cells import BOLD, width_of

_HEADED = 0.5
_LEAST_HEAD = 2
_UNCOVERED = 3.0
"""Seconds in which the rows of a block appear, the last first."""


def duration(scene: RankingScene) -> float:
    """Rows stand still after `standings.MOVING` seconds; bars that race and blocks take longer."""
    if place_block.is_small(scene):
        return place_block.SETTLED
    if given(scene.from_):
        return _UNCOVERED
    return RACING + 0.4 if _races(scene) else standings.moves_of(scene).seconds or _HEADED


def pages(scene: RankingScene, size: tuple[int, int], look: Look) -> int:
    """How many pages the board takes at this size."""
    if _races(scene):
        return 1
    if _in_places(scene, size, look):
        return place_block.pages(scene, size, look)
    found = large_rows.page_count(ranked, scene.board, look, size, _room(scene, look, size))
    return found or standings.page_count(scene.board, size, _LEAST_HEAD)


def page_with(scene: RankingScene, units: Collection[str], size: tuple[int, int], look: Look) -> int:
    """The first page on which one of these units stands."""
    if pages(scene, size, look) == 1:
        return 0
    if _in_places(scene, size, look):
        return place_block.page_with(scene, units, size, look)
    found = large_rows.page_with(ranked, scene.board, units, look, size, _room(scene, look, size))
    return standings.page_with(scene.board, units, size, _LEAST_HEAD) if found is None else found


def _in_places(scene: RankingScene, size: tuple[int, int], look: Look) -> bool:
    """Whether it is a block whose places have a band each: of few, or of more where a table's rows would be small."""
    if place_block.is_small(scene):
        return True
    if not given(scene.from_) or look.native or len(standings.pools(scene.board)) > 1:
        return False
    table = large_rows.reads_every(ranked, scene.board, look, size, _room(scene, look, size))
    return not table and place_block.is_read(scene, size, look)


def _side(scene: RankingScene, look: Look, size: tuple[int, int]) -> int:
    """The columns of the side: a block of a ceremony needs them, and whoever heads a climb has not won anything.

    Rows need them, too, where they are large without it alone.
    """
    side = 0 if given(scene.from_) or _climbs(scene) else podium.width_for(size)
    if not side or not given(scene.row) or scene.board is None:
        return side
    edge = margin_for(size[0])
    beside, whole = (
        large_rows.page_count(ranked, scene.board, look, size, large_rows.room_in(size, left, edge))
        for left in (side, edge)
    )
    return side if beside or not whole else 0


def _climbs(scene: RankingScene) -> bool:
    """Whether it is the board of an area of which a ceremony has shown no more than its lower places."""
    return scene.board is not None and bool(given(scene.board.climbing))


def _told(scene: RankingScene, lang: str) -> str:
    """Which places the scene shows, or that those above are sealed still; nothing where it shows all."""
    return place_block.told(scene, lang) or (word("ranking.climbing", lang) if _climbs(scene) else "")


def _room(scene: RankingScene, look: Look, size: tuple[int, int]) -> Box:
    """Where large rows stand: beside who holds the flag, if that is public."""
    edge, side = margin_for(size[0]), _side(scene, look, size)
    return large_rows.room_in(size, side if given(scene.row) and side else edge, edge)


def _races(scene: RankingScene) -> bool:
    """Whether all of the board are so few that their bars can race."""
    rows = scene.board.rows if scene.board else ()
    ranked = [row for row in rows if row.rank is not None]
    moving = standings.moves_of(scene).seconds
    together = len(standings.pools(scene.board)) == 1
    return together and not given(scene.from_) and not moving and 2 <= len(ranked) == len(rows) <= MOST


def draw(canvas: Canvas, scene: RankingScene, elapsed: float) -> None:
    """The ranking; the scene's `row` is the area's row of the flags board, if that is public."""
    scene = _beside_margins(scene)
    look, board = canvas.look, scene.board
    size = (canvas.width, canvas.height)
    page = standings.page_of(scene, board, size, _LEAST_HEAD)
    rows, start, layout = page
    flag = flag_of(scene, rows)
    edge, side = margin_of(canvas), _side(scene, look, size)
    in_places = _in_places(scene, size, look)
    apart = _races(scene) or in_places
    spread = (
        None
        if apart
        else large_rows.spread(
            ranked, scene, board, look, size, _room(scene, look, size), backwards=bool(given(scene.from_))
        )
    )
    title = board.area_called(look.lang) if board else ""
    tall = head_rows(canvas.height) if spread else layout.head
    if in_places:
        rows = list(place_block.rows_of_page(scene, size, look))
        tall = place_block.rows_of_head(canvas, tall, rows)
    head(canvas, board, title, tall, since(scene, elapsed), rows, _told(scene, look.lang))
    if in_places:
        place_block.draw(canvas, Box(0, tall, canvas.width, canvas.height - tall), scene, rows, elapsed)
        pager(canvas, scene, pages(scene, size, look), board, rows)
        return
    if not rows:
        nothing(canvas, layout.head, "ranking.unrevealed" if given(scene.unrevealed) else "none_yet")
        return
    if side and (flag or not spread):
        box = Box(edge, tall + 2, side - 2 * edge, canvas.height - tall - 4)
        if flag:
            podium.holder(canvas, box, flag, outcome_of(flag, look.lang), facts_of(flag, look.lang, counted=True))
        else:
            podium.first_three(canvas, box, podium.standings_in(rows))
    elif flag and layout.head > 1:
        _holder_line(canvas, flag, tall - 1)
    width = canvas.width - side - (edge if side else 2 * edge)
    if _races(scene) and canvas.height - layout.head >= len(rows) + 2 and width >= 40:
        lanes = Box(side or edge, layout.head + 1, width, canvas.height - layout.head - 2)
        race(
            canvas,
            lanes,
            with_digits(rows, flag),
            (told_margin(flag) if flag else "") or None,
            elapsed,
        )
    elif spread:
        hidden = _hidden(scene, len(spread.leaf.shown), elapsed)
        told = ranked(spread.leaf.rows, look.lang)
        large_rows.draw_large(canvas, standings.moves_of(scene), spread, told, elapsed, hidden)
    else:
        count = min(layout.capacity, len(rows) - start)
        box, columns = Box(side or edge, 0, width, 0), _columns(look, rows, width)
        moves, hidden = standings.moves_of(scene), _hidden(scene, count, elapsed)
        standings.draw_rows(canvas, box, moves, page, columns, elapsed, hidden)
    pager(canvas, scene, pages(scene, size, look), board, spread.leaf.rows if spread else rows)


def _beside_margins(scene: RankingScene) -> RankingScene:
    """The scene with the digits of scores that the margin of a flag beside them needs."""
    flags = [flag for flag in (given(scene.row), *(given(scene.rows) or ())) if flag is not None]
    board = scene.board
    if board is None or all(flag.margin_told is UNSET for flag in flags):
        return scene
    rows = board.rows
    for flag in flags:
        its = {row.unit: row for row in beside_margin((row for row in rows if flag.pool in (None, row.pool)), flag)}
        rows = tuple(its.get(row.unit, row) for row in rows)
    return replace(scene, board=replace(board, rows=rows))


def flag_of(scene: RankingScene, rows: Sequence[RankingRow]) -> FlagRow | None:
    """The flag of the page: where pools rank apart, that of the pool whose rows it shows."""
    flags = [flag for flag in (given(scene.row), *(given(scene.rows) or ())) if flag is not None]
    pool = given(rows[0].pool) if rows else None
    return next((flag for flag in flags if given(flag.pool) in (None, pool)), None)


def _hidden(scene: RankingScene, count: int, elapsed: float) -> int:
    """How many of the page's first rows are not uncovered yet: the `count` of a block are, the last first."""
    return round(count * (1 - span(elapsed, 0.0, _UNCOVERED - 0.2))) if given(scene.from_) else 0


def _holder_line(canvas: Canvas, flag: FlagRow, y: int) -> None:
    """Holder, outcome and margin in one line, in the place of the heading's rule."""
    lang, edge = canvas.look.lang, margin_of(canvas)
    box, facts = Box(edge, y, canvas.width - 2 * edge, 1), facts_of(flag, lang, counted=True)

    def told(name: str) -> str:
        return "  ".join((word("ranking.held", lang, name=name, outcome=outcome_of(flag, lang)), *facts))

    names = name_lines(flag.holders, lang, box.width - width_of(told("")), 1)
    text = told(names[0] if names else joined(flag.holders, lang) or nobody_of(flag, lang))
    canvas.fill(0, y, canvas.width, 1, canvas.look.theme.band)
    line(canvas, box, text, canvas.look.theme.band_ink, align="left", attributes=BOLD)


def _columns(look: Look, rows: list[RankingRow], width: int) -> list[Column]:
    """The columns that `width` holds; the bar takes what names leave, or gives way to them."""
    lang = look.lang
    rank, movement = standings.rank_column(lang), standings.movement_column(lang)
    score, status = standings.score_column(rows, word("column.score", lang), 7), standings.status_column(lang)
    wanted: list[Column] = [rank, movement, score, *standings.told_columns(rows, status)]
    least = 8
    for gives_way in (status, movement, score, rank):
        if gives_way in wanted and sum(column.width + 2 for column in wanted) + least + 2 > width:
            wanted.remove(gives_way)
    room = max(1, width - sum(column.width + 2 for column in wanted) - 2)
    name = standings.name_column(look, rows, room)
    bar = room - name.width - 3
    at = sum(column in wanted for column in (rank, movement))
    bars = [standings.bar_column(rows, bar)] if bar >= 6 else []
    return [*wanted[:at], name, *bars, *wanted[at:]]


caption = captions.of_board
