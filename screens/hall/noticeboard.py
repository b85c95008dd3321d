"""One unit's notice board: its flags, those that it goes for and how far off they are, its stars, its pledges."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from scoreboard.publications.noticeboard import PostedLine, PostedSection
from scoreboard.publications.scenes.noticeboard import NoticeboardScene
from screens.colours import Colour
from screens.hall.parts import captions, hall_card
from screens.hall.parts.card import Card, Titled
from screens.hall.parts.card_notes import is_far
from screens.hall.parts.hall_words import word
from screens.hall.parts.least_sizes import Rank
from screens.hall.parts.page import Box, gold, head_rows, heading, hero, is_hall, margin_for
from screens.hall.parts.placed_words import wall_of
from screens.hall.parts.walls import Wall
from screens.hall.table import nothing, pager
from screens.looks import Look, Theme
from screens.widgets.canvas import Canvas
from screens.widgets.cells import BOLD, width_of, wrap

_TITLE_ROWS, _LARGE_TITLE_ROWS, _FAR_TITLE_ROWS = 2, 5, 8
"""Rows of a title in a hall, as text and in large letters, and on a wall of so many rows that these would be small."""
_TITLE, _FAR_TITLE = 8, 14
"""The em of such letters in half rows, at most, on either wall."""
_MOST_LINES = 6
"""Rows of text that what is posted may take."""
_INDENT, _GAP = 2, 2
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
    """A title or a line that a hall reads, with the rows that it takes."""

    rows: int
    title: str = ""
    card: Card | None = None


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
    width = canvas.width - 2 * edge
    cards = [((width, part.rows - 1), part.card) for part in page if isinstance(part, _Block) and part.card]
    largest = hall_card.largest_name(wall_of(canvas), cards, look.lang)
    airy = len(found) == 1 and 2 * len(page) <= canvas.height - head - 1
    for part in page:
        if isinstance(part, _Block):
            _draw_block(canvas, Box(edge, y, width, part.rows), part, largest)
            y += part.rows
        else:
            _draw_row(canvas, edge, y, part)
            y += 2 if airy else 1
    pager(canvas, scene, len(found))


def _pages(scene: NoticeboardScene, size: Size, look: Look) -> Sequence[Sequence[_Row | _Block]]:
    sections = scene.posted(look.lang)
    room = max(1, size[1] - head_rows(size[1]) - 1)
    width = max(8, size[0] - 2 * margin_for(size[0]))
    if is_hall(size) and not look.native:
        return [_shared(page, room) for page in _cut_blocks(sections, (width, room), Wall(size[1], look.glyphs), look)]
    return _cut_rows([row for section in sections for row in _rows(section, width)], room)


def _cut_blocks(sections: Sequence[PostedSection], size: Size, wall: Wall, look: Look) -> list[list[_Block]]:
    """Large lines, page by page; a section that goes on has its title on each."""
    found: list[list[_Block]] = []
    left, (width, room) = 0, size
    for section in sections:
        title, begun = _Block(_title_rows(wall, width, section.title), section.title), False
        for line in section.lines:
            card = _card(line)
            rows = hall_card.least_rows(wall, (width, room - title.rows - 1), card, look.lang, about=True) + 1
            if left < rows + (0 if begun else title.rows):
                found.append([])
                left, begun = room, False
            if not begun:
                found[-1].append(title)
                left, begun = left - title.rows, True
            found[-1].append(_Block(rows, card=card))
            left -= rows
    return found


def _card(line: PostedLine) -> Card:
    aside = "" if line.aside == line.short else line.aside
    return Card(Titled(line.main, line.main), line.note, "", aside, line.short, honoured=line.honoured)


def _title_rows(wall: Wall, width: int, title: str) -> int:
    rows, em = (_FAR_TITLE_ROWS, _FAR_TITLE) if is_far(wall) else (_LARGE_TITLE_ROWS, _TITLE)
    lettered = wall.lettering(Box(0, 0, width, rows - 1), title, Rank.THIRD, largest=em * wall.glyphs.across)
    return rows if lettered else _TITLE_ROWS


def _shared(page: Sequence[_Block], room: int) -> list[_Block]:
    """The blocks of a page, its lines sharing what is left of its height, none of them more than half of it."""
    cards = sum(part.card is not None for part in page)
    spare = max(0, room - sum(part.rows for part in page)) // max(1, cards)
    return [
        replace(part, rows=max(part.rows, min(part.rows + spare, room // 2))) if part.card else part for part in page
    ]


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


def _draw_block(canvas: Canvas, box: Box, block: _Block, largest: int) -> None:
    """A title, or a line over a darker field."""
    inner = Box(box.x, box.y, box.width, box.height - 1)
    if block.card is None:
        em = _FAR_TITLE if is_far(wall_of(canvas)) else _TITLE
        hero(canvas, inner, block.title, gold(canvas), align="left", largest=em)
        return
    canvas.fill(inner.x, inner.y, inner.width, inner.height, canvas.look.theme.panel)
    hall_card.draw_card(canvas, inner, block.card, 1.0, largest)


def caption(scene: NoticeboardScene, lang: str) -> str:
    """The unit, and the flags that it holds."""
    held = next((section for section in scene.posted(lang) if section.about == "held"), None)
    flags = captions.names(line.main for line in held.lines) if held else ""
    return captions.line(scene.called(lang), flags)
