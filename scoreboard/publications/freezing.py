"""A live board that takes no more results: from when on, and whether that has begun."""

from dataclasses import replace
from datetime import datetime
from typing import TypeVar

from scoreboard.publications.board_words import ContestBoard
from scoreboard.wire import UnsetType, given

Contested = TypeVar("Contested", bound=ContestBoard)


def frozen_at(board: Contested, now: datetime) -> Contested:
    """A board as it stands at a moment: no longer live once its freeze has begun."""
    if not board.live or not has_begun(board.freeze, now):
        return board
    return replace(board, live=False, frozen_since=board.freeze)


def has_begun(freeze: str | UnsetType, now: datetime) -> bool:
    """Whether a freeze has begun by a moment; one of which nothing is said never does."""
    since = given(freeze)
    return since is not None and datetime.fromisoformat(since) <= now


def clock_time(moment: str) -> str:
    """A moment as people read it."""
    return moment[:16].replace("T", " ")
