"""A block of few places of a ranking, drawn large: the last of them is uncovered first.

Where the names of all can't be read together they come on several pages, those of the last places on the first.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from scoreboard.enums import Status
from scoreboard.locale import place_in_words
from scoreboard.publications.kinds.ranking import RankingRow
from scoreboard.publications.scenes.ranking import RankingScene
from scoreboard.wire import given
from screens.hall.parts.hall_words import word
from screens.hall.parts.hero_names import called, heroes
from screens.hall.parts.motion import land, span
from screens.hall.parts.page import Box, gold, head_rows, hero, lettering_in, line, margin_of, silver
from screens.hall.parts.standings import status_of
from screens.looks import Look
from screens.widgets.canvas import Canvas
from screens.widgets.cells import BOLD

SETTLED = 3.0
_FEW = 3
_BETWEEN = 0.9
_LEAST_HEAD = 2
_STACKED = 10
"""From this many rows on a name that is too long to stand between its place and its score stands over them."""
_MOST_PAGES = 4
"""Pages of a block of more places at most: of more of them nobody sees the end."""


def is_small(scene: RankingScene) -> bool:
    """Whether the scene is a block of places that has room for large names, by what the sheet asks for alone."""
    first, last = given(scene.from_), given(scene.to)
    if not first or not last or last - first >= _FEW:
        return False
    return scene.board is None or len(scene.board.rows) <= _FEW


def pages(scene: RankingScene, size: tuple[int, int], look: Look) -> int:
    """How many pages let every name of the block be read; one where none do."""
    return max(1, _readable_pages(scene, size, look))


def is_read(scene: RankingScene, size: tuple[int, int], look: Look) -> bool:
    """Whether the names of a block are read on a few such pages, however many there are."""
    return 0 < _readable_pages(scene, size, look) <= _MOST_PAGES


def page_with(scene: RankingScene, units: Collection[str], size: tuple[int, int], look: Look) -> int:
    """The first page on which one of these units stands."""
    rows, count = _rows(scene), pages(scene, size, look)
    found = (at for at in range(count) if any(row.unit in units for row in _page(rows, at, count)))
    return next(found, 0)


def rows_of_page(scene: RankingScene, size: tuple[int, int], look: Look) -> Sequence[RankingRow]:
    """The rows of the block that the scene's page shows."""
    count = pages(scene, size, look)
    return _page(_rows(scene), scene.turned_to(count), count)


def _rows(scene: RankingScene) -> Sequence[RankingRow]:
    return scene.board.rows if scene.board is not None else ()


