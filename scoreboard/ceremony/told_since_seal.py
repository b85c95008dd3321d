"""All that the public and the hall were told of a contest's results since they were sealed, piece by piece.

What had been public before the seal, and was changed before it, is not held against it: of each board the revision
that stood at the seal counts, and every later one.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from sqlmodel import Session, col, select

from scoreboard.ceremony.cues import kinds_by_scene
from scoreboard.ceremony.told_results import Piece, ToldAt, flag_pieces, ranking_pieces, star_pieces, table_piece
from scoreboard.models import Seal, StageStep
from scoreboard.publications.asking import ask_revisions
from scoreboard.publications.board_words import ContestBoard, NamedUnit
from scoreboard.publications.bulletin import bulletin_key
from scoreboard.publications.bulletin_board import BulletinBoard
from scoreboard.publications.commitments import seal_key
from scoreboard.publications.kinds.flags import FlagsBoard
from scoreboard.publications.kinds.ranking import RankingBoard
from scoreboard.publications.kinds.stars import StarRow, StarsBoard, stars_key
from scoreboard.publications.publishing import flags_key
from scoreboard.publications.questions import Board
from scoreboard.publications.scene import Scene
from scoreboard.publications.scenes import scene_of
from scoreboard.store.contest import Contest
from scoreboard.store.public.asking_main import facts_of
from scoreboard.store.public.contests import ranking_key
from scoreboard.wire import from_json


def sealed_at(session: Session, seal: Seal) -> int:
    """The change that made a seal public; 0, so that nothing is older, where none has."""
    revisions = ask_revisions(facts_of(session), seal_key(seal.ceremony_id))
    return next((board.change for board in revisions if board.words.commitment == seal.commitment), 0)


def told_of(session: Session, contest: Contest, ceremony: str, since: int) -> Iterator[Piece]:
    """Every piece that the boards of a contest and the stage of a ceremony told, the oldest first."""
    for place, board in boards_told(session, contest, since):
        yield from _on_board(board.words, place, contest)
    for row in stage_steps(session, ceremony):
        yield from _on_stage(scene_of(row.scene), ToldAt("", row.sequence or 0), contest)


def boards_told(session: Session, contest: Contest, since: int) -> list[tuple[ToldAt, Board[Any]]]:
    """Every revision of a contest's boards that tells final results, from those on that stood when a change came."""
    series, period = contest.series.id, contest.period.id
    keys = [
        flags_key(series, period),
        ranking_key(series, period),
        bulletin_key(contest),
        stars_key(period),
        *(ranking_key(series, period, area.id) for area in contest.areas),
    ]
    facts = facts_of(session)
    boards = [board for key in keys for board in ask_revisions(facts, key, since)]
    boards.sort(key=lambda board: board.change)
    return [
        (ToldAt(board.key, board.revision), replace(board, words=_final(board.words, series)))
        for board in boards
        if not _is_live(board.words)
    ]


def _is_live(board: object) -> bool:
    """Whether it tells results that are not final."""
    return isinstance(board, ContestBoard) and board.live


def _final(board: Any, series: str) -> Any:
    """A board as far as it tells final results.

    Of stars those are the rows that tell of an election of this series, and not of a notice; of a ranking those of
    pools that do not still stand as a freeze left them.
    """
    if isinstance(board, StarsBoard):
        return replace(board, rows=told_rows(board, series))
    if isinstance(board, RankingBoard):
        return replace(board, rows=tuple(row for row in board.rows if not board.is_frozen(row.pool)))
    return board


def told_rows(board: StarsBoard, series: str) -> tuple[StarRow, ...]:
    """The rows of a stars board by which a series' ceremony is bound."""
    return tuple(row for row in board.rows if row.series in (None, series) and not row.sealed)


def stage_steps(session: Session, ceremony: str) -> list[StageStep]:
    """All steps of the stage that were none of a rehearsal."""
    return list(
        session.exec(
            select(StageStep)
            .where(StageStep.ceremony_id == ceremony, col(StageStep.rehearsal).is_(False))
            .order_by(col(StageStep.sequence))
        )
    )


def units_in(told: Any) -> Iterator[NamedUnit]:
    """Every unit with its names, wherever in what was told as JSON it stands."""
    if isinstance(told, dict):
        if {"unit", "name", "short_name", "name_en"} <= told.keys():
            yield from_json(NamedUnit, told)
        for inner in told.values():
            yield from units_in(inner)
    elif isinstance(told, list):
        for inner in told:
            yield from units_in(inner)


def _on_board(board: object, place: ToldAt, contest: Contest) -> Iterator[Piece]:
    match board:
        case FlagsBoard():
            yield from flag_pieces(board.rows, place)
        case RankingBoard(area=None):
            yield table_piece(board.rows, place)
        case RankingBoard(area=str(area)):
            whole = [pool for pool in contest.flag_pools if not board.is_climbing(pool)]
            yield from ranking_pieces(area, board.rows, place, contest, whole=whole)
        case StarsBoard():
            yield from star_pieces(board.rows, place)
        case BulletinBoard():
            yield from flag_pieces(board.flags, place)
            for ranking in (board.overall, *board.rankings):
                yield from _on_board(ranking, place, contest)
            yield from star_pieces((row for row in board.stars if not row.sealed), place)


def _on_stage(scene: Scene, place: ToldAt, contest: Contest) -> Iterable[Piece]:
    kind = kinds_by_scene().get(scene.scene)
    return () if kind is None or kind.pieces is None else kind.pieces(scene, place, contest)
