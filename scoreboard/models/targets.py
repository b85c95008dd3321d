"""Flags that units go for."""

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from scoreboard.models.base import Table


class Target(Table, table=True):
    """A flag that a unit goes for in a period, as it has told everybody."""

    __table_args__ = (UniqueConstraint("code"),)

    id: int | None = Field(default=None, primary_key=True)
    code: str
    """Its id in files, commands and lists."""
    unit_id: str = Field(foreign_key="unit.id")
    series_id: str
    area_id: str
    period_id: str
