"""Standings of one group, read from the scores: as they are, as they are entered, or as the public was shown them."""

import heapq
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum
from functools import cached_property, partial

from sqlalchemy import select
from sqlmodel import Session, col

from scoreboard.enums import Countback, ScoreState
from scoreboard.facts import SCALE, Mark
from scoreboard.models import Score, Unit
from scoreboard.rules.countback import Criterion, DecidedOrder, Evidence, criteria_of, criteria_of_table, with_countback
from scoreboard.rules.judging import combined
from scoreboard.rules.overall import Overall, Tally, has_nothing, overall, weighted_total
from scoreboard.rules.ranking import Entry, Standing, rank
from scoreboard.store.contest import Contest, participants, vetoed_units
from scoreboard.store.public.asking_main import facts_of
from scoreboard.store.public.contests import ranking_key


class View(StrEnum):
    """Which scores count."""

    CONFIRMED = "confirmed"
    ENTERED = "entered"
    """Drafts too: what the desk sees."""
    SHOWN = "shown"
    """Only what has become public."""


Firsts = Mapping[str, Mapping[str, str]]
"""The units that a decision puts first, of those who tie for it, and why; by area."""


@dataclass(frozen=True)
class Cell:
    """A unit's score in an area as one view has it; `value` None with `not_applicable` False means missing."""

    value: Decimal | None = None
    not_applicable: bool = False


EMPTY = Cell()


@dataclass(frozen=True)
class Scores:
    """All that is needed to rank any group of one contest, in one view."""

    contest: Contest
    units: tuple[Unit, ...]
    vetoed: frozenset[str]
    cells: Mapping[str, Mapping[str, Cell]]
    """By area, then by unit."""
    decided: Firsts = field(default_factory=dict)
    placed: Mapping[str, Sequence[DecidedOrder[str]]] = field(default_factory=dict)
    """The orders that have been decided of units that share a place, by area; of the overall table under no name."""
    untold: frozenset[tuple[str, str]] = frozenset()
    """The areas and pools by whose places no other area may set its equal places apart: they are secret."""

    def pool(self, pool: str) -> tuple[Unit, ...]:
        """The units that are ranked together in a flag's pool; all of them for the empty name."""
        return tuple(unit for unit in self.units if pool in ("", unit.pool))

    def standings(self, area: str, pool: str) -> tuple[Standing, ...]:
        """The ranking of one (series, area, period, pool)."""
        criteria = criteria_of(self.contest.rules.countback, overall=False)
        known = [one.id for one in self.contest.areas if one.id == area or (one.id, pool) not in self.untold]
        evidence = partial(self._evidence, criteria, known, area, pool)
        return with_countback(self.by_score(area, pool), criteria, evidence, spared=lambda one: one.rank == 1)

    def _evidence(
        self, criteria: Sequence[Criterion], known: Sequence[str], area: str, pool: str, units: Sequence[str]
    ) -> Evidence[str]:
        """What criteria go by, of units of a pool that share a place; `area` is empty for the overall table."""
        named = {one.area for one in criteria}
        firsts = any(one.method is Countback.FIRSTS for one in criteria)
        wanted = [one for one in known if firsts or one in named]
        return Evidence(
            {one: _ranks(self.by_score(one, pool), units) for one in wanted},
            {one: self.excused(one, units) for one in wanted},
            [one.units for one in self.placed.get(area, ())],
        )

    def by_score(self, area: str, pool: str) -> tuple[Standing, ...]:
        """The ranking by scores and decided ties alone: who has the same score shares a place."""
        cells, decided = self.cells.get(area, {}), self.decided.get(area, ())
        entries: list[Entry] = []
        for unit in self.pool(pool):
            unit_id = unit.id  # a row of a table: each of its words is looked for anew
            cell = cells.get(unit_id, EMPTY)
            entries.append(
                Entry(
                    unit_id,
                    cell.value,
                    vetoed=unit_id in self.vetoed,
                    not_applicable=cell.not_applicable,
                    first=unit_id in decided,
                    guest=unit.guest,
                )
            )
        return rank(entries)

    def cell(self, area: str, unit: str) -> Cell:
        """A unit's score in an area."""
        return self.cells.get(area, {}).get(unit, EMPTY)

    def ranks(self, area: str, pool: str, units: Iterable[str]) -> dict[str, int]:
        """The places of some units of a group by their scores; of those that have one."""
        return _ranks(self.by_score(area, pool), units)

    def excused(self, area: str, units: Iterable[str]) -> set[str]:
        """Those of some units that are n/a in an area."""
        return {unit for unit in units if self.cells.get(area, {}).get(unit, EMPTY).not_applicable}

    def overall(self, pool: str, flags: Mapping[str, int]) -> tuple[Overall, ...]:
        """The overall table of a pool, with the flags that each unit holds in the period."""
        rows = self.tallies(pool, flags)
        criteria = criteria_of_table(self.contest.rules.countback, decided=bool(self.placed.get("")))
        evidence = partial(self._evidence, criteria, [area.id for area in self.contest.areas], "", pool)
        return with_countback(
            overall(rows, self.contest.rules.order),
            criteria,
            evidence,
            spared=self.has_nothing,
        )

    def tallies(self, pool: str, flags: Mapping[str, int]) -> Iterator[Tally]:
        """What each unit of a pool brings to the overall table."""
        for unit in self.pool(pool):
            unit_id = unit.id  # a row of a table: each of its words is looked for anew
            held = flags.get(unit_id, 0)
            tally = self._without_flags.get(unit_id) or self._tally(unit_id, guest=unit.guest)
            yield replace(tally, flags=held) if held else tally

    def has_nothing(self, place: Overall) -> bool:
        """Whether a unit has nothing that the overall table goes by."""
        return has_nothing(place, self.contest.rules.order)

    def scored_in(self, unit: str) -> int:
        """In how many areas a unit has a score."""
        return sum(cells.get(unit, EMPTY).value is not None for cells in self.cells.values())

    def _tally(self, unit: str, *, guest: bool) -> Tally:
        """What a unit brings but for its flags; kept, since one table is asked for by flags and by the total alone."""
        weights, given = self._weighed
        cells = {area: found for area, cells in given if (found := cells.get(unit)) is not None}
        tally = self._without_flags[unit] = Tally(
            unit,
            0,
            weighted_total({area: cell.value for area, cell in cells.items()}, weights),
            vetoed=unit in self.vetoed,
            not_applicable=0 < len(weights) == len(cells) and all(cell.not_applicable for cell in cells.values()),
            guest=guest,
        )
        return tally

    @cached_property
    def _weighed(self) -> tuple[Mapping[str, Decimal], list[tuple[str, Mapping[str, Cell]]]]:
        """The weight of each area, and the cells of each."""
        weights = {area.id: area.weight for area in self.contest.areas}
        return weights, [(area, self.cells.get(area, {})) for area in weights]

    @cached_property
    def _without_flags(self) -> dict[str, Tally]:
        """What has been reckoned of units till now."""
        return {}


