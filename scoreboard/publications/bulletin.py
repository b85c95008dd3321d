"""The bulletin of a period: all that was announced, with the decisions that revised it."""

from typing import Any

from sqlmodel import Session, col, select

from scoreboard.models import Correction, Veto
from scoreboard.publications.boards import (
    Payload,
    Picture,
    correction_words,
    envelope,
    flags_board,
    overall_board,
    ranking_board,
)
from scoreboard.publications.stars import stars_board
from scoreboard.store.contest import Contest


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
        }
        for row in rows
        if row.area_id in shown
    ]
