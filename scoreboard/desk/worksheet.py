"""The operator's worksheet: a frozen picture of the units and areas of one contest, as their scores are entered."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import Any

from sqlalchemy import select as select_columns
from sqlmodel import Session, col, func, select

from scoreboard.desk.entering import NOT_APPLICABLE
from scoreboard.models import JournalEntry, Period, Score, Series, SeriesPeriod
from scoreboard.rules.ranking import exact
from scoreboard.store.contest import Contest, contest_of, names_on, participants, vetoed_units


class CellState(StrEnum):
    """How far a cell has come; n/a is a value that a draft or a confirmed cell has."""

    MISSING = "missing"
    DRAFT = "draft"
    CONFIRMED = "confirmed"


@dataclass(frozen=True, slots=True)
class SheetCell:
    """One cell: `text` is the exact score, n/a, or empty where there is none; version 0 was never entered."""

    text: str = ""
    state: CellState = CellState.MISSING
    version: int = 0
    entered_by: str | None = None
    entered_at: datetime | None = None
    confirmed_by: str | None = None
    confirmed_at: datetime | None = None

    @property
    def not_applicable(self) -> bool:
        return self.text == NOT_APPLICABLE


EMPTY_CELL = SheetCell()

Place = tuple[str, str]
"""A unit and an area."""


@dataclass(frozen=True)
class Named:
    """Something with an id and its names in both languages; the English one is the Chinese where there is none."""

    id: str
    name: str
    name_en: str
    short_name: str = ""

    def called(self, lang: str) -> str:
        return self.name_en if lang == "en" else self.name


@dataclass(frozen=True)
class SheetUnit(Named):
    """A unit of the worksheet by the name of the period's day."""

    pool: str = ""
    vetoed: bool = False


@dataclass(frozen=True)
class Worksheet:
    """One period of one series with all its cells, in one judge's hand where there are judges."""

    competition: Named
    series: Named
    period: Named
    state: str
    published_live: bool
    freeze: datetime | None
    confirm: str
    decimals: int
    maximum: Decimal
    judged: bool
    judge: str
    panel: tuple[str, ...]
    """The judges who have entered a score."""
    zone: str
    units: tuple[SheetUnit, ...]
    areas: tuple[Named, ...]
    cells: Mapping[Place, SheetCell]
    other_drafts: int = 0
    """Drafts of other judges, which keep the period from closing too."""
    sequence: int = 0
    """The journal's last row when the picture was taken."""
    row_of: Mapping[str, int] = field(init=False, repr=False)
    column_of: Mapping[str, int] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "row_of", {unit.id: row for row, unit in enumerate(self.units)})
        object.__setattr__(self, "column_of", {area.id: column for column, area in enumerate(self.areas)})

    @property
    def closed(self) -> bool:
        return self.state != "open"

    def same_contest(self, other: "Worksheet") -> bool:
        """Whether two pictures are of the same cells, in the same hand and under the same rules."""
        return all(
            getattr(self, name) == getattr(other, name)
            for name in ("series", "period", "judge", "areas", "maximum", "decimals")
        )

    def live(self, now: datetime) -> bool:
        """Whether a score that is confirmed now is public at once."""
        return self.published_live and not self.closed and (self.freeze is None or now < self.freeze)

    @cached_property
    def _states(self) -> Counter[CellState]:
        return Counter(cell.state for cell in self.cells.values())

    @property
    def drafts(self) -> int:
        return self.other_drafts + self._states[CellState.DRAFT]

    @property
    def missing(self) -> int:
        return len(self.units) * len(self.areas) - self._states[CellState.DRAFT] - self._states[CellState.CONFIRMED]

    def cell(self, place: Place) -> SheetCell:
        return self.cells.get(place, EMPTY_CELL)

    def count(self, state: CellState, *, unit: str | None = None, area: str | None = None) -> int:
        """How many cells are in a state; of one unit, of one area, or of both."""
        if unit is None and area is None:
            return self._states[state]
        return sum(
            cell.state is state and unit in (None, place[0]) and area in (None, place[1])
            for place, cell in self.cells.items()
        )

    def with_cell(self, place: Place, cell: SheetCell) -> "Worksheet":
        """The same worksheet after one cell has changed."""
        return self.with_cells({place: cell})

    def with_cells(self, cells: Mapping[Place, SheetCell]) -> "Worksheet":
        """The same worksheet after some cells have changed."""
        return replace(self, cells={**self.cells, **cells})


def read_worksheet(session: Session, series: str, period: str, now: datetime, judge: str = "") -> Worksheet:
    """The worksheet of a series and a period, each by id or name. Raises BadInput where there is no such contest."""
    contest = contest_of(session, series, period)
    members = participants(session, contest)
    names = names_on(session, contest.naming_day(now), {unit.id for unit in members})
    vetoed = vetoed_units(session, contest.period.id)
    units = tuple(
        SheetUnit(
            unit.id,
            names[unit.id].name,
            names[unit.id].name_en,
            names[unit.id].short_name,
            unit.pool,
            unit.id in vetoed,
        )
        for unit in members
    )
    cells, panel, other_drafts = _read_cells(session, contest, {unit.id for unit in members}, judge)
    competition, title = contest.competition, contest.series
    return Worksheet(
        competition=Named(competition.id, competition.name, competition.name_en or competition.name),
        series=Named(title.id, title.name, title.name_en or title.name),
        period=Named(contest.period.id, contest.period.name, contest.period.id),
        state=contest.progress.state,
        published_live=contest.rules.publication == "live",
        freeze=contest.progress.freeze,
        confirm=contest.rules.confirm,
        decimals=contest.rules.decimals,
        maximum=contest.rules.maximum,
        judged=contest.rules.judges != "single",
        judge=judge,
        panel=panel,
        zone=competition.timezone,
        units=units,
        areas=tuple(Named(area.id, area.name, area.name_en or area.name) for area in contest.areas),
        cells=cells,
        other_drafts=other_drafts,
        sequence=session.exec(select(func.max(JournalEntry.sequence))).one() or 0,
    )


