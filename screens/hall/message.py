"""A message to the hall."""

from scoreboard.publications.scenes.message import MessageScene
from screens.hall.parts import captions, speaking
from screens.widgets.canvas import Canvas


def duration(scene: MessageScene) -> float:
    """The title is uncovered, then the text."""
    return speaking.SETTLED


def draw(canvas: Canvas, scene: MessageScene, elapsed: float) -> None:
    """Its title and its text, as the run sheet has them."""
    speaking.speak_scene(canvas, scene, elapsed, "message")


caption = captions.of_words
