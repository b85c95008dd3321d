"""The operator's worksheet: a frozen picture of the units and areas of one contest, as their scores are entered."""

import copy
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from sqlmodel import Session, col, func, select

from scoreboard.desk.cells_of_scores import CellReading, blindness
from scoreboard.desk.confirming import CONFIRM, ScoreTurn, Seen
from scoreboard.desk.entering import parse_score
from scoreboard.desk.history import CELL_DEEDS, cells_told
from scoreboard.desk.panels import panel_of
from scoreboard.desk.sending_back import sent_back
from scoreboard.desk.sheet_cells import EMPTY_CELL, CellState, Place, SheetCell, SheetCells
from scoreboard.enums import ConfirmedBy, Panel, PeriodState, Publication, ScoreState
from scoreboard.errors import BadInput
from scoreboard.models import JournalEntry, Period
from scoreboard.publications.names import period_named
from scoreboard.rules.ranking import exact
from scoreboard.rules.scores import NOT_APPLICABLE
from scoreboard.store.cells import CellRow, cells_at, cells_in
from scoreboard.store.contest import Contest, Name, contest_of, names_on, participants, vetoed_units


@dataclass(frozen=True)
class Named:
    """Something with an id and its names in both languages; the English one is the Chinese where there is none."""

    id: str
    name: str
    name_en: str
    short_name: str = ""
    short_name_en: str = ""

    def called(self, lang: str) -> str:
        return self.name_en if lang == "en" else self.name

    def short_in(self, lang: str) -> str:
        """What it is called in short in a language; empty where it is not."""
        return self.short_name_en if lang == "en" else self.short_name


def named_unit(unit: str, name: Name) -> Named:
    """A unit by its id and the names that it bears."""
    return Named(unit, name.name, name.name_en, name.short_name, name.short_name_en)


def named_period(period: Period) -> Named:
    """A period by its id and names; in English by its id where it has none that can be read."""
    return Named(period.id, period.name, period_named(period.id, period.name, period.name_en, "en"))


