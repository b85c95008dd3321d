"""One unit's notice board."""

from dataclasses import dataclass
from typing import Literal

from scoreboard.publications.names import InBothLanguages
from scoreboard.publications.noticeboard import PostedSection, posted
from scoreboard.publications.scene import Scene
from scoreboard.publications.unit_board import UnitBoard


@dataclass(frozen=True, kw_only=True, slots=True)
class NoticeboardScene(Scene, InBothLanguages):
    """What a unit has posted, in both languages."""

    scene: Literal["noticeboard"] = "noticeboard"
    unit: str
    name: str
    name_en: str
    zh: tuple[PostedSection, ...]
    en: tuple[PostedSection, ...]

    def posted(self, lang: str) -> tuple[PostedSection, ...]:
        """The sections in a language."""
        return self.en if lang == "en" else self.zh


SCENES = (NoticeboardScene,)


def noticeboard_scene(board: UnitBoard) -> NoticeboardScene:
    """The notice board of a unit."""
    return NoticeboardScene(
        unit=board.unit,
        name=board.name,
        name_en=board.name_en,
        zh=tuple(posted(board, "zh")),
        en=tuple(posted(board, "en")),
    )
