"""The +1 and the -1 of 9+1-1: honours and vetoes."""

from datetime import date, datetime

from sqlmodel import Field

from scoreboard.models.base import Moment, Table


class Honour(Table, table=True):
    """An honour of a unit, with the document that proves it."""

    id: int | None = Field(default=None, primary_key=True)
    unit_id: str = Field(foreign_key="unit.id", index=True)
    level: str
    title: str
    document: str = ""
    awarded_on: date


class Veto(Table, table=True):
    """A veto (一票否决) on a unit for a period or a year; it is lifted, never removed."""

    id: int | None = Field(default=None, primary_key=True)
    unit_id: str = Field(foreign_key="unit.id", index=True)
    veto: str
    period_id: str = Field(index=True)
    reason: str
    decided_on: date
    lifted_at: datetime | None = Field(default=None, sa_type=Moment)
    lifted_reason: str | None = None
