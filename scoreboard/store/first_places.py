"""The first places of each group of a contest, read from the index: what a closing needs, however large it is."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from sqlalchemy import ColumnElement, and_, func
from sqlalchemy import select as select_columns
from sqlmodel import Session, col, select

from scoreboard.enums import Panel, Status
from scoreboard.models import Score, SeriesUnit, Unit
from scoreboard.rules.ranking import Standing
from scoreboard.store.contest import Contest, ranked_in, vetoed_units
from scoreboard.store.standings import Scores, View, read_scores

AT_ONCE = 100
"""Scores that are read at a time, from the highest on."""


class Tops:
    """Who is first in each area and pool, and the next one below. Areas are read when they are asked for."""

    def __init__(self, session: Session, contest: Contest, view: View) -> None:
        session.flush()
        self._session, self._contest, self._view = session, contest, view
        self._vetoed = vetoed_units(session, contest.period.id)
        self._areas: dict[str, Mapping[str, tuple[Standing, ...]]] = {}
        self._judged: dict[str, Scores] = {}

    def standings(self, area: str, pool: str) -> tuple[Standing, ...]:
        """The first place of a group, shared or not, and one unit of the next, as far as they reach the minimum."""
        if self._contest.rules.judges != Panel.SINGLE:
            return self._scores(area).standings(area, pool)
        if area not in self._areas:
            self._areas[area] = self._read(area)
        return self._areas[area].get(pool, ())

    def ranks(self, area: str, pool: str, units: Iterable[str]) -> dict[str, int]:
        """The places of some units of a group in an area; of those that have one."""
        if self._contest.rules.judges != Panel.SINGLE:
            return self._scores(area).ranks(area, pool, units)
        ranks: dict[str, int] = {}
        for unit in self._members(list(units)).values():
            score = self._session.get(Score, (*self._contest.key, area, unit.id, ""))
            if pool in ("", unit.pool) and score is not None and self._counts(score):
                ranks[unit.id] = 1 + self._above(area, pool, score)
        return ranks

    def excused(self, area: str, units: Iterable[str]) -> set[str]:
        """Those of some units that are n/a in an area."""
        if self._contest.rules.judges != Panel.SINGLE:
            return self._scores(area).excused(area, units)
        found = {unit: self._session.get(Score, (*self._contest.key, area, unit, "")) for unit in units}
        return {
            unit for unit, score in found.items() if score and score.value is None and score.state in self._states()
        }

    def _scores(self, area: str) -> Scores:
        """Where judges score, a unit's score follows from all of them, so that no index has it."""
        if area not in self._judged:
            self._judged[area] = read_scores(self._session, self._contest, self._view, [area])
        return self._judged[area]

    def _states(self) -> tuple[str, ...]:
        return ("confirmed",) if self._view is View.CONFIRMED else ("confirmed", "draft")

    def _counts(self, score: Score) -> bool:
        return score.value is not None and score.state in self._states()

    def _in_area(self, area: str) -> tuple[ColumnElement[bool], ...]:
        return (
            col(Score.series_id) == self._contest.series.id,
            col(Score.period_id) == self._contest.period.id,
            col(Score.area_id) == area,
            col(Score.state).in_(self._states()),
        )

    def _read(self, area: str) -> dict[str, tuple[Standing, ...]]:
        """Go down from the highest score until every pool has its first place and the next score below it."""
        top: dict[str, list[tuple[int, str]]] = defaultdict(list)
        best: dict[str, Decimal] = {}
        below: dict[str, tuple[str, Decimal]] = {}
        waiting = set(self._contest.flag_pools)
        for unit, value in self._from_the_top(area):
            if value < self._contest.rules.minimum or not waiting:
                break
            pool = unit.pool if unit.pool in self._contest.flag_pools else ""
            if pool not in waiting:
                continue
            if best.setdefault(pool, value) == value:
                top[pool].append((unit.position, unit.id))
            else:
                below[pool] = unit.id, value
                waiting.discard(pool)
        return {
            pool: (
                *(Standing(unit, 1, best[pool], len(first) > 1, Status.RANKED) for _, unit in sorted(first)),
                *(
                    Standing(unit, 1 + len(first), value, False, Status.RANKED)
                    for unit, value in ([below[pool]] if pool in below else [])
                ),
            )
            for pool, first in top.items()
        }

    def _from_the_top(self, area: str) -> Iterator[tuple[Unit, Decimal]]:
        """The units that are ranked in an area with their scores, the highest first."""
        query = (
            select_columns(col(Score.unit_id), col(Score.value))
            .where(*self._in_area(area), col(Score.value).is_not(None))
            .order_by(col(Score.value).desc())
            .execution_options(yield_per=AT_ONCE)
        )
        with self._session.connection().execute(query) as found:
            for rows in found.partitions():
                units = self._members([unit for unit, _ in rows])
                yield from ((units[unit], value) for unit, value in rows if unit in units and value is not None)

    def _members(self, units: list[str]) -> dict[str, Unit]:
        """Of some units, those that have a place in the contest if they have a score."""
        query = (
            select(Unit)
            .join(SeriesUnit, col(SeriesUnit.unit_id) == col(Unit.id))
            .where(SeriesUnit.series_id == self._contest.series.id, col(Unit.id).in_(units), ranked_in(self._contest))
        )
        found = self._session.exec(query)
        return {unit.id: unit for unit in found if unit.id not in self._vetoed and not unit.guest}

    def _above(self, area: str, pool: str, score: Score) -> int:
        """How many ranked units of a group have a higher score."""
        query = (
            select_columns(func.count())
            .select_from(Score)
            .join(Unit, col(Unit.id) == col(Score.unit_id))
            .join(
                SeriesUnit,
                and_(col(SeriesUnit.series_id) == col(Score.series_id), col(SeriesUnit.unit_id) == col(Score.unit_id)),
            )
            .where(
                *self._in_area(area),
                col(Score.value) > score.value,
                ranked_in(self._contest),
                col(Unit.guest).is_(False),
            )
        )
        if pool:
            query = query.where(col(Unit.pool) == pool)
        if self._vetoed:
            query = query.where(col(Unit.id).not_in(self._vetoed))
        return self._session.connection().execute(query).scalar_one()
