"""Everybody comes up for a photo."""

from dataclasses import dataclass
from typing import Literal

from scoreboard.publications.scene import WordsScene


@dataclass(frozen=True, kw_only=True, slots=True)
class PhotoScene(WordsScene):
    """Its title and its text."""

    scene: Literal["photo"] = "photo"


SCENES = (PhotoScene,)
