"""A countdown: minutes and seconds as the hero, over a bar that runs out."""

from math import ceil

from scoreboard.publications.scenes.countdown import CountdownScene
from screens.hall.parts.cue_image import draw_image, image_of, make_room
from screens.hall.parts.hall_words import word
from screens.hall.parts.page import Box, em_of, gold, hero, line, margin_of, silver
from screens.widgets.canvas import Canvas
from screens.widgets.cells import BOLD, spaced

TELLS_TIME = True
"""What is left of the time is no ornament: it is told where nothing may move, too."""

_LARGEST = 96
"""The em of the time in half rows at most."""


def duration(scene: CountdownScene) -> float:
    """It stands at zero after its own length."""
    return _length(scene)


def _length(scene: CountdownScene) -> float:
    return max(0.0, min(86400.0, float(scene.seconds)))


def draw(canvas: Canvas, scene: CountdownScene, elapsed: float) -> None:
    """What is awaited above, what is left of the time below."""
    lang, theme = canvas.look.lang, canvas.look.theme
    canvas.deepen()
    length = _length(scene)
    left = ceil(length - elapsed - 1e-6) if elapsed < length else 0
    edge, height = margin_of(canvas), canvas.height
    inner = Box(edge, 0, max(1, canvas.width - 2 * edge), height)
    title = scene.title_in(lang) or word("countdown.title", lang)
    top = height // 4 if height >= 12 else 1 if height >= 3 else 0
    if height >= 12:
        hero(canvas, Box(edge, 1, inner.width, top - 1), title, silver(canvas), largest=28)
    elif top:
        line(canvas, Box(edge, 0, inner.width, 1), spaced(title, inner.width), theme.quiet, attributes=BOLD)
    bar = 3 if height >= 12 else 1 if height >= 6 else 0
    air = 1 if height >= 30 else 0
    whole = Box(edge, top + air, inner.width, max(1, height - top - bar - air))
    image, longest = image_of(scene), _in_figures(ceil(length))
    room, place = make_room(canvas, whole, image, lambda box: em_of(canvas, box, longest, largest=_LARGEST))
    draw_image(canvas, place, image)
    hero(canvas, room, _in_figures(left), gold(canvas), largest=_LARGEST)
    if bar:
        share = (length - elapsed) / length if length else 0.0
        wide = max(1, inner.width * 2 // 3)
        x = (canvas.width - wide) // 2
        canvas.rule(x, height - bar + (bar > 1), wide, theme.faint)
        canvas.bar(x, height - bar + (bar > 1), wide, share, (theme.red_low, theme.gold))


def _in_figures(left: int) -> str:
    """So many seconds as a clock shows them."""
    hours, minutes, seconds = left // 3600, left // 60 % 60, left % 60
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def caption(scene: CountdownScene, lang: str) -> str:
    """What is awaited."""
    return scene.title_in(lang)
