"""The images of a step: its cue's own, the emblems of what it shows, and the portraits of whom it names.

Emblems are public from the first. A portrait is looked for once somebody's name is in the scene of the step, which
makes it public with that name; for nobody else is it asked whether there is one.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from sqlmodel import Session

from scoreboard.ceremony.cue import Cue
from scoreboard.ceremony.cues import kind_of
from scoreboard.ceremony.visibility import Sight
from scoreboard.enums import ImageOf
from scoreboard.models import CueImage
from scoreboard.publications.kinds.stars import StarRow
from scoreboard.publications.scene import Scene, SceneImage, portrait_of
from scoreboard.publications.scenes.flag import FlagContest, FlagTransfer
from scoreboard.publications.scenes.roll import RollScene
from scoreboard.publications.scenes.star import StarWinner, StarWinners
from scoreboard.publications.scenes.title import TitlePage
from scoreboard.publications.scenes.wall import WallScene
from scoreboard.store.named_images import emblem_of, emblems_of_flags, portraits_of
from scoreboard.wire import UNSET, UnsetType, given

AnyScene = TypeVar("AnyScene", bound=Scene)


def with_images(sight: Sight, cue: Cue, step: int, scene: AnyScene) -> AnyScene:
    """A step's scene with its images by their digests."""
    digest = _of_cue(sight, cue, step) or _emblem(sight, scene)
    images = {name: SceneImage(digest=one) for name, one in _of_others(sight, scene).items()}
    return replace(scene, image=SceneImage(digest=digest) if digest else UNSET, images=images or UNSET)


def with_contents(session: Session, scene: AnyScene) -> AnyScene:
    """A scene with the contents of its images, as whoever reads the public file gets it once it is shown."""

    def brought(image: SceneImage) -> SceneImage:
        kept = session.get(CueImage, image.digest)
        return image if kept is None else replace(image, content=kept.content)

    own: SceneImage | UnsetType = UNSET if scene.image is UNSET else brought(scene.image)
    others = {name: brought(image) for name, image in (given(scene.images) or {}).items()}
    return replace(scene, image=own, images=others or UNSET)


def _of_cue(sight: Sight, cue: Cue, step: int) -> str:
    """The image that a cue's first step shows. A rehearsal shows none: it makes nothing public."""
    shows = step == 1 and "image" in kind_of(cue).uses and not sight.rehearses
    return cue.image_digest if shows else ""


def _emblem(sight: Sight, scene: Scene) -> str:
    match scene:
        case TitlePage():
            return emblem_of(sight.session, ImageOf.CONTEST)
        case FlagContest() | FlagTransfer():
            return emblem_of(sight.session, ImageOf.FLAG, f"{sight.contest.series.id}/{scene.area}")
    return ""


def _of_others(sight: Sight, scene: Scene) -> Mapping[str, str]:
    """The emblems on a wall by their areas, or the portraits of those who are named."""
    match scene:
        case WallScene():
            prefix = f"{sight.contest.series.id}/"
            every = emblems_of_flags(sight.session).items()
            return {key.removeprefix(prefix): digest for key, digest in every if key.startswith(prefix)}
        case RollScene():
            return _portraits(sight, scene.board.rows if scene.board else ())
        case StarWinner() | StarWinners():
            return _portraits(sight, scene.rows)
    return {}


def _portraits(sight: Sight, rows: tuple[StarRow, ...]) -> Mapping[str, str]:
    """Of those who are named whole. A rehearsal shows none: who wins in it is drawn."""
    if sight.rehearses or sight.contest.competition.publicity_mask:
        return {}
    people = [(row.unit, row.person) for row in rows if row.unit and row.person]
    return {portrait_of(*who): digest for who, digest in portraits_of(sight.session, people).items()}
