"""Public pledges, goals, livelihood items and rectifications, and what was reported of them."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import JSON, CheckConstraint, Index, UniqueConstraint, text
from sqlmodel import Field

from scoreboard.models.base import Moment, Table, TenThousandths

UNSAID = {"server_default": text("''")}
"""Of a text that older rows do not have."""
NO_ENGLISH = {"server_default": "{}"}


class Pledge(Table, table=True):
    """A leader's public pledge, measured where it can be, settled at year end (S16)."""

    __table_args__ = (UniqueConstraint("code"),)

    id: int | None = Field(default=None, primary_key=True)
    code: str
    """Its id in files, commands and boards; those below are called alike."""
    unit_id: str = Field(foreign_key="unit.id")
    person: str
    post: str = ""
    aspect: str = ""
    text: str
    comparator: str = ""
    target: Decimal | None = Field(default=None, sa_type=TenThousandths)
    """As it was pledged; a report may revise it."""
    measure: str = ""
    due: date | None = None
    channel: str = ""
    made_on: date | None = None
    actual: Decimal | None = Field(default=None, sa_type=TenThousandths)
    """As the folder has it; what is reported comes after it."""
    settled_on: date | None = None
    outcome: str = ""
    """A person's word: "kept" or "broken" settles a pledge without a target."""
    evidence: str = Field(default="", sa_column_kwargs=UNSAID)
    """What the settlement rests on."""
    english: dict[str, str] = Field(default_factory=dict, sa_type=JSON, sa_column_kwargs=NO_ENGLISH)
    """Its texts in English by column, as far as anybody has written them."""


class Goal(Table, table=True):
    """A unit's goal to be first in the city, the province or the nation (争第一目标)."""

    __table_args__ = (UniqueConstraint("code"),)

    id: int | None = Field(default=None, primary_key=True)
    code: str
    unit_id: str = Field(foreign_key="unit.id")
    scope: str
    title: str
    due: date | None = None
    outcome: str = ""
    """A person's word: "met" or "unmet" settles it."""
    settled_on: date | None = None
    evidence: str = ""
    english: dict[str, str] = Field(default_factory=dict, sa_type=JSON, sa_column_kwargs=NO_ENGLISH)


class LivelihoodItem(Table, table=True):
    """A thing done for people's livelihood (民生实事), planned against spent."""

    __tablename__ = "livelihood_item"
    __table_args__ = (UniqueConstraint("code"),)

    id: int | None = Field(default=None, primary_key=True)
    code: str
    field: str
    title: str
    planned: Decimal | None = Field(default=None, sa_type=TenThousandths)
    spent: Decimal | None = Field(default=None, sa_type=TenThousandths)
    measure: str = ""
    due: date | None = None
    status: str = ""
    settled_on: date | None = None
    evidence: str = Field(default="", sa_column_kwargs=UNSAID)
    english: dict[str, str] = Field(default_factory=dict, sa_type=JSON, sa_column_kwargs=NO_ENGLISH)


class Rectification(Table, table=True):
    """What a unit has to put right by a day (限期整改)."""

    __table_args__ = (UniqueConstraint("code"),)

    id: int | None = Field(default=None, primary_key=True)
    code: str
    unit_id: str = Field(foreign_key="unit.id")
    series_id: str | None = None
    area_id: str | None = None
    period_id: str | None = None
    reason: str = Field(default="", sa_column_kwargs=UNSAID)
    due: date | None = None
    status: str = ""
    done_on: date | None = None
    evidence: str = Field(default="", sa_column_kwargs=UNSAID)
    english: dict[str, str] = Field(default_factory=dict, sa_type=JSON, sa_column_kwargs=NO_ENGLISH)


class ProgressReport(Table, table=True):
    """How far a pledge or a livelihood item had come on a day. None is ever changed; of a day the last one counts."""

    __tablename__ = "progress_report"
    __table_args__ = (
        CheckConstraint("kind IN ('pledge', 'livelihood')", name="kind"),
        Index("ix_progress_report_promise", "kind", "promise_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    kind: str
    promise_id: int
    """The pledge's or the item's number, whose reports go with it."""
    reported_on: date
    """The day that it is about, which may lie before the one on which it was entered."""
    actual: Decimal | None = Field(default=None, sa_type=TenThousandths)
    """The whole to date."""
    planned: Decimal | None = Field(default=None, sa_type=TenThousandths)
    """The plan from that day on, where the report revises it."""
    evidence: str = ""
    entered_by: str
    entered_at: datetime = Field(sa_type=Moment)
