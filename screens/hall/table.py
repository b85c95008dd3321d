"""The overall table: places, movement, flags held and totals; rows move when a result changes them."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from scoreboard.publications.board_words import ContestBoard, ListedPart, Reopening
from scoreboard.publications.countback_words import told_first_places, told_set_apart
from scoreboard.publications.days import told_moment
from scoreboard.publications.kinds.captures import CapturesBoard
from scoreboard.publications.kinds.ranking import RankingBoard, RankingRow
from scoreboard.publications.names import named
from scoreboard.publications.pools import are_apart, pool_label
from scoreboard.publications.scene import BoardScene, Scene
from scoreboard.publications.scenes.table import TableScene
from scoreboard.wire import UNSET, UnsetType, given
from screens.hall.parts import captions, cards, large_rows, podium, standings
from screens.hall.parts.card import Card
from screens.hall.parts.hall_words import word
from screens.hall.parts.large_columns import ranked
from screens.hall.parts.page import (
    NARROW,
    Box,
    aside_room,
    fitting,
    foot,
    head_rows,
    heading,
    hero,
    margin_for,
    margin_of,
)
from screens.looks import Look
from screens.widgets.canvas import Canvas
from screens.widgets.cells import width_of

_HEADED = 0.5

Column = standings.TableColumn[RankingRow]


def duration(scene: TableScene) -> float:
    """Rows stand still after `standings.MOVING` seconds."""
    return standings.moves_of(scene).seconds or _HEADED


def pages(scene: TableScene, size: tuple[int, int], look: Look) -> int:
    """How many pages the board takes at this size."""
    return large_rows.page_count(ranked, scene.board, look, size, _room(size)) or standings.page_count(
        scene.board, size
    )


def page_with(scene: TableScene, units: Collection[str], size: tuple[int, int], look: Look) -> int:
    """The first page on which one of these units stands."""
    found = large_rows.page_with(ranked, scene.board, units, look, size, _room(size))
    return standings.page_with(scene.board, units, size) if found is None else found


def _room(size: tuple[int, int]) -> Box:
    edge = margin_for(size[0])
    return large_rows.room_in(size, edge, edge)


def draw(canvas: Canvas, scene: TableScene, elapsed: float) -> None:
    """The table, beside its first three where the page is wide."""
    look, board, moves = canvas.look, scene.board, standings.moves_of(scene)
    size = (canvas.width, canvas.height)
    page = standings.page_of(scene, board, size)
    rows, _, layout = page
    edge, spread = margin_of(canvas), large_rows.spread(ranked, scene, board, look, size, _room(size))
    title = word("table.of_nobody", look.lang)
    if board is not None:
        title = word("table.title", look.lang, series=named(board.series_name, board.series_name_en, look.lang))
    if spread:
        head(canvas, board, title, head_rows(canvas.height), since(scene, elapsed), spread.leaf.rows)
        large_rows.draw_large(canvas, moves, spread, ranked(spread.leaf.rows, look.lang), elapsed)
        pager(canvas, scene, spread.leaf.pages, board, spread.leaf.rows)
        return
    head(canvas, board, title, layout.head, since(scene, elapsed), rows)
    if not rows:
        nothing(canvas, layout.head)
        return
    side = podium.width_for(size)
    if side:
        tall = canvas.height - layout.head - 3
        podium.first_three(canvas, Box(edge, layout.head + 1, side - 2 * edge, tall), podium.standings_in(rows))
    width = canvas.width - side - (2 * edge if not side else edge)
    columns = _columns(look, rows, width)
    used = min(width, sum(column.width + 2 for column in columns))
    x = side + (width - used) // 2 if side else edge + (width - used) // 2
    standings.draw_rows(canvas, Box(x, 0, used, 0), moves, page, columns, elapsed)
    pager(canvas, scene, pages(scene, size, look), board, rows)


def _columns(look: Look, rows: list[RankingRow], width: int) -> list[Column]:
    """The columns that `width` holds: on a narrow page flags and then movement give way to the name."""
    lang = look.lang
    rank, movement, flags = standings.rank_column(lang), standings.movement_column(lang), standings.flags_column(lang)
    total, status = standings.score_column(rows, word("column.total", lang)), standings.status_column(lang)
    wanted: list[Column] = [rank, movement, flags, total, *standings.told_columns(rows, status)]
    least = 8
    for gives_way in (status, flags, movement, total, rank):
        if gives_way in wanted and sum(column.width + 2 for column in wanted) + least + 2 > width:
            wanted.remove(gives_way)
    room = width - sum(column.width + 2 for column in wanted) - 2
    name: Column = standings.name_column(look, rows, max(1, room))
    at = sum(column in wanted for column in (rank, movement))
    air = min(max(8, width // 12), (width - sum(column.width + 2 for column in (*wanted, name))) // max(1, len(wanted)))
    loose: list[Column] = [*wanted[:at], name, *wanted[at:]]
    return [_wider(column, air) for column in loose[:-1]] + loose[-1:]


def _wider(column: Column, air: int) -> Column:
    """The same column with `air` more cells on the side from which its text is aligned."""
    if air <= 0 or column.align == "center":
        return column
    return standings.TableColumn(column.head, column.width + air, column.align, column.draw)


def since(scene: Scene, elapsed: float) -> float:
    """The seconds by which a heading is drawn: where rows move it is there already."""
    return 9.0 if standings.moves_of(scene).seconds else elapsed


def head(
    canvas: Canvas,
    board: ContestBoard | CapturesBoard | None,
    title: str,
    tall: int,
    elapsed: float,
    rows: Sequence[standings.PooledRow],
    part: str = "",
) -> None:
    """The heading of a board: its title, and the part of it, pool, period and whether it is live at the right."""
    lang, aside, room = canvas.look.lang, [part], aside_room(canvas.width, title, tall)
    if isinstance(board, ContestBoard):
        pool = rows[0].pool if rows and isinstance(board, RankingBoard) else ""
        live = _live(board, pool, lang)
        aside.append(live if width_of(live) <= room else _live(board, pool, lang, year=False))
    apart = board is not None and (
        are_apart(board) or (isinstance(board, RankingBoard) and len(standings.pools(board)) > 1)
    )
    if board is not None and rows and apart:
        aside.append(pool_label(board.pools, rows[0].pool, lang))
    if isinstance(board, ContestBoard):
        aside.append(named(board.period_name, board.period_name_en, lang))
    if tall:
        told = "  ".join(part for part in aside if part)
        if canvas.width < NARROW:
            told = fitting([part for part in aside if part], room) or told
        heading(canvas, title, told, tall, elapsed)


def _live(board: ContestBoard, pool: str, lang: str, *, year: bool = True) -> str:
    """Whether results come in live, and from when on they do no more; of the pool that is shown.

    Without its `year` a time is shorter.
    """
    frozen = given(board.frozen_since)
    if isinstance(board, RankingBoard) and board.frozen_pools is not UNSET and not board.is_frozen(pool):
        frozen = None  # of this pool what came later has been revealed
    if frozen:
        return word("frozen", lang, at=told_moment(frozen, lang, year=year))
    if reopened := given(board.reopened):
        return word("reopened", lang, at=told_moment(reopened.at, lang, year=year))
    if not board.live:
        return ""
    freeze = given(board.freeze)
    return word("live_until", lang, at=told_moment(freeze, lang, year=year)) if freeze else word("live", lang)


def nothing(canvas: Canvas, top: int, missing: str = "none_yet", reopened: Reopening | None = None) -> None:
    """The page of a board of which nothing is public; `missing` names the words that say so.

    Of one that has been `reopened` it says why.
    """
    box = Box(2, top, max(1, canvas.width - 4), max(1, canvas.height - top - 1))
    said = word(missing, canvas.look.lang)
    if reopened:
        said = word("reopened_because", canvas.look.lang, reason=reopened.reason)
    hero(canvas, box, said, (canvas.look.theme.quiet, canvas.look.theme.faint), largest=32)


Told = TypeVar("Told")
ToldOnly = TypeVar("ToldOnly", covariant=True)


class ListedBoard(Protocol[ToldOnly]):
    """A board that lists something."""

    @property
    def rows(self) -> tuple[ToldOnly, ...]: ...


class ListedScene(Protocol[ToldOnly]):
    """A scene of such a board."""

    @property
    def board(self) -> ListedBoard[ToldOnly] | None: ...


def rows_of(scene: ListedScene[Told]) -> tuple[Told, ...]:
    """What a scene's board lists; nothing while there is none."""
    return scene.board.rows if scene.board else ()


