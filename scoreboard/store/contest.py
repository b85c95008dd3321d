"""One period of one series as it is contested: the rules in force, its areas, its units and their names."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, and_, bindparam, or_, true
from sqlalchemy import select as select_columns
from sqlmodel import Session, col, select

from scoreboard.enums import YEAR, PeriodState, Publication, Ranking
from scoreboard.errors import BadInput, Refused
from scoreboard.locale import Both
from scoreboard.models import (
    Area,
    Competition,
    Period,
    RemainingUnit,
    Series,
    SeriesPeriod,
    SeriesUnit,
    Unit,
    UnitName,
    Veto,
)
from scoreboard.store.chunks import in_chunks
from scoreboard.store.columns import ask_columns

NOT_HELD = "not_held"
"""Under which a period's settings keep the areas that are not contested in it."""


IN_ORDER = (col(Period.end), col(Period.start), col(Period.position))
"""The order of periods, wherever they have one: by their ends, then by their starts."""


@dataclass(frozen=True)
class Rules:
    """How one period of one series is contested: the series' settings with the period's overrides."""

    ranking: str
    order: str
    publication: str
    decimals: int
    maximum: Decimal
    minimum: Decimal
    tie: str
    countback: tuple[str, ...]
    no_winner: str
    confirm: str
    double_entry: bool
    judges: str


@dataclass(frozen=True)
class Contest:
    """One period of one series, with everything that does not change while it is contested."""

    competition: Competition
    series: Series
    period: Period
    progress: SeriesPeriod
    rules: Rules
    series_areas: tuple[Area, ...]
    """All areas of the series, those too that are not contested in this period."""

    @cached_property
    def areas(self) -> tuple[Area, ...]:
        """The areas that are contested."""
        return tuple(area for area in self.series_areas if area.id not in self.not_held)

    @property
    def not_held(self) -> tuple[str, ...]:
        """The areas that are not: no flag of theirs moves, and they count in no table of this period."""
        return tuple(self.progress.overrides.get(NOT_HELD, ()))

    @property
    def key(self) -> tuple[str, str]:
        """Its series and its period."""
        return self.series.id, self.period.id

    @property
    def subject(self) -> str:
        """What the journal calls it."""
        return f"{self.series.id}/{self.period.id}"

    @property
    def flag_pools(self) -> tuple[str, ...]:
        """The pools that have a flag of their own in each area; one empty name where all are ranked together."""
        return tuple(self.series.pool_ids) if self.rules.ranking == Ranking.BY_POOL else ("",)

    @property
    def zone(self) -> ZoneInfo:
        """The competition's time zone."""
        return ZoneInfo(self.competition.timezone)

    def day_of(self, moment: datetime) -> date:
        """The day of a moment in the competition's zone."""
        return moment.astimezone(self.zone).date()

    @property
    def is_year(self) -> bool:
        """Whether it is the year itself: without areas of its own, with the year's table for its overall one."""
        return self.period.id == YEAR

    @property
    def closed(self) -> bool:
        return self.progress.state != PeriodState.OPEN

    @property
    def freezes(self) -> bool:
        """Whether its results are public at once up to a freeze, and sealed from then on."""
        return self.rules.publication == Publication.LIVE and self.progress.freeze is not None

    def live(self, now: datetime) -> bool:
        """Whether a score that is confirmed now is public at once."""
        freeze = self.progress.freeze
        frozen = self.progress.frozen_since is not None or (freeze is not None and now >= freeze)
        return self.rules.publication == Publication.LIVE and not frozen

    def area(self, area_id: str) -> Area:
        """The area of that id or name. Raises BadInput where the series has none, Refused where it is not contested."""
        for area in self.series_areas:
            if area_id in (area.id, area.name):
                if area.id in self.not_held:
                    raise Refused("area.not_held", area=area.id, series=self.series.id, period=self.period.id)
                return area
        raise BadInput("unknown.area", area=area_id, series=self.series.id, allowed=self.areas_called)

    @property
    def areas_called(self) -> tuple[Both, ...]:
        """What the contested areas may be called in a command: by their names, where these are in its language."""
        return tuple(Both(area.name, area.id) for area in self.areas)

    def flag_area(self, called: str) -> str:
        """The area of a flag by its id or name; empty for the flag of the overall table, by that one's name.

        Raises as `area` does.
        """
        own = {self.series.overall_flag, self.series.overall_flag_en} if self.series.overall_flag else set()
        if called in own - {"", *(area.id for area in self.series_areas), *(area.name for area in self.series_areas)}:
            return ""
        return self.area(called).id

    def naming_day(self, now: datetime) -> date:
        """The day whose names a board prints: the period's last, or today while that is still to come (S10)."""
        return min(self.period.end, now.date())


