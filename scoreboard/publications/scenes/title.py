"""The page that a ceremony begins with, and a playlist."""

from dataclasses import dataclass
from typing import Literal

from scoreboard.publications.names import named
from scoreboard.publications.scene import Scene
from scoreboard.wire import UNSET, UnsetType, given


@dataclass(frozen=True, kw_only=True, slots=True)
class TitlePage(Scene):
    """What a ceremony is called, who holds it, where and when, and what it commits to."""

    title: str
    title_en: str
    host: str
    host_en: str
    venue: str
    venue_en: str | UnsetType = UNSET
    """Those in English are not set where nobody has written them."""
    date: str | None
    """ISO 8601; None where no day has been set."""
    slogans: tuple[str, ...]
    slogans_en: tuple[str, ...] | UnsetType = UNSET
    commitment: str | UnsetType | None = UNSET
    """The hash of the sealed results; None where they are not sealed, and not set between ceremonies."""

    def title_in(self, lang: str) -> str:
        """What it is called."""
        return named(self.title, self.title_en, lang)

    def venue_in(self, lang: str) -> str:
        """Where it is held."""
        return named(self.venue, given(self.venue_en), lang)

    def slogans_in(self, lang: str) -> tuple[str, ...]:
        """Its slogans."""
        return (given(self.slogans_en) if lang == "en" else None) or self.slogans

    def host_in(self, lang: str) -> str:
        """Who holds it."""
        return named(self.host, self.host_en, lang)


@dataclass(frozen=True, kw_only=True, slots=True)
class TitleScene(TitlePage):
    """The title page itself."""

    scene: Literal["title"] = "title"


SCENES = (TitleScene,)
