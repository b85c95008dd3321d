"""One unit's page."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from scoreboard.publications.board_about import UnitPlace
from scoreboard.publications.public_units import CurrentUnit
from scoreboard.publications.scene import Scene


@dataclass(frozen=True, kw_only=True, slots=True)
class UnitScene(Scene):
    """The unit's places in every public board, newest period first."""

    scene: Literal["unit"] = "unit"
    unit: CurrentUnit
    rows: tuple[UnitPlace, ...]

    def on(self, now: datetime) -> "UnitScene":
        """The scene as it is at a moment."""
        return replace(self, rows=tuple(row.at(now) for row in self.rows))


SCENES = (UnitScene,)
