"""A clock that counts down."""

from dataclasses import dataclass
from typing import Literal

from scoreboard.publications.names import named
from scoreboard.publications.scene import Scene
from scoreboard.wire import UNSET, UnsetType, given


@dataclass(frozen=True, kw_only=True, slots=True)
class CountdownScene(Scene):
    """What is awaited, and for how long."""

    scene: Literal["countdown"] = "countdown"
    title: str
    title_en: str | UnsetType = UNSET
    """Not set where nobody has written it."""
    seconds: int

    def title_in(self, lang: str) -> str:
        """What is awaited, in a language."""
        return named(self.title, given(self.title_en), lang)


SCENES = (CountdownScene,)
