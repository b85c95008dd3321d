"""The day: the clock, the next ceremony, what is due today, and who can no longer be overtaken."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal
from zoneinfo import ZoneInfo

from scoreboard.publications.board_words import NamedUnit
from scoreboard.publications.names import InBothLanguages
from scoreboard.publications.programme import AnnouncedCeremony
from scoreboard.publications.scene import Scene


@dataclass(frozen=True, kw_only=True, slots=True)
class DueToday(InBothLanguages):
    """Something whose day is today: a pledge, a goal, a rectification, a livelihood item, a notice or a period."""

    kind: Literal["pledge", "goal", "rectification", "livelihood", "notice", "period"]
    name: str
    name_en: str
    """Whose it is, or what ends."""


@dataclass(frozen=True, kw_only=True, slots=True)
class TodayScene(Scene, InBothLanguages):
    """What a hall tells of the day. Clock and day are those of the moment at which it is shown."""

    scene: Literal["today"] = "today"
    timezone: str
    name: str
    name_en: str
    """The competition's."""
    ceremonies: tuple[AnnouncedCeremony, ...] = ()
    """Those to come of which the hall is told."""
    due: tuple[DueToday, ...] = ()
    first: tuple[NamedUnit, ...] = ()
    """The units that are sure of first place in the year."""
    day: str = ""
    clock: str = ""

    def on(self, now: datetime) -> "TodayScene":
        """The scene as it is at a moment."""
        here = now.astimezone(ZoneInfo(self.timezone))
        return replace(self, day=here.date().isoformat(), clock=f"{here:%H:%M}")


SCENES = (TodayScene,)
