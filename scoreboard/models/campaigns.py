"""Days on which units pledge, what units measure themselves by, and study visits."""

from datetime import date
from decimal import Decimal

from sqlalchemy import JSON, UniqueConstraint
from sqlmodel import Field

from scoreboard.enums import Better
from scoreboard.models.base import Table, TenThousandths


class Campaign(Table, table=True):
    """Days on which units make their pledges in public."""

    id: int | None = Field(default=None, primary_key=True)
    name: str
    name_en: str = ""
    start: date
    end: date
    units: list[str] = Field(default_factory=list, sa_type=JSON)
    """Those that are to pledge; none for all that take part in a series."""


class Benchmark(Table, table=True):
    """A unit's yardstick: somebody outside the contest, and a figure of both."""

    __table_args__ = (UniqueConstraint("code"),)

    id: int | None = Field(default=None, primary_key=True)
    code: str
    """Its id in files, commands and boards; a visit's alike."""
    unit_id: str = Field(foreign_key="unit.id")
    title: str
    against: str
    measure: str = ""
    theirs: Decimal | None = Field(default=None, sa_type=TenThousandths)
    ours: Decimal | None = Field(default=None, sa_type=TenThousandths)
    as_of: date | None = None
    better: str = Field(default=Better.HIGHER, sa_column_kwargs={"server_default": Better.HIGHER})
    """Which of the two figures is the better one."""
    english: dict[str, str] = Field(default_factory=dict, sa_type=JSON)
    """Its texts in English by column, as far as anybody has written them."""


class StudyVisit(Table, table=True):
    """A visit to learn from others."""

    __tablename__ = "study_visit"
    __table_args__ = (UniqueConstraint("code"),)

    id: int | None = Field(default=None, primary_key=True)
    code: str
    title: str
    unit_id: str | None = Field(default=None, foreign_key="unit.id")
    destination: str = ""
    start: date | None = None
    end: date | None = None
    people: int | None = None
    note: str = ""
    english: dict[str, str] = Field(default_factory=dict, sa_type=JSON)
