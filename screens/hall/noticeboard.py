"""One unit's notice board: its flags, those that it goes for and how far off they are, its stars, its pledges."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from scoreboard.publications.noticeboard import PostedLine, PostedSection
from scoreboard.publications.scenes.noticeboard import NoticeboardScene
from screens.colours import Colour
from screens.hall.parts import captions
from screens.hall.parts.page import Box, gold, head_rows, heading, hero, is_wall, margin_for, silver
from screens.hall.parts.words import word
from screens.hall.table import nothing, pager
from screens.themes import Look, Theme
from screens.widgets.canvas import Canvas
from screens.widgets.cells import BOLD, width_of, wrap

_LEAST_TALL, _TITLE_TALL = 9, 5
"""Rows of a line, and of a title, where they are large."""
_MOST_LINES = 6
"""Rows of text that what is posted may take."""
_INDENT, _GAP = 2, 2
_BESIDE = 33
"""Percent of the width that the short words at the right of a large line have."""

Size = tuple[int, int]


@dataclass(frozen=True)
class _Row:
    """A row of a page: a title, or a part of a line. `leads` is one that must not be the last of a page."""

    left: str
    middle: str = ""
    right: str = ""
    titles: bool = False
    honoured: bool = False
    faint: bool = False
    leads: bool = False


@dataclass(frozen=True)
class _Block:
    """A title or a line that a hall reads."""

    title: str = ""
    line: PostedLine | None = None


def duration(scene: NoticeboardScene) -> float:
    """Nothing moves on it."""
    return 0.0


def pages(scene: NoticeboardScene, size: Size, look: Look) -> int:
    """How many pages the board takes at this size."""
    return max(1, len(_pages(scene, size, look)))


def draw(canvas: Canvas, scene: NoticeboardScene, elapsed: float) -> None:
    """The unit's name, and under it a page of what it has posted."""
    look, size = canvas.look, (canvas.width, canvas.height)
    canvas.deepen()
    head = head_rows(canvas.height)
    if head:
        heading(canvas, scene.called(look.lang), word("noticeboard.title", look.lang), head, 9.0)
    found = _pages(scene, size, look)
    if not found:
        nothing(canvas, head)
        return
    page = found[scene.turned_to(len(found))]
    edge, y = margin_for(canvas.width), head
    airy = len(found) == 1 and 2 * len(page) <= canvas.height - head - 1
    for part in page:
        if isinstance(part, _Block):
            y += _draw_block(canvas, edge, y, part)
        else:
            _draw_row(canvas, edge, y, part)
            y += 2 if airy else 1
    pager(canvas, scene, len(found))


def _pages(scene: NoticeboardScene, size: Size, look: Look) -> Sequence[Sequence[_Row | _Block]]:
    sections = scene.posted(look.lang)
    room = max(1, size[1] - head_rows(size[1]) - 1)
    if is_wall(size) and not look.native:
        return _cut_blocks(sections, room, _tall(size))
    width = max(8, size[0] - 2 * margin_for(size[0]))
    return _cut_rows([row for section in sections for row in _rows(section, width)], room)


