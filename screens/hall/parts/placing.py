"""Third or second place of a flag: its number, who has it, and the score."""

from scoreboard.publications.kinds.ranking import RankingRow
from scoreboard.publications.scenes.flag import FlagPlace
from screens.colours import Colour, blend
from screens.hall.parts.motion import ease, land, span
from screens.hall.parts.names import heroes
from screens.hall.parts.page import Box, hero, is_wall, line, margin_of, silver
from screens.hall.parts.standings import status_of
from screens.hall.parts.words import place_in_words, word
from screens.themes import Theme
from screens.widgets.canvas import Canvas
from screens.widgets.cells import BOLD

SETTLED = 2.4
_APART = 2
"""After so many of those who share a place, the others come together: however many, all stand at `SETTLED`."""


def draw(canvas: Canvas, box: Box, scene: FlagPlace, elapsed: float) -> None:
    """The place as a large number at the left, those who share it at the right; nobody, where a tie took it."""
    lang, theme = canvas.look.lang, canvas.look.theme
    place, rows = scene.place, scene.rows
    left = box.width // 4 if box.width >= 40 and box.height >= 8 else 0
    out = scene.is_out_of_the_ranking
    said = word("ranking.unplaced" if out else "flag.place", lang, place=place_in_words(place, lang))
    if left:
        below = 8 if is_wall((canvas.width, canvas.height)) else 1
        edge = max(2, margin_of(canvas) // 2)
        number = Box(box.x + edge, box.y + 1, left - edge, box.height - 3 - below)
        inks = (theme.text, theme.quiet) if place == 2 else _bronze(theme)
        drawn = hero(canvas, number, "-" if out else str(place), inks, shown=ease(span(elapsed, 0.0, 0.5)))
        under = Box(number.x, min(drawn.bottom + 1, box.bottom - below), number.width, below)
        if below > 1:
            hero(canvas, under, said, (theme.quiet, theme.quiet), largest=13)
        else:
            line(canvas, Box(box.x, under.y, left, 1), said, theme.quiet, attributes=BOLD)
    else:
        line(canvas, Box(box.x, box.y, box.width, 1), said, theme.quiet, attributes=BOLD)
        box = Box(box.x, box.y + 1, box.width, max(1, box.height - 1))
    right = Box(box.x + left, box.y, box.width - left - (box.width // 25 if left else 0), box.height)
    if not rows:
        shown = span(elapsed, 0.5, 0.6)
        nobody = Box(right.x, right.y + 1, right.width, max(1, right.height - 2))
        hero(canvas, nobody, word("flag.no_place", lang), (theme.quiet, theme.faint), strength=shown, largest=40)
        return
    tall = max(1, right.height // len(rows))
    for number_of, row in enumerate(rows[: right.height]):
        part = Box(right.x, right.y + number_of * tall, right.width, tall)
        _one(canvas, part, row, elapsed - 0.4 - 0.3 * min(number_of, _APART))


def _bronze(theme: Theme) -> tuple[Colour, Colour]:
    """The two inks of a third place."""
    return blend(theme.gold, theme.red_high, 0.32), blend(theme.gold_low, theme.red_low, 0.4)


def _one(canvas: Canvas, box: Box, row: RankingRow, since: float) -> None:
    """A name over its score."""
    lang = canvas.look.lang
    told = "" if row.score is None else word("podium.score", lang, score=row.score)
    if not row.rank:
        told = status_of(row, lang)
    below = 0 if box.height < 2 else 1 if box.height < 10 else box.height // 3
    upper = Box(box.x, box.y, box.width, max(1, box.height - below))
    drawn = heroes(canvas, upper, [row], silver(canvas), shown=land(span(since, 0.0, 0.8)))
    if below:
        most = max(14, drawn.height * 6 // 5) if drawn.height > 2 else 12
        low = Box(box.x, upper.bottom, box.width, max(1, below - (below > 2)))
        inks = (canvas.look.theme.gold, canvas.look.theme.gold_low)
        hero(canvas, low, told, inks, strength=span(since, 0.8, 0.5), largest=most)
