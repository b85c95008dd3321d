"""The people's side of the contest."""

from datetime import date

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from scoreboard.enums import NomineeStatus
from scoreboard.models.base import Table


class Nominee(Table, table=True):
    """A person nominated for a star, with the ballots of members and of the masses (S17).

    A count is None until it is known. `series_id` is the series whose ceremony reveals the star; a nominee
    without one belongs to no ceremony and is public as soon as it is entered.
    """

    __table_args__ = (UniqueConstraint("period_id", "star_id", "unit_id", "person"),)

    id: int | None = Field(default=None, primary_key=True)
    period_id: str = Field(foreign_key="period.id")
    star_id: str = Field(foreign_key="star.id")
    unit_id: str = Field(foreign_key="unit.id")
    person: str
    post: str = ""
    series_id: str | None = Field(default=None, foreign_key="series.id")
    members_issued: int | None = None
    members_returned: int | None = None
    members_valid: int | None = None
    members_for: int | None = None
    masses_issued: int | None = None
    masses_returned: int | None = None
    masses_valid: int | None = None
    masses_for: int | None = None
    notice_from: date | None = None
    status: str = NomineeStatus.NOMINATED
    version: int = 1
