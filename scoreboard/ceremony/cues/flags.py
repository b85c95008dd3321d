"""The wall of flags (旗墙)."""

from collections.abc import Iterable

from scoreboard.ceremony.cue import Cue
from scoreboard.ceremony.cue_kind import CueKind, usually
from scoreboard.ceremony.told_results import Piece, ToldAt, flag_pieces
from scoreboard.ceremony.visibility import Sight
from scoreboard.publications.boards import flags_board
from scoreboard.publications.scenes.wall import WallScene
from scoreboard.store.contest import Contest


def _scene(sight: Sight, _cue: Cue, _step: int, _number: int) -> WallScene:
    return WallScene(board=flags_board(sight.public, sight.contest.areas))


def _pieces(scene: WallScene, place: ToldAt, _contest: Contest) -> Iterable[Piece]:
    return flag_pieces(scene.board.rows, place) if scene.board else ()


KIND = CueKind(_scene, usually(60), pieces=_pieces, scene_name="wall")