@dataclass(frozen=True)
class SheetUnit(Named):
    """A unit of the worksheet by the name of the period's day."""

    pool: str = ""
    vetoed: bool = False
    guest: bool = False


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
    double_entry: bool
    decimals: int
    maximum: Decimal
    judged: bool
    judge: str
    panel: tuple[str, ...]
    """The judges who have entered a score."""
    zone: str
    units: tuple[SheetUnit, ...]
    areas: tuple[Named, ...]
    cells: SheetCells
    frozen: bool = False
    """Whether the freeze has begun, whatever the clock says."""
    sequence: int = 0
    """The journal's last row when the picture was taken."""
    whole: bool = True
    """Whether it has the rows of all units; what it counts of its cells is always that of all."""
    row_of: Mapping[str, int] = field(init=False, repr=False)
    column_of: Mapping[str, int] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "row_of", {unit.id: row for row, unit in enumerate(self.units)})
        object.__setattr__(self, "column_of", {area.id: column for column, area in enumerate(self.areas)})

    @property
    def closed(self) -> bool:
        return self.state != PeriodState.OPEN

    def saying(self, text: str) -> str:
        """What a cell says once this text is saved in it. Raises BadInput for what can be no score."""
        if not text:
            return ""
        value = parse_score(text, self.maximum)
        return NOT_APPLICABLE if value is None else exact(value, self.decimals)

    def says(self, place: Place, text: str) -> bool:
        """Whether a cell says what it would once this text was saved in it; what can be no score no cell says."""
        try:
            return self.cell(place).text == self.saying(text)
        except BadInput:
            return False

    def same_contest(self, other: "Worksheet") -> bool:
        """Whether two pictures are of the same cells, in the same hand and under the same rules."""
        return all(
            getattr(self, name) == getattr(other, name)
            for name in ("series", "period", "judge", "areas", "maximum", "decimals")
        )

    def as_seen(self, painted: "Worksheet | None") -> "Worksheet":
        """The picture of these cells that was painted last; this one where that was of others."""
        return painted if painted is not None and painted.same_contest(self) else self

    def same_units(self, other: "Worksheet") -> bool:
        """Whether two pictures have the same rows."""
        return self.units is other.units or self.units == other.units

    def live(self, now: datetime) -> bool:
        """Whether a score that is confirmed now is public at once."""
        frozen = self.frozen or (self.freeze is not None and now >= self.freeze)
        return self.published_live and not self.closed and not frozen

    @property
    def drafts(self) -> int:
        return self.turnable(CONFIRM)

    @property
    def missing(self) -> int:
        """How many cells wait for a score; those of guests wait for none."""
        empty = len(self.units) * len(self.areas) - self.count(CellState.DRAFT) - self.count(CellState.CONFIRMED)
        guests = [unit.id for unit in self.units if unit.guest]
        return empty - sum(self.cell((unit, area.id)).empty for unit in guests for area in self.areas)

    @property
    def sent_back(self) -> int:
        """How many drafts a reviewer has sent back."""
        return self.cells.sent_back

    def missing_places(self) -> list[Place]:
        """The cells that wait for a score, by areas in their order."""
        return [(unit.id, area.id) for area in self.areas for unit in self.units if self.waits((unit.id, area.id))]

    def waits(self, place: Place) -> bool:
        """Whether nobody has entered anything into a cell that is not a guest's."""
        return self.cell(place).empty and not self.units[self.row_of[place[0]]].guest

    def cell(self, place: Place) -> SheetCell:
        return self.cells.get(place, EMPTY_CELL)

    def worth_again(self, place: Place) -> bool:
        """Whether the same score, entered again, is another one: it was sent back, or counts only now."""
        cell = self.cell(place)
        if cell.back is not None:
            return True
        return self.confirm != ConfirmedBy.SELF and cell.state is CellState.DRAFT and cell.unbound

    def count(self, state: CellState, *, unit: str | None = None, area: str | None = None) -> int:
        """How many cells are in a state; of one unit, of one area, or of both."""
        areas = list(self.column_of) if area is None else [area]
        if unit is not None:
            return sum(self.cell((unit, each)).state is state for each in areas)
        return self.cells.count(state, areas)

    def turnable(self, turn: ScoreTurn, *, unit: str | None = None, area: str | None = None) -> int:
        """How many scores a deed can turn, other judges' included; of one unit, of one area, or of both."""
        if unit is not None or not self.whole:
            return len(self.seen(turn, unit=unit, area=area))
        areas = list(self.column_of) if area is None else [area]
        return sum(self.cells.count(CellState(turn.before), areas, others=others) for others in (False, True))

    def seen(self, turn: ScoreTurn, *, unit: str | None = None, area: str | None = None) -> list[Seen]:
        """The scores that a deed can turn, of one unit, one area, both or all, in the versions of this picture."""
        units = [each.id for each in self.units] if unit is None else [unit]
        seen: list[Seen] = []
        for place in ((one, each) for each in (self.column_of if area is None else [area]) for one in units):
            cell = self.cell(place)
            of_others = cell.other_drafts if turn.before == CellState.DRAFT else cell.other_confirmed
            own = [(self.judge, cell.version)] if cell.state == turn.before else []
            seen += (Seen(place[1], place[0], judge, version) for judge, version in (*own, *of_others))
        return seen

    def with_rows(self, units: tuple[SheetUnit, ...], row_of: Mapping[str, int]) -> "Worksheet":
        """The same worksheet with the rows of some units alone, and which row is whose."""
        return self.with_cells({}, units=units, row_of=row_of, whole=False)

    def with_cell(self, place: Place, cell: SheetCell) -> "Worksheet":
        """The same worksheet after one cell has changed."""
        return self.with_cells({place: cell})

    def with_cells(self, cells: Mapping[Place, SheetCell], **news: object) -> "Worksheet":
        """The same worksheet after some cells have changed, and what `news` names besides."""
        newer = copy.copy(self)
        for name, value in {**news, "cells": self.cells.with_cells(cells)}.items():
            object.__setattr__(newer, name, value)
        return newer


