"""The title page: what the ceremony is called, where it is, and its commitment (片头)."""

from scoreboard.ceremony.cue import Cue
from scoreboard.ceremony.cue_kind import CueKind, usually
from scoreboard.ceremony.title_page import title_page
from scoreboard.ceremony.visibility import Sight
from scoreboard.publications.scenes.title import TitleScene


def _scene(sight: Sight, _cue: Cue, _step: int, _number: int) -> TitleScene:
    return title_page(sight)


KIND = CueKind(_scene, usually(60), uses=("image",), stands="first", preliminary=True)
