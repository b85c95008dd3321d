"""Words to the hall, of the run sheet or of the director."""

from dataclasses import dataclass
from typing import Literal

from scoreboard.publications.scene import WordsScene


@dataclass(frozen=True, kw_only=True, slots=True)
class MessageScene(WordsScene):
    """Its title and its text."""

    scene: Literal["message"] = "message"


SCENES = (MessageScene,)
