"""A block of few places of a ranking, drawn large: the last of them is uncovered first."""

from collections.abc import Sequence

from scoreboard.locale import place_in_words
from scoreboard.publications.kinds.ranking import RankingRow
from scoreboard.publications.scenes.ranking import RankingScene
from scoreboard.wire import given
from screens.colours import Colour
from screens.hall.parts.motion import land, span
from screens.hall.parts.names import called, heroes
from screens.hall.parts.page import Box, gold, hero, line, margin_of, silver
from screens.hall.parts.standings import status_of
from screens.hall.parts.words import word
from screens.widgets.canvas import Canvas
from screens.widgets.cells import BOLD

SETTLED = 3.0
_FEW = 3
_BETWEEN = 0.9
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
    edge = margin_of(canvas)
    if not rows:
        missing = "ranking.unrevealed" if given(scene.unrevealed) else "flag.no_place"
        hero(canvas, box, word(missing, lang), silver(canvas), largest=32)
        return
    tall = max(1, (box.height - 1) // len(rows))
    for number, row in enumerate(rows):
        since = elapsed - 0.2 - _BETWEEN * (len(rows) - 1 - number)
        band = Box(edge, box.y + number * tall, canvas.width - 2 * edge, tall)
        _one(canvas, band, row, since)


def _one(canvas: Canvas, box: Box, row: RankingRow, since: float) -> None:
    theme = canvas.look.theme
    best = row.rank == 1
    inks = gold(canvas) if best else silver(canvas)
    left = max(12, box.width // 8) if box.width >= 60 else 4
    score = _told_of(row, canvas.look.lang)
    right = max(box.width // 4, 28) if box.width >= 72 else len(score) + 1
    shown = land(span(since, 0.0, 0.8))
    middle = Box(box.x + left, box.y, max(1, box.width - left - right), box.height)
    large = called(canvas, middle, [row])
    if box.height >= _STACKED and not large:
        _stacked(canvas, box, row, inks, since)
        return
    if not large:
        line(canvas, Box(box.x, box.y + box.height // 2, left, 1), str(row.rank or "-"), theme.quiet,
             align="right", strength=shown, attributes=BOLD)  # fmt: skip
    else:
        number = Box(box.x, middle.y, max(1, left - 2), middle.height)
        hero(canvas, number, str(row.rank or "-"), (theme.quiet, theme.faint), strength=shown, largest=32)
    heroes(canvas, middle, [row], inks, shown=shown)
    end = Box(box.x + box.width - right + 2, box.y, right - 2, box.height)
    hero(canvas, end, score, (theme.gold, theme.gold_low), strength=span(since, 0.6, 0.5), largest=24)


def _told_of(row: RankingRow, lang: str) -> str:
    """The score, or why there is no place; of a guest both."""
    if row.rank:
        return row.score or "-"
    return f"{row.score or '-'} {status_of(row, lang)}" if given(row.guest) else status_of(row, lang)


def _stacked(canvas: Canvas, box: Box, row: RankingRow, inks: tuple[Colour, Colour], since: float) -> None:
    """The name over the whole width, its place and its score below."""
    theme, shown = canvas.look.theme, span(since, 0.6, 0.5)
    upper = Box(box.x, box.y, box.width, box.height * 3 // 5)
    heroes(canvas, upper, [row], inks, shown=land(span(since, 0.0, 0.8)))
    half, tall = box.width // 2, box.bottom - upper.bottom - 1
    left, right = Box(box.x, upper.bottom, half, tall), Box(box.x + half, upper.bottom, box.width - half, tall)
    hero(canvas, left, str(row.rank or "-"), (theme.quiet, theme.faint), strength=shown, largest=24)
    hero(canvas, right, _told_of(row, canvas.look.lang), (theme.gold, theme.gold_low), strength=shown, largest=24)
