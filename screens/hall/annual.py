"""The year: the flags of each period add up, then honours, then vetoes strike out; rows move as they do."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from functools import partial

from scoreboard.publications.kinds.annual import AnnualBoard, AnnualRow
from scoreboard.publications.pools import are_apart
from scoreboard.publications.scene import BoardScene
from scoreboard.publications.year_bounds import told_prospect
from screens.colours import Colour
from screens.hall.parts import captions, podium, standings, sum_table
from screens.hall.parts.hall_words import word
from screens.hall.parts.page import Box, gold, head_rows, heading, hero, margin_of
from screens.hall.parts.pagination import leaf_of
from screens.hall.parts.standings import Moves, TableColumn
from screens.hall.parts.year import SumPart, heads_beside, order, parts
from screens.hall.table import nothing, pager
from screens.looks import Look
from screens.widgets.canvas import Align, Canvas
from screens.widgets.cells import BOLD, PLAIN, STRIKE, width_of

Scene = BoardScene[AnnualBoard]
Column = TableColumn[AnnualRow]

BEAT = 1.4
"""Seconds from one part of the sum to the next."""


def duration(scene: Scene) -> float:
    """A beat for each part, and one in which the places appear."""
    return BEAT * (len(parts(scene.board, "zh")) + 1) if scene.board and scene.board.rows else 0.0


def pages(scene: Scene, size: tuple[int, int], look: Look) -> int:
    """How many pages the table takes at this size."""
    board = scene.board
    large = sum_table.found(board, parts(board, look.lang), look, size)
    return len(large[0]) if large else standings.page_count(board, size)


def draw(canvas: Canvas, scene: Scene, elapsed: float) -> None:
    """The table with as many parts as have been added by now, in the order of the sums so far."""
    look, board = canvas.look, scene.board
    size = (canvas.width, canvas.height)
    rows, start, layout = standings.page_of(scene, board, size)
    every = parts(board, look.lang)
    large = sum_table.found(board, every, look, size)
    beat = min(len(every), int(elapsed / BEAT + 1e-9))
    told = every[beat].told if beat < len(every) else word("annual.part.total", look.lang)
    tall = head_rows(canvas.height) if large else layout.head
    if tall:
        asides = [*(part.told for part in every), word("annual.part.total", look.lang)]
        final = word("annual.closed", look.lang) if board and board.state == "closed" else ""
        longest = final if large else captions.line(final, max(asides, key=width_of))
        figure = "".join(text for text, _ in board.figure) if board and look.lang == "zh" else ""
        title = word("annual.title", look.lang, figure=figure).rstrip()
        if board and are_apart(board):
            shown = leaf_of(scene, large[0]).rows if large else rows
            title = f"{title}  {standings.pool_name(board, shown, look.lang)}"
        heading(canvas, title, final if large else captions.line(final, told), tall, longest_aside=longest)
    if not rows:
        nothing(canvas, layout.head)
        return
    if large:
        sum_table.draw(canvas, board, leaf_of(scene, large[0]), large[1], every, beat, elapsed - beat * BEAT)
        pager(canvas, scene, len(large[0]), board, leaf_of(scene, large[0]).rows)
        return
    now, before = order(rows, every[: beat + 1], beat >= len(every)), order(rows, every[:beat], False)
    was = {row.unit: place + 1 for place, row in enumerate(before)}
    edge, side = margin_of(canvas), podium.width_for(size)
    if side:
        beside = Box(edge, layout.head + 1, side - 2 * edge, canvas.height - layout.head - 3)
        _side(canvas, board, beside, now, every, beat)
    width = canvas.width - side - (edge if side else 2 * edge)
    columns = _columns(look, rows, every, beat, width, moving=board is not None and board.is_moving)
    used = min(width, sum(column.width + 2 for column in columns))
    x = (side or edge) + (width - used) // 2
    moves = Moves(was, () if was else None)
    local = elapsed - beat * BEAT
    standings.draw_rows(canvas, Box(x, 0, used, 0), moves, (now, start, layout), columns, local)
    pager(canvas, scene, pages(scene, size, look), board, rows)


def _columns(
    look: Look, rows: list[AnnualRow], every: list[SumPart], beat: int, width: int, *, moving: bool
) -> list[TableColumn[AnnualRow]]:
    """Place, name, each part, the sum, and while flags can still be won what is settled of a place.

    On a narrow page that, the vetoes' column and then the places give way.
    """
    lang, added = look.lang, every[: beat + 1]
    done = beat >= len(every)
    struck = any(part.kind == "vetoes" for part in added)
    numbers = [part for part in every if part.kind != "vetoes"]
    places = max(width_of(word("column.rank", lang)), len(str(len(rows))))
    others = places + 2 + sum(width_of(word(f"annual.{name}", lang)) + 2 for name in ("total", "vetoed"))
    longest = max((width_of(row.called(lang)) for row in rows), default=0) + 4
    heads = heads_beside(numbers, (width - others - longest,))
    columns = [
        TableColumn(head, max(3, width_of(head)), "right", partial(_part, part, part in added, struck))
        for head, part in zip(heads, numbers, strict=True)
    ]
    total = TableColumn(word("annual.total", lang), max(5, width_of(word("annual.total", lang))), "right",
                   partial(_sum, added, struck))  # fmt: skip
    rank = TableColumn(word("column.rank", lang), places, "right", partial(_rank, done))
    told_veto = max(width_of(word(f"annual.{name}", lang)) for name in ("vetoes", "vetoed"))
    veto = TableColumn(word("annual.vetoes", lang), told_veto, "left", partial(_veto, struck))
    vetoes = [veto] if any(part.kind == "vetoes" for part in every) else []
    told = max((width_of(told_prospect(row, lang)) for row in rows), default=0) if moving else 0
    settled = [TableColumn("", told, "left", partial(_settled, done))] if told else []
    least, whole = 8, max((width_of(row.called(lang)) for row in rows), default=0)
    wanted = [rank, *columns, total, *vetoes, *settled]
    for gives_way in (*settled, *vetoes, rank):
        named = whole if gives_way in settled else least
        if sum(column.width + 2 for column in wanted) + named + 2 > width:
            wanted.remove(gives_way)
    room = max(1, width - sum(column.width + 2 for column in wanted) - 2)
    name = standings.name_column(look, rows, room)
    name = TableColumn(name.head, name.width, name.align, partial(_name, name, struck))
    at = 1 if rank in wanted else 0
    air = min(max(6, width // 12), (width - sum(column.width + 2 for column in (*wanted, name))) // max(1, len(wanted)))
    loose = [
        TableColumn(c.head, c.width + max(0, air if c.align == "right" else 0), c.align, c.draw) for c in wanted[at:]
    ]
    return [*wanted[:at], name, *loose]


def _write(canvas: Canvas, box: Box, text: str, ink: Colour, align: Align, attributes: int) -> None:
    canvas.text(box.x, box.y, text, ink, width=box.width, align=align, attributes=attributes)


def _out(row: AnnualRow, struck: bool) -> bool:
    return struck and bool(row.vetoed_by)


def _part(part: SumPart, added: bool, struck: bool, canvas: Canvas, row: AnnualRow, box: Box, ground: Colour) -> None:
    """A part's worth once it is added: a dash where it is nothing."""
    theme = canvas.look.theme
    if not added:
        return
    value = part.worth(row)
    sign = "+" if part.kind == "honours" and value else ""
    ink = theme.faint if _out(row, struck) or not value else theme.gold_high if part.kind == "honours" else theme.text
    _write(canvas, box, f"{sign}{value:f}" if value else "-", ink, "right", STRIKE if _out(row, struck) else PLAIN)


