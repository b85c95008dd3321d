"""One category of stars in a ceremony: what it honours, then who has won it, at once or one at a time."""

from dataclasses import dataclass
from typing import Literal

from scoreboard.publications.kinds.stars import StarRow
from scoreboard.publications.names import named
from scoreboard.publications.scene import Scene
from scoreboard.wire import UNSET, UnsetType


@dataclass(frozen=True, kw_only=True, slots=True)
class StarScene(Scene):
    """A category by its id and its names."""

    scene: Literal["star"] = "star"
    moment: str
    star: str
    star_name: str
    star_name_en: str

    def star_called(self, lang: str) -> str:
        """What the category is called in a language."""
        return named(self.star_name, self.star_name_en, lang)


@dataclass(frozen=True, kw_only=True, slots=True)
class StarCategoryScene(StarScene):
    """The category alone."""

    moment: Literal["category"] = "category"


@dataclass(frozen=True, kw_only=True, slots=True)
class StarWinners(StarScene):
    """All its winners."""

    moment: Literal["winners"] = "winners"
    rows: tuple[StarRow, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class StarWinner(StarScene):
    """Whoever takes one place: nobody, one, or several who tie for it."""

    moment: Literal["winner"] = "winner"
    place: int | None
    """None where several who should each have had a step of their own are shown together."""
    rows: tuple[StarRow, ...]
    places: tuple[int | None, ...] | UnsetType = UNSET
    """The places of those, a row's each; None of whoever has no result. Older programs did not say them."""


SCENES = (StarCategoryScene, StarWinners, StarWinner)
