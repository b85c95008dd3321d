"""The page that a ceremony ends with."""

from dataclasses import dataclass
from typing import Literal

from scoreboard.publications.kinds.ranking import RankingBoard
from scoreboard.publications.scenes.title import TitlePage


@dataclass(frozen=True, kw_only=True, slots=True)
class ClosingScene(TitlePage):
    """The title page again, with the overall table."""

    scene: Literal["closing"] = "closing"
    board: RankingBoard


SCENES = (ClosingScene,)