def _sum(added: Sequence[SumPart], struck: bool, canvas: Canvas, row: AnnualRow, box: Box, ground: Colour) -> None:
    theme, out = canvas.look.theme, _out(row, struck)
    value = sum((part.worth(row) for part in added), Decimal(0))
    ink = theme.faint if out else theme.gold
    _write(canvas, box, f"{value.normalize():f}" if value else "0", ink, "right", STRIKE if out else BOLD)


def _rank(done: bool, canvas: Canvas, row: AnnualRow, box: Box, ground: Colour) -> None:
    if done:
        text = "-" if row.rank is None else str(row.rank)
        _write(canvas, box, text, standings.inked(canvas, row), "right", BOLD)


def _veto(struck: bool, canvas: Canvas, row: AnnualRow, box: Box, ground: Colour) -> None:
    if _out(row, struck):
        _write(canvas, box, word("annual.vetoed", canvas.look.lang), canvas.look.theme.red_high, "left", BOLD)


def _settled(done: bool, canvas: Canvas, row: AnnualRow, box: Box, ground: Colour) -> None:
    """Whether it is sure of a place, or cannot be first any more, once the places are shown."""
    if done:
        theme = canvas.look.theme
        ink = theme.gold_high if row.clinched is not None else theme.quiet
        _write(canvas, box, told_prospect(row, canvas.look.lang), ink, "left", PLAIN)


def _name(
    plain: TableColumn[AnnualRow], struck: bool, canvas: Canvas, row: AnnualRow, box: Box, ground: Colour
) -> None:
    if _out(row, struck):
        _write(canvas, box, row.called(canvas.look.lang), canvas.look.theme.faint, "left", STRIKE)
    else:
        plain.draw(canvas, replace(row, rank=2) if row.rank is None else row, box, ground)


def _side(
    canvas: Canvas, board: AnnualBoard | None, box: Box, rows: list[AnnualRow], every: list[SumPart], beat: int
) -> None:
    """The sum as the hero with the part that is added now bright; at the end the first three."""
    if beat >= len(every):
        podium.first_three(canvas, box, [podium.PodiumPlace(row, row.rank, row.total) for row in rows])
        return
    part = every[beat]
    upper = Box(box.x, box.y, box.width, box.height * 3 // 5 if board and board.figure else 0)
    sum_table.formula(canvas, board, upper, part.kind)
    hero(canvas, Box(box.x, upper.bottom, box.width, box.height - upper.height), part.told, gold(canvas), largest=18)


caption = captions.of_board
