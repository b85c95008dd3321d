"""The roll of honour."""

from dataclasses import dataclass
from typing import Literal

from scoreboard.publications.kinds.stars import StarsBoard
from scoreboard.publications.scene import BoardScene


@dataclass(frozen=True, kw_only=True, slots=True)
class RollScene(BoardScene[StarsBoard]):
    """Everybody who has been elected, under the star that they won."""

    scene: Literal["roll"] = "roll"


SCENES = (RollScene,)
