"""An interlude between two parts of a ceremony."""

from scoreboard.publications.scenes.interlude import InterludeScene
from screens.hall.parts import captions, speaking
from screens.widgets.canvas import Canvas


def duration(scene: InterludeScene) -> float:
    """The title is uncovered, then the text."""
    return speaking.SETTLED


def draw(canvas: Canvas, scene: InterludeScene, elapsed: float) -> None:
    """Its title and its text, as the run sheet has them."""
    speaking.speak_scene(canvas, scene, elapsed, "interlude")


caption = captions.of_words