def competition_of(session: Session) -> Competition:
    """The competition that this database holds. Raises BadInput where none has been loaded."""
    found = session.exec(select(Competition)).first()
    if found is None:
        raise BadInput("unknown.competition")
    return found


def day_here(session: Session, moment: datetime) -> date:
    """The day of a moment in the zone of the competition that this database holds."""
    return moment.astimezone(ZoneInfo(competition_of(session).timezone)).date()


MOST_ALLOWED = 50
"""Ids that a refusal of an unknown one names."""


def series_of(session: Session, series_id: str) -> Series:
    """A series by id, else by name. Raises BadInput where there is none."""
    named = select(Series).order_by(col(Series.position))
    found = session.get(Series, series_id) or session.exec(named.where(Series.name == series_id).limit(1)).first()
    if found is None:
        allowed = ", ".join(series.id for series in session.exec(named.limit(MOST_ALLOWED)))
        raise BadInput("unknown.series", series=series_id, allowed=allowed)
    return found


def period_of(session: Session, period_id: str) -> Period:
    """A period by id, else by name. Raises BadInput where there is none."""
    named = select(Period).order_by(*IN_ORDER)
    found = session.get(Period, period_id) or session.exec(named.where(Period.name == period_id).limit(1)).first()
    if found is None:
        allowed = ", ".join(period.id for period in session.exec(named.limit(MOST_ALLOWED)))
        raise BadInput("unknown.period", period=period_id, allowed=allowed)
    return found


_PERIODS = (
    select_columns(col(Period.id))
    .join(SeriesPeriod, col(SeriesPeriod.period_id) == col(Period.id))
    .where(col(SeriesPeriod.series_id) == bindparam("series"))
    .order_by(*IN_ORDER)
)


def periods_of(session: Session, series_id: str) -> list[str]:
    """The periods of a series in contest order."""
    return list(ask_columns(session, _PERIODS, series=series_id).scalars())


_MET = (
    select(Competition, Series, Period, SeriesPeriod)
    .select_from(SeriesPeriod)
    .join(Series, col(Series.id) == col(SeriesPeriod.series_id))
    .join(Period, col(Period.id) == col(SeriesPeriod.period_id))
    .join(Competition, true())
    .where(col(SeriesPeriod.series_id) == bindparam("series"), col(SeriesPeriod.period_id) == bindparam("period"))
)
_AREAS = select(Area).where(col(Area.series_id) == bindparam("series")).order_by(col(Area.position))


def contest_of(session: Session, series_id: str, period_id: str) -> Contest:
    """The contest of a series in a period. Raises BadInput where either is unknown or they do not meet."""
    competition, series, period, progress = _met(session, series_id, period_id) or _called(
        session, series_id, period_id
    )
    areas = session.exec(_AREAS, params={"series": series.id}).all()
    return Contest(competition, series, period, progress, _rules(series, progress.overrides), tuple(areas))


def _met(session: Session, series_id: str, period_id: str) -> tuple[Competition, Series, Period, SeriesPeriod] | None:
    """What makes a contest, in one question, for every deed asks it; None unless it is named by ids that meet."""
    return session.exec(_MET, params={"series": series_id, "period": period_id}).first()


def _called(session: Session, series_id: str, period_id: str) -> tuple[Competition, Series, Period, SeriesPeriod]:
    """The same of a contest whose series or period is called by its name. Raises BadInput where there is none."""
    competition = competition_of(session)
    series, period = series_of(session, series_id), period_of(session, period_id)
    progress = session.get(SeriesPeriod, (series.id, period.id))
    if progress is None:
        raise BadInput("unknown.series_period", series=series.id, period=period.id)
    return competition, series, period, progress


def _rules(series: Series, overrides: dict[str, Any]) -> Rules:
    def setting(name: str) -> Any:
        value = overrides.get(name, getattr(series, name))
        if isinstance(value, list):
            return tuple(value)
        return Decimal(value) if name in ("maximum", "minimum") else value

    return Rules(**{name: setting(name) for name in Rules.__dataclass_fields__})


_MEMBERS = (
    select(Unit)
    .join(SeriesUnit, col(SeriesUnit.unit_id) == col(Unit.id))
    .where(col(SeriesUnit.series_id) == bindparam("series"))
    .order_by(col(Unit.position))
)
_REMAINING = select_columns(col(RemainingUnit.unit_id)).where(
    col(RemainingUnit.series_id) == bindparam("series"), col(RemainingUnit.period_id) == bindparam("period")
)
_VETOED = select_columns(col(Veto.unit_id)).where(
    col(Veto.period_id) == bindparam("period"), col(Veto.lifted_at).is_(None)
)