@dataclass(frozen=True)
class CardPages(Generic[Told]):
    """A scene of cards: what its `title` is called, what has a card each, that card, and what all of them come to."""

    title: str
    shown: Callable[[Any], Sequence[Told]]
    card: Callable[[Told, str], Card]
    sums: Callable[[Any, str], Sequence[str]] = lambda _scene, _lang: ()
    missing: str = "none_yet"
    """What is said where nothing has a card."""

    def duration(self, scene: BoardScene[Any]) -> float:
        """One card after the other, the bars filling up."""
        return cards.duration(len(self.shown(scene)))

    def pages(self, scene: BoardScene[Any], size: tuple[int, int], look: Look) -> int:
        """How many pages the cards take at this size."""
        return cards.pages(self._cards(scene, look.lang), size, look)

    def draw(self, canvas: Canvas, scene: BoardScene[Any], elapsed: float) -> None:
        """A page as a whole: its head, the cards, and which page it is; or that there is nothing yet."""
        lang = canvas.look.lang
        found = self._cards(scene, lang)
        count = cards.draw(canvas, scene, found, word(self.title, lang), self.sums(scene, lang), elapsed)
        if not found:
            nothing(canvas, head_rows(canvas.height), self.missing)
            return
        pager(canvas, scene, count)

    def _cards(self, scene: BoardScene[Any], lang: str) -> list[Card]:
        return [self.card(one, lang) for one in self.shown(scene)]


