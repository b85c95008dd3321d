"""The bulletin of a period: all that was announced, with the decisions that revised it."""

from typing import Any

from sqlmodel import Session, col, select

from scoreboard.models import Ceremony, Correction, Veto
from scoreboard.publications.boards import (
    Payload,
    Picture,
    correction_words,
    envelope,
    flags_board,
    latest_payload,
    overall_board,
    ranking_board,
    seal_key,
)
from scoreboard.publications.stars import stars_board
from scoreboard.store.contest import Contest
from scoreboard.store.signing import standing_of


def bulletin_key(contest: Contest) -> str:
    return f"bulletin/{contest.series.id}/{contest.period.id}"


def bulletin_board(session: Session, picture: Picture, reason: str) -> Payload:
    """Flags, the overall table, each revealed area's ranking, stars, vetoes and corrections of one period."""
    contest = picture.contest
    return envelope(
        contest,
        "bulletin",
        competition_name=contest.competition.name,
        competition_name_en=contest.competition.name_en or contest.competition.name,
        flags=flags_board(picture, contest.areas)["rows"],
        overall=overall_board(session, picture),
        rankings=[ranking_board(session, picture, area) for area in contest.areas if picture.pools_shown(area.id)],
        stars=stars_board(session, contest.period.id, picture.now)["rows"],
        vetoes=_vetoes(session, picture),
        corrections=_corrections(session, picture),
        amendments=_amendments(session, contest),
        reason=reason,
        rows=[],
    )


def _vetoes(session: Session, picture: Picture) -> list[dict[str, Any]]:
    members = {unit.id for unit in picture.scores.units}
    items = {item["id"]: item["name"] for item in picture.contest.competition.annual.get("vetoes", [])}
    rows = session.exec(
        select(Veto)
        .where(Veto.period_id == picture.contest.period.id, col(Veto.lifted_at).is_(None))
        .order_by(col(Veto.id))
    )
    return [
        {
            **picture.unit(row.unit_id),
            "veto": row.veto,
            "veto_name": items.get(row.veto, row.veto),
            "reason": row.reason,
            "decided_on": row.decided_on.isoformat(),
        }
        for row in rows
        if row.unit_id in members
    ]


def _amendments(session: Session, contest: Contest) -> list[dict[str, Any]]:
    """What was changed under the seals of the period's ceremonies: when, why and by whom, not what."""
    ceremonies = session.exec(
        select(Ceremony.id)
        .where(Ceremony.series_id == contest.series.id, Ceremony.period_id == contest.period.id)
        .order_by(col(Ceremony.id))
    )
    boards = [latest_payload(session, seal_key(ceremony)) for ceremony in ceremonies]
    return [row for board in boards if board is not None for row in board["rows"]]


def _corrections(session: Session, picture: Picture) -> list[dict[str, Any]]:
    contest = picture.contest
    shown = {area.id: area for area in contest.areas if picture.pools_shown(area.id)}
    rows = session.exec(
        select(Correction)
        .where(Correction.series_id == contest.series.id, Correction.period_id == contest.period.id)
        .order_by(col(Correction.id))
    )
    return [
        {
            "area": row.area_id,
            "area_name": shown[row.area_id].name,
            "area_name_en": shown[row.area_id].name_en or shown[row.area_id].name,
            **picture.unit(row.unit_id),
            **correction_words(row, contest.rules.decimals),
            "approver": standing_of(session, row.approved_by),
        }
        for row in rows
        if row.area_id in shown
    ]
