"""The roll of honour: all winners under the star that they won."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, product
from typing import TypeVar

from scoreboard.publications.kinds.stars import StarRow, told_decisions
from scoreboard.publications.names import named
from scoreboard.publications.scene import portrait_of
from scoreboard.publications.scenes.roll import RollScene
from screens.hall.parts import captions, long_notes
from screens.hall.parts.cue_image import beside_image, draw_image, other_image
from screens.hall.parts.hall_words import label, word
from screens.hall.parts.least_sizes import few_of
from screens.hall.parts.page import (
    Box,
    gold,
    head_rows,
    heading,
    hero,
    is_hall,
    is_wall,
    line,
    margin_of,
    on_band,
    silver,
)
from screens.hall.table import nothing, pager
from screens.looks import Look
from screens.widgets.bigtext import LEGIBLE, LEGIBLE_LATIN, ems_of, is_narrow
from screens.widgets.canvas import Canvas
from screens.widgets.cells import BOLD, spaced, width_of
from screens.widgets.fitted import Setting, least_width

_HEADED = 0.5
_COLUMN = 44
_WIDEST = 64
"""Cells of a column at most, unless it needs more."""
_LEAST_PORTRAIT = 7
"""Rows of a portrait with the name below it."""
_TALLEST = 1.16
"""Ems that the tallest hanzi take."""
_LINES = ((8, 8), (8, 2), (2, 2))
"""Rows of a star's name, and of whence somebody is, with the free one: both large on a wall, or one, or neither."""
_LONG_ORIGIN, _OVER_ORIGINS = 20, 1.5
"""Ems of whence somebody is for which no others are smaller; how much larger than legible names are over it."""
_MOST = 6
"""Pages of large names, at most: of more of them nobody sees the end."""

Part = TypeVar("Part")
Star = tuple[str, list[StarRow]]
"""The name of a star and the rows of its winners."""
Item = StarRow | str | None
"""A winner, the name of a star above its winners, or a free line."""


def duration(scene: RollScene) -> float:
    """Only the heading is uncovered."""
    return _HEADED


