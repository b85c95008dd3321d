"""A pause for photographs: the corners of a viewfinder around what is taken."""

from scoreboard.publications.scenes.photo import PhotoScene
from screens.hall.parts import captions, speaking
from screens.hall.parts.cue_image import image_of
from screens.hall.parts.hall_words import word
from screens.hall.parts.motion import land, span
from screens.widgets.canvas import Canvas


def duration(scene: PhotoScene) -> float:
    """The corners close in while the title is uncovered."""
    return speaking.SETTLED


def draw(canvas: Canvas, scene: PhotoScene, elapsed: float) -> None:
    """The title, or the usual word, between four corners."""
    lang = canvas.look.lang
    framed = canvas.width >= 20 and canvas.height >= 8
    below = canvas.height // 7 + canvas.height // 30 if framed and canvas.height >= 30 else 0
    usual = word("photo.title", lang)
    speaking.speak(canvas, scene.title_in(lang) or usual, scene.text_in(lang), elapsed, usual, below, image_of(scene))
    if framed:
        _corners(canvas, land(span(elapsed, 0.0, 0.9)))


def _corners(canvas: Canvas, share: float) -> None:
    """Four corners that come from the edges of the page to their places."""
    theme = canvas.look.theme
    wide, tall = max(4, canvas.width // 10), max(2, canvas.height // 7)
    x, y = round(share * max(1, canvas.width // 40)), round(share * max(1, canvas.height // 30))
    right, bottom = canvas.width - 1 - x, canvas.height - 1 - y
    for row, low in ((y, False), (bottom, True)):
        edge = "▄" if low else "▀"
        canvas.text(x, row, edge * wide, theme.gold, width=wide)
        canvas.text(right - wide + 1, row, edge * wide, theme.gold, width=wide)
        for step in range(1, tall):
            at = row - step if low else row + step
            canvas.text(x, at, "█", theme.gold, width=1)
            canvas.text(right, at, "█", theme.gold, width=1)
        canvas.text(x, row, "█", theme.gold, width=1)
        canvas.text(right, row, "█", theme.gold, width=1)


caption = captions.of_words
