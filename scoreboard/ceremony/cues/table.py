"""The overall table as far as it is public (总榜)."""

from scoreboard.ceremony.cue import Cue
from scoreboard.ceremony.cue_kind import CueKind, usually
from scoreboard.ceremony.visibility import Sight, without_sealed_vetoes
from scoreboard.publications.boards import overall_board
from scoreboard.publications.scenes.table import TableScene


def _scene(sight: Sight, _cue: Cue, _step: int, _number: int) -> TableScene:
    known = without_sealed_vetoes(sight.public, sight.vetoed)
    return TableScene(board=overall_board(sight.session, known))


KIND = CueKind(_scene, usually(60), tells_first=True)
