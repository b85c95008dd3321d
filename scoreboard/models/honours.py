"""The +1 and the -1 of 9+1-1: honours and vetoes."""

from datetime import date, datetime

from sqlalchemy import text
from sqlmodel import Field

from scoreboard.models.base import Moment, Table


class Honour(Table, table=True):
    """An honour of a unit, or of somebody of it, with the document that proves it."""

    id: int | None = Field(default=None, primary_key=True)
    unit_id: str = Field(foreign_key="unit.id", index=True)
    person: str = Field(default="", sa_column_kwargs={"server_default": text("''")})
    person_en: str = Field(default="", sa_column_kwargs={"server_default": text("''")})
    level: str
    title: str
    title_en: str = Field(default="", sa_column_kwargs={"server_default": text("''")})
    document: str = ""
    document_en: str = Field(default="", sa_column_kwargs={"server_default": text("''")})
    awarded_on: date
    rolled_from: str = Field(default="", sa_column_kwargs={"server_default": text("''")})
    """The competition in whose year it was too late to count, and from which it has rolled over to this one."""


class Veto(Table, table=True):
    """A veto (一票否决) on a unit for a period or a year; it is lifted, never removed."""

    id: int | None = Field(default=None, primary_key=True)
    unit_id: str = Field(foreign_key="unit.id", index=True)
    veto: str
    period_id: str = Field(index=True)
    """Empty for a veto of the year, which leaves the periods as they are."""
    reason: str
    reason_en: str = Field(default="", sa_column_kwargs={"server_default": text("''")})
    decided_on: date
    lifted_at: datetime | None = Field(default=None, sa_type=Moment)
    lifted_reason: str | None = None
