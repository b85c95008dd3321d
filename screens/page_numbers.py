"""A scene at one of its pages, and the page of a whole programme that a number means."""

from collections.abc import Sequence
from dataclasses import replace

from scoreboard.publications.scene import Scene


def at_page(scene: Scene, page: int) -> Scene:
    """A scene at one of its pages."""
    return replace(scene, page=page) if page else scene


def place_in(counts: Sequence[int], at: int) -> tuple[int, int]:
    """The scene that a page of the whole playlist belongs to, and which of its pages it is."""
    for place, count in enumerate(counts):
        if at < count:
            return place, at
        at -= count
    return 0, 0
