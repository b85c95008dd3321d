"""Pages that are all words: a title as the hero and free text below it."""

from scoreboard.publications.scene import WordsScene
from screens.hall.parts.motion import ease, span
from screens.hall.parts.page import Box, gold, hero, lettering_in, line, margin_of, silver
from screens.hall.parts.words import word
from screens.widgets.canvas import Canvas
from screens.widgets.cells import width_of, wrap

SETTLED = 1.8


def speak_scene(canvas: Canvas, scene: WordsScene, elapsed: float, kind: str) -> None:
    """A scene's title and text as the run sheet has them, under the word for its `kind`, which stands in for both."""
    lang = canvas.look.lang
    label, title, text = word(f"{kind}.title", lang), scene.title_in(lang), scene.text_in(lang)
    speak(canvas, title or ("" if text else label), text, elapsed, label)


def speak(canvas: Canvas, title: str, text: str, elapsed: float, label: str = "", below: int = 0) -> None:
    """`label` above says what it is, `title` is the hero, `text` stands below: large where it is short enough.

    The last `below` rows of the page stay free.
    """
    theme = canvas.look.theme
    canvas.deepen()
    edge, height = margin_of(canvas) + (1 if canvas.width > 20 else 0), canvas.height - below
    inner = Box(edge, 0, max(1, canvas.width - 2 * edge), height)
    first = canvas.height // 10 if canvas.height >= 30 else min(1, canvas.height // 12)
    if label and height >= 5 and label != title:
        line(canvas, Box(edge, first, inner.width, 1), label, theme.quiet)
    top = first + (2 if height >= 30 else 1) if label and height >= 5 else 0
    if not title:
        title, text = text, ""
    room = height - top - (1 if height >= 8 else 0)
    lines = _lines(text, inner.width, max(0, room * 3 // 5))
    tall = 0
    if text and room >= 6:
        usual = (len(lines) * 2 - 1 if len(lines) * 2 <= room // 2 else len(lines)) + 1
        wide = inner.width
        large = (part for part in (room // 3, room * 9 // 20) if _letterable(canvas, wide, part, text))
        tall = next((part for part in large if _letterable(canvas, wide, room - part - 2, title)), usual)
    shown = ease(span(elapsed, 0.1, 1.0))
    hero(
        canvas,
        Box(edge, top, inner.width, max(1, room - tall - (2 if tall > 2 else 0))),
        title,
        gold(canvas),
        face="serif",
        shown=shown,
    )
    if not tall:
        return
    y = top + room - tall
    canvas.rule(canvas.width // 6, y - 1, canvas.width * 2 // 3, theme.gold_low)
    said = span(elapsed, 0.9, 0.7)
    if _letterable(canvas, inner.width, tall, text):
        hero(canvas, Box(edge, y, inner.width, tall), text, silver(canvas), strength=said, largest=24)
        return
    pitch = 2 if len(lines) * 2 <= tall else 1
    for number, told in enumerate(lines):
        align = "center" if len(lines) == 1 else "left"
        left = edge + max(0, (inner.width - max(map(width_of, lines))) // 2) if align == "left" else edge
        row = Box(left, y + number * pitch, inner.width - (left - edge), 1)
        line(canvas, row, told, theme.text, align="center" if align == "center" else "left", strength=said)


def _letterable(canvas: Canvas, width: int, tall: int, text: str) -> bool:
    return lettering_in(canvas, Box(0, 0, width, tall), text, "sans", 24) is not None


def _lines(text: str, width: int, most: int) -> list[str]:
    """The text in lines, its own line ends kept."""
    lines: list[str] = []
    for part in text.split("\n"):
        lines += wrap(part, min(width, 120), max(0, most - len(lines)))
    return lines
