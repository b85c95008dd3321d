"""Promises as those read them who work the contest: every person by name, every report, every deadline."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from sqlmodel import Session, select

from scoreboard.desk.levels import seen_by
from scoreboard.desk.lookup import period_names
from scoreboard.desk.promises import TARGET, PromiseKind
from scoreboard.desk.targets import read_targets
from scoreboard.facts import FactKind
from scoreboard.locale import Both
from scoreboard.models import Pledge
from scoreboard.publications.asking import ask_board
from scoreboard.publications.inside_rectifications import all_rectifications
from scoreboard.publications.kinds.pledges import PledgeRow
from scoreboard.store.public.asking_main import facts_of
from scoreboard.store.public.facts import Document
from scoreboard.store.writing import Actor

BOARDS = {
    **{"pledge": "pledges", "goal": "goals", "livelihood": "livelihood", "rectification": "rectifications"},
    **{"benchmark": "benchmarks", "visit": "visits"},
}
"""The board of each kind; flags that units go for have none of their own."""


@dataclass(frozen=True)
class PromiseList:
    """All promises of a kind as rows of its board, and by their ids what was reported of them, the earliest first."""

    rows: tuple[Any, ...] = ()
    reports: Mapping[str, tuple[Document, ...]] | None = None
    periods: Mapping[str, Both] = field(default_factory=dict)
    """What the periods are called that rows name."""


def read_promises(session: Session, kind: PromiseKind[Any], now: datetime, by: Actor) -> PromiseList:
    """Those of a kind that somebody may see who works the contest."""
    if kind is TARGET:
        return PromiseList(read_targets(session, now))
    if BOARDS[kind.name] == "rectifications":
        board = all_rectifications(session, now, seen_by(session, by))
        return PromiseList(board.rows, periods=period_names(session))
    facts = facts_of(session)
    facts.moment = now
    asked = ask_board(facts, BOARDS[kind.name])
    if asked is None:
        return PromiseList()
    rows = asked.words.rows
    if kind.table is Pledge and by.series is None:
        rows = with_names(session, rows)
    return PromiseList(rows, read_reports(session, kind) if kind.keeps_reports else None)


def with_names(session: Session, rows: tuple[PledgeRow, ...]) -> tuple[PledgeRow, ...]:
    """Pledges with the names of people as they are, whatever the public reads."""
    people = {row.code: row for row in session.exec(select(Pledge))}
    return tuple(
        replace(row, person=kept.person, person_en=kept.english.get("person") or kept.person)
        if (kept := people.get(row.id))
        else row
        for row in rows
    )


def read_reports(session: Session, kind: PromiseKind[Any]) -> dict[str, tuple[Document, ...]]:
    """What was reported, by the ids of the rows, in the order of the days."""
    codes = {f"{row.id:09d}": row.code for row in session.exec(select(kind.table))}
    found: dict[str, list[Document]] = {}
    for key, report in facts_of(session).documents(FactKind.REPORT, f"{kind.name}/").items():
        code = codes.get(key.split("/")[1])
        if code is not None:
            found.setdefault(code, []).append({"evidence": "", **report})
    return {code: tuple(sorted(rows, key=lambda row: row["on"])) for code, rows in found.items()}
