"""A card that a hall reads from its last row: whose it is and how it stands in large letters, the rest below them.

The verdict stands beside the name, or beside the words where the name needs all of the width; what the card is about is
large, too, where that leaves the name its floor. All of it is found by trying a few ways to share the box.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from screens.colours import Colour
from screens.hall.parts import captions
from screens.hall.parts.card import Card, CardLines, set_as_notes
from screens.hall.parts.card_notes import LargeNotes, ToldCard, draw_notes, is_far, large_notes, least_em
from screens.hall.parts.drawn_card import draw_bar, draw_lines
from screens.hall.parts.least_sizes import Rank, least_pixels
from screens.hall.parts.motion import ease, span
from screens.hall.parts.page import Box, gold, on_band, silver
from screens.hall.parts.placed_words import draw_on_field, draw_placed, wall_of
from screens.hall.parts.walls import LARGEST, LaidOut, Wall, Word
from screens.widgets.bigtext import Lettering, is_narrow
from screens.widgets.canvas import Canvas
from screens.widgets.cells import wrap

_SHARE = 8
"""What part of a wall's height a name on a card is at least, where that can be read."""
_EDGE, _APART = 2, 4
"""Free cells at either side of a card's words, and between two that are large."""
_SIDES = 22, 28, 36, 43, 50, 64, 72
"""Per cent of the width that the verdict may have."""
_SMALLER = 70
"""Per cent of the name's size that what the card is about has at most, as long as it can be read."""
_ALIKE = 120
"""Per cent of the smallest name of a page that the others of it have at most."""
_BESIDE = 130
"""Per cent of a name's size that it is worth to have the verdict beside it, and not below."""
_A_LITTLE = 90
"""Per cent of its floor that a name may have where that saves a line."""
_LONGEST = 60
"""Characters of a text that is large on a card, at most."""
_OF_VERDICT = 60
"""Per cent of the verdict's size that the figure beside it has at least: a smaller one stands with the rest."""
_NO_LINES = CardLines("", "", ())
_NAME_LINES = 6
"""Lines of a name that is ordinary text, at most."""


@dataclass(frozen=True)
class SetCard:
    """The parts of a card at their places; no verdict where it is an ordinary word behind the lines."""

    name: LaidOut
    verdict: LaidOut | None
    figure: LaidOut | None
    about: LaidOut | None
    lines: CardLines
    """Empty where the words are large `notes`."""
    lines_at: Box
    notes: LargeNotes | None
    bar: int | None
    """The row of the bar, if there is one."""


@dataclass(frozen=True)
class _Way:
    """How a box is shared: cells of the verdict, 0 for none, and whether it stands beside the name."""

    side: int
    beside: bool = True


