"""The journal as the desk shows it: who, when, old and new, of one cell or of a whole contest."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import String, and_, cast, or_
from sqlmodel import Session, col, select

from scoreboard.models import JournalEntry

CELL_DEEDS = frozenset({"enter", "import", "confirm", "unconfirm", "return", "reenter"})
"""Deeds that change nothing but the cells that they name, or what is said of them."""
CELL_DEPTH = 3
"""How many slashes a cell's subject has."""
SCORES = "scores.csv"
"""What the journal calls the scores of a folder."""
STATES = {"confirm": "confirmed", "unconfirm": "draft", "enter": "draft"}
"""The state that a deed on many cells leaves, where it does not say so itself."""


@dataclass(frozen=True)
class Deed:
    """One row of the journal."""

    sequence: int
    at: datetime
    who: str
    proved: bool
    action: str
    subject: str
    before: Any
    after: Any
    reason: str | None


def read_deeds(session: Session, subject: str, *, limit: int = 200) -> tuple[Deed, ...]:
    """The last deeds on a subject and on all that lies inside it, the newest first.

    `subject` is a contest ("city/2010Q3"), a cell ("city/2010Q3/key-projects/yongnian"), or the stars of a
    period ("stars/2010Q3"). Of a deed on many cells a cell's own part is told.
    """
    inside = and_(col(JournalEntry.subject) >= f"{subject}/", col(JournalEntry.subject) < f"{subject}0")
    query = select(JournalEntry).where(or_(col(JournalEntry.subject) == subject, inside))
    rows = [_deed(row) for row in _newest(session, query, limit)]
    if subject.count("/") == CELL_DEPTH:
        series, period, place = subject.split("/", 2)
        rows += _of_cell(session, f"{series}/{period}", place, limit)
        rows += _of_cell(session, SCORES, subject, limit)
        rows.sort(key=lambda deed: deed.sequence, reverse=True)
    return tuple(rows[:limit])


def _newest(session: Session, query: Any, limit: int) -> list[JournalEntry]:
    return list(session.exec(query.order_by(col(JournalEntry.sequence).desc()).limit(limit)))


def _of_cell(session: Session, subject: str, place: str, limit: int) -> list[Deed]:
    """What deeds on many cells, which the journal keeps under `subject`, did to one of them or its judges' scores."""
    text = cast(col(JournalEntry.after), String)
    query = select(JournalEntry).where(
        JournalEntry.subject == subject,
        or_(*(text.contains(f'"{json.dumps(place)[1:-1]}{end}', autoescape=True) for end in '"/')),
    )
    found: list[Deed] = []
    for row in _newest(session, query, limit):
        deed = _deed(row)
        for name, told in (cells_told(row) or {}).items():
            if name == place or name.startswith(f"{place}/"):
                version, score, *state = told
                after = {"score": score, "version": version, "state": state[0] if state else STATES[row.action]}
                cell = name if subject == SCORES else f"{subject}/{name}"
                found.append(replace(deed, subject=cell, before=None, after=after))
    return found


def cells_told(entry: JournalEntry) -> Mapping[str, Any] | None:
    """The cells of a deed on many of them, each with its version, its score and perhaps its state; None of others."""
    cells = entry.after.get("cells") if isinstance(entry.after, dict) else None
    return cells if isinstance(cells, dict) else None


def _deed(row: JournalEntry) -> Deed:
    return Deed(
        row.sequence,
        row.at,
        row.who,
        row.proof not in ("unproved", "-"),
        row.action,
        row.subject,
        row.before,
        row.after,
        row.reason,
    )
