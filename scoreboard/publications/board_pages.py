"""What a viewer may wish of a board, and which page of it that is: that of a number, or that on which a unit stands."""

from dataclasses import dataclass, replace
from datetime import datetime

from scoreboard.errors import Refused
from scoreboard.name_search import folded
from scoreboard.publications.questions import PAGE_LIMIT, Window
from scoreboard.publications.reader import PublicReader
from scoreboard.publications.shown import ShownBoard, ShownPage

STAGED = "ceremony"
"""Where a ceremony stands on the stage."""
PROOF = "proof"
"""What proves that one ceremony kept to its seal."""


@dataclass(frozen=True)
class Page:
    """A part of a board: `limit` rows from `offset` on, or the page of that size on which a unit stands.

    Pages begin at multiples of the limit.
    """

    limit: int = PAGE_LIMIT
    offset: int = 0
    around: str | None = None


@dataclass(frozen=True)
class BoardWish:
    """What a viewer asks for; None where they leave it open."""

    board: str
    series: str | None = None
    period: str | None = None
    area: str | None = None
    as_of: datetime | None = None
    page: Page | None = None
    unit: str | None = None
    """Of the board of a unit, which one."""
    ceremony: str | None = None
    """Of a proof, or of where a ceremony stands, of which one."""


def with_page_of(reader: PublicReader, wish: BoardWish, key: str) -> BoardWish:
    """The wish with the page on which the unit stands that it names, if it names one."""
    page = wish.page
    if page is None or page.around is None:
        return wish
    place = reader.place_in(key, reader.find_unit(page.around), as_of=wish.as_of)
    if place is None:
        raise Refused("unknown.not_on_board", unit=page.around)
    return replace(wish, page=Page(page.limit, place // page.limit * page.limit))


def page_of(board: ShownBoard, wish: BoardWish) -> ShownBoard:
    """The page that is wished for of a board that has been read as a whole."""
    page, rows = wish.page, board.words.rows
    if page is None or wish.board in (PROOF, STAGED):
        return board
    if page.around is not None:
        names, sought = ("unit", "name", "short_name", "name_en", "short_name_en"), folded(page.around)
        called = ({folded(str(getattr(row, name, ""))) for name in names} for row in rows)
        found = next((at for at, known in enumerate(called) if sought in known), None)
        if found is None:
            raise Refused("unknown.not_on_board", unit=page.around)
        page = Page(page.limit, found // page.limit * page.limit)
    window = Window(page.offset, page.limit)
    return paged(board.with_rows(window.of(rows)), replace(wish, page=page), len(rows))


def paged(board: ShownBoard, wish: BoardWish, total: int) -> ShownBoard:
    if wish.page is None:
        return board
    return replace(board, page=ShownPage(total=total, offset=wish.page.offset, limit=wish.page.limit))
