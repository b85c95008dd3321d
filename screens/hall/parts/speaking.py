"""Pages that are all words: a title as the hero and free text below it."""

from dataclasses import dataclass

from scoreboard.publications.scene import SceneImage, WordsScene
from screens.hall.parts.cue_image import draw_image, image_of, make_room
from screens.hall.parts.hall_words import word
from screens.hall.parts.layout import Saying, stack
from screens.hall.parts.least_sizes import Rank
from screens.hall.parts.motion import ease, span
from screens.hall.parts.page import Box, gold, line, margin_of, silver
from screens.hall.parts.placed_words import draw_placed, wall_of
from screens.hall.parts.walls import LaidOut
from screens.widgets.canvas import Canvas
from screens.widgets.cells import width_of, wrap

SETTLED = 1.8
_WITH_TEXT = 6
"""Rows that have room for a text below a title."""


def speak_scene(canvas: Canvas, scene: WordsScene, elapsed: float, kind: str) -> None:
    """A scene's title and text as the run sheet has them, under the word for its `kind`, which stands in for both."""
    lang = canvas.look.lang
    label, title, text = word(f"{kind}.title", lang), scene.title_in(lang), scene.text_in(lang)
    speak(canvas, title or ("" if text else label), text, elapsed, label, image=image_of(scene))


def speak(
    canvas: Canvas,
    title: str,
    text: str,
    elapsed: float,
    label: str = "",
    below: int = 0,
    image: SceneImage | None = None,
) -> None:
    """`label` above says what it is, `title` is the hero, `text` stands below: large where it is short enough.

    The last `below` rows of the page stay free. An image stands above the words or beside them.
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
    whole = Box(edge, top, inner.width, max(1, height - top - (1 if height >= 8 else 0)))
    most = _set(canvas, whole, title, text).characters

    def em_in(box: Box) -> int:
        found = _set(canvas, box, title, text)
        return found.em if found.characters >= most else -1

    room, place = make_room(canvas, whole, image, em_in)
    draw_image(canvas, place, image)
    said = _set(canvas, room, title, text)
    draw_placed(canvas, said.hero, gold(canvas), shown=ease(span(elapsed, 0.1, 1.0)))
    strength = span(elapsed, 0.9, 0.7)
    draw_placed(canvas, said.second, silver(canvas), strength=strength)
    if not said.tall:
        return
    y, wide = room.bottom - said.tall, room.width + 2 * edge
    canvas.rule(room.x - edge + wide // 6, y - 1, wide * 2 // 3, theme.gold_low)
    pitch = 2 if len(said.lines) * 2 <= said.tall else 1
    widest = max((width_of(told) for told in said.lines), default=0)
    left = room.x + max(0, (room.width - widest) // 2)
    for number, told in enumerate(said.lines):
        row = Box(left, y + number * pitch, room.width - (left - room.x), 1)
        line(canvas, row, told, theme.text, align="left", strength=strength)


@dataclass(frozen=True)
class _SetWords:
    """Title and text at their places: the text large, or else in lines of ordinary text, `tall` rows with their air."""

    hero: LaidOut | None
    second: LaidOut | None = None
    lines: tuple[str, ...] = ()
    tall: int = 0

    @property
    def em(self) -> int:
        """How large the title is in pixels; 0 for ordinary text."""
        return self.hero.em if self.hero else 0

    @property
    def characters(self) -> int:
        """How many characters of both are told."""
        words = (word.text for at in (self.hero, self.second) if at for word in at.words)
        return sum(len("".join(text.split())) for text in (*words, *self.lines))


def _set(canvas: Canvas, room: Box, title: str, text: str) -> _SetWords:
    """How title and text stand in a room."""
    wall = wall_of(canvas)
    hero = Saying.of(title, Rank.HERO, 5, face="serif", kept=True, lines=room.height)
    if not text or room.height < _WITH_TEXT:
        return _SetWords(stack(wall, room, (hero,))[0])
    large = stack(wall, room, (hero, Saying.of(text, Rank.SECOND, 4, kept=True)))
    if "\n" not in text and large[1] and large[1].em and not large[1].hurt:
        return _SetWords(large[0], large[1])
    lines = _lines(text, room.width, max(0, room.height * 3 // 5))
    tall = (len(lines) * 2 - 1 if len(lines) * 2 <= room.height // 2 else len(lines)) + 1
    upper = Box(room.x, room.y, room.width, max(1, room.height - tall - (2 if tall > 2 else 0)))
    return _SetWords(stack(wall, upper, (hero,))[0], None, tuple(lines), tall)


def _lines(text: str, width: int, most: int) -> list[str]:
    """The text in lines, its own line ends kept."""
    lines: list[str] = []
    for part in text.split("\n"):
        lines += wrap(part, min(width, 120), max(0, most - len(lines)))
    return lines
