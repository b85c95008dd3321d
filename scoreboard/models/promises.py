"""Public pledges, goals, livelihood items and rectifications."""

from datetime import date
from decimal import Decimal

from sqlmodel import Field

from scoreboard.models.base import Table, TenThousandths


class Pledge(Table, table=True):
    """A leader's public pledge, measured where it can be, settled at year end (S16)."""

    id: int | None = Field(default=None, primary_key=True)
    unit_id: str = Field(foreign_key="unit.id")
    person: str
    post: str = ""
    aspect: str = ""
    text: str
    comparator: str = ""
    target: Decimal | None = Field(default=None, sa_type=TenThousandths)
    measure: str = ""
    due: date | None = None
    channel: str = ""
    made_on: date | None = None
    actual: Decimal | None = Field(default=None, sa_type=TenThousandths)
    settled_on: date | None = None
    outcome: str = ""


class Goal(Table, table=True):
    """A unit's goal to be first in the city, the province or the nation (争第一目标)."""

    id: int | None = Field(default=None, primary_key=True)
    unit_id: str = Field(foreign_key="unit.id")
    scope: str
    title: str
    due: date | None = None
    outcome: str = ""
    evidence: str = ""


class LivelihoodItem(Table, table=True):
    """A thing done for people's livelihood (民生实事), planned against spent."""

    __tablename__ = "livelihood_item"

    id: int | None = Field(default=None, primary_key=True)
    field: str
    title: str
    planned: Decimal | None = Field(default=None, sa_type=TenThousandths)
    spent: Decimal | None = Field(default=None, sa_type=TenThousandths)
    measure: str = ""
    due: date | None = None
    status: str = ""


class Rectification(Table, table=True):
    """What a unit has to put right by a day (限期整改)."""

    id: int | None = Field(default=None, primary_key=True)
    unit_id: str = Field(foreign_key="unit.id")
    series_id: str | None = None
    area_id: str | None = None
    period_id: str | None = None
    due: date | None = None
    status: str = ""
    done_on: date | None = None
