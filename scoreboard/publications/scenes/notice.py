"""The notice of stars."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal
from zoneinfo import ZoneInfo

from scoreboard.publications.kinds.stars import StarsBoard
from scoreboard.publications.scene import BoardScene


@dataclass(frozen=True, kw_only=True, slots=True)
class NoticeScene(BoardScene[StarsBoard]):
    """Who is on notice for a star and until which day, as far as the setting lets everybody know."""

    scene: Literal["notice"] = "notice"
    timezone: str
    """Where a day of the notice begins and ends."""
    day: str = ""
    """The day on which it is shown, ISO 8601: a notice that has ended by then is not told as one that runs."""

    def on(self, now: datetime) -> "NoticeScene":
        """The scene as it is at a moment."""
        return replace(self, day=now.astimezone(ZoneInfo(self.timezone)).date().isoformat())


SCENES = (NoticeScene,)
