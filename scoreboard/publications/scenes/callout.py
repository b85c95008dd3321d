"""What has just been settled of the year."""

from dataclasses import dataclass
from typing import Literal

from scoreboard.publications.board_words import NamedUnit
from scoreboard.publications.scene import Scene


@dataclass(frozen=True, kw_only=True, slots=True)
class SettledUnit(NamedUnit):
    """A unit that is sure of a place now, or cannot be first any more."""

    clinched: int | None
    eliminated: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class CalloutScene(Scene):
    """Units of whose place in the year something is settled that was not before."""

    scene: Literal["callout"] = "callout"
    series_name: str
    series_name_en: str
    rows: tuple[SettledUnit, ...]


SCENES = (CalloutScene,)
