"""Scores as they are entered, confirmed and shown."""

from datetime import datetime
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, text
from sqlmodel import Field

from scoreboard.enums import ScoreState
from scoreboard.models.base import Moment, Table, TenThousandths


class Score(Table, table=True):
    """One cell: a unit's score in an area and a period, by one judge where there are judges."""

    __table_args__ = (
        CheckConstraint("state IN ('draft', 'confirmed', 'withdrawn')", name="state"),
        CheckConstraint("version > 0", name="version"),
        ForeignKeyConstraint(["series_id", "area_id"], ["area.series_id", "area.id"]),
        Index("ix_score_board", "series_id", "period_id", "area_id", "value"),
        Index("ix_score_state", "series_id", "period_id", "area_id", "state", "unit_id"),
        Index(
            "ix_score_judge",
            *("series_id", "period_id", "area_id", "judge", "state"),
            sqlite_where=text("judge <> ''"),
            postgresql_where=text("judge <> ''"),
        ),
    )

    series_id: str = Field(primary_key=True, foreign_key="series.id")
    period_id: str = Field(primary_key=True, foreign_key="period.id")
    area_id: str = Field(primary_key=True)
    unit_id: str = Field(primary_key=True, foreign_key="unit.id")
    judge: str = Field(default="", primary_key=True)
    value: Decimal | None = Field(default=None, sa_type=TenThousandths)
    """The score; None where the area does not apply to the unit (n/a) or the score is withdrawn."""
    state: str = ScoreState.DRAFT
    version: int = 1
    entered_by: str | None = None
    entered_at: datetime = Field(sa_type=Moment)
    entered_bound: bool = False
    """Whether who entered it was proved by a key or an account; second-person confirmation wants that."""
    confirmed_by: str | None = None
    confirmed_at: datetime | None = Field(default=None, sa_type=Moment)


class ReturnedScore(Table, table=True):
    """A version of a score that a reviewer sent back; a newer version has been entered since, and is not."""

    __tablename__ = "returned_score"
    __table_args__ = (ForeignKeyConstraint(["series_id", "area_id"], ["area.series_id", "area.id"]),)

    series_id: str = Field(primary_key=True, foreign_key="series.id")
    period_id: str = Field(primary_key=True, foreign_key="period.id")
    area_id: str = Field(primary_key=True)
    unit_id: str = Field(primary_key=True, foreign_key="unit.id")
    judge: str = Field(default="", primary_key=True)
    version: int = Field(primary_key=True)
    note: str
    """What is to be looked at."""
    returned_by: str
    returned_at: datetime = Field(sa_type=Moment)


class ReenteredScore(Table, table=True):
    """A version of a score that a second person typed without seeing it; a newer version has to be typed again."""

    __tablename__ = "reentered_score"
    __table_args__ = (ForeignKeyConstraint(["series_id", "area_id"], ["area.series_id", "area.id"]),)

    series_id: str = Field(primary_key=True, foreign_key="series.id")
    period_id: str = Field(primary_key=True, foreign_key="period.id")
    area_id: str = Field(primary_key=True)
    unit_id: str = Field(primary_key=True, foreign_key="unit.id")
    judge: str = Field(default="", primary_key=True)
    version: int = Field(primary_key=True)
    value: Decimal | None = Field(default=None, sa_type=TenThousandths)
    """What they typed; None for n/a."""
    equal: bool
    """Whether it was the same figure."""
    entered_by: str
    entered_at: datetime = Field(sa_type=Moment)