def _tall(size: Size) -> int:
    return max(_LEAST_TALL, size[1] // 8)


def _cut_blocks(sections: Sequence[PostedSection], room: int, tall: int) -> list[list[_Row | _Block]]:
    """Large lines, page by page; a section that goes on has its title on each."""
    found: list[list[_Row | _Block]] = []
    left = 0
    for section in sections:
        title = _Block(title=section.title)
        begun = False
        for line in section.lines:
            if left < tall + (0 if begun else _TITLE_TALL):
                found.append([])
                left, begun = room, False
            if not begun:
                found[-1].append(title)
                left, begun = left - _TITLE_TALL, True
            found[-1].append(_Block(line=line))
            left -= tall
    return found


def _cut_rows(rows: Sequence[_Row], room: int) -> list[list[_Row | _Block]]:
    """Rows of text, page by page; a title never stands alone at the foot, and a page begins with no empty row."""
    found: list[list[_Row | _Block]] = []
    left = 0
    for at, row in enumerate(rows):
        together = 1
        while rows[at + together - 1].leads and at + together < len(rows):
            together += 1
        if left < min(together, room):
            found.append([])
            left = room
        if not row.left and not row.right and not found[-1]:
            continue
        found[-1].append(row)
        left -= 1
    return found


def _rows(section: PostedSection, width: int) -> Iterator[_Row]:
    """A section as rows of text: an empty one, its title, its lines."""
    yield _Row("", leads=True)
    yield _Row(section.title, titles=True, leads=True)
    for line in section.lines:
        yield from _rows_of(line, width - _INDENT)


def _rows_of(line: PostedLine, width: int) -> Iterator[_Row]:
    """A line: its words over as many rows as they need, what is said of it at the right, else on a row of its own."""
    aside = line.aside if width_of(line.aside) <= width // 2 else ""
    beside = width - (width_of(aside) + _GAP if aside else 0)
    words = wrap(line.main, beside, _MOST_LINES)
    with_note = len(words) == 1 and width_of(words[0]) + _GAP + width_of(line.note) <= beside
    for number, text in enumerate(words):
        first = number == 0
        middle = line.note if with_note else ""
        yield _Row(text, middle, aside if first else "", honoured=line.honoured, leads=number < len(words) - 1)
    if line.aside and not aside:
        for text in wrap(line.aside, width, 2):
            yield _Row("", right=text, honoured=line.honoured)
    if line.note and not with_note:
        for text in wrap(line.note, width - _INDENT, 2):
            yield _Row("  " + text, faint=True)


def _draw_row(canvas: Canvas, edge: int, y: int, row: _Row) -> None:
    theme, width = canvas.look.theme, canvas.width - 2 * edge
    if row.titles:
        canvas.text(edge, y, row.left, theme.gold, width=width, attributes=BOLD)
        return
    x, inner = edge + _INDENT, max(1, width - _INDENT)
    canvas.text(x, y, row.left, theme.quiet if row.faint else _ink(theme, row.honoured), width=inner)
    if row.middle:
        canvas.text(x + width_of(row.left) + _GAP, y, row.middle, theme.quiet, width=inner)
    if row.right:
        ink = theme.gold_high if row.honoured else theme.text
        canvas.text(x, y, row.right, ink, width=inner, align="right", attributes=BOLD)


def _ink(theme: Theme, honoured: bool) -> Colour:
    return theme.gold_high if honoured else theme.text


def _draw_block(canvas: Canvas, edge: int, y: int, block: _Block) -> int:
    """A title with its rule, or a line over a darker field; returns the rows taken."""
    theme, width = canvas.look.theme, canvas.width - 2 * edge
    if block.line is None:
        hero(canvas, Box(edge, y, width, _TITLE_TALL - 1), block.title, gold(canvas), align="left", largest=8)
        return _TITLE_TALL
    tall, line = _tall((canvas.width, canvas.height)), block.line
    canvas.fill(edge, y, width, tall - 1, theme.panel)
    inks = gold(canvas) if line.honoured else silver(canvas)
    room = tall - 2
    beside = width * _BESIDE // 100 if line.short else 0
    left = Box(edge + 1, y, width - beside - 2, room)
    hero(canvas, left, line.main, inks, align="left", largest=2 * room, ground=theme.panel)
    if line.short:
        right = Box(edge + width - beside, y, beside - 1, room)
        hero(canvas, right, line.short, inks, align="right", largest=2 * room, ground=theme.panel)
    aside = "" if line.aside == line.short else line.aside
    half = width // 2 - 2 if line.note and aside else width - 2
    canvas.text(edge + 1, y + room, line.note, theme.quiet, width=half, ground=theme.panel)
    canvas.text(edge + width - 1 - half, y + room, aside, inks[0], width=half, align="right", ground=theme.panel)
    return tall


def caption(scene: NoticeboardScene, lang: str) -> str:
    """The unit, and the flags that it holds."""
    held = next((section for section in scene.posted(lang) if section.about == "held"), None)
    flags = captions.names(line.main for line in held.lines) if held else ""
    return captions.line(scene.called(lang), flags)
