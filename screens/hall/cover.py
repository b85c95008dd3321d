"""The neutral picture: shown before the first cue, and at once when the director covers the hall."""

from scoreboard.publications.scenes.cover import CoverScene
from screens.hall.parts.cloth import phase, standard
from screens.hall.parts.cue_image import draw_image, image_of
from screens.hall.parts.hall_words import word
from screens.hall.parts.page import Box, gold, hero, line
from screens.widgets.canvas import Canvas

_SETTLED = 6.0


def duration(scene: CoverScene) -> float:
    """The wind drops after six seconds."""
    return _SETTLED


def draw(canvas: Canvas, scene: CoverScene, elapsed: float) -> None:
    """A flag, or the contest's emblem, over the program's name; nothing of any result."""
    lang, theme = canvas.look.lang, canvas.look.theme
    canvas.deepen()
    width, height = canvas.width, canvas.height
    title = word("cover.title", lang)
    flag_rows = height * 2 // 5
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
    hero(canvas, box, title, gold(canvas), face="serif")
    if below:
        line(canvas, Box(0, height - 2, width, 1), word("cover.line", lang), theme.quiet)
