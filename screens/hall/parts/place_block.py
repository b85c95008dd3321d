"""A block of few places of a ranking, drawn large: the last of them is uncovered first."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from scoreboard.locale import place_in_words
from scoreboard.publications.kinds.ranking import RankingRow
from scoreboard.publications.scenes.ranking import RankingScene
from scoreboard.wire import given
from screens.hall.parts.hall_words import word
from screens.hall.parts.hero_names import called, heroes
from screens.hall.parts.motion import land, span
from screens.hall.parts.page import Box, gold, head_rows, hero, line, margin_of, silver
from screens.hall.parts.standings import status_of
from screens.widgets.canvas import Canvas
from screens.widgets.cells import BOLD

SETTLED = 3.0
_FEW = 3
_BETWEEN = 0.9
_LEAST_HEAD = 2
_STACKED = 10
"""From this many rows on a name that is too long to stand between its place and its score stands over them."""


def is_small(scene: RankingScene) -> bool:
    """Whether the scene is a block of places that has room for large names, by what the sheet asks for alone."""
    first, last = given(scene.from_), given(scene.to)
    if not first or not last or last - first >= _FEW:
        return False
    return scene.board is None or len(scene.board.rows) <= _FEW


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
    for number, (row, score) in enumerate(zip(rows, scores, strict=True)):
        since = elapsed - 0.2 - _BETWEEN * (len(rows) - 1 - number)
        _one(canvas, parts[number], row, score, largest, since)


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
    largest = _largest(canvas, beside[0], rows)
    if not largest and tall >= _STACKED:
        stacked = [_stacked(band) for band in bands]
        if largest := _largest(canvas, stacked[0], rows):
            return stacked, largest
    return beside, largest


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


def _largest(canvas: Canvas, parts: _Parts, rows: Sequence[RankingRow]) -> int:
    """The em in half rows of all names: that of the longest, so that nobody seems to be first; 0 for ordinary text."""
    found = [called(canvas, parts.name, [row]) for row in rows]
    return min(each.em if each else 0 for each in found) // canvas.look.glyphs.across


def _one(canvas: Canvas, parts: _Parts, row: RankingRow, score: str, largest: int, since: float) -> None:
    theme, shown = canvas.look.theme, land(span(since, 0.0, 0.8))
    inks = gold(canvas) if row.rank == 1 else silver(canvas)
    number = str(row.rank or "-")
    if largest:
        told = span(since, 0.6, 0.5)
        hero(canvas, parts.place, number, (theme.quiet, theme.faint), strength=shown, largest=largest)
        hero(canvas, parts.score, score, (theme.gold, theme.gold_low), strength=told, largest=largest)
    else:
        y = parts.name.y + parts.name.height // 2
        place, end = replace(parts.place, y=y), replace(parts.score, y=y)
        line(canvas, place, number, theme.quiet, align="right", strength=shown, attributes=BOLD)
        line(canvas, end, score, theme.gold, strength=shown, attributes=BOLD)
    heroes(canvas, parts.name, [row], inks, shown=shown, largest=largest)


def _told_of(row: RankingRow, lang: str) -> str:
    """The score, or why there is no place; of a guest both."""
    if row.rank:
        return row.score or "-"
    return f"{row.score or '-'} {status_of(row, lang)}" if given(row.guest) else status_of(row, lang)