def participants(session: Session, contest: Contest) -> list[Unit]:
    """The units that are ranked in a contest: in one of its pools, under its host, and there at its end.

    Of a closed one those who were there when it was closed, whatever has been decided of them since (S11).
    """
    remaining = remaining_in(session, contest)
    units = session.exec(_MEMBERS, params={"series": contest.series.id})
    return [unit for unit in units if unit.id in remaining or exists_on(unit, contest.period.end)]


def remaining_in(session: Session, contest: Contest) -> frozenset[str]:
    """The units that stay in a closed contest though they ended before it did, as was decided when it was closed."""
    if not contest.closed:
        return frozenset()
    series, period = contest.key
    return frozenset(ask_columns(session, _REMAINING, series=series, period=period).scalars())


def exists_on(unit: Unit, day: date) -> bool:
    """Whether a unit exists on a day; `valid_to` is the last one on which it does."""
    began = unit.valid_from is None or unit.valid_from <= day
    return began and (unit.valid_to is None or day <= unit.valid_to)


def existing_on(day: date) -> tuple[ColumnElement[bool], ...]:
    """`exists_on` as a question about units."""
    return (
        or_(col(Unit.valid_from).is_(None), col(Unit.valid_from) <= day),
        or_(col(Unit.valid_to).is_(None), col(Unit.valid_to) >= day),
    )


def ranked_in(contest: Contest) -> ColumnElement[bool]:
    """Whether a unit of the series is ranked in a contest, as a question about units; see `participants`."""
    existing = and_(*existing_on(contest.period.end))
    if not contest.closed:
        return existing
    remaining = select(RemainingUnit.unit_id).where(
        RemainingUnit.series_id == contest.series.id, RemainingUnit.period_id == contest.period.id
    )
    return or_(existing, col(Unit.id).in_(remaining))


_TAKING_PART = select_columns(col(SeriesUnit.unit_id)).where(
    col(SeriesUnit.series_id) == bindparam("series"), col(SeriesUnit.unit_id) == bindparam("unit")
)


def in_series(session: Session, contest: Contest, unit: Unit) -> bool:
    """Whether a unit is of a contest's series, whenever it exists."""
    return ask_columns(session, _TAKING_PART, series=contest.series.id, unit=unit.id).first() is not None


def takes_part(session: Session, contest: Contest, unit: Unit) -> bool:
    """Whether a unit is ranked in a contest."""
    if not in_series(session, contest, unit):
        return False
    return exists_on(unit, contest.period.end) or unit.id in remaining_in(session, contest)


def vetoed_units(session: Session, period_id: str) -> set[str]:
    """Units under an active veto in a period: they are excluded from every area and series of it (S06)."""
    return set(ask_columns(session, _VETOED, period=period_id).scalars())


@dataclass(frozen=True)
class Name:
    """What a unit is called on one day."""

    name: str
    short_name: str
    name_en: str
    short_name_en: str = ""
    """Empty where it has none."""


def names_on(session: Session, day: date, units: Iterable[str] | None = None) -> dict[str, Name]:
    """The names that units bear on a day; of all units where none are given."""
    session.flush()  # the columns are read past the session's objects: thousands of them would cost tens of ms
    spans = select_columns(
        col(UnitName.unit_id),
        col(UnitName.valid_from),
        col(UnitName.name),
        col(UnitName.short_name),
        col(UnitName.name_en),
        col(UnitName.short_name_en),
    ).order_by(col(UnitName.unit_id), col(UnitName.position))
    questions = (
        [spans] if units is None else (spans.where(col(UnitName.unit_id).in_(some)) for some in in_chunks(units))
    )
    borne: dict[str, Name] = {}
    for question in questions:
        for unit_id, valid_from, name, short_name, name_en, short_name_en in session.connection().execute(question):
            if unit_id not in borne or valid_from is None or valid_from <= day:
                borne[unit_id] = Name(name, short_name or name, name_en or name, short_name_en)
    return borne


FEW_NAMES = 20
"""So many units are asked for one by one; whoever wants more gets them all at once."""


class NamesBorne:
    """What units are called on one day, read when they are asked for: most steps of a ceremony name a few, or none."""

    def __init__(self, session: Session, day: date) -> None:
        self._session, self._day = session, day
        self._known: dict[str, Name] = {}
        self._asked = 0

    def __getitem__(self, unit: str) -> Name:
        """The names of a unit. Raises KeyError where there is none."""
        if unit not in self._known and self._asked <= FEW_NAMES:
            self._asked += 1
            units = [unit] if self._asked <= FEW_NAMES else None
            self._known.update(names_on(self._session, self._day, units))
        return self._known[unit]