def _page(rows: Sequence[RankingRow], number: int, count: int) -> Sequence[RankingRow]:
    """The rows of one of so many pages: equally many on each but the last, which has the first places."""
    most = -(-len(rows) // count)
    last = max(0, len(rows) - number * most)
    return rows[max(0, last - most) : last]


def _readable_pages(scene: RankingScene, size: tuple[int, int], look: Look) -> int:
    """On how few pages every name is read; 0 where that is on none, and for no rows."""
    rows, canvas = _rows(scene), Canvas(size, look)
    box = Box(0, _LEAST_HEAD, canvas.width, canvas.height - _LEAST_HEAD)
    scores = [_told_of(row, look.lang) for row in rows]
    for count in range(-(-len(rows) // _FEW), len(rows) + 1 if rows else 0):
        parts = [part for number in range(count) if (part := _page(rows, number, count))]
        if all(_divided(canvas, box, part, scores)[1] for part in parts):
            return len(parts)
    return 0


def told(scene: RankingScene, lang: str) -> str:
    """Which places the scene shows; nothing where it shows all."""
    first, last = given(scene.from_), given(scene.to)
    if not first or not last or (given(scene.unrevealed) and last > _FEW):
        return ""
    ranks = [row.rank for row in scene.board.rows if row.rank] if scene.board is not None else []
    if scene.board is not None and len(ranks) < len(scene.board.rows):  # who is out of the ranking has no place
        if not ranks:
            return word("ranking.unplaced", lang)
        last = max(first, *ranks)
    if first == last:
        return word("ranking.place", lang, first=place_in_words(first, lang))
    path = "ranking.next_to" if last == first + 1 else "ranking.block"
    return word(path, lang, first=place_in_words(first, lang), last=place_in_words(last, lang))


def draw(canvas: Canvas, box: Box, scene: RankingScene, rows: Sequence[RankingRow], elapsed: float) -> None:
    """Each place in a band of its own: number, name, score."""
    lang = canvas.look.lang
    if not rows:
        missing = "ranking.unrevealed" if given(scene.unrevealed) else "flag.no_place"
        hero(canvas, box, word(missing, lang), silver(canvas), largest=32)
        return
    scores = [_told_of(row, lang) for row in rows]
    parts, largest = _divided(canvas, box, rows, scores)
    count = pages(scene, (canvas.width, canvas.height), canvas.look)
    if count > 1:  # nobody seems to be first on a page of short names
        least = min(_divided(canvas, box, _page(_rows(scene), other, count), scores)[1] for other in range(count))
        largest = _readable(canvas, parts[0], rows, least, largest)
    large = [bool(largest and lettering_in(canvas, parts[0].score, score, "sans", largest)) for score in scores]
    for number, (row, score) in enumerate(zip(rows, scores, strict=True)):
        since = elapsed - 0.2 - _BETWEEN * (len(rows) - 1 - number)
        _one(canvas, parts[number], row, score, largest, since, score_large=all(large))


def rows_of_head(canvas: Canvas, usual: int, rows: Sequence[RankingRow]) -> int:
    """The rows of the head over the block: fewer than usual where that lets its names be read from the back."""
    scores = [_told_of(row, canvas.look.lang) for row in rows]
    for head in (usual, min(usual, head_rows(canvas.height)), _LEAST_HEAD):
        box = Box(0, head, canvas.width, canvas.height - head)
        if rows and _divided(canvas, box, rows, scores)[1]:
            return head
    return usual


def _divided(canvas: Canvas, box: Box, rows: Sequence[RankingRow], scores: Sequence[str]) -> tuple[list["_Parts"], int]:
    """The parts of each row, and the em in half rows of all names, 0 for ordinary text."""
    edge, tall = margin_of(canvas), max(1, (box.height - 1) // len(rows))
    bands = [Box(edge, box.y + number * tall, canvas.width - 2 * edge, tall) for number in range(len(rows))]
    beside = [_parts(band, scores) for band in bands]
    if largest := _largest(canvas, beside[0], rows):
        return beside, largest
    for divide in (_stacked, _noted) if tall >= _STACKED else ():
        parts = [divide(band) for band in bands]
        if largest := _largest(canvas, parts[0], rows):
            return parts, largest
    return beside, 0


@dataclass(frozen=True)
class _Parts:
    """Where the place, the name and the score of a row stand."""

    place: Box
    name: Box
    score: Box


def _parts(box: Box, scores: Sequence[str]) -> _Parts:
    """The three beside each other."""
    left = max(12, box.width // 8) if box.width >= 60 else 4
    right = max(box.width // 4, 28) if box.width >= 72 else max(map(len, scores)) + 1
    return _Parts(
        Box(box.x, box.y, max(1, left - 2), box.height),
        Box(box.x + left, box.y, max(1, box.width - left - right), box.height),
        Box(box.x + box.width - right + 2, box.y, right - 2, box.height),
    )


def _stacked(box: Box) -> _Parts:
    """The name over the whole width, its place and its score below."""
    upper = Box(box.x, box.y, box.width, box.height * 3 // 5)
    half, tall = box.width // 2, box.bottom - upper.bottom - 1
    left, right = Box(box.x, upper.bottom, half, tall), Box(box.x + half, upper.bottom, box.width - half, tall)
    return _Parts(left, upper, right)


def _noted(box: Box) -> _Parts:
    """The name over the whole page, its place and its score in a line of ordinary text below."""
    half, y = box.width // 2, box.bottom - 1
    name = Box(0, box.y, box.width + 2 * box.x, box.height - 1)
    return _Parts(Box(box.x, y, half, 1), name, Box(box.x + half, y, box.width - half, 1))


def _largest(canvas: Canvas, parts: _Parts, rows: Sequence[RankingRow]) -> int:
    """The em in half rows of all names: that of the longest, so that nobody seems to be first; 0 for ordinary text."""
    found = [called(canvas, parts.name, [row]) for row in rows]
    ems = [each.em // canvas.look.glyphs.across if each else 0 for each in found]
    return _readable(canvas, parts, rows, min(ems), max(ems)) if all(ems) else 0


def _readable(canvas: Canvas, parts: _Parts, rows: Sequence[RankingRow], least: int, most: int) -> int:
    """The least em from which on all names are read: letters can be smaller than hanzi."""
    ems = range(least, most)
    return next((em for em in ems if all(called(canvas, parts.name, [row], largest=em) for row in rows)), most)


def _one(
    canvas: Canvas, parts: _Parts, row: RankingRow, score: str, largest: int, since: float, *, score_large: bool
) -> None:
    theme, shown, told = canvas.look.theme, land(span(since, 0.0, 0.8)), span(since, 0.6, 0.5)
    out = (theme.quiet, theme.quiet)  # of thin strokes no fainter ink is left in small letters
    inks = out if row.rank is None else gold(canvas) if row.rank == 1 else silver(canvas)
    ending = (theme.gold_high, theme.gold)
    if row.rank is None:
        ending = (theme.red_high, theme.red_high) if row.status == Status.VETOED else out
    number, middle = str(row.rank or "-"), parts.name.y + parts.name.height // 2
    if largest and row.rank is not None:
        hero(canvas, parts.place, number, (theme.text, theme.text), strength=shown, largest=largest)
    else:
        place = replace(parts.place, y=middle)
        line(canvas, place, number, theme.quiet, align="right", strength=shown, attributes=BOLD)
    if score_large:
        hero(canvas, parts.score, score, ending, strength=told, largest=largest)
    else:
        y = parts.score.y + parts.score.height // 2 if largest else middle
        line(canvas, replace(parts.score, y=y), score, ending[0], strength=shown, attributes=BOLD)
    heroes(canvas, parts.name, [row], inks, shown=shown, largest=largest)


def _told_of(row: RankingRow, lang: str) -> str:
    """The score, or why there is no place; of a guest both."""
    if row.rank:
        return row.score or "-"
    return f"{row.score or '-'} {status_of(row, lang)}" if given(row.guest) else status_of(row, lang)
