"""A competition and what it is made of: periods, series, areas with their flags, star categories."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Index, false, text
from sqlmodel import Field

from scoreboard.enums import (
    ConfirmedBy,
    NoWinner,
    Panel,
    PeriodState,
    Publication,
    Ranking,
    Rectifications,
    StarSecret,
    TableOrder,
    TieRule,
)
from scoreboard.models.base import Moment, Table, TenThousandths


class Competition(Table, table=True):
    """One year's contest of one host; a database holds one."""

    id: str = Field(primary_key=True)
    name: str
    name_en: str = ""
    host: str
    timezone: str
    publicity_working_days: int = 5
    publicity_calendar: str = "CN"
    publicity_mask: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    """Whether people's names lose their middle in everything public."""
    colours: list[str] = Field(default_factory=list, sa_type=JSON, sa_column_kwargs={"server_default": "[]"})
    """Of its flags, and of what it honours, as `#RRGGBB`; empty for the usual ones."""
    annual: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    """The 9+1-1 of the folder's [annual]: series, honours by level, honour_cap, vetoes."""
    settable_clock: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    """Whether deeds may be dated by what a command says is now; the first load says so, and nothing else does."""


class Period(Table, table=True):
    """A stretch of time whose results are ranked together, usually a quarter."""

    id: str = Field(primary_key=True)
    position: int
    name: str = Field(index=True)
    name_en: str = ""
    start: date
    end: date


class Series(Table, table=True):
    """One set of flags contested at one level, with the rules that it is contested by."""

    id: str = Field(primary_key=True)
    position: int
    name: str = Field(index=True)
    name_en: str = ""
    host: str
    pools: list[str | dict[str, str]] = Field(sa_type=JSON)
    """Ids in order; a pool that has names is `{"id", "name", "name_en"}`."""
    ranking: str = Ranking.TOGETHER
    order: str = Field(default=TableOrder.FLAGS, sa_column_kwargs={"server_default": TableOrder.FLAGS})
    publication: str = Publication.CEREMONY
    decimals: int = 2
    maximum: Decimal = Field(default=Decimal(100), sa_type=TenThousandths)
    minimum: Decimal = Field(default=Decimal(0), sa_type=TenThousandths)
    tie: str = TieRule.DECIDE
    countback: list[str] = Field(default_factory=list, sa_type=JSON, sa_column_kwargs={"server_default": "[]"})
    """The second criteria for equal places, in their order."""
    no_winner: str = NoWinner.VACANT
    confirm: str = ConfirmedBy.SECOND_PERSON
    double_entry: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    """Whether a draft is typed a second time, unseen, before it is confirmed."""
    judges: str = Panel.SINGLE
    overall_flag: str = Field(default="", sa_column_kwargs={"server_default": text("''")})
    """The flag of whoever is first in the overall table; empty where there is none."""
    overall_flag_en: str = Field(default="", sa_column_kwargs={"server_default": text("''")})
    rectifications: str = Field(
        default=Rectifications.PRIVATE, sa_column_kwargs={"server_default": Rectifications.PRIVATE}
    )
    """Whether everybody learns what its units have to put right."""
    issuer: str = Field(default="", sa_column_kwargs={"server_default": text("''")})
    """The office that issues its bulletins and signs its other papers; empty where that is its host."""
    issuer_en: str = Field(default="", sa_column_kwargs={"server_default": text("''")})
    addressed_to: str = Field(default="", sa_column_kwargs={"server_default": text("''")})
    """Whom its bulletins are addressed to (主送), in words; empty for those who take part."""
    addressed_to_en: str = Field(default="", sa_column_kwargs={"server_default": text("''")})

    @property
    def pool_ids(self) -> list[str]:
        """The pools that take part, in the folder's order."""
        return [pool if isinstance(pool, str) else pool["id"] for pool in self.pools]

    @property
    def pool_names(self) -> dict[str, dict[str, str]]:
        """What its pools are called, `name` and `name_en`; only those that have names."""
        named = [pool for pool in self.pools if not isinstance(pool, str)]
        return {pool["id"]: {"name": pool["name"], "name_en": pool["name_en"]} for pool in named}


