"""The page that a ceremony ends with."""

from dataclasses import dataclass
from typing import Literal

from scoreboard.publications.flag_row import FlagRow
from scoreboard.publications.kinds.ranking import RankingBoard
from scoreboard.publications.scenes.title import TitlePage
from scoreboard.wire import UNSET, UnsetType


@dataclass(frozen=True, kw_only=True, slots=True)
class ClosingScene(TitlePage):
    """The title page again, with the overall table, and whoever has its flag, where it has one."""

    scene: Literal["closing"] = "closing"
    board: RankingBoard
    overall: tuple[FlagRow, ...] | UnsetType = UNSET


SCENES = (ClosingScene,)
