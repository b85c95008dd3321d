"""Units and the names that they bear over time."""

from datetime import date

from sqlalchemy import JSON, false, text
from sqlmodel import Field

from scoreboard.models.base import Table


class Unit(Table, table=True):
    """A county, department, township, village or team; it keeps its id through renames (S10)."""

    id: str = Field(primary_key=True)
    position: int
    kind: str = ""
    kind_en: str = Field(default="", sa_column_kwargs={"server_default": text("''")})
    parent_id: str | None = Field(default=None, index=True)
    pool: str = Field(default="", index=True)
    valid_from: date | None = None
    valid_to: date | None = None
    """The last day on which the unit exists; None while it has no end."""
    guest: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    """Whether it is ranked out of competition: listed without a place, and wins nothing."""


class UnitName(Table, table=True):
    """A name that a unit bears from a day on (from ever, where there is no day)."""

    __tablename__ = "unit_name"

    unit_id: str = Field(primary_key=True, foreign_key="unit.id")
    position: int = Field(primary_key=True)
    name: str
    short_name: str = ""
    short_name_en: str = Field(default="", sa_column_kwargs={"server_default": text("''")})
    name_en: str = ""
    aliases: list[str] = Field(default_factory=list, sa_type=JSON)
    valid_from: date | None = None


class UnitKey(Table, table=True):
    """A word that a unit answers to: a name of any time, folded. It follows from the names and is for looking up."""

    __tablename__ = "unit_key"

    key: str = Field(primary_key=True)
    unit_id: str = Field(primary_key=True, foreign_key="unit.id", index=True)
