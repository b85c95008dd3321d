"""Who speaks and of what."""

from dataclasses import dataclass
from typing import Literal

from scoreboard.publications.scene import WordsScene


@dataclass(frozen=True, kw_only=True, slots=True)
class SpeechScene(WordsScene):
    """Its title and its text."""

    scene: Literal["speech"] = "speech"


SCENES = (SpeechScene,)
