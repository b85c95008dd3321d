"""What comes between two parts of a ceremony."""

from dataclasses import dataclass
from typing import Literal

from scoreboard.publications.scene import WordsScene


@dataclass(frozen=True, kw_only=True, slots=True)
class InterludeScene(WordsScene):
    """Its title and its text."""

    scene: Literal["interlude"] = "interlude"


SCENES = (InterludeScene,)
