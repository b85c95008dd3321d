"""The wall of flags."""

from dataclasses import dataclass
from typing import Literal

from scoreboard.publications.kinds.flags import FlagsBoard
from scoreboard.publications.scene import BoardScene


@dataclass(frozen=True, kw_only=True, slots=True)
class WallScene(BoardScene[FlagsBoard]):
    """Every flag of a period with its holder, and the poles of those that are not public."""

    scene: Literal["wall"] = "wall"


SCENES = (WallScene,)
