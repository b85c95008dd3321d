"""The roll of honour: everybody who has been elected (光荣榜)."""

from collections.abc import Iterable

from scoreboard.ceremony.cue import Cue
from scoreboard.ceremony.cue_kind import CueKind, usually
from scoreboard.ceremony.told_results import Piece, ToldAt, star_pieces
from scoreboard.ceremony.visibility import Sight
from scoreboard.publications.kinds.stars import elected
from scoreboard.publications.scenes.roll import RollScene
from scoreboard.store.contest import Contest


def _scene(sight: Sight, _cue: Cue, _step: int, _number: int) -> RollScene:
    return RollScene(board=elected(sight.stars()))


def _pieces(scene: RollScene, place: ToldAt, _contest: Contest) -> Iterable[Piece]:
    return star_pieces(scene.board.rows, place) if scene.board else ()


KIND = CueKind(_scene, usually(90), pieces=_pieces, scene_name="roll")
