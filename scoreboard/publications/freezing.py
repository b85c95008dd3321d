"""A live board that takes no more results: from when on, and whether that has begun."""

from dataclasses import replace
from datetime import datetime
from typing import Any, TypeVar

from scoreboard.publications.words import ContestBoard
from scoreboard.wire import given

Payload = dict[str, Any]
Contested = TypeVar("Contested", bound=ContestBoard)


def frozen_by(payload: Payload, now: datetime | None) -> Payload:
    """A board as it stands at a moment: no longer live once its freeze has begun."""
    freeze = payload.get("freeze")
    if now is None or freeze is None or not payload.get("live") or datetime.fromisoformat(freeze) > now:
        return payload
    return {**payload, "live": False, "frozen_since": freeze}


def frozen_at(board: Contested, now: datetime) -> Contested:
    """A board as it stands at a moment: no longer live once its freeze has begun."""
    freeze = given(board.freeze)
    if freeze is None or not board.live or datetime.fromisoformat(freeze) > now:
        return board
    return replace(board, live=False, frozen_since=freeze)


def clock_time(moment: str) -> str:
    """A moment as people read it."""
    return moment[:16].replace("T", " ")
