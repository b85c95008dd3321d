"""A speech: who speaks and of what."""

from scoreboard.publications.scenes.speech import SpeechScene
from screens.hall.parts import captions, speaking
from screens.widgets.canvas import Canvas


def duration(scene: SpeechScene) -> float:
    """The title is uncovered, then the text."""
    return speaking.SETTLED


def draw(canvas: Canvas, scene: SpeechScene, elapsed: float) -> None:
    """Its title and its text, as the run sheet has them."""
    speaking.speak_scene(canvas, scene, elapsed, "speech")


caption = captions.of_words