def read_worksheet(
    session: Session, series: str, period: str, now: datetime, judge: str = "", *, blind: str | None = None
) -> Worksheet:
    """The worksheet of a series and a period, each by id or name. Raises BadInput where there is no such contest.

    Where it asks for double entry, drafts of others say no figure to somebody who may type them a second time, `blind`.
    """
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
            names[unit.id].short_name_en,
            unit.pool,
            unit.id in vetoed,
            unit.guest,
        )
        for unit in members
    )
    rows = list(cells_in(session, contest.key))
    back = sent_back(session, contest.key)
    read = CellReading(judge, contest.rules.decimals, back, blindness(session, contest, blind))
    cells = read.cells(rows, {unit.id for unit in members})
    competition, title = contest.competition, contest.series
    return Worksheet(
        competition=Named(competition.id, competition.name, competition.name_en or competition.name),
        series=Named(title.id, title.name, title.name_en or title.name),
        period=named_period(contest.period),
        state=contest.progress.state,
        published_live=contest.rules.publication == Publication.LIVE,
        freeze=contest.progress.freeze,
        confirm=contest.rules.confirm,
        double_entry=contest.rules.double_entry,
        decimals=contest.rules.decimals,
        maximum=contest.rules.maximum,
        judged=contest.rules.judges != Panel.SINGLE,
        judge=judge,
        panel=panel_of(session, contest) or _panel(rows),
        zone=competition.timezone,
        units=units,
        areas=tuple(Named(area.id, area.name, area.name_en or area.name) for area in contest.areas),
        cells=SheetCells(cells),
        frozen=contest.progress.frozen_since is not None,
        sequence=session.exec(select(func.max(JournalEntry.sequence))).one() or 0,
    )


OTHER_ROOMS = frozenset({"backup", "ceremony", "cue", "follow", "honour", "stars", "user"})
"""The first words of deeds that change no cell, unit or area of any worksheet; a ceremony's last step publishes."""
PERIOD_DEEDS = frozenset({"close", "freeze", "reopen"})
"""Deeds that change nothing of another contest's worksheet."""
MOST_DEEDS, MOST_CELLS = 200, 5000
"""Deeds, and cells that they name, up to which those are read again, and not everything."""


def read_changes(session: Session, known: Worksheet, now: datetime, *, blind: str | None = None) -> Worksheet:
    """A newer picture of a worksheet, from the cells that the journal names where no more than cells has changed."""
    deeds = session.exec(
        select(JournalEntry.sequence, JournalEntry.action, JournalEntry.subject)
        .where(JournalEntry.sequence > known.sequence)
        .order_by(col(JournalEntry.sequence))
        .limit(MOST_DEEDS + 1)
    ).all()
    if not deeds:
        return known
    contest = contest_of(session, known.series.id, known.period.id)
    places: set[tuple[str, str]] | None = set()
    for sequence, action, subject in deeds:
        named = _places_named(session, contest, sequence, action, subject)
        places = None if places is None or named is None else places | named
    if places is None or len(deeds) > MOST_DEEDS or len(places) > MOST_CELLS:
        return read_worksheet(session, known.series.id, known.period.id, now, known.judge, blind=blind)
    rows = list(cells_at(session, contest.key, places))
    panel = panel_of(session, contest)
    judges = {*known.panel, *(panel or _panel(rows))}
    taken_back = any(row.state == ScoreState.WITHDRAWN for row in rows)  # it may have been their only one
    if known.judged and not panel and taken_back:
        judges = set(_panel(cells_in(session, contest.key)))
    back = sent_back(session, contest.key, places)
    read = CellReading(known.judge, known.decimals, back, blindness(session, contest, blind, places))
    cells = read.cells(rows, known.row_of)
    told = {"panel": tuple(sorted(judges)), "state": contest.progress.state, "sequence": deeds[-1][0]}
    return known.with_cells(cells, **told)


def _places_named(
    session: Session, contest: Contest, sequence: int, action: str, subject: str
) -> set[tuple[str, str]] | None:
    """The cells of a contest that a deed has changed, each an area and a unit; None where it may have changed more."""
    if action.partition(".")[0] in OTHER_ROOMS:
        return set()
    inside = f"{contest.subject}/"
    if action in CELL_DEEDS and subject.startswith(inside):
        return {_place(subject.removeprefix(inside))}
    if action in CELL_DEEDS and subject == contest.subject:
        return {_place(cell) for cell in cells_told(session.get_one(JournalEntry, sequence)) or ()}
    if action == "load":
        cells = cells_told(session.get_one(JournalEntry, sequence))
        if cells is None:
            return None
        return {_place(cell.removeprefix(inside)) for cell in cells if cell.startswith(inside)}
    if action in CELL_DEEDS or (action in PERIOD_DEEDS and subject != contest.subject):
        return set()
    return None


def _place(cell: str) -> tuple[str, str]:
    area, unit, *_judge = cell.split("/")
    return area, unit


def _panel(rows: Iterable[CellRow]) -> tuple[str, ...]:
    """The judges who have a score among these."""
    return tuple(sorted({row.judge for row in rows if row.state != ScoreState.WITHDRAWN} - {""}))
