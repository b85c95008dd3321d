"""The people's side of the contest: nominees, what was done about them, ties that were decided."""

from datetime import date, datetime

from sqlalchemy import JSON, CheckConstraint, Column, UniqueConstraint, false, text
from sqlmodel import Field

from scoreboard.enums import NomineeStatus
from scoreboard.models.base import Moment, Table


class Nominee(Table, table=True):
    """A person nominated for a star, with the ballots of members and of the masses (S17).

    A count is None until it is known. `series_id` is the series whose star it is; one without is of all series, and
    public as soon as it is entered.
    """

    __table_args__ = (UniqueConstraint("period_id", "star_id", "unit_id", "person", "series_id"),)

    id: int | None = Field(default=None, primary_key=True)
    period_id: str = Field(foreign_key="period.id")
    star_id: str = Field(foreign_key="star.id")
    unit_id: str = Field(foreign_key="unit.id")
    person: str
    person_en: str = Field(default="", sa_column_kwargs={"server_default": text("''")})
    post: str = ""
    post_en: str = Field(default="", sa_column_kwargs={"server_default": text("''")})
    series_id: str | None = Field(default=None, foreign_key="series.id")
    members_issued: int | None = None
    members_returned: int | None = None
    members_valid: int | None = None
    members_for: int | None = None
    masses_issued: int | None = None
    masses_returned: int | None = None
    masses_valid: int | None = None
    masses_for: int | None = None
    counted_by: str | None = None
    """Who entered the counts; None where a folder did."""
    counted_bound: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    """Whether that person was proved by a key or an account; second-person confirmation wants that."""
    confirmed_counts: dict[str, int | None] | None = Field(
        default=None, sa_column=Column(JSON(none_as_null=True), nullable=True)
    )
    """The counts as they were confirmed last, by field; what is public follows from them alone."""
    substitute_for: int | None = Field(default=None, foreign_key="nominee.id")
    """The nominee whose place this one has taken."""
    notice_from: date | None = None
    status: str = NomineeStatus.NOMINATED
    version: int = 1


class NomineeEvent(Table, table=True):
    """Something that was done about a nominee, such as an objection. Its reason is nobody's business outside."""

    __tablename__ = "nominee_event"
    __table_args__ = (
        CheckConstraint(
            "kind IN ('notice', 'objection', 'dismissal', 'withdrawal', 'substitution', 'election', 'return')",
            name="kind",
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    nominee_id: int = Field(foreign_key="nominee.id", index=True)
    kind: str
    done_on: date
    """The day that counts, which may lie before the one on which it was entered."""
    reason: str = ""
    document: str = ""
    entered_by: str
    entered_at: datetime = Field(sa_type=Moment)


class StarDecision(Table, table=True):
    """Who of those who tie at the last place of a star has it, and why."""

    __tablename__ = "star_decision"

    series_id: str = Field(primary_key=True, foreign_key="series.id")
    period_id: str = Field(primary_key=True, foreign_key="period.id")
    star_id: str = Field(primary_key=True, foreign_key="star.id")
    nominees: list[int] = Field(sa_type=JSON)
    """Whom it was decided for, by the ids of nominees."""
    tied: list[int] = Field(sa_type=JSON)
    """All who tied then."""
    reason: str
    decided_by: str
    decided_at: datetime = Field(sa_type=Moment)
