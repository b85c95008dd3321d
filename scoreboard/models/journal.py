"""Who did what: a chain in which no row can be changed or taken out unseen."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Column
from sqlmodel import Field

from scoreboard.models.base import Moment, Table


class JournalEntry(Table, table=True):
    """One deed. Its hash covers its own words and the hash of the row before."""

    __tablename__ = "journal"

    sequence: int = Field(primary_key=True)
    at: datetime = Field(sa_type=Moment)
    """When it was done by the contest's clock."""
    machine_at: datetime | None = Field(default=None, sa_type=Moment)
    """When it was done by the machine's own clock; None in rows from before that was kept."""
    who: str
    proof: str
    """How `who` was proved: ``os:LOGIN``, ``key:FINGERPRINT``, ``unproved``, or ``-`` for nobody."""
    action: str
    subject: str = Field(index=True)
    """What it was done to, such as ``city/2010Q3/key-projects/yongnian``."""
    before: Any = Field(default=None, sa_type=JSON)
    after: Any = Field(default=None, sa_type=JSON)
    reason: str | None = None
    request: str | None = Field(default=None, unique=True)
    """The request that it answers, so that a retry after a lost reply is recognised."""
    marks: dict[str, str | None] | None = Field(default=None, sa_column=Column(JSON(none_as_null=True), nullable=True))
    """The rows that it left behind: table and key to a digest of the row, None for one that is gone.

    What the rows of scores say stands in `before` and `after`. None where it left none, and in older rows.
    """
    previous_hash: str
    hash: str