class SeriesPeriod(Table, table=True):
    """One period of one series: its overrides of the series' rules, and how far it has come."""

    __tablename__ = "series_period"
    __table_args__ = (
        CheckConstraint("state IN ('open', 'sealed', 'published')", name="state"),
        Index(
            "ix_series_period_freeze_to_come",
            "freeze",
            sqlite_where=text("frozen_since IS NULL AND freeze IS NOT NULL"),
            postgresql_where=text('frozen_since IS NULL AND "freeze" IS NOT NULL'),
        ),
    )

    series_id: str = Field(primary_key=True, foreign_key="series.id")
    period_id: str = Field(primary_key=True, foreign_key="period.id")
    overrides: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    """Rules of the series that this period replaces; numbers as strings."""
    freeze: datetime | None = Field(default=None, sa_type=Moment)
    frozen_since: datetime | None = Field(default=None, sa_type=Moment)
    """The freeze that has begun: from the first deed after it on it stays, whatever the clock says later."""
    state: str = PeriodState.OPEN
    closed_at: datetime | None = Field(default=None, sa_type=Moment)
    closed_by: str | None = None
    awarded_on: date | None = None


class PanelJudge(Table, table=True):
    """A judge whom judges.csv names for a contest, under the name that their scores bear."""

    __tablename__ = "panel_judge"

    series_id: str = Field(primary_key=True, foreign_key="series.id")
    period_id: str = Field(primary_key=True, foreign_key="period.id")
    id: str = Field(primary_key=True)
    position: int
    name: str
    name_en: str = Field(default="", sa_column_kwargs={"server_default": text("''")})


class SeriesUnit(Table, table=True):
    """A unit that takes part in a series: in one of its pools and under its host."""

    __tablename__ = "series_unit"

    series_id: str = Field(primary_key=True, foreign_key="series.id")
    unit_id: str = Field(primary_key=True, foreign_key="unit.id", index=True)


class RemainingUnit(Table, table=True):
    """A unit that took part in a contest when it was closed, and whose end, decided later, lies before the contest's.

    It stays in the contest's rankings for as long as that is closed (S11).
    """

    __tablename__ = "remaining_unit"

    series_id: str = Field(primary_key=True, foreign_key="series.id")
    period_id: str = Field(primary_key=True, foreign_key="period.id")
    unit_id: str = Field(primary_key=True, foreign_key="unit.id")


class Area(Table, table=True):
    """A scored work area of a series and the flag that it carries."""

    series_id: str = Field(primary_key=True, foreign_key="series.id")
    id: str = Field(primary_key=True)
    position: int
    name: str
    name_en: str = ""
    flag: str
    flag_en: str = Field(default="", sa_column_kwargs={"server_default": text("''")})
    """As the folder has it; empty where it does not say."""
    weight: Decimal = Field(default=Decimal(1), sa_type=TenThousandths)
    prize: str = Field(default="", sa_column_kwargs={"server_default": text("''")})
    """What goes with the flag, in words; empty for nothing."""
    prize_en: str = Field(default="", sa_column_kwargs={"server_default": text("''")})


class Star(Table, table=True):
    """A category of model stars and the weight of each group of voters."""

    id: str = Field(primary_key=True)
    position: int
    name: str
    name_en: str = ""
    voters: dict[str, str] = Field(sa_type=JSON)
    """Group ("members", "masses") to weight, the weights as decimal strings."""
    places: int = Field(default=1, sa_column_kwargs={"server_default": "1"})
    """How many are elected in each contest."""
    threshold: Decimal = Field(default=Decimal(0), sa_type=TenThousandths, sa_column_kwargs={"server_default": "0"})
    """The least result in percent with which somebody is elected."""
    quorum: Decimal = Field(default=Decimal(0), sa_type=TenThousandths, sa_column_kwargs={"server_default": "0"})
    """The least part in percent of the ballots issued to each group that must be returned."""
    sealed: str = Field(default=StarSecret.WINNERS, sa_column_kwargs={"server_default": "winners"})