class Parted(Protocol):
    """A board of which a viewer may hold a part."""

    @property
    def parts(self) -> tuple[ListedPart, ...] | UnsetType:
        """Which rows these are."""


def pager(
    canvas: Canvas,
    scene: Scene,
    count: int,
    board: Parted | None = None,
    rows: Sequence[standings.PooledRow] = (),
    note: str = "",
) -> None:
    """The foot of a board: a note, or that on hidden order, of a long board which `rows` they are, the page."""
    if canvas.height < 6:
        return
    lang = canvas.look.lang
    paged = (
        word("page", lang, page=scene.turned_to(count) + 1, pages=count)
        if count > 1 and not canvas.look.unpaged
        else ""
    )
    part = _part_of(board, rows, lang) if board is not None and rows else ""
    right = "  ".join(said for said in (part, paged) if said)
    hides_order = isinstance(board, RankingBoard) and board.unrounded
    waits = isinstance(board, RankingBoard) and board.open_flags is not UNSET
    fewer = isinstance(board, RankingBoard) and board.has_fewer_scores
    foot(
        canvas,
        right if width_of(right) <= canvas.width - 2 * margin_of(canvas) else part or paged,
        note
        or set_apart_in(rows, lang)
        or (
            word("waits_for_flags", lang)
            if waits
            else word("unrounded", lang)
            if hides_order
            else word("fewer_scores", lang)
            if fewer
            else ""
        ),
    )


def set_apart_in(rows: Sequence[object], lang: str) -> str:
    """Why units that have as much as each other stand at different places, of the rows of a page."""
    ranked = [row for row in rows if isinstance(row, RankingRow)]
    apart = told_set_apart(filter(None, (given(row.countback) for row in ranked)), lang)
    first = told_first_places((given(row.decision) for row in ranked), lang)
    return " ".join(filter(None, (apart, first)))


def _part_of(board: Parted, rows: Sequence[standings.PooledRow], lang: str) -> str:
    """Which places of how many are shown of a board that is too long to be shown as a whole."""
    part = next((part for part in given(board.parts) or () if part.pool in (None, rows[0].pool)), None)
    if part is None:
        return ""
    last = part.first + len(rows) - 1
    return word("part", lang, first=part.first, last=last, total=f"{part.total:,}")


caption = captions.of_board
