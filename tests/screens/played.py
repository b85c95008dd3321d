"""The hall, fed with scenes as a stage keeps them: what is written by hand is parsed as what a ceremony has written."""

from collections.abc import Collection, Mapping
from typing import Any

from scoreboard.publications.scene import Scene
from scoreboard.publications.scenes import scene_of
from screens import hall
from screens.looks import Look
from screens.widgets.canvas import Frame

Sample = Scene | Mapping[str, Any] | None
Size = tuple[int, int]


def typed(scene: Sample) -> Scene | None:
    """A scene, parsed where it is JSON."""
    return scene if scene is None or isinstance(scene, Scene) else scene_of(dict(scene))


def draw(scene: Sample, elapsed: float, size: Size, look: Look) -> Frame:
    return hall.draw(typed(scene), elapsed, size, look)


def duration(scene: Sample, look: Look) -> float:
    return hall.duration(typed(scene), look)


def warm(scene: Sample, size: Size, look: Look) -> None:
    hall.warm(typed(scene), size, look)


def pages(scene: Sample, size: Size, look: Look) -> int:
    return hall.pages(typed(scene), size, look)


def page_with(scene: Sample, units: Collection[str], size: Size, look: Look) -> int:
    return hall.page_with(typed(scene) or hall.COVER, units, size, look)


def caption(scene: Sample, lang: str) -> str:
    return hall.caption(typed(scene) or hall.COVER, lang)
