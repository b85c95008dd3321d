"""What every scene may carry beside its own words. The scenes are in `scoreboard/publications/scenes`.

A ceremony's step is kept and published as its scene in JSON; a display parses it, and every scene of the hall draws its
own type.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from scoreboard.publications.commitments import SecondSignature, Signatures, second_signatures
from scoreboard.publications.names import InBothLanguages, named
from scoreboard.wire import UNSET, UnsetType, given

AnyBoard = TypeVar("AnyBoard")


@dataclass(frozen=True, kw_only=True, slots=True)
class Amendment:
    """How often a seal has been amended, and the last time: why, by whom, and what it commits to now."""

    count: int
    commitment: str
    reason: str
    sealed_by: str
    approved_by: str
    approver: str | UnsetType = UNSET
    """Who approved it: "person", "named" (in writing) where one of them is, or empty; older programs did not say."""
    signatures: Signatures = UNSET
    at: str
    """ISO 8601 in the competition's zone."""

    @property
    def signed_second(self) -> tuple[SecondSignature, ...]:
        """Each who approved it."""
        return second_signatures(self.approved_by, self.approver, self.signatures)


@dataclass(frozen=True, kw_only=True, slots=True)
class SceneImage:
    """An image that is shown with a step, by its digest.

    Its content is no part of what the stage keeps: who reads the public file gets it with the step.
    """

    digest: str
    content: bytes | UnsetType = UNSET
    """PNG or JPEG; not set where it is not at hand, such as before the step that makes it public."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ContestTitle(InBothLanguages):
    """What the contest is called and who holds it, for the neutral picture; the host's names are empty without one."""

    name: str
    name_en: str
    host: str
    host_en: str

    def host_called(self, lang: str) -> str:
        """Who holds it."""
        return named(self.host, self.host_en, lang)


def portrait_of(unit: str, person: str) -> str:
    """What a scene's `images` call the portrait of somebody of a unit."""
    return f"{unit}/{person}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Scene:
    """A scene by its name, which is that of its module in `screens/hall`, and what the stage adds to any."""

    scene: str = ""
    rehearsal: bool | UnsetType = UNSET
    """Whether it is one of a rehearsal, and has to be marked as that."""
    kind: str | UnsetType = UNSET
    """The kind of its cue."""
    amended: Amendment | UnsetType = UNSET
    """An amendment of the seal that the hall is told of with it."""
    covering: bool | UnsetType = UNSET
    """Whether these are words in place of a cover, which is there again after them."""
    boards: Literal["soon", "now"] | UnsetType = UNSET
    """When the hall goes back to its boards: a ceremony that was broken off leaves it to them."""
    revealed: tuple[str, ...] | UnsetType = UNSET
    """The flags and stars that the ceremony has shown so far, in order."""
    image: SceneImage | UnsetType = UNSET
    """The image that its cue names, with the cue's first step; else the emblem of what it shows."""
    images: Mapping[str, SceneImage] | UnsetType = UNSET
    """Of those whom it names: emblems of flags by their areas, portraits as `portrait_of` says."""
    contest: ContestTitle | UnsetType = UNSET
    """Whose neutral picture it is, or lies over it; no part of what the stage keeps: who reads it adds that."""
    page: int | UnsetType = UNSET
    """Which of its pages is shown, from 0; the player's."""

    @property
    def every_image(self) -> tuple[SceneImage, ...]:
        """All that it shows as images."""
        own = given(self.image)
        return (*((own,) if own else ()), *(given(self.images) or {}).values())

    def turned_to(self, count: int) -> int:
        """Which of so many pages is shown, from 0; numbers beyond the last one go round."""
        return (given(self.page) or 0) % count


STAGED = ("rehearsal", "kind", "amended", "covering", "boards", "revealed", "image", "images")
"""What the stage adds to any scene, in the order in which that follows the scene's own words."""


@dataclass(frozen=True, kw_only=True, slots=True)
class WordsScene(Scene):
    """A scene that shows words of the run sheet or of the director."""

    title: str
    title_en: str | UnsetType = UNSET
    """Those in English are not set where nobody has written them."""
    text: str
    text_en: str | UnsetType = UNSET

    def title_in(self, lang: str) -> str:
        """Its title in a language."""
        return named(self.title, given(self.title_en), lang)

    def text_in(self, lang: str) -> str:
        """Its text in a language."""
        return named(self.text, given(self.text_en), lang)


@dataclass(frozen=True, kw_only=True, slots=True)
class BoardScene(Scene, Generic[AnyBoard]):
    """A board as the hall shows it; None where nothing of it is public. That of a kind is called as the kind."""

    board: AnyBoard | None


@dataclass(frozen=True, kw_only=True, slots=True)
class MovingScene(BoardScene[AnyBoard]):
    """A ranking, with what of it has just changed; the player says that."""

    was: Mapping[str, int | None] | UnsetType = UNSET
    """The places of units before."""
    changed: tuple[str, ...] | UnsetType = UNSET
    """The units whose rows are marked; where nothing is said, those that stand higher than before."""
    around: bool | UnsetType = UNSET
    """Whether it is the part of a long ranking in which a changed unit stands."""
