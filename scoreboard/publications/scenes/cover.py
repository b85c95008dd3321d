"""The neutral picture."""

from dataclasses import dataclass
from typing import Literal

from scoreboard.publications.scene import Scene


@dataclass(frozen=True, kw_only=True, slots=True)
class CoverScene(Scene):
    """Nothing of any result."""

    scene: Literal["cover"] = "cover"


SCENES = (CoverScene,)
