"""The bulletin of a period: all that was announced, with the decisions that revised it."""

from typing import Any

from sqlmodel import Session, col, select

from scoreboard.models import Correction, Veto
from scoreboard.publications.boards import (
    Payload,
    Public,
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


def bulletin_board(session: Session, public: Public, reason: str) -> Payload:
    """Flags, the overall table, each revealed area's ranking, stars, vetoes and corrections of one period."""
    contest = public.contest
    return envelope(
        contest,
        "bulletin",
        competition_name=contest.competition.name,
        competition_name_en=contest.competition.name_en or contest.competition.name,
        flags=flags_board(public, contest.areas)["rows"],
        overall=overall_board(session, public),
        rankings=[ranking_board(session, public, area) for area in contest.areas if public.pools_shown(area.id)],
        stars=stars_board(session, contest.period.id, public.now)["rows"],
        vetoes=_vetoes(session, public),
        corrections=_corrections(session, public),
        reason=reason,
        rows=[],
    )


def _vetoes(session: Session, public: Public) -> list[dict[str, Any]]:
    members = {unit.id for unit in public.scores.units}
    items = {item["id"]: item["name"] for item in public.contest.competition.annual.get("vetoes", [])}
    rows = session.exec(
        select(Veto)
        .where(Veto.period_id == public.contest.period.id, col(Veto.lifted_at).is_(None))
        .order_by(col(Veto.id))
    )
    return [
        {
            **public.unit(row.unit_id),
            "veto": row.veto,
            "veto_name": items.get(row.veto, row.veto),
            "reason": row.reason,
            "decided_on": row.decided_on.isoformat(),
        }
        for row in rows
        if row.unit_id in members
    ]


def _corrections(session: Session, public: Public) -> list[dict[str, Any]]:
    contest = public.contest
    shown = {area.id: area for area in contest.areas if public.pools_shown(area.id)}
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
            **public.unit(row.unit_id),
            **correction_words(row, contest.rules.decimals),
        }
        for row in rows
        if row.area_id in shown
    ]
