"""The neutral picture: shown before the first cue, and at once when the director covers the hall."""

from scoreboard.publications.scenes.cover import CoverScene
from scoreboard.wire import given
from screens.hall.parts import captions
from screens.hall.parts.cloth import phase, standard
from screens.hall.parts.cue_image import draw_image, image_of
from screens.hall.parts.hall_words import word
from screens.hall.parts.layout import Saying, stack
from screens.hall.parts.least_sizes import Rank
from screens.hall.parts.page import Box, gold, line, silver
from screens.hall.parts.placed_words import draw_placed, wall_of
from screens.widgets.canvas import Canvas

_SETTLED = 6.0
_HOST_FROM = 3
"""Rows of a page's words from which on the host has one."""


def duration(scene: CoverScene) -> float:
    """The wind drops after six seconds."""
    return _SETTLED


def draw(canvas: Canvas, scene: CoverScene, elapsed: float) -> None:
    """A flag, or the contest's emblem, over the contest's host and title; nothing of any result.

    Where there is no contest yet it is the program that is named.
    """
    lang, theme, contest = canvas.look.lang, canvas.look.theme, given(scene.contest)
    canvas.deepen()
    width, height = canvas.width, canvas.height
    title = contest.called(lang) if contest else word("cover.title", lang)
    host = contest.host_called(lang) if contest else ""
    if host.casefold() in title.casefold():  # which says it already
        host = ""
    flag_rows = height * 3 // 10 if host else height * 2 // 5
    image = image_of(scene)
    if flag_rows >= 5 and width >= 20 and image:
        draw_image(canvas, Box(2, max(1, height // 16), width - 4, flag_rows), image)
        top = max(1, height // 16) + flag_rows + 1
    elif flag_rows >= 5 and width >= 20:
        across, down = canvas.look.glyphs.across, canvas.look.glyphs.down
        flag_width = min(width - 4, flag_rows * 2) * across
        flag = standard("", flag_width, flag_rows * down, phase(elapsed, _SETTLED), theme)
        canvas.paste((width - flag_width // across) // 2, max(1, height // 16), flag)
        top = height // 16 + flag_rows
    else:
        top = 0
    below = 2 if height - top >= 5 else 0
    box = Box(2 if width > 8 else 0, top, width - (4 if width > 8 else 0), height - top - below)
    above = (Saying.of(host, Rank.SECOND, 2, kept=True),) if host and box.height >= _HOST_FROM else ()
    said = (*above, Saying.of(title, Rank.HERO, 5, face="serif", kept=True, lines=box.height))
    for saying, at in zip(said, stack(wall_of(canvas), box, said), strict=True):
        draw_placed(canvas, at, gold(canvas) if saying.rank == Rank.HERO else silver(canvas))
    if below:
        line(canvas, Box(0, height - 2, width, 1), word("cover.line", lang), theme.quiet)


def caption(scene: CoverScene, lang: str) -> str:
    """Which contest is waited for."""
    contest = given(scene.contest)
    return captions.line(contest.host_called(lang), contest.called(lang)) if contest else ""