def pages(scene: RollScene, size: tuple[int, int], look: Look) -> int:
    """How many pages the roll takes at this size."""
    size = long_notes.left_by(_note(scene, look.lang), size)
    rooms = _rooms(scene, size, look)
    if rooms:
        return len(rooms)
    layout = _layout(scene, size, look)
    return max(1, -(-len(layout.columns) // layout.across))


def draw(canvas: Canvas, scene: RollScene, elapsed: float) -> None:
    """As many columns as the page is wide; the payload's "page" (from 0) where they do not fit one."""
    canvas.deepen()
    look, whole = canvas.look, (canvas.width, canvas.height)
    size = long_notes.left_by(_note(scene, look.lang), whole)
    board, head = scene.board, head_rows(canvas.height)
    if head:
        period = named(board.period_name, board.period_name_en, look.lang) if board else ""
        heading(canvas, word("roll.title", look.lang), period, head, elapsed)
    rooms = _rooms(scene, size, look)
    if rooms:
        stars, gallery = rooms[scene.turned_to(len(rooms))]
        _draw_gallery(canvas, Box(0, head, size[0], size[1] - head), stars, gallery, scene)
        pager(canvas, scene, len(rooms), note=long_notes.draw(canvas, _note(scene, look.lang)))
        return
    layout = _layout(scene, size, look)
    if not layout.columns:
        nothing(canvas, head)
        return
    count = pages(scene, whole, look)
    start = scene.turned_to(count) * layout.across
    shown = layout.columns[start : start + layout.across]
    needed = max(_WIDEST, *(_needed(items, look.lang) for items in shown))
    width = min((canvas.width - 2 * margin_of(canvas)) // len(shown), needed)
    left = (canvas.width - width * len(shown)) // 2
    tallest = max(map(len, shown)) * layout.pitch
    top = head + max(head > 2, (size[1] - head - 2 - tallest) // 3)
    for number, items in enumerate(shown):
        _column(canvas, Box(left + number * width, top, width - 2, 0), items, layout.pitch)
    below = top + tallest + 1
    _portraits(canvas, Box(0, below, canvas.width, size[1] - below - 1), scene, shown)
    pager(canvas, scene, count, note=long_notes.draw(canvas, _note(scene, look.lang)))


def _note(scene: RollScene, lang: str) -> str:
    """Why ties were decided as they were."""
    return told_decisions(scene.board.rows, lang) if scene.board else ""


def _portraits(canvas: Canvas, box: Box, scene: RollScene, shown: Sequence[Sequence[Item]]) -> None:
    """The portraits of all who are on the page and have one, each over the name, where the page is empty."""
    lang = canvas.look.lang
    pictured = [
        (row, image)
        for items in shown
        for row in items
        if isinstance(row, StarRow) and (image := other_image(scene, portrait_of(row.unit, row.person)))
    ]
    if not pictured or box.height < _LEAST_PORTRAIT:
        return
    wide = min(box.width // len(pictured), _WIDEST)
    if any(width_of(_person(row, lang)) > wide - 2 for row, _ in pictured):
        return
    left = (box.width - wide * len(pictured)) // 2
    for number, (row, image) in enumerate(pictured):
        x = left + number * wide
        draw_image(canvas, Box(x + 1, box.y, wide - 2, box.height - 1), image)
        line(canvas, Box(x + 1, box.bottom - 1, wide - 2, 1), _person(row, lang), canvas.look.theme.gold)


@dataclass(frozen=True)
class _Gallery:
    """A grid in which every name is a hero: people in a row, rows of cells that one of them takes, with portraits?

    A star's name takes `title` of them, whence somebody is comes below their name in `origin` of them. `alone` is
    whether a name that is too long for its place has a line to itself.
    """

    across: int
    tall: int
    pictured: bool
    title: int
    origin: int
    alone: bool

    def lines(self, rows: Sequence[StarRow], wide: int, look: Look) -> list[list[StarRow]]:
        """People beside each other in as many lines as they need, in places of so many cells."""
        lines: list[list[StarRow]] = []
        for row in rows:
            full = not lines or len(lines[-1]) == self.across
            if full or (self.alone and any(_is_long(one, wide, look) for one in (*lines[-1], row))):
                lines.append([row])
            else:
                lines[-1].append(row)
        return lines


def _rooms(scene: RollScene, size: tuple[int, int], look: Look) -> list[tuple[list[Star], _Gallery]]:
    """The stars of each page with their grid, on as few pages as let all names be heroes; none if not on `_MOST`.

    Where there are portraits, beside those if they can be.
    """
    stars = [] if look.native else _stars(scene, look.lang)
    pictured = any(other_image(scene, portrait_of(row.unit, row.person)) for _, rows in stars for row in rows)
    lines, halves = _LINES if is_wall(size) else _LINES[-1:], (1, 2) if is_hall(size) else (1,)
    portraits = (True, False) if pictured else (False,)
    for alone, wanted, (title, origin), pieces in product((True, False), portraits, lines, halves):
        told = [(name, part) for name, rows in stars for part in _even(rows, pieces)]
        for count in range(1, min(_MOST, len(told)) + 1):
            parts = _even(told, count)
            found = [(part, _gallery(part, size, look, wanted, title, origin, alone)) for part in parts]
            if all(gallery for _, gallery in found):
                return [(part, gallery) for part, gallery in found if gallery]
    return []


def _even(whole: Sequence[Part], count: int) -> list[list[Part]]:
    """The whole in so many parts, or as many as it has, that are equally long."""
    count = max(1, min(count, len(whole)))
    edges = [len(whole) * at // count for at in range(count + 1)]
    return [list(whole[start:end]) for start, end in pairwise(edges)]


def _gallery(
    stars: list[Star], size: tuple[int, int], look: Look, pictured: bool, title: int, origin: int, alone: bool
) -> _Gallery | None:
    """The grid, if the names of these stars are legible as heroes on one page, but for a few long ones.

    So is whence they are where that has more rows than ordinary text.
    """
    longest = _usual([_person(row, look.lang) for _, rows in stars for row in rows])
    below, more = 0.0, 1.0
    if origin > _LINES[-1][1]:
        origins = [ems_of(_origin(row, look.lang)) for _, rows in stars for row in rows]
        below, more = max((ems for ems in origins if ems <= _LONG_ORIGIN), default=0.0), _OVER_ORIGINS
    room = size[1] - head_rows(size[1]) - 2 - title * len(stars)
    least = LEGIBLE_LATIN if all(is_narrow(_person(row, look.lang)) for _, rows in stars for row in rows) else LEGIBLE
    best: tuple[int, _Gallery] | None = None
    for across in range(1, max((len(rows) for _, rows in stars), default=0) + 1):
        wide = (size[0] - 2) // across
        wide -= _between(wide)
        gallery = _Gallery(across, 0, pictured, title, origin, alone)
        tall = min(24, room // sum(len(gallery.lines(rows, wide, look)) for _, rows in stars))
        if pictured:
            cell = beside_image(look.glyphs, Box(0, 0, wide, tall - origin))
            wide = cell[1].width if cell else 0
        em = min(wide * look.glyphs.across * 2 // max(1, longest), int((tall - origin) * look.glyphs.down / _TALLEST))
        reads = wide * look.glyphs.across >= below * LEGIBLE * look.glyphs.coarseness
        if reads and em >= least * more * look.glyphs.coarseness and (best is None or em > best[0]):
            best = em, replace(gallery, tall=tall)
    return best[1] if best else None


def _is_long(row: StarRow, wide: int, look: Look) -> bool:
    """Whether a name has no room in so many cells, however it is set on one line."""
    return least_width(_person(row, look.lang), Setting(coarseness=look.glyphs.coarseness)) > wide * look.glyphs.across


def _between(width: int) -> int:
    """The free cells between two names, which are not to be read as one."""
    return max(4, width // 12)


def _usual(told: Sequence[str]) -> int:
    """The cells of a text that few are longer than: these few are smaller, each by itself."""
    wide = sorted(map(width_of, told))
    return wide[-1 - few_of(len(wide))] if wide else 0


def _draw_gallery(canvas: Canvas, page: Box, stars: list[Star], gallery: _Gallery, scene: RollScene) -> None:
    """The people of each star in a grid, at the right of their portraits where the names stay nearly as large."""
    lang, theme = canvas.look.lang, canvas.look.theme
    title, origin = gallery.title, gallery.origin
    edge, look = 1, canvas.look
    width = (canvas.width - 2 * edge) // gallery.across
    cell_wide = width - _between(width)
    set_lines = [(name, gallery.lines(rows, cell_wide, look)) for name, rows in stars]
    used = sum(title + gallery.tall * len(lines) for _, lines in set_lines)
    y = page.y + max(0, (page.height - 1 - used) // 2)
    longest, wide = _usual([_person(row, lang) for _, rows in stars for row in rows]), cell_wide
    if gallery.pictured and (cell := beside_image(canvas.look.glyphs, Box(0, 0, wide, gallery.tall - origin))):
        wide = cell[1].width
    largest = wide * 2 // max(1, longest)
    for name, lines in set_lines:
        canvas.fill(0, y, canvas.width, title - 1, theme.band)
        band = Box(edge, y, canvas.width - 2 * edge, title - 1)
        if band.height > 1:
            hero(canvas, band, name, on_band(canvas), ground=theme.band)
        else:
            line(canvas, band, spaced(name, canvas.width), theme.band_ink, attributes=BOLD)
        y += title
        for shown in lines:
            whole = canvas.width - 2 * edge if gallery.alone and _is_long(shown[0], cell_wide, look) else width
            for number, row in enumerate(shown):
                left = (canvas.width - len(shown) * whole) // 2 + number * whole
                air = _between(whole)
                box = Box(left + air // 2, y, whole - air, gallery.tall - origin)
                _honoured(canvas, box, row, gallery, scene, largest)
            y += gallery.tall


def _honoured(canvas: Canvas, box: Box, row: StarRow, gallery: _Gallery, scene: RollScene, largest: int) -> None:
    """One person beside their portrait, and below the name whence they are."""
    lang = canvas.look.lang
    if gallery.pictured and (divided := beside_image(canvas.look.glyphs, box)):
        draw_image(canvas, divided[0], other_image(scene, portrait_of(row.unit, row.person)))
        box = divided[1]
    drawn = hero(canvas, box, _person(row, lang), gold(canvas), largest=largest)
    below = Box(box.x, drawn.bottom, box.width, gallery.origin - 1)
    if below.height > 1:
        hero(canvas, below, _origin(row, lang), silver(canvas), largest=2 * below.height - 1)
    else:
        line(canvas, below, _origin(row, lang), canvas.look.theme.text)


def _origin(row: StarRow, lang: str) -> str:
    return "  ".join(part for part in (row.called(lang), row.post_called(lang)) if part)


def _person(row: StarRow, lang: str) -> str:
    return row.person_called(lang) or word("star.none", lang)


@dataclass(frozen=True)
class _Layout:
    """The columns of the whole roll, how many a page shows, and rows from line to line."""

    columns: list[list[Item]]
    across: int
    pitch: int


def _layout(scene: RollScene, size: tuple[int, int], look: Look) -> _Layout:
    """The loosest setting in which the roll fits one page, a column for each star if it can be; else the tightest."""
    stars = _stars(scene, look.lang)
    across = max(1, size[0] // _COLUMN)
    room = max(2, size[1] - head_rows(size[1]) - 2)
    for pitch in (3, 2, 1):
        tall = max(2, room // pitch)
        if len(stars) <= across and all(len(rows) < tall for _, rows in stars):
            return _Layout([[name, *rows] for name, rows in stars], across, pitch)
        columns = _flow(stars, tall)
        if len(columns) <= across or pitch == 1:
            return _Layout(columns, across, pitch)
    raise AssertionError("the tightest setting always ends the search")


def _stars(scene: RollScene, lang: str) -> list[Star]:
    """Each star that has rows, in the board's order, with its rows."""
    if scene.board is None:
        return []
    rows = scene.board.rows
    names = {row.star: row.star_called(lang) for row in rows}
    told = [star.id for star in scene.board.stars if star.id in names]
    order = [*told, *(star for star in names if star not in told)]
    return [(names[star], [row for row in rows if row.star == star]) for star in order]


def _flow(stars: list[Star], tall: int) -> list[list[Item]]:
    """The roll cut into columns of `tall` lines; a star's name is never the last line of one."""
    columns: list[list[Item]] = []
    current: list[Item] = []
    for name, rows in stars:
        if current and len(current) + 3 > tall:
            columns.append(current)
            current = []
        current += [None, name] if current else [name]
        for row in rows:
            if len(current) >= tall:
                columns.append(current)
                current = [name]
            current.append(row)
    return [*columns, current] if current else columns


def _column(canvas: Canvas, box: Box, items: list[Item], pitch: int) -> None:
    lang, theme = canvas.look.lang, canvas.look.theme
    wide, unit_wide = _widths([item for item in items if isinstance(item, StarRow)], box.width, lang)
    for number, item in enumerate(items):
        y = box.y + number * pitch
        if isinstance(item, str):
            canvas.chip(box.x, y, item, theme.band_ink, theme.band)
        elif item is not None:
            canvas.text(box.x + 1, y, _person(item, lang), theme.gold, width=wide, attributes=BOLD)
            post = item.post_called(lang)
            x, left = box.x + 1 + wide + 2, box.width - wide - 3 - width_of(post) - 2
            unit = label(item, lang, max(unit_wide, left))
            canvas.text(x, y, unit, theme.text)
            x += max(width_of(unit), min(unit_wide, left)) + 2
            canvas.text(x, y, post, theme.quiet, width=max(0, box.x + box.width - x))


def _widths(rows: Sequence[StarRow], width: int, lang: str) -> tuple[int, int]:
    """The cells of the people and of their units: units have half of what is left, or what the posts leave of it."""
    people, units, posts = (
        max((width_of(text) for text in texts), default=0)
        for texts in zip(*((_person(row, lang), row.called(lang), row.post_called(lang)) for row in rows), strict=True)
    )
    wide = min(width // 2, people)
    room = max(1, width - wide - 3)
    return wide, min(units, max(1, room // 2, room - posts - 2))


def _needed(items: Sequence[Item], lang: str) -> int:
    """The cells in which nothing of a column is cut, with those that stand free beside it."""
    rows = [item for item in items if isinstance(item, StarRow)]
    wide = ((_person(row, lang), row.called(lang), row.post_called(lang)) for row in rows)
    return sum(max(map(width_of, texts)) + 2 for texts in zip(*wide, strict=True)) + 2


def caption(scene: RollScene, lang: str) -> str:
    """Who has won which star."""
    stars = _stars(scene, lang)
    told = (f"{name}: {word('and', lang).join(_person(row, lang) for row in rows)}" for name, rows in stars)
    return captions.names(told)