class Foremost:
    """What awards follow from, as `Scores` have it: of each group no more than its first place and the next below."""

    def __init__(self, scores: Scores) -> None:
        self._scores = scores
        self.ranks, self.excused = scores.ranks, scores.excused
        self._ranked: dict[str, Mapping[str, Unit]] = {}

    def standings(self, area: str, pool: str) -> tuple[Standing, ...]:
        """The units that share the two highest scores of a group."""
        ranked, cells = self._ranked_in(pool), self._scores.cells.get(area, {})
        values = {unit: cell.value for unit, cell in cells.items() if cell.value is not None and unit in ranked}
        highest = heapq.nlargest(2, set(values.values()))
        some = tuple(one for unit, one in ranked.items() if values.get(unit) in highest)
        return replace(self._scores, units=some).by_score(area, pool)

    def _ranked_in(self, pool: str) -> Mapping[str, Unit]:
        """The units of a pool that a score gives a place, in their order."""
        if pool not in self._ranked:
            vetoed, units = self._scores.vetoed, self._scores.pool(pool)
            self._ranked[pool] = {unit.id: unit for unit in units if not unit.guest and unit.id not in vetoed}
        return self._ranked[pool]


def _ranks(standings: Iterable[Standing], units: Iterable[str]) -> dict[str, int]:
    """The places of some units; of those that have one."""
    ranks = {standing.unit: standing.rank for standing in standings}
    return {unit: rank for unit in units if (rank := ranks.get(unit)) is not None}


def read_scores(session: Session, contest: Contest, view: View, areas: Iterable[str] | None = None) -> Scores:
    """The scores of a contest in one view; of some areas only, where they are named."""
    cells = _shown(session, contest, areas) if view is View.SHOWN else _entered(session, contest, view, areas)
    vetoed = frozenset(vetoed_units(session, contest.period.id))
    return Scores(contest, tuple(participants(session, contest)), vetoed, cells)


def _shown(session: Session, contest: Contest, areas: Iterable[str] | None) -> dict[str, dict[str, Cell]]:
    """What the public was shown of the scores: facts, whatever has been entered since."""
    facts = facts_of(session)
    wanted = [area.id for area in contest.areas] if areas is None else list(areas)
    cells: dict[str, dict[str, Cell]] = {}
    for area in wanted:
        rows = facts.ask(
            "SELECT u.id, s.mark, s.value FROM public_standing s JOIN public_unit u ON u.number = s.unit"
            " JOIN public_board b ON b.number = s.board WHERE b.key = :key AND s.mark <> ''",
            key=ranking_key(contest.series.id, contest.period.id, area),
        )
        cells[area] = {
            unit: Cell(None if value is None else Decimal(value) / SCALE, mark == Mark.NOT_APPLICABLE)
            for unit, mark, value in rows
        }
    return cells


def _entered(session: Session, contest: Contest, view: View, areas: Iterable[str] | None) -> dict[str, dict[str, Cell]]:
    query = select(
        col(Score.area_id),
        col(Score.unit_id),
        col(Score.value),
        col(Score.state),
    ).where(col(Score.series_id) == contest.series.id, col(Score.period_id) == contest.period.id)
    if areas is not None:
        query = query.where(col(Score.area_id).in_(list(areas)))
    given: dict[tuple[str, str], list[Cell]] = defaultdict(list)
    for area, unit, value, state in session.connection().execute(query):
        cell = _cell(view, value, state)
        if cell is not None:
            given[area, unit].append(cell)
    cells: dict[str, dict[str, Cell]] = defaultdict(dict)
    for (area, unit), found in given.items():
        cells[area][unit] = judged(found, contest.rules.judges)
    return cells


def _cell(view: View, value: Decimal | None, state: str) -> Cell | None:
    if state == ScoreState.WITHDRAWN or (view is View.CONFIRMED and state != ScoreState.CONFIRMED):
        return None
    return Cell(value, value is None)


def judged(cells: Iterable[Cell], method: str) -> Cell:
    """The score that judges' marks come to, or the one that there is."""
    values = [cell.value for cell in cells if cell.value is not None]
    return Cell(combined(values, method)) if values else Cell(not_applicable=True)
