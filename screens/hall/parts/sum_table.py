"""The year's sum in rows so large that a hall reads them: it grows in columns, and rows move as it grows."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from math import ceil

from scoreboard.publications.kinds.annual import AnnualBoard, AnnualRow
from screens.colours import Colour, blend
from screens.hall.parts.card_notes import FAR
from screens.hall.parts.hall_words import short_in, word
from screens.hall.parts.large_rows import least_cells, legible_em, room_in
from screens.hall.parts.motion import ease, span
from screens.hall.parts.page import Box, gold, hero, is_wall, margin_for, on_line
from screens.hall.parts.pagination import Leaf, draw_list, groups_of, leaves, list_beside, most_pages
from screens.hall.parts.standings import MOVING, inked
from screens.hall.parts.year import SumPart, heads_that_fit, order, sum_of
from screens.looks import Look
from screens.widgets.bigtext import LEGIBLE, LEGIBLE_LATIN, ems_of, is_narrow
from screens.widgets.canvas import Align, Canvas
from screens.widgets.cells import width_of

Rows = Sequence[AnnualRow]

_LARGEST = 24
_APART = 3
"""Cells between columns, at least."""
_GAP = 0.5
"""Ems between columns where the rows stay legible, so that digits of two are not read as one number."""
_LONGEST, _TOO_LONG = 8.0, 12.0
"""Ems that the column of names is given at most: a longer name is smaller than the others, a too long one is short."""


_BAND = 7
"""Rows at the foot in which it is told what is added."""
_HEAD = 6
"""Rows more than one that heads of columns take in letters."""
_STRUCK = 0.6
"""Seconds for which a row is struck out before it falls."""


@dataclass(frozen=True)
class Sheet:
    """The columns of large rows in cells, the first `numbers` of them parts of the sum, at an em in half rows."""

    em: int
    numbers: int
    place: int
    names: int
    columns: tuple[int, ...]
    short: bool


@dataclass(frozen=True)
class SumLine:
    """What a row says: its place, its name, the parts of its sum, the sum, and that it is vetoed."""

    place: str
    name: str
    parts: tuple[tuple[str, Colour], ...]
    total: tuple[str, Colour]
    veto: str
    ink: Colour


def _sheet_for(
    look: Look,
    size: tuple[int, int],
    box: Box,
    rows: Rows,
    every: Sequence[SumPart],
    count: int,
    short: bool,
) -> Sheet | None:
    """How `count` rows are largest in `box`; None where they would not be legible."""
    tall = box.height // count
    if not rows or look.native or not is_wall(size) or tall * 2 / 1.12 < legible_em(look, True):
        return None
    names_told = [_called(row, look.lang, short) for row in rows]
    names, place = min(_LONGEST, max(map(ems_of, names_told))), 0.6 * len(str(len(rows)))
    widths = _widths(rows, every, look.lang)
    ems, fixed = names + place + sum(widths), (len(widths) + 2) * _APART + 2
    em = int(min((box.width - fixed) / ems, tall * 2 / 1.12, _LARGEST))
    legible = legible_em(look, all(map(is_narrow, names_told)))
    if em < legible:
        return None
    em = max(ceil(legible), min(em, int((box.width - 2) / (ems + _GAP * (len(widths) + 2)))))
    longest = max(map(ems_of, names_told))
    read = max(ceil(least_cells(look, name)) for name in names_told) - round(names * em)
    cells = [round(width * em) for width in widths]
    free = max(0, box.width - fixed - round((names + place) * em) - sum(cells))
    if _heads_above(size):  # heads are in letters where a long name has room beside them
        more = [max(0, need - have) for need, have in zip(_head_cells(every, look.lang), cells, strict=False)]
        if sum(more) + max(0, read) <= free or sum(more) <= free // 2:
            cells[: len(more)] = [have + add for have, add in zip(cells, more, strict=False)]
            free -= sum(more)
    wanted, airy = round((longest - names) * em), free - em * len(widths) // 2
    wider = max(0, min(wanted, airy), read if read <= free else 0)  # a long name is read before there is air
    air = (free - wider) // len(widths)
    columns = tuple(have + _APART + min(air, 2 * em) for have in cells)
    numbers = sum(part.kind != "vetoes" for part in every)
    return Sheet(em, numbers, round(place * em) + 1, round(names * em) + wider + _APART, columns, short)


def _called(row: AnnualRow, lang: str, short: bool) -> str:
    """A unit's name, a short one where all have those, or where it alone is too long."""
    name = row.called(lang)
    return short_in(row, lang) if short or ems_of(name) > _TOO_LONG else name


