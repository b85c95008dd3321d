"""How far the year of a contest has come."""

from datetime import date, datetime

from sqlmodel import Field

from scoreboard.enums import PeriodState
from scoreboard.models.base import Moment, Table


class YearEnd(Table, table=True):
    """The closing of the year of a series: open, sealed until its ceremony has told it, or public."""

    __tablename__ = "year_end"

    series_id: str = Field(primary_key=True, foreign_key="series.id")
    state: str = PeriodState.OPEN
    closed_on: date | None = None
    closed_at: datetime | None = Field(default=None, sa_type=Moment)
    closed_by: str | None = None
    reopened_for: str | None = None
    """Why it was opened again the last time that it was public."""