def name_floor(wall: Wall, name: str) -> int:
    """The em in pixels that a name on a card holds, if it can."""
    return max(-(-wall.rows * wall.glyphs.down // _SHARE), _least(wall, name))


def is_held(wall: Wall, name: str, em: int) -> bool:
    """Whether a name of so many pixels holds its floor: a line less is worth being a little smaller."""
    return em * 100 >= name_floor(wall, name) * _A_LITTLE


def _least(wall: Wall, text: str) -> int:
    return least_pixels(Rank.SECOND, is_narrow(text), wall.glyphs)


def least_rows(wall: Wall, size: tuple[int, int], card: Card, lang: str, *, about: bool = False) -> int:
    """The rows of a card in so many cells across in which its name holds its floor; `size` has no more of them.

    With `about` those in which what it is about can be read from the last row as well, if there are any; on a wall on
    which a line of text is too small all of its words.
    """
    told = ToldCard.of(card, lang)
    if about and is_far(wall) and (rows := _least_rows(wall, size, told, noted=True)):
        return rows
    large = _about_rows(wall, (size[0] - 2 * _EDGE, size[1]), told) if about else 0
    return (_least_rows(wall, size, told, large) if large else 0) or _least_rows(wall, size, told)


@lru_cache(maxsize=2048)
def _least_rows(wall: Wall, size: tuple[int, int], told: ToldCard, about: int = 0, *, noted: bool = False) -> int:
    """The same with so many rows for what the card is about, or all its words `noted` in letters.

    0 where its name does not hold its floor over them.
    """
    inner = size[0] - 2 * _EDGE, size[1]
    fewest = -(-name_floor(wall, told.name) * 6 // (5 * wall.glyphs.down)) + 1 + told.barred + about
    for held in (True, False):
        with_verdict, without = list[int](), 0
        for way in _ways(inner[0], told):
            if not (rows := _rows_of(wall, inner, told, way, held, about, noted)):
                continue
            if way.side and rows <= fewest:
                return rows
            if way.side:
                with_verdict.append(rows)
            else:
                without = rows
        if about or noted:
            return min(with_verdict, default=0 if told.verdict else without)
        if with_verdict or without:
            return min(with_verdict, default=without)
    lines = len(wrap(told.name, inner[0], _NAME_LINES)) + _lines(told, inner[0], _Way(0)).rows
    return min(size[1], lines + told.barred + 2)


def _ways(width: int, told: ToldCard) -> Iterator[_Way]:
    """The ways in which the name and the verdict share so many cells."""
    for per_cent in _SIDES if told.verdict else ():
        yield _Way(width * per_cent // 100)
        yield _Way(width * per_cent // 100, beside=False)
    yield _Way(0)


def _about_rows(wall: Wall, size: tuple[int, int], told: ToldCard) -> int:
    """The rows of what a card is about where it is no larger than can be read; 0 where it can't be."""
    found = _lettered(wall, *size, told.about, Rank.SECOND, _least(wall, told.about)) if told.about else None
    return _down(wall, found) if found else 0


def _rows_of(wall: Wall, size: tuple[int, int], told: ToldCard, way: _Way, held: bool, about: int, noted: bool) -> int:
    """The rows that a card takes in this way, its name no larger than its floor; 0 where it can't be read.

    If its floor has to be `held`, it is 0 where the name is smaller. What it is `about` takes so many of them.
    """
    if about and not way.beside:
        return 0
    width, most = size[0], size[1] - told.barred
    rest = width - way.side - _APART if way.side else width
    sign = _lettered(wall, way.side - 2 * _EDGE, most, told.verdict, Rank.SECOND, _least(wall, told.verdict))
    if way.side and sign is None:
        return 0
    across, beside = (rest, width) if way.beside else (width, rest)
    notes = _notes(wall, beside, most * 2 // 3, told, way) if noted else None
    if noted and notes is None and told.is_noted:
        return 0
    lines = notes.rows if notes else _lines(told, beside, way, about=about > 0).rows + about
    aside = _down(wall, sign) if sign else 0
    below = lines if way.beside else max(lines, aside)
    least = max(name_floor(wall, told.name), -(-_least(wall, told.about) * 100 // _SMALLER) if about else 0)
    name = _lettered(wall, across, most - below, told.name, Rank.HERO, least)
    if name is None or (held and name.em * 100 < least * _A_LITTLE):
        return 0
    above = max(_down(wall, name), aside if way.beside else 0)
    return above + below + told.barred if above + below <= most else 0


def _lettered(wall: Wall, width: int, rows: int, text: str, rank: Rank, largest: int = LARGEST) -> Lettering | None:
    if width < 1 or rows < 1 or len(text) > _LONGEST:
        return None
    return wall.lettering(Box(0, 0, width, rows), text, rank, largest=largest)


def _lines(told: ToldCard, width: int, way: _Way, *, figure: bool = True, about: bool = False) -> CardLines:
    """The words that are ordinary text; a verdict that is not large stands behind them.

    Without the `figure` that is large, and without what the card is `about` if that is.
    """
    return _noted(told, width, way.side == 0, figure, about)


def _notes(
    wall: Wall, width: int, rows: int, told: ToldCard, way: _Way, largest: int = 0, *, figure: bool = True
) -> LargeNotes | None:
    """The same words in letters of `largest` pixels at most, and large enough to be read; None nearer by."""
    figures = captions.line(told.figures if figure else told.other_figures, "" if way.side else told.verdict)
    em = max(largest, least_em(wall, told.beside, told.about, figures))
    return large_notes(wall, width, rows, told.beside, told.about, figures, em)


@lru_cache(maxsize=2048)
def _noted(told: ToldCard, width: int, verdict: bool, figure: bool, about: bool) -> CardLines:
    figures = told.figures if figure else told.other_figures
    ending = captions.line(figures, told.verdict if verdict else "")
    return set_as_notes(told.beside, "" if about else told.about, ending, width)


def _down(wall: Wall, lettering: Lettering) -> int:
    return -(-lettering.size[1] // wall.glyphs.down)


def largest_name(wall: Wall, cards: Iterable[tuple[tuple[int, int], Card]], lang: str) -> int:
    """The em in pixels of the names of cards that share a page, each with its cells: they differ by little.

    A name that does not hold its floor makes none of the others smaller.
    """
    found = [(card.who.called(lang), _set(wall, size, ToldCard.of(card, lang)).name.em) for size, card in cards]
    sizes = (em for name, em in found if is_held(wall, name, em))
    return min(sizes, default=LARGEST) * _ALIKE // 100


def set_card(wall: Wall, box: Box, card: Card, lang: str, largest: int = LARGEST) -> SetCard:
    """The parts of a card in a box, its name as large as holds its floor with most of the rest large, too."""
    found = _set(wall, (box.width, box.height), ToldCard.of(card, lang), largest)
    return _moved(found, box)


@lru_cache(maxsize=512)
def _set(wall: Wall, size: tuple[int, int], told: ToldCard, largest: int = LARGEST) -> SetCard:
    width, height = size
    box = Box(_EDGE, 0, max(1, width - 2 * _EDGE), height)
    best: tuple[tuple[bool | int, ...], SetCard] | None = None
    shares = sorted({0, height // 3, height // 2, _about_rows(wall, (box.width, height), told)})
    for way in _ways(box.width, told):
        for large in shares:
            found = _in_way(wall, box, told, way, largest, large)
            if found is None:
                continue
            worth = (
                is_held(wall, told.name, found.name.em),
                found.name.em > 0,
                bool(found.notes),
                not found.name.hurt,
                bool(found.verdict) or not told.verdict,
                bool(found.about),
                found.name.em * (_BESIDE if way.beside else 100),
                found.verdict.em if found.verdict else 0,
            )
            if best is None or worth > best[0]:
                best = worth, found
    assert best
    return best[1]


def _in_way(wall: Wall, box: Box, told: ToldCard, way: _Way, largest: int, large: int) -> SetCard | None:
    """The card shared out in one way; None where what should be large can't be read.

    So many rows are for what the card is about in `large` letters, or for a verdict below the name.
    """
    bottom = box.height - told.barred
    rest = box.width - way.side - _APART if way.side else box.width
    wide, beside = (rest, box.width) if way.beside else (box.width, rest)
    notes = _notes(wall, beside, large or bottom * 3 // 4, told, way, LARGEST if large else 0)
    about = _lettered(wall, box.width, large, told.about, Rank.SECOND) if large and way.beside and not notes else None
    if large and way.beside and about is None and notes is None:
        return None
    lines = _lines(told, beside, way, about=about is not None)
    below = notes.rows if notes else lines.rows + (_down(wall, about) if about else 0)
    if not way.beside:
        least = _lettered(wall, way.side - 2 * _EDGE, bottom, told.verdict, Rank.SECOND, _least(wall, told.verdict))
        below = max(below, large, _down(wall, least) if least else 0)
    upper, lower = Box(box.x, 0, wide, bottom - below), Box(box.x, bottom - below, beside, below)
    name = _name(wall, upper, told.name, largest)
    if name is None or (way.side and not name.em):
        return None
    if about:
        smaller = max(name.em * _SMALLER // 100, _least(wall, told.about))
        about = _lettered(wall, box.width, large, told.about, Rank.SECOND, min(smaller, name.em))
        if about is None:
            return None
    verdict = None
    if way.side:
        part = upper if way.beside else lower
        cap = max(name.em, _least(wall, told.verdict))
        sign = _lettered(wall, way.side - 2 * _EDGE, part.height, told.verdict, Rank.SECOND, cap)
        if sign is None:
            return None
        verdict = _at_right(wall, box, part, sign, told.verdict)
    figure = _figure(wall, name, verdict, told) if way.beside else None
    if notes:
        cap = max(name.em, 1) * _SMALLER // 100
        notes = _notes(wall, beside, below, told, way, min(cap, notes.em), figure=figure is None)
    lines = _NO_LINES if notes else _lines(told, beside, way, figure=figure is None, about=about is not None)
    free = lower.height - (notes.rows if notes else lines.rows)
    words = None
    if about:
        space = Box(box.x, lower.y, box.width, free)
        words = LaidOut(space, (Word(space, told.about, about),), about.em)
    lines_at = Box(box.x, lower.y + (free if way.beside else free // 2), beside, lower.height - free)
    return SetCard(name, verdict, figure, words, lines, lines_at, notes, bottom if told.barred else None)


def _name(wall: Wall, box: Box, name: str, largest: int) -> LaidOut | None:
    """A name in large letters, or in lines of ordinary text if even all of its box is too little."""
    if box.height < 1 or box.width < 1:
        return None
    lettering = _lettered(wall, box.width, box.height, name, Rank.HERO, largest)
    if lettering is not None:
        return LaidOut(box, (Word(box, name, lettering),), lettering.em)
    lines = wrap(name, box.width, min(_NAME_LINES, box.height))
    top = box.y + (box.height - len(lines)) // 2
    return LaidOut(box, tuple(Word(Box(box.x, y, box.width, 1), text, None) for y, text in enumerate(lines, top)), 0)


def _at_right(wall: Wall, box: Box, part: Box, sign: Lettering, text: str) -> LaidOut:
    """A verdict at the right of its part of the box, with room for its field."""
    across, down = -(-sign.size[0] // wall.glyphs.across), _down(wall, sign)
    at = Box(box.x + box.width - across - _EDGE, part.y + (part.height - down) // 2, across, down)
    return LaidOut(at, (Word(at, text, sign),), sign.em)


def _figure(wall: Wall, name: LaidOut, verdict: LaidOut | None, told: ToldCard) -> LaidOut | None:
    """The figure in what name and verdict leave between them, as large as the verdict; None where it can't be read."""
    if not name.words:  # a name of nothing that can be seen
        return None
    lettered = name.words[0].lettering
    if not told.figure or verdict is None or lettered is None:
        return None
    start = name.box.x + -(-lettered.size[0] // wall.glyphs.across) + _APART
    end = verdict.box.x - _EDGE - _APART
    found = wall.lettering(
        Box(0, 0, end - start, name.box.height), told.figure, Rank.SECOND, largest=verdict.em, lines=1
    )
    if found is None or found.em * 100 < verdict.em * _OF_VERDICT:
        return None
    at = Box(start, name.box.y, end - start, name.box.height)
    return LaidOut(at, (Word(at, told.figure, found),), found.em)


def _moved(found: SetCard, box: Box) -> SetCard:
    """The same at a box's place."""

    def at(told: LaidOut | None) -> LaidOut | None:
        if told is None:
            return None
        words = tuple(replace(word, box=_shifted(word.box, box)) for word in told.words)
        return replace(told, box=_shifted(told.box, box), words=words)

    name = at(found.name)
    assert name
    return SetCard(
        name,
        at(found.verdict),
        at(found.figure),
        at(found.about),
        found.lines,
        _shifted(found.lines_at, box),
        found.notes,
        None if found.bar is None else found.bar + box.y,
    )


def _shifted(part: Box, box: Box) -> Box:
    return Box(part.x + box.x, part.y + box.y, part.width, part.height)


def draw_card(canvas: Canvas, box: Box, card: Card, share: float, largest: int) -> None:
    """A card in its box, its name no larger than an em of `largest` pixels: the words first, then verdict and bar."""
    theme, settled = canvas.look.theme, ease(span(share, 0.4, 0.6))
    ground: Colour = theme.panel
    at = set_card(wall_of(canvas), box, card, canvas.look.lang, largest)
    inks = gold(canvas) if card.honoured else silver(canvas)
    draw_placed(canvas, at.name, inks, align="left", strength=share, ground=ground)
    draw_placed(canvas, at.about, silver(canvas), align="left", strength=share, ground=ground)
    draw_placed(canvas, at.figure, (theme.gold, theme.gold_low), align="right", strength=settled, ground=ground)
    if card.good:
        draw_on_field(canvas, at.verdict, on_band(canvas), theme.band, settled)
    else:
        draw_placed(canvas, at.verdict, silver(canvas), align="right", strength=settled, ground=ground)
    draw_lines(canvas, at.lines_at, at.lines, share, ground)
    if at.notes:
        draw_notes(canvas, at.lines_at, at.notes, share, ground)
    if at.bar is not None:
        draw_bar(canvas, Box(box.x + _EDGE, at.bar, box.width - 2 * _EDGE, 1), card, settled)
