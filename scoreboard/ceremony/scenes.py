"""What a step shows.

Its scene is built after the step's reveals and from public facts, so that it holds nothing of later steps. Third and
second place of a flag and single winners of a star are the exception: those steps show one sealed place and only that.
"""

from dataclasses import replace

from scoreboard.ceremony.cue import Cue
from scoreboard.ceremony.cues import kind_of
from scoreboard.ceremony.visibility import Sight
from scoreboard.publications.scene import Scene, SceneImage
from scoreboard.wire import UNSET, UnsetType


def scene(sight: Sight, cue: Cue, step: int, number: int) -> Scene:
    """The scene of a cue's step. `number` counts the cues of its kind up to this one."""
    made: Scene = kind_of(cue).scene(sight, cue, step, number)
    return replace(made, kind=cue.kind, rehearsal=sight.rehearses or UNSET, image=_image(sight, cue, step))


def _image(sight: Sight, cue: Cue, step: int) -> SceneImage | UnsetType:
    """The image that a cue's first step shows. A rehearsal shows none: it makes nothing public."""
    shows = cue.image_digest and step == 1 and "image" in kind_of(cue).uses and not sight.rehearses
    return SceneImage(digest=cue.image_digest) if shows else UNSET
