"""The columns of tables with large rows: what is told in them, how wide they are, and what stands over them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from scoreboard.enums import Status
from scoreboard.publications.kinds.ranking import RankingRow
from scoreboard.wire import UNSET, given
from screens.colours import Colour
from screens.hall.parts.hall_words import word
from screens.hall.parts.page import Box, gold, on_band, on_line, silver
from screens.hall.parts.standings import Row, amount, change_of, status_of
from screens.widgets.canvas import Align, Canvas

Inks = tuple[Colour, Colour]
Drawn = TypeVar("Drawn", contravariant=True)

EDGE = 1
"""Cells at both ends of a row."""
_BAR_FROM = 4
"""Half rows that a row must have over its letters for a bar below them."""
_ASIDE = 5
"""Cells of ordinary text beside the place: movement, and that it is shared."""
_FLAGS = 1.6
"""Ems of the count of flags."""
_AIR = 2
"""Cells that a column of letters has beside them."""


@dataclass(frozen=True)
class TableCell:
    """Where a column crosses a row, the em of the row's letters in half rows, and what they lie on."""

    box: Box
    em: int
    ground: Colour


@dataclass(frozen=True)
class LargeColumn(Generic[Drawn]):
    """A column: `told` of a row is written in it, so many ems and cells are kept beside that, or a share of all rows.

    `over` draws its head into a box of one row.
    """

    draw: Callable[[Canvas, Drawn, TableCell], None]
    told: Callable[[Drawn], str] | None = None
    ems: float = 0.0
    cells: int = 0
    share: float = 0.0
    over: Callable[[Canvas, Box], None] | None = None


@dataclass(frozen=True)
class LargeTable(Generic[Drawn]):
    """What a table tells of each row: columns before the name, its ink and head, columns after it; what a list does.

    `over_all` is drawn last, and told where the row and its name stand.
    """

    before: tuple[LargeColumn[Drawn], ...]
    inks: Callable[[Canvas, Drawn], Inks]
    after: tuple[LargeColumn[Drawn], ...]
    listed: Callable[[Drawn], tuple[str, str]]
    over_all: Callable[[Canvas, Drawn, TableCell, Box], None] | None = None
    headed: bool = True
    """Whether there stands over the names what they are."""


Tabled = Callable[[Sequence[Row], str], LargeTable[Row]]
"""The table of rows that are ranked together, in a language."""


def written(
    told: Callable[[Row], str],
    inks: Callable[[Canvas, Row], Inks],
    head: str = "",
) -> LargeColumn[Row]:
    """A column of letters that end at its right, under a head in ordinary text."""

    def draw(canvas: Canvas, row: Row, cell: TableCell) -> None:
        on_line(canvas, cell.box, told(row), inks(canvas, row), cell.em, align="right", ground=cell.ground)

    return LargeColumn(draw, told, cells=_AIR, over=head_in(head, "right") if head else None)


def head_in(head: str, align: Align) -> Callable[[Canvas, Box], None]:
    """What stands over a column as ordinary text."""

    def over(canvas: Canvas, box: Box) -> None:
        canvas.text(box.x, box.y, head, canvas.look.theme.quiet, width=box.width, align=align)

    return over


def ranked(rows: Sequence[RankingRow], lang: str) -> LargeTable[RankingRow]:
    """Place, movement, name, flags, and the score or why there is none; under an area's scores a bar."""
    return _ranked(rows, lang, "")


def counted(rows: Sequence[RankingRow], lang: str) -> LargeTable[RankingRow]:
    """The same of rows that tell how many flags a unit has captured."""
    return _ranked(rows, lang, word("captures.count", lang))


def _ranked(rows: Sequence[RankingRow], lang: str, said: str) -> LargeTable[RankingRow]:
    flagged = any(row.flags is not UNSET for row in rows)
    best = max((amount(row.score) for row in rows), default=amount(None))

    def end(row: RankingRow) -> str:
        return row.score or "-" if row.rank is not None else status_of(row, lang)

    def bar(canvas: Canvas, row: RankingRow, cell: TableCell, name: Box) -> None:
        if flagged or row.rank is None or cell.box.height * 2 < cell.em + _BAR_FROM:
            return
        theme, share = canvas.look.theme, float(amount(row.score) / best) if best else 0.0
        inks = (theme.red_low, theme.gold if row.rank == 1 else theme.red_high)
        width = cell.box.x + cell.box.width - EDGE - name.x
        canvas.bar(name.x, cell.box.bottom - 1, width, share, inks)

    place = written(lambda row: str(row.rank or "-"), _inks, word("column.rank", lang))
    ending = written(end, _end_inks, said or word("column.total" if flagged else "column.score", lang))
    flags = LargeColumn(_flags, ems=_FLAGS, cells=_AIR, over=head_in(word("column.flags", lang), "center"))
    aside = LargeColumn(_moved, cells=_ASIDE)
    return LargeTable((place, aside), _inks, (flags, ending) if flagged else (ending,), _listed, bar)


def _listed(row: RankingRow) -> tuple[str, str]:
    """A row's place and score."""
    return "-" if row.rank is None else str(row.rank), row.score or "-"


def _inks(canvas: Canvas, row: RankingRow) -> Inks:
    theme = canvas.look.theme
    return (theme.faint, theme.faint) if row.rank is None else gold(canvas) if row.rank == 1 else silver(canvas)


def _end_inks(canvas: Canvas, row: RankingRow) -> Inks:
    theme = canvas.look.theme
    if row.status == Status.VETOED:
        return theme.red_high, theme.red_high
    return (theme.faint, theme.faint) if row.rank is None else (theme.gold, theme.gold_low)


def _moved(canvas: Canvas, row: RankingRow, cell: TableCell) -> None:
    """Places gained or lost, over that the place is shared."""
    theme, box = canvas.look.theme, cell.box
    middle, (moved, ink) = box.y + (box.height - 1) // 2, change_of(row, theme)
    canvas.text(box.x, middle, moved, ink, width=box.width, ground=cell.ground)
    if row.tied and row.rank is not None:
        tied = status_of(row, canvas.look.lang)
        canvas.text(box.x, middle + 1, tied, theme.quiet, width=box.width, ground=cell.ground)


def _flags(canvas: Canvas, row: RankingRow, cell: TableCell) -> None:
    """The flags that a unit holds, on a field of their own."""
    held, box, band = given(row.flags), cell.box, canvas.look.theme.band
    if held:
        air = 1 if box.height * 2 >= cell.em + _BAR_FROM else 0
        canvas.fill(box.x, box.y + air, box.width, box.height - 2 * air, band)
        on_line(canvas, box, str(held), on_band(canvas), cell.em, align="center", ground=band)