CELL_DEEDS = frozenset({"enter", "confirm", "unconfirm"})
"""Deeds that change nothing of a worksheet but the cell that they name."""
MOST_CELLS = 200
"""Changed cells up to which they are read one by one instead of all again."""


def read_changes(session: Session, known: Worksheet, now: datetime) -> Worksheet:
    """A newer picture of a worksheet, from the cells that the journal names where no more than cells has changed."""
    deeds = session.exec(
        select(JournalEntry.sequence, JournalEntry.action, JournalEntry.subject)
        .where(JournalEntry.sequence > known.sequence)
        .order_by(col(JournalEntry.sequence))
        .limit(MOST_CELLS + 1)
    ).all()
    alone = all(action in CELL_DEEDS for _, action, _ in deeds)
    if known.judged or not alone or len(deeds) > MOST_CELLS:
        return read_worksheet(session, known.series.id, known.period.id, now, known.judge)
    if not deeds:
        return known
    contest = f"{known.series.id}/{known.period.id}/"
    places = {subject.removeprefix(contest) for _, _, subject in deeds if subject.startswith(contest)}
    cells: dict[Place, SheetCell] = {}
    for place in places:
        area, _, unit = place.partition("/")
        if unit in known.row_of:
            score = session.get(Score, (known.series.id, known.period.id, area, unit, ""))
            if score is not None:
                cells[unit, area] = _cell_of(score, known.decimals)
    return replace(known, cells={**known.cells, **cells}, sequence=deeds[-1][0])


def _read_cells(
    session: Session, contest: Contest, members: set[str], judge: str
) -> tuple[dict[Place, SheetCell], tuple[str, ...], int]:
    """The cells of one judge, the names of all judges, and the drafts of the others."""
    columns: tuple[Any, ...] = (
        Score.unit_id,
        Score.area_id,
        Score.judge,
        Score.value,
        Score.state,
        Score.version,
        Score.entered_by,
        Score.entered_at,
        Score.confirmed_by,
        Score.confirmed_at,
    )
    query = select_columns(*(col(column) for column in columns)).where(
        col(Score.series_id) == contest.series.id, col(Score.period_id) == contest.period.id
    )
    cells: dict[Place, SheetCell] = {}
    panel: set[str] = set()
    other_drafts = 0
    for unit, area, by, value, state, *rest in session.connection().execute(query):
        if unit not in members:
            continue
        if state != "withdrawn":
            panel.add(by)
        if by == judge:
            cells[unit, area] = _cell(value, state, contest.rules.decimals, *rest)
        else:
            other_drafts += state == "draft"
    return cells, tuple(sorted(panel - {""})), other_drafts


def _cell(
    value: Decimal | None,
    state: str,
    decimals: int,
    version: int,
    entered_by: str | None,
    entered_at: datetime,
    confirmed_by: str | None,
    confirmed_at: datetime | None,
) -> SheetCell:
    withdrawn = state == "withdrawn"
    text = "" if withdrawn else NOT_APPLICABLE if value is None else exact(value, decimals)
    return SheetCell(
        text,
        CellState.MISSING if withdrawn else CellState(state),
        version,
        entered_by,
        entered_at,
        confirmed_by,
        confirmed_at,
    )


def _cell_of(score: Score, decimals: int) -> SheetCell:
    return _cell(
        score.value,
        score.state,
        decimals,
        score.version,
        score.entered_by,
        score.entered_at,
        score.confirmed_by,
        score.confirmed_at,
    )


@dataclass(frozen=True)
class ContestChoice:
    """A series in a period that somebody may open at the desk."""

    series: Named
    period: Named
    state: str
    begun: bool
    """Whether its period has begun."""
    entered: int
    """How many scores are in it."""


def contest_choices(session: Session, now: datetime) -> tuple[ContestChoice, ...]:
    """Every series in each of its periods, in the order of the competition."""
    counted = session.exec(
        select(Score.series_id, Score.period_id, func.count())
        .where(Score.state != "withdrawn")
        .group_by(col(Score.series_id), col(Score.period_id))
    )
    entered = {(series, period): count for series, period, count in counted}
    rows = session.exec(
        select(Series, Period, SeriesPeriod)
        .where(SeriesPeriod.series_id == Series.id, SeriesPeriod.period_id == Period.id)
        .order_by(col(Series.position), col(Period.start), col(Period.position))
    )
    return tuple(
        ContestChoice(
            Named(series.id, series.name, series.name_en or series.name),
            Named(period.id, period.name, period.id),
            progress.state,
            period.start <= now.date(),
            entered.get((series.id, period.id), 0),
        )
        for series, period, progress in rows
    )


def first_choice(choices: tuple[ContestChoice, ...]) -> ContestChoice | None:
    """What the desk opens by itself, in the first series: the earliest open period that has scores.

    Without scores it is the last open period that has begun, else the last of all.
    """
    own = [choice for choice in choices if choice.series == choices[0].series]
    still_open = [choice for choice in own if choice.state == "open"]
    with_scores = [choice for choice in still_open if choice.entered]
    begun = [choice for choice in still_open if choice.begun]
    return next(iter([*with_scores[:1], *begun[-1:], *own[-1:]]), None)
