"""The bulletin of a period: all that was announced, with the decisions that revised it. It is printed as a whole."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from scoreboard.facts import FactKind
from scoreboard.models import Ceremony, Correction, Veto
from scoreboard.publications.asking import ask_board
from scoreboard.publications.questions import Board, Payload
from scoreboard.publications.recording import correction_words
from scoreboard.publications.sealed import seal_key
from scoreboard.publications.stars import stars_key
from scoreboard.publications.words import unit_words
from scoreboard.store.contest import Contest
from scoreboard.store.public.asking_main import facts_of
from scoreboard.store.public.contests import ranking_key
from scoreboard.store.public.facts import Facts
from scoreboard.store.signing import standing_of
from scoreboard.wire import to_json

WORDING = 2
"""In which words a bulletin is printed; those of before they were counted stay in their own."""


def bulletin_key(contest: Contest) -> str:
    """The key of a period's bulletin."""
    return f"bulletin/{contest.series.id}/{contest.period.id}"


def bulletin_board(session: Session, contest: Contest, now: datetime, reason: str) -> Payload:
    """Flags, the overall table, each revealed area's ranking, stars, vetoes and corrections of one period."""
    facts = facts_of(session)
    series, period = contest.series.id, contest.period.id
    flags = _payload(ask_board(facts, f"flags/{series}/{period}"))
    overall = _payload(ask_board(facts, ranking_key(series, period)))
    shown = {key.split("/")[2] for key in facts.documents(FactKind.SHOWN, f"{series}/{period}/")}
    areas = [area for area in contest.areas if area.id in shown]
    stars = ask_board(facts, stars_key(period))
    vetoes, corrections = _vetoes(session, facts, contest), _corrections(session, contest)
    named = {row["unit"] for row in (*vetoes, *corrections)}
    units = unit_words(facts, sorted(named), contest.naming_day(now), None)
    return {
        **{name: value for name, value in overall.items() if name not in ("area", "unrounded", "rows")},
        "board": "bulletin",
        "wording": WORDING,
        "competition_name": contest.competition.name,
        "competition_name_en": contest.competition.name_en or contest.competition.name,
        "flags": flags.get("rows", []),
        "overall": overall,
        "rankings": [_payload(ask_board(facts, ranking_key(series, period, area.id))) for area in areas],
        "stars": [] if stars is None else stars.payload["rows"],
        "vetoes": [{**to_json(units[row["unit"]]), **row} for row in vetoes],
        "corrections": [
            {
                "area": row["area"],
                "area_name": row["area_name"],
                "area_name_en": row["area_name_en"],
                **to_json(units[row["unit"]]),
                **row,
            }
            for row in corrections
            if row["area"] in shown
        ],
        "amendments": _amendments(session, facts, contest),
        "reason": reason,
        "rows": [],
    }


def _payload(board: Board[Any] | None) -> Payload:
    return {} if board is None else board.payload


def _vetoes(session: Session, facts: Facts, contest: Contest) -> list[dict[str, Any]]:
    """The vetoes of the period on units of the contest that are public."""
    period = contest.period.id
    public = facts.documents(FactKind.VETO, f"{period}/")
    items: Mapping[str, str] = {item["id"]: item["name"] for item in contest.competition.annual.get("vetoes", [])}
    rows = session.exec(
        select(Veto).where(Veto.period_id == period, col(Veto.lifted_at).is_(None)).order_by(col(Veto.id))
    )
    series = facts.documents_of(FactKind.UNIT, (key.partition("/")[2] for key in public))
    return [
        {
            "unit": row.unit_id,
            "veto": row.veto,
            "veto_name": items.get(row.veto, row.veto),
            "reason": row.reason,
            "decided_on": row.decided_on.isoformat(),
        }
        for row in rows
        if f"{period}/{row.unit_id}" in public and contest.series.id in series[row.unit_id]["series"]
    ]


def _amendments(session: Session, facts: Facts, contest: Contest) -> list[dict[str, Any]]:
    """What was changed under the seals of the period's ceremonies: when, why and by whom, not what."""
    ceremonies = session.exec(
        select(Ceremony.id)
        .where(Ceremony.series_id == contest.series.id, Ceremony.period_id == contest.period.id)
        .order_by(col(Ceremony.id))
    )
    boards = [ask_board(facts, seal_key(ceremony)) for ceremony in ceremonies]
    zone = ZoneInfo(contest.competition.timezone)
    return [
        {**row, "at": datetime.fromisoformat(row["at"]).astimezone(zone).isoformat()}
        for board in boards
        if board is not None
        for row in board.payload["rows"]
    ]


def _corrections(session: Session, contest: Contest) -> list[dict[str, Any]]:
    areas = {area.id: area for area in contest.areas}
    rows = session.exec(
        select(Correction)
        .where(Correction.series_id == contest.series.id, Correction.period_id == contest.period.id)
        .order_by(col(Correction.id))
    )
    return [
        {
            "area": row.area_id,
            "area_name": areas[row.area_id].name,
            "area_name_en": areas[row.area_id].name_en or areas[row.area_id].name,
            "unit": row.unit_id,
            **to_json(correction_words(row, contest.rules.decimals)),
            **_approvers(session, row.approved_by.split("\n")),
        }
        for row in rows
        if row.area_id in areas
    ]


def _approvers(session: Session, names: Sequence[str]) -> Payload:
    """How those stand who approved: of one alone, or of several which the contest does not know."""
    if len(names) == 1:
        return {"approver": standing_of(session, names[0])}
    return {"named": [name for name in names if standing_of(session, name) == "named"]}
