"""The ranking of an area, whole or a block of its places."""

from dataclasses import dataclass
from typing import Literal

from scoreboard.publications.flag_row import FlagRow
from scoreboard.publications.kinds.ranking import RankingBoard
from scoreboard.publications.scene import MovingScene
from scoreboard.wire import UNSET, UnsetType


@dataclass(frozen=True, kw_only=True, slots=True)
class RankingScene(MovingScene[RankingBoard]):
    """Of everybody who is on the board, or of a block of places."""

    scene: Literal["ranking"] = "ranking"
    row: FlagRow | UnsetType | None = UNSET
    """The area's flag, where it is public; where pools rank apart, the first that is."""
    rows: tuple[FlagRow, ...] | UnsetType = UNSET
    """The flags of the other pools."""
    from_: int | UnsetType = UNSET
    """The first and the last place of a block."""
    to: int | UnsetType = UNSET
    unrevealed: bool | UnsetType = UNSET
    """Whether nothing of the ranking is revealed yet."""


SCENES = (RankingScene,)