def _draw_entry(canvas: Canvas, box: Box, sheet: Sheet, entry: SumLine, ground: Colour) -> None:
    """A row; where it is vetoed, a line goes through it."""

    def write(x: int, width: int, text: str, ink: Colour, align: Align = "right") -> None:
        if text:
            on_line(canvas, Box(x, box.y, width, box.height), text, (ink, ink), sheet.em, align=align, ground=ground)

    red = canvas.look.theme.red_high
    write(box.x + 1, sheet.place, entry.place, entry.ink)
    start = x = box.x + 1 + sheet.place + _APART
    write(x, sheet.names, entry.name, entry.ink, "left")
    x += sheet.names
    for width, (text, ink) in zip(sheet.columns, entry.parts, strict=False):
        write(x, width, text, ink)
        x += width
    x = start + sheet.names + sum(sheet.columns[: sheet.numbers])
    write(x, sheet.columns[sheet.numbers], *entry.total)
    x += sheet.columns[sheet.numbers]
    if entry.veto:
        write(x, sheet.columns[-1], entry.veto, red)
        canvas.text(start - 1, box.y + box.height // 2, "─" * (x - start + 2), red, width=x - start + 2, ground=ground)


def found(
    board: AnnualBoard | None, every: Sequence[SumPart], look: Look, size: tuple[int, int]
) -> tuple[tuple[Leaf[AnnualRow], ...], bool] | None:
    """The pages whose rows are large, and whether names on them are short ones; None where rows are ordinary text."""
    for most, short in product(most_pages(size), (False, True)):
        pages = _leaves(board, every, look, size, _room(size), short, most)
        if pages:
            return pages, short
    return None


def _leaves(
    board: AnnualBoard | None,
    every: Sequence[SumPart],
    look: Look,
    size: tuple[int, int],
    room: Box,
    short: bool,
    most: int,
) -> tuple[Leaf[AnnualRow], ...]:
    groups = groups_of(board)

    def fits(group: int, count: int) -> bool:
        return _sheet_for(look, size, room, groups[group], every, count, short) is not None

    return leaves(groups, fits, most)


def _room(size: tuple[int, int]) -> Box:
    edge = margin_for(size[0])
    whole, above = room_in(size, edge, edge), _heads_above(size)
    return Box(whole.x, whole.y + above, whole.width, whole.height - above - _BAND - 1)


def _head_cells(every: Sequence[SumPart], lang: str) -> list[int]:
    """The cells of the shortest heads over parts of the sum and over it, in letters."""
    heads = [*(part.heads[-1] for part in every if part.kind != "vetoes"), word("annual.total", lang)]
    return [ceil(ems_of(head) * _head_em(lang)) for head in heads]


def _head_em(lang: str) -> int:
    """The em in half rows of heads in letters."""
    return LEGIBLE if lang == "zh" else LEGIBLE_LATIN


def _heads_above(size: tuple[int, int]) -> int:
    """The rows more than one that the heads of columns take: on a far wall they are in letters, too."""
    return _HEAD if size[1] >= FAR else 0


def _widths(rows: Rows, every: Sequence[SumPart], lang: str) -> list[float]:
    """Ems of each part that is a number, of the sum, and of the word for a veto, if there are vetoes."""
    numbers = [part for part in every if part.kind != "vetoes"]
    widths = [max(ems_of(_worth(part, row)) for row in rows) for part in numbers]
    widths.append(max(ems_of(_total(row, numbers)) for row in rows))
    return [*widths, ems_of(word("annual.vetoed", lang))] if len(numbers) < len(every) else widths


def _worth(part: SumPart, row: AnnualRow) -> str:
    """A part's number: honours with their sign, a dash where it is nothing."""
    value = part.worth(row)
    return f"{'+' if part.kind == 'honours' else ''}{value:f}" if value else "-"


def _total(row: AnnualRow, added: Sequence[SumPart]) -> str:
    """What the parts that are added make, as it is written."""
    value = sum_of(row, added)
    return f"{value.normalize():f}" if value else "0"


def draw(
    canvas: Canvas,
    board: AnnualBoard | None,
    leaf: Leaf[AnnualRow],
    short: bool,
    every: list[SumPart],
    beat: int,
    local: float,
) -> None:
    """A page of the sum `local` seconds after the last of its parts, `beat`, was added; below, what is added."""
    look, size, room = canvas.look, (canvas.width, canvas.height), _room((canvas.width, canvas.height))
    done, added = beat >= len(every), every[: beat + 1]
    now, before = order(leaf.rows, added, done), order(leaf.rows, every[:beat], False)
    _band(canvas, board, room, every, beat)

    def told(row: AnnualRow) -> tuple[str, str]:
        rank = row.rank if done else None
        return str(rank or "-"), _total(row, added)

    current = Leaf(now, leaf.start, leaf.count, leaf.pages)
    beside = list_beside(current, room, look.lang, told)
    if beside and len(_leaves(board, every, look, size, beside[0], short, leaf.pages)) == leaf.pages:
        room = beside[0]
        draw_list(canvas, beside[1], current, told)
    sheet = _sheet_for(look, size, room, leaf.rows, every, leaf.count, short)
    if sheet:
        _heads(canvas, room, sheet, every)
        _rows(canvas, room, sheet, current, before, added, local, done, short)


def _heads(canvas: Canvas, room: Box, sheet: Sheet, every: Sequence[SumPart]) -> None:
    """Over each column what its numbers are: as ordinary text, or far from the wall in letters if they can be read."""
    lang, theme = canvas.look.lang, canvas.look.theme
    numbers = [part for part in every if part.kind != "vetoes"]
    widths = sheet.columns[: len(numbers)]

    far = _heads_above((canvas.width, canvas.height)) > 0
    em = _head_em(lang)

    def fits(heads: Sequence[str]) -> bool:
        if far:
            return all(ems_of(head) * em < width for head, width in zip(heads, widths, strict=True))
        return all(width_of(head) < width for head, width in zip(heads, widths, strict=True))

    heads = [*heads_that_fit(numbers, fits), word("annual.total", lang)]
    heads += [word("annual.vetoed", lang) if far else part.heads[-1] for part in every if part.kind == "vetoes"]
    far = far and all(ems_of(head) * em <= width for head, width in zip(heads, sheet.columns, strict=True))

    def write(x: int, width: int, head: str, align: Align = "right") -> None:
        quiet = theme.quiet
        if far:
            on_line(canvas, Box(x, room.y - 1 - _HEAD, width, _HEAD + 1), head, (quiet, quiet), em, align=align)
        else:
            canvas.text(x, room.y - 1, head, quiet, width=width, align=align)

    x = room.x + 1 + sheet.place + _APART + sheet.names
    write(x - sheet.names, sheet.names, word("column.name", lang), "left")
    for head, width in zip(heads, sheet.columns, strict=True):
        write(x, width, head)
        x += width


def _rows(
    canvas: Canvas, room: Box, sheet: Sheet, leaf: Leaf[AnnualRow], before: Rows, added: Sequence[SumPart],
    local: float, done: bool, short: bool,
) -> None:  # fmt: skip
    """The rows on their way from where they stood; whoever is struck out is seen to be before the row falls."""
    theme, last = canvas.look.theme, leaf.count - 1
    pitch = min(room.height // leaf.count, sheet.em)
    top = room.y + (room.height - pitch * leaf.count) // 2
    striking = bool(added) and added[-1].kind == "vetoes" and not done
    share = ease(span(local, _STRUCK if striking else 0.0, MOVING))
    was = {id(row): place - leaf.start for place, row in enumerate(before)}
    for place in range(len(leaf.shown)):
        if place % 2 == 0:
            canvas.fill(room.x, top + place * pitch, room.width, pitch, theme.panel)
    placed = {id(row): (place - leaf.start, row) for place, row in enumerate(leaf.rows)}
    moving = [(was[key], place, row) for key, (place, row) in placed.items()]
    shown = [each for each in moving if 0 <= each[1] <= last or (0 <= each[0] <= last and share < 1)]
    fallen = {id(row) for row in leaf.rows if striking and row.vetoed_by}
    for old, new, row in sorted(shown, key=lambda each: (id(each[2]) in fallen, 0 <= each[1] <= last)):
        start, end = min(last, max(0, old)), min(last, max(0, new))
        y = top + round((start + (end - start) * share) * pitch)
        striped = theme.panel if round(start + (end - start) * share) % 2 == 0 else canvas.ground_at(y)
        ground = blend(theme.red_low, striped, share) if id(row) in fallen else striped
        canvas.fill(room.x, y, room.width, pitch, ground)
        entry = _entry(canvas, row, added, done, short)
        _draw_entry(canvas, Box(room.x, y, room.width, pitch), sheet, entry, ground)


def _entry(canvas: Canvas, row: AnnualRow, added: Sequence[SumPart], done: bool, short: bool) -> SumLine:
    """What a row says with the parts that are added; columns of parts that are not yet added are empty."""
    theme, lang = canvas.look.theme, canvas.look.lang
    struck = bool(row.vetoed_by) and any(part.kind == "vetoes" for part in added)
    ink = theme.quiet if struck else inked(canvas, row) if done else theme.text
    numbers = [part for part in added if part.kind != "vetoes"]
    cells = []
    for part in numbers:
        bright = theme.gold_high if part.kind == "honours" else theme.text
        cells.append((_worth(part, row), bright if part.worth(row) and not struck else theme.faint))
    return SumLine(
        str(row.rank or "-") if done else "",
        _called(row, lang, short),
        tuple(cells),
        (_total(row, numbers), theme.quiet if struck else theme.gold),
        word("annual.vetoed", lang) if struck else "",
        ink,
    )


def _band(canvas: Canvas, board: AnnualBoard | None, room: Box, every: Sequence[SumPart], beat: int) -> None:
    """Under the rows the sum with the part that is added now bright, and what that part is."""
    part = every[beat] if beat < len(every) else None
    band = Box(room.x, room.bottom + 1, room.width, _BAND)
    formula(canvas, board, Box(band.x, band.y, band.width * 3 // 10, band.height), part.kind if part else "")
    told = part.told if part else word("annual.part.total", canvas.look.lang)
    left = band.x + band.width * 3 // 10
    hero(canvas, Box(left, band.y, band.x + band.width - left, band.height), told, gold(canvas), align="right")


def formula(canvas: Canvas, board: AnnualBoard | None, box: Box, kind: str) -> None:
    """The sum in figures, such as 9+1-1, the part of a kind bright, or all of it where none is added any more."""
    figure = board.figure if board else ()
    signs = sum(len(text) for text, _ in figure)
    theme, share, x = canvas.look.theme, box.width // max(1, signs), box.x
    for text, own in figure:
        inks = gold(canvas) if kind in (own, "") else (theme.faint, theme.panel_high)
        hero(canvas, Box(x, box.y, share * len(text), box.height), text, inks, largest=share * 8 // 5)
        x += share * len(text)
