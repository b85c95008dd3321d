"""The ledger of who holds which flag, and the decisions behind it."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import JSON, CheckConstraint, Index
from sqlmodel import Field

from scoreboard.enums import NoWinner, TieRule
from scoreboard.models.base import Moment, Table, TenThousandths

NAMES = JSON(none_as_null=True)
"""Names, or nothing where none were kept, which is not kept as a word of JSON."""


class CustodyEntry(Table, table=True):
    """A row of the ledger: appended, never edited; `rules.custody.replay` tells who holds what (S09)."""

    __tablename__ = "custody_entry"
    __table_args__ = (
        CheckConstraint(
            "kind IN ('opening', 'award', 'reopened', 'assigned', 'revoked', 'restored', 'abolished', 'measured')",
            name="kind",
        ),
        Index("ix_custody_entry_flag", "series_id", "area_id", "pool"),
    )

    id: int | None = Field(default=None, primary_key=True)
    series_id: str = Field(foreign_key="series.id")
    area_id: str
    """The area whose flag it is; empty for that of the overall table."""
    pool: str = ""
    """The pool whose flag it is where pools are ranked apart, else empty."""
    period_id: str
    """A period's id; empty for what was held before the first period."""
    kind: str
    units: list[str] = Field(sa_type=JSON)
    leaders: list[str] = Field(default_factory=list, sa_type=JSON)
    tie: str = TieRule.DECIDE
    no_winner: str = NoWinner.VACANT
    places: dict[str, int] = Field(default_factory=dict, sa_type=JSON)
    barred: list[str] | None = Field(default=None, sa_type=NAMES)
    """Units that may not keep the flag, where it may stay with whoever holds it; None where it may not."""
    margin: Decimal | None = Field(default=None, sa_type=TenThousandths)
    awarded_on: date | None = None
    defences: dict[str, int] | None = Field(default=None, sa_type=NAMES)
    """How often each holder of an opening has defended the flag by then, where anybody has."""
    reason: str | None = None
    approved_by: list[str] | None = Field(default=None, sa_type=NAMES)
    """Who approved a decision, besides whoever entered it."""
    entered_by: str | None = None
    entered_at: datetime = Field(sa_type=Moment)


class TieDecision(Table, table=True):
    """Who holds a flag whose first place is tied, decided before the period is closed (S03)."""

    __tablename__ = "tie_decision"

    series_id: str = Field(primary_key=True, foreign_key="series.id")
    period_id: str = Field(primary_key=True, foreign_key="period.id")
    area_id: str = Field(primary_key=True)
    pool: str = Field(default="", primary_key=True)
    units: list[str] = Field(sa_type=JSON)
    """The holders; empty where nobody gets the flag."""
    tied: list[str] | None = Field(default=None, sa_type=NAMES)
    """Who was first then; None where that was not kept."""
    reason: str
    approved_by: list[str] | None = Field(default=None, sa_type=NAMES)
    decided_by: str
    decided_at: datetime = Field(sa_type=Moment)


class PlaceDecision(Table, table=True):
    """In which order units stand that share a place by everything else; the last one about the same units counts."""

    __tablename__ = "place_decision"
    __table_args__ = (Index("ix_place_decision_contest", "series_id", "period_id"),)

    id: int | None = Field(default=None, primary_key=True)
    series_id: str = Field(foreign_key="series.id")
    period_id: str = Field(foreign_key="period.id")
    area_id: str = ""
    """The area; empty for the overall table."""
    units: list[str] = Field(sa_type=JSON)
    """The best first."""
    reason: str
    decided_by: str
    decided_at: datetime = Field(sa_type=Moment)


class Correction(Table, table=True):
    """A score corrected after its period was closed: old, new, why, and who approved (S08)."""

    id: int | None = Field(default=None, primary_key=True)
    series_id: str = Field(foreign_key="series.id")
    period_id: str = Field(foreign_key="period.id")
    area_id: str
    unit_id: str = Field(foreign_key="unit.id")
    old: Decimal | None = Field(default=None, sa_type=TenThousandths)
    new: Decimal | None = Field(default=None, sa_type=TenThousandths)
    reason: str
    approved_by: str
    entered_by: str
    entered_at: datetime = Field(sa_type=Moment)


class Reveal(Table, table=True):
    """What has been shown of a closed period: a flag with its area's ranking, a star category, the table."""

    __table_args__ = (CheckConstraint("kind IN ('flag', 'star', 'table')", name="kind"),)

    kind: str = Field(primary_key=True)
    series_id: str = Field(primary_key=True, foreign_key="series.id")
    period_id: str = Field(primary_key=True)
    subject: str = Field(default="", primary_key=True)
    """The area or the star; empty for the overall table."""
    pool: str = Field(default="", primary_key=True)
    position: int = 0
    """In which order it was revealed within its series and period."""
    revealed_at: datetime = Field(sa_type=Moment)
