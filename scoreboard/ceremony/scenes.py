"""What a step shows.

Its scene is built after the step's reveals and from public facts, so that it holds nothing of later steps. Third and
second place of a flag and single winners of a star are the exception: those steps show one sealed place and only that.
"""

from dataclasses import replace

from scoreboard.ceremony.cue import Cue
from scoreboard.ceremony.cues import kind_of
from scoreboard.ceremony.scene_images import with_images
from scoreboard.ceremony.visibility import Sight
from scoreboard.publications.scene import Scene
from scoreboard.wire import UNSET


def scene(sight: Sight, cue: Cue, step: int, number: int) -> Scene:
    """The scene of a cue's step. `number` counts the cues of its kind up to this one."""
    made: Scene = kind_of(cue).scene(sight, cue, step, number)
    return with_images(sight, cue, step, replace(made, kind=cue.kind, rehearsal=sight.rehearses or UNSET))
