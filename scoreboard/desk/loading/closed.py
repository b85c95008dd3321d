"""What a load may not touch: the periods of series that have been closed."""

from dataclasses import dataclass

from sqlmodel import Session, select

from scoreboard.desk.loading.memory import LoadedItem
from scoreboard.enums import PeriodState
from scoreboard.errors import Refused
from scoreboard.models import Period, RemainingUnit, SeriesPeriod, SeriesUnit, Unit
from scoreboard.store.contest import exists_on, periods_of

WITHIN_RULES = frozenset(
    {
        *(
            "host",
            "pools",
            "ranking",
            "order",
            "countback",
            "publication",
            "decimals",
            "maximum",
            "minimum",
            "tie",
            "no_winner",
        ),
        *("confirm", "double_entry", "judges", "weight", "overall_flag"),
    }
)
"""Columns of a series or an area that decide a result; names and flags may be put right at any time, and no flag of
the overall table is taken away."""


def beyond_english(columns: set[str]) -> set[str]:
    """Those of some columns that are not in English alone: words in English may be added at any time."""
    return {name for name in columns if not name.endswith("_en")}


@dataclass(frozen=True)
class Closed:
    """The closed periods of each series, as they were when the load began."""

    periods: dict[str, tuple[Period, ...]]
    takes_part: frozenset[tuple[str, str]]
    """(series, unit) of everybody who took part."""
    remaining: frozenset[tuple[str, str, str]]
    """(series, period, unit) of whoever stays in a closed period, having ended since for a day before its own end."""

    def has(self, series: str | None, period: str) -> bool:
        """Whether a period of a series is closed."""
        return any(closed.id == period for closed in self.periods.get(series or "", ()))

    def refuse_row(self, item: LoadedItem, series: str | None, period: str) -> None:
        """Raises Refused where a row belongs to a closed period."""
        if self.has(series, period):
            raise Refused("loading.closed_row", file=item.file, line=item.line, series=series, period=period)

    def refuse_gone(self, file: str, key: str, series: str | None, period: str) -> None:
        """Raises Refused where a row that its file no longer has belongs to a closed period."""
        if self.has(series, period):
            raise Refused("loading.closed_gone", file=file, row=key, series=series, period=period)

    def refuse_rules(self, item: LoadedItem, series: str, columns: set[str]) -> None:
        """Raises Refused where a column would change by which a closed period was decided."""
        deciding = sorted(columns & WITHIN_RULES)
        if deciding and self.periods.get(series):
            raise Refused(
                "loading.closed_rule", file=item.file, line=item.line, series=series, rule=", ".join(deciding)
            )

    def refuse_period(self, item: LoadedItem, period: str) -> None:
        """Raises Refused where any series has closed the period."""
        for series in self.periods:
            self.refuse_row(item, series, period)

    def refuse_from(self, session: Session, item: LoadedItem, series: str, period: str) -> None:
        """Raises Refused where the period of a series, or one after it, is closed; "" is before the first."""
        order = periods_of(session, series)
        later = order if period == "" else order[order.index(period) :]
        for each in later:
            self.refuse_row(item, series, each)

    def refuse_unit(self, unit: Unit, line: int, *, joins: frozenset[str], pool: str, span: Unit | None) -> None:
        """Raises Refused where a unit would join, leave, change its pool or become a guest in a closed period.

        `unit` is as it will be, `span` as it was (None for a new one), `pool` its old pool, `joins` the series
        that it will take part in.
        """
        for series, periods in self.periods.items():
            for period in periods:
                remains = (series, period.id, unit.id) in self.remaining
                taken = span is not None and (series, unit.id) in self.takes_part
                before = taken and span is not None and (remains or exists_on(span, period.end))
                after = series in joins and (remains or exists_on(unit, period.end))
                changed = span is not None and (pool != unit.pool or span.guest != unit.guest)
                if before != after or (before and changed):
                    raise Refused(
                        "loading.closed_unit", line=line, unit=unit.id, series=series, period=period.id, end=period.end
                    )

    def refuse_unit_gone(self, unit: Unit) -> None:
        """Raises Refused where a unit that the file no longer has took part in a closed period, scored or not."""
        for series, periods in self.periods.items():
            for period in periods:
                there = exists_on(unit, period.end) or (series, period.id, unit.id) in self.remaining
                if there and (series, unit.id) in self.takes_part:
                    raise Refused("loading.closed_gone", file="units.csv", row=unit.id, series=series, period=period.id)


def closed_periods(session: Session) -> Closed:
    """Which periods of which series are closed now."""
    found: dict[str, tuple[Period, ...]] = {}
    query = select(SeriesPeriod, Period).where(
        SeriesPeriod.period_id == Period.id, SeriesPeriod.state != PeriodState.OPEN
    )
    for progress, period in session.exec(query):
        found[progress.series_id] = (*found.get(progress.series_id, ()), period)
    members = session.exec(select(SeriesUnit.series_id, SeriesUnit.unit_id)).all() if found else ()
    remaining = session.exec(select(RemainingUnit.series_id, RemainingUnit.period_id, RemainingUnit.unit_id)).all()
    return Closed(found, frozenset(members), frozenset(remaining))
