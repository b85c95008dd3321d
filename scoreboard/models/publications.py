"""What is public. A board becomes public by being written here, and only by that."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, UniqueConstraint
from sqlmodel import Field

from scoreboard.models.base import Moment, Table


class Publication(Table, table=True):
    """A revision of a board as it was published: appended, never edited (S08)."""

    __table_args__ = (UniqueConstraint("board", "revision"),)

    id: int | None = Field(default=None, primary_key=True)
    board: str
    """The board's key, such as ``flags/city/2010Q3``."""
    revision: int
    payload: dict[str, Any] = Field(sa_type=JSON)
    published_at: datetime = Field(sa_type=Moment)
    reason: str = ""
