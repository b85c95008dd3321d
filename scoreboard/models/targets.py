"""Flags that units go for."""

from sqlmodel import Field

from scoreboard.models.base import Table


class Target(Table, table=True):
    """A flag that a unit goes for in a period, as it has told everybody."""

    id: int | None = Field(default=None, primary_key=True)
    unit_id: str = Field(foreign_key="unit.id")
    series_id: str
    area_id: str
    period_id: str
