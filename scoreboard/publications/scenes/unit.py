"""One unit's page."""

from dataclasses import dataclass
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


SCENES = (UnitScene,)
