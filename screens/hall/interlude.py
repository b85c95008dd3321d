"""An interlude between two parts of a ceremony."""

from screens.hall import Payload
from screens.hall.parts import speaking
from screens.hall.parts.words import name_in, word
from screens.widgets.canvas import Canvas


def duration(scene: Payload) -> float:
    """The title is uncovered, then the text."""
    return speaking.SETTLED


def draw(canvas: Canvas, scene: Payload, elapsed: float) -> None:
    """Its title and its text, as the run sheet has them."""
    lang = canvas.look.lang
    title, text = name_in(scene, lang, "title"), name_in(scene, lang, "text")
    speaking.speak(
        canvas, title or ("" if text else word("interlude.title", lang)), text, elapsed, word("interlude.title", lang)
    )
