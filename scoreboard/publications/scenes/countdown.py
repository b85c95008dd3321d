"""A clock that counts down."""

from dataclasses import dataclass
from typing import Literal

from scoreboard.publications.scene import Scene


@dataclass(frozen=True, kw_only=True, slots=True)
class CountdownScene(Scene):
    """What is awaited, and for how long."""

    scene: Literal["countdown"] = "countdown"
    title: str
    seconds: int


SCENES = (CountdownScene,)
