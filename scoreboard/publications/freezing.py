"""A live board that takes no more results: from when on, and whether that has begun."""

from dataclasses import replace
from datetime import datetime
from typing import TypeVar

from scoreboard.publications.board_words import ContestBoard
from scoreboard.wire import given

Contested = TypeVar("Contested", bound=ContestBoard)


def frozen_at(board: Contested, now: datetime) -> Contested:
    """A board as it stands at a moment: no longer live once its freeze has begun."""
    freeze = given(board.freeze)
    if freeze is None or not board.live or datetime.fromisoformat(freeze) > now:
        return board
    return replace(board, live=False, frozen_since=freeze)


def clock_time(moment: str) -> str:
    """A moment as people read it."""
    return moment[:16].replace("T", " ")
