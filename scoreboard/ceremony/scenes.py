"""What a step shows: its scene as a payload.

It is built after the step's reveals and from public facts, so that it holds nothing of later steps. Third and second
place of a flag and single winners of a star are the exception: those steps show one sealed place and only that.
"""

from scoreboard.ceremony.cue import Cue
from scoreboard.ceremony.cues import kind_of
from scoreboard.ceremony.visibility import Sight
from scoreboard.publications.questions import Payload
from scoreboard.publications.scene import Scene
from scoreboard.publications.scenes import written


def scene(sight: Sight, cue: Cue, step: int, number: int) -> Payload:
    """The payload of a cue's step. `number` counts the cues of its kind up to this one."""
    made = kind_of(cue).scene(sight, cue, step, number)
    if isinstance(made, Scene):
        made = written(made)
    return {**made, **sight.extras, "kind": cue.kind}
