"""The overall table."""

from dataclasses import dataclass
from typing import Literal

from scoreboard.publications.kinds.ranking import RankingBoard
from scoreboard.publications.scene import MovingScene


@dataclass(frozen=True, kw_only=True, slots=True)
class TableScene(MovingScene[RankingBoard]):
    """Of everybody who is on the board."""

    scene: Literal["table"] = "table"


SCENES = (TableScene,)
