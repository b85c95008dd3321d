"""An area's ranking, at once or from the bottom: places 4 and below, then 3 and 2, then 1 (排名)."""

from collections.abc import Iterable
from dataclasses import replace

from scoreboard.ceremony.cue import Cue
from scoreboard.ceremony.cue_kind import CueKind, usually
from scoreboard.ceremony.told_results import Piece, ToldAt, ranking_pieces
from scoreboard.ceremony.visibility import Sight
from scoreboard.desk.sealed_results import Key
from scoreboard.publications.boards import ranking_board
from scoreboard.publications.scenes.ranking import RankingScene
from scoreboard.store.contest import Contest
from scoreboard.wire import UNSET

FROM_BOTTOM = ("rest", "second", "first")
BLOCKS = {"rest": (4, None), "second": (2, 3), "first": (1, 1)}
"""First and last place of each block of a ranking that is shown from the bottom; None for the last of all."""


def _moments(cue: Cue) -> tuple[str, ...]:
    return FROM_BOTTOM if cue.gradual else ("ranking",)


def _scene(sight: Sight, cue: Cue, step: int, _number: int) -> RankingScene:
    """What is public of a ranking. It reveals nothing: before its flag's cue it says that nothing is revealed yet."""
    board = ranking_board(sight.session, sight.public, sight.contest.area(cue.area))
    rows = tuple(row for row in board.rows if cue.pool in ("", row.pool))
    early = UNSET if cue.pool in sight.public.pools_shown(cue.area) else True
    if not cue.gradual:
        return RankingScene(board=replace(board, rows=rows), unrevealed=early)
    first, last = BLOCKS[FROM_BOTTOM[step - 1]]
    shown = tuple(
        row
        for row in rows
        if (last is None if row.rank is None else first <= row.rank and (last is None or row.rank <= last))
    )
    lowest = max((row.rank for row in rows if row.rank is not None), default=first)
    return RankingScene(board=replace(board, rows=shown), from_=first, to=last or max(first, lowest), unrevealed=early)


def _of_flag(cue: Cue) -> Key:
    return "flag", cue.area, cue.pool


def _pieces(scene: RankingScene, place: ToldAt, contest: Contest) -> Iterable[Piece]:
    if scene.board is None or scene.board.area is None:
        return ()
    return ranking_pieces(scene.board.area, scene.board.rows, place, contest)


KIND = CueKind(
    _scene,
    usually(60),
    wants=("area",),
    uses=("area", "pool", "reveal"),
    moments=_moments,
    shows=_of_flag,
    pieces=_pieces,
    each_pool=True,
)
