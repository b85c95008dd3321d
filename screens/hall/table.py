"""The overall table: places, movement, flags held and totals; rows move when a result changes them."""

from collections.abc import Collection, Sequence

from scoreboard.publications.freezing import clock_time
from scoreboard.publications.names import name_in
from scoreboard.publications.pools import are_apart
from scoreboard.publications.set_apart import SetApart, told_set_apart
from scoreboard.wire import from_json
from screens.hall import Payload
from screens.hall.parts import captions, large, podium, standings
from screens.hall.parts.page import Box, foot, head_rows, heading, hero, margin_for, margin_of, silver
from screens.hall.parts.words import word
from screens.themes import Look
from screens.widgets.canvas import Canvas
from screens.widgets.cells import width_of

_HEADED = 0.5


def duration(scene: Payload) -> float:
    """Rows stand still after `standings.MOVING` seconds."""
    return standings.moving_for(scene) or _HEADED


def pages(scene: Payload, size: tuple[int, int], look: Look) -> int:
    """How many pages the board takes at this size."""
    return large.page_count(scene, look, size, _room(size)) or standings.page_count(scene.get("board") or {}, size)


def page_with(scene: Payload, units: Collection[str], size: tuple[int, int], look: Look) -> int:
    """The first page on which one of these units stands."""
    found = large.page_with(scene, units, look, size, _room(size))
    return standings.page_with(scene.get("board") or {}, units, size) if found is None else found


def _room(size: tuple[int, int]) -> Box:
    edge = margin_for(size[0])
    return large.room_in(size, edge, edge)


def draw(canvas: Canvas, scene: Payload, elapsed: float) -> None:
    """The table, beside its first three where the page is wide."""
    look, board = canvas.look, scene.get("board") or {}
    size = (canvas.width, canvas.height)
    page = standings.page_of(scene, size)
    rows, _, layout = page
    edge, spread = margin_of(canvas), large.spread(scene, look, size, _room(size))
    series = name_in(board, look.lang, "series_name")
    title = word("table.title", look.lang, series=series) if series else word("table.of_nobody", look.lang)
    if spread:
        head(canvas, scene, title, head_rows(canvas.height), elapsed, list(spread.leaf.rows))
        large.draw_large(canvas, scene, spread, elapsed)
        pager(canvas, scene, spread.leaf.pages, spread.leaf.rows)
        return
    head(canvas, scene, title, layout.head, elapsed, rows)
    if not rows:
        nothing(canvas, layout.head)
        return
    side = podium.width_for(size)
    if side:
        tall = canvas.height - layout.head - 3
        podium.first_three(canvas, Box(edge, layout.head + 1, side - 2 * edge, tall), rows)
    width = canvas.width - side - (2 * edge if not side else edge)
    columns = _columns(look, rows, width)
    used = min(width, sum(column.width + 2 for column in columns))
    x = side + (width - used) // 2 if side else edge + (width - used) // 2
    standings.draw_rows(canvas, Box(x, 0, used, 0), scene, page, columns, elapsed)
    pager(canvas, scene, pages(scene, size, look), rows)


def _columns(look: Look, rows: list[standings.Row], width: int) -> list[standings.TableColumn]:
    """The columns that `width` holds: on a narrow page flags and then movement give way to the name."""
    lang = look.lang
    rank, movement, flags = standings.rank_column(lang), standings.movement_column(lang), standings.flags_column(lang)
    total, status = standings.score_column(rows, word("column.total", lang)), standings.status_column(lang)
    wanted = [rank, movement, flags, total, status]
    least = 8
    for gives_way in (status, flags, movement, total, rank):
        if sum(column.width + 2 for column in wanted) + least + 2 > width:
            wanted.remove(gives_way)
    room = width - sum(column.width + 2 for column in wanted) - 2
    name = standings.name_column(look, rows, max(1, room))
    at = sum(column in wanted for column in (rank, movement))
    air = min(max(8, width // 12), (width - sum(column.width + 2 for column in (*wanted, name))) // max(1, len(wanted)))
    loose = [*wanted[:at], name, *wanted[at:]]
    return [_wider(column, air) for column in loose[:-1]] + loose[-1:]


def _wider(column: standings.TableColumn, air: int) -> standings.TableColumn:
    """The same column with `air` more cells on the side from which its text is aligned."""
    if air <= 0 or column.align == "center":
        return column
    return standings.TableColumn(column.head, column.width + air, column.align, column.draw)


def head(
    canvas: Canvas, scene: Payload, title: str, tall: int, elapsed: float, rows: list[standings.Row], part: str = ""
) -> None:
    """The heading of a board: its title, and the part of it, pool, period and whether it is live at the right."""
    lang, board = canvas.look.lang, scene.get("board") or {}
    several = are_apart(board) or len(standings.pools(board)) > 1
    aside = [
        part,
        _live(board, lang),
        standings.pool_name(board, rows, lang) if several else "",
        name_in(board, lang, "period_name") or str(board.get("period") or ""),
    ]
    if tall:
        since = 9.0 if standings.moving_for(scene) else elapsed
        heading(canvas, title, "  ".join(part for part in aside if part), tall, since)


def _live(board: Payload, lang: str) -> str:
    """Whether results come in live, and from when on they do no more."""
    if board.get("frozen_since"):
        return word("frozen", lang, at=clock_time(board["frozen_since"]))
    if reopened := board.get("reopened"):
        return word("reopened", lang, at=clock_time(reopened["at"]))
    if not board.get("live"):
        return ""
    return word("live_until", lang, at=clock_time(board["freeze"])) if board.get("freeze") else word("live", lang)


def nothing(canvas: Canvas, top: int, missing: str = "none_yet", reopened: Payload | None = None) -> None:
    """The page of a board of which nothing is public; `missing` names the words that say so.

    Of one that has been `reopened` it says why.
    """
    box = Box(2, top, max(1, canvas.width - 4), max(1, canvas.height - top - 1))
    said = word(missing, canvas.look.lang)
    if reopened:
        said = word("reopened_because", canvas.look.lang, reason=reopened["reason"])
    hero(canvas, box, said, silver(canvas), largest=32, strength=0.7)


def pager(canvas: Canvas, scene: Payload, count: int, rows: Sequence[standings.Row] = ()) -> None:
    """The foot of a board: the note on hidden order, of a long board which `rows` they are, the page."""
    if canvas.height < 6:
        return
    lang, board = canvas.look.lang, scene.get("board") or {}
    number = int(scene.get("page") or 0) % count + 1
    paged = word("page", lang, page=number, pages=count) if count > 1 else ""
    part = _part_of(board, rows, lang)
    right = "  ".join(said for said in (part, paged) if said)
    foot(
        canvas,
        right if width_of(right) <= canvas.width - 2 * margin_of(canvas) else part or paged,
        set_apart_in(rows, lang) or (word("unrounded", lang) if board.get("unrounded") else ""),
    )


def set_apart_in(rows: Sequence[standings.Row], lang: str) -> str:
    """Why units that have as much as each other stand at different places, of the rows of a page."""
    return told_set_apart((from_json(SetApart, row["countback"]) for row in rows if row.get("countback")), lang)


def _part_of(board: Payload, rows: Sequence[standings.Row], lang: str) -> str:
    """Which places of how many are shown of a board that is too long to be shown as a whole."""
    pool = rows[0].get("pool") if rows else None
    part = next((part for part in board.get("parts") or () if part["pool"] in (None, pool)), None)
    if part is None or not rows:
        return ""
    last = part["first"] + len(rows) - 1
    return word("part", lang, first=part["first"], last=last, total=f"{part['total']:,}")


caption = captions.of_board
