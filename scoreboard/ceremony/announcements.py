"""All that the public and the hall were told of a contest's results, piece by piece."""

from collections.abc import Iterable, Iterator
from typing import Any

from sqlmodel import Session, col, select

from scoreboard.ceremony.cues import kinds_by_scene
from scoreboard.ceremony.pieces import Piece, ToldAt, flag_pieces, ranking_pieces, star_pieces, table_piece
from scoreboard.models import StageStep
from scoreboard.publications.asking import ask_revisions
from scoreboard.publications.bulletin import bulletin_key
from scoreboard.publications.publishing import flags_key
from scoreboard.publications.questions import Payload
from scoreboard.publications.stars import stars_key
from scoreboard.store.contest import Contest
from scoreboard.store.public.asking_main import facts_of
from scoreboard.store.public.contests import ranking_key


def told_of(session: Session, contest: Contest, ceremony: str) -> Iterator[Piece]:
    """Every piece that the boards of a contest and the stage of a ceremony told, the oldest first."""
    for place, payload in payloads(session, contest):
        yield from _on_board(payload, place, contest)
    for row in stage_steps(session, ceremony):
        yield from _on_stage(row.scene, ToldAt("", row.sequence or 0), contest)


def payloads(session: Session, contest: Contest) -> list[tuple[ToldAt, Payload]]:
    """Every revision of a contest's boards that tell final results."""
    series, period = contest.series.id, contest.period.id
    keys = [
        flags_key(series, period),
        ranking_key(series, period),
        bulletin_key(contest),
        stars_key(period),
        *(ranking_key(series, period, area.id) for area in contest.areas),
    ]
    facts = facts_of(session)
    boards = [board for key in keys for board in ask_revisions(facts, key)]
    boards.sort(key=lambda board: board.change)
    return [(ToldAt(board.key, board.revision), board.payload) for board in boards if not board.payload.get("live")]


def stage_steps(session: Session, ceremony: str) -> list[StageStep]:
    """All steps of the stage that were none of a rehearsal."""
    return list(
        session.exec(
            select(StageStep)
            .where(StageStep.ceremony_id == ceremony, col(StageStep.rehearsal).is_(False))
            .order_by(col(StageStep.sequence))
        )
    )


def units_in(payload: Any) -> Iterator[Payload]:
    """Every unit with its names, wherever in a payload it stands."""
    if isinstance(payload, dict):
        if {"unit", "name", "short_name", "name_en"} <= payload.keys():
            yield payload
        for inner in payload.values():
            yield from units_in(inner)
    elif isinstance(payload, list):
        for inner in payload:
            yield from units_in(inner)


def _on_board(board: Payload, place: ToldAt, contest: Contest) -> Iterator[Piece]:
    match board["board"]:
        case "flags":
            yield from flag_pieces(board["rows"], place)
        case "ranking" if board["area"] is None:
            yield table_piece(board["rows"], place)
        case "ranking":
            yield from ranking_pieces(board["area"], board["rows"], place, contest, whole=True)
        case "stars":
            yield from star_pieces(board["rows"], place)
        case "bulletin":
            yield from flag_pieces(board["flags"], place)
            yield table_piece(board["overall"]["rows"], place)
            for ranking in board["rankings"]:
                yield from ranking_pieces(ranking["area"], ranking["rows"], place, contest, whole=True)
            yield from star_pieces(board["stars"], place)


def _on_stage(scene: Payload, place: ToldAt, contest: Contest) -> Iterable[Piece]:
    kind = kinds_by_scene().get(scene["scene"])
    return () if kind is None or kind.pieces is None else kind.pieces(scene, place, contest)
