"""Third or second place of a flag: who has it as the hero, over that the place, under it the score."""

from scoreboard.locale import place_in_words
from scoreboard.publications.kinds.ranking import RankingRow
from scoreboard.publications.scenes.flag import FlagPlace
from screens.colours import Colour, blend, readable
from screens.hall.parts.hall_words import word
from screens.hall.parts.hero_names import heroes
from screens.hall.parts.layout import Saying, stack
from screens.hall.parts.least_sizes import Rank
from screens.hall.parts.motion import ease, land, span
from screens.hall.parts.page import Box, margin_of, silver
from screens.hall.parts.placed_words import draw_placed, wall_of
from screens.hall.parts.standings import status_of
from screens.palettes import LEAST_CONTRAST, Theme
from screens.widgets.canvas import Canvas

SETTLED = 2.4
_OVER_FLOOR = 135
"""Per cent of a hero's floor that a name at a lower place has at most."""


def draw(canvas: Canvas, box: Box, scene: FlagPlace, elapsed: float) -> int:
    """The place, those who share it as equals, their score; or nobody, where a tie took it.

    Returns the em of the names in pixels, 0 where they are ordinary text.
    """
    lang, theme, rows = canvas.look.lang, canvas.look.theme, scene.rows
    out = scene.is_out_of_the_ranking
    told_as = "ranking.unplaced" if out else "flag.joint_place" if len(rows) > 1 else "flag.place"
    place = word(told_as, lang, place=place_in_words(scene.place, lang))
    edge = margin_of(canvas)
    inner = Box(box.x + edge, box.y, box.width - 2 * edge, box.height)
    names = tuple(row.called(lang) for row in rows) or (word("flag.no_place", lang),)
    told = _told(rows, lang)
    sayings = (
        Saying.of(place, Rank.SECOND, 2, kept=True),
        Saying(names, Rank.HERO, 6, kept=True, largest=_largest(canvas, names)),
        *((Saying.of(told, Rank.NOTE if out else Rank.SECOND, 2, kept=True),) if told else ()),
    )
    at = stack(wall_of(canvas), inner, sayings)
    inks = (theme.text, theme.quiet) if scene.place == 2 or out else _bronze(theme)
    draw_placed(canvas, at[0], inks, shown=ease(span(elapsed, 0.0, 0.5)))
    named, since = at[1], elapsed - 0.4
    if named and not named.em and rows:
        heroes(canvas, named.box, rows, silver(canvas), shown=land(span(since, 0.0, 0.8)))
    else:
        draw_placed(canvas, named, silver(canvas), shown=land(span(since, 0.0, 0.8)))
    if told:
        draw_placed(canvas, at[2], (theme.gold, theme.gold_low), strength=span(since, 0.8, 0.5))
    return named.em if named else 0


def _largest(canvas: Canvas, names: tuple[str, ...]) -> int:
    """The em in pixels of who is not first: a hero's, and not much more, so that the winner's moment is the larger."""
    floors = (wall_of(canvas).floor(Rank.HERO, name) or 0 for name in names)
    return max(floors) * _OVER_FLOOR // 100


def _told(rows: tuple[RankingRow, ...], lang: str) -> str:
    """The score that all of them have, or why each of them has no place."""
    if not rows:
        return ""
    if rows[0].rank:
        return "" if rows[0].score is None else word("podium.score", lang, score=rows[0].score)
    return "    ".join(f"{row.called(lang)} {status_of(row, lang)}" for row in rows)


def _bronze(theme: Theme) -> tuple[Colour, Colour]:
    """The two inks of a third place."""
    low = blend(theme.gold_low, theme.red_low, 0.4)
    return blend(theme.gold, theme.red_high, 0.32), readable(low, theme.panel, LEAST_CONTRAST)
