"""Whether an image that a scene brings along is seen in a hall: asked before a ceremony."""

from scoreboard.locale import LANGUAGES
from scoreboard.publications.scene import Scene
from screens.hall import draw
from screens.looks import Look


def shows_image(scene: Scene, hall: tuple[int, int]) -> bool:
    """Whether it is seen on a display of so many cells in either language: a terminal that draws itself is sent it."""
    looks = (Look(lang, still=True, graphics=True) for lang in LANGUAGES)
    return all(draw(scene, 0.0, hall, look).images for look in looks)
