"""Drafts as a reviewer reads them: each beside its source and the value of the last period."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from sqlalchemy import select
from sqlmodel import Session, col

from scoreboard.desk.confirming import Seen
from scoreboard.desk.draft_versions import CellKey, asked_of, stands_for
from scoreboard.desk.second_entries import SecondEntry, is_hidden, second_entries
from scoreboard.desk.sending_back import SentBack, sent_back
from scoreboard.desk.sheet_cells import HIDDEN
from scoreboard.desk.worksheet import Named, named_period
from scoreboard.enums import ScoreState
from scoreboard.models import Score, ScoreSheet, ScoreSource, Unit
from scoreboard.rules.judging import combined
from scoreboard.rules.ranking import exact
from scoreboard.rules.scores import NOT_APPLICABLE
from scoreboard.store.cells import CellRow, cells_at, cells_in
from scoreboard.store.contest import Contest, contest_of, participants, periods_of, takes_part

Place = tuple[str, str]
"""An area and a unit."""


@dataclass(frozen=True)
class DraftSource:
    """The cell of a sheet from which a score came."""

    file: str
    """Empty where it was pasted."""
    sheet: str
    cell: str


@dataclass(frozen=True)
class ReviewDraft:
    """A draft in the version that is shown."""

    area: str
    unit: str
    judge: str
    version: int
    text: str
    entered_by: str | None
    entered_at: datetime
    unproved: bool
    """Whether nothing has proved who entered it, so that it does not count where two people are wanted."""
    source: DraftSource | None
    """None where it was typed."""
    before: str
    """What the unit had in this area in the last period; empty where it had nothing."""
    difference: Decimal | None
    """This score less that one; None where one of them is no number."""
    back: SentBack | None
    """Why it was sent back, where it was."""
    unequal: bool = False
    """Whether it was typed differently the second time, so that nothing but another entry can be signed."""

    @property
    def hidden(self) -> bool:
        """Whether its figure is not shown, as it is to be typed a second time first."""
        return self.text == HIDDEN

    @property
    def seen(self) -> Seen:
        return Seen(self.area, self.unit, self.judge, self.version)


@dataclass(frozen=True)
class Review:
    """The drafts of a contest, in the order of its areas and units."""

    drafts: tuple[ReviewDraft, ...]
    before: Named | None
    """The last period; None where there is none."""


def read_review(session: Session, series: str, period: str, places: Iterable[Place] | None = None) -> Review:
    """The drafts of a contest that keep it from being closed, or those in some places."""
    contest = contest_of(session, series, period)
    asked = None if places is None else list(places)
    order = {unit: at for at, unit in enumerate(_members(session, contest, asked))}
    areas = {area.id: at for at, area in enumerate(contest.areas)}
    rows = [row for row in _drafts(session, contest, asked) if row.unit in order and row.area in areas]
    rows.sort(key=lambda row: (areas[row.area], order[row.unit], row.judge))
    found = [(row.area, row.unit) for row in rows]
    earlier = period_before(session, contest)
    values = {} if earlier is None else values_in(session, earlier, found)
    sources = _sources(session, contest, asked)
    back, second = sent_back(session, contest.key, asked), second_entries(session, contest, asked)
    return Review(
        tuple(_draft(row, contest, sources, values, back, second) for row in rows),
        None if earlier is None else _named(earlier),
    )


def _members(session: Session, contest: Contest, places: Sequence[Place] | None) -> list[str]:
    """The units that take part, in their order; of some places those of them."""
    if places is None:
        return [unit.id for unit in participants(session, contest)]
    units = (session.get_one(Unit, unit) for unit in dict.fromkeys(unit for _, unit in places))
    return [unit.id for unit in units if takes_part(session, contest, unit)]


def _drafts(session: Session, contest: Contest, places: Iterable[Place] | None) -> Iterator[CellRow]:
    rows = cells_in(session, contest.key) if places is None else cells_at(session, contest.key, places)
    return (row for row in rows if row.state == ScoreState.DRAFT)


def _draft(
    row: CellRow,
    contest: Contest,
    sources: Mapping[tuple[str, str, str, int], DraftSource],
    values: Mapping[Place, Decimal | None],
    back: Mapping[CellKey, SentBack],
    second: Mapping[CellKey, SecondEntry],
) -> ReviewDraft:
    key, place = (row.area, row.unit, row.judge), (row.area, row.unit)
    before, decimals = values.get(place), contest.rules.decimals
    hidden = contest.rules.double_entry and is_hidden(row, second)
    text = NOT_APPLICABLE if row.value is None else exact(row.value, decimals)
    return ReviewDraft(
        *key,
        row.version,
        HIDDEN if hidden else text,
        row.entered_by,
        row.entered_at,
        row.entered_by is not None and not row.entered_bound,
        sources.get((*key, row.version)),
        "" if place not in values else NOT_APPLICABLE if before is None else exact(before, decimals),
        None if hidden or row.value is None or before is None else row.value - before,
        back.get(key),
        key in second and not second[key].equal,
    )


def _sources(
    session: Session, contest: Contest, places: Sequence[Place] | None
) -> Mapping[tuple[str, str, str, int], DraftSource]:
    """From which cells the drafts came, or those in some places, by area, unit, judge and version."""
    question = (
        select(
            col(ScoreSource.area_id),
            col(ScoreSource.unit_id),
            col(ScoreSource.judge),
            col(ScoreSource.version),
            col(ScoreSheet.file),
            col(ScoreSheet.sheet),
            col(ScoreSource.cell),
        )
        .join(ScoreSheet, col(ScoreSheet.id) == col(ScoreSource.sheet_id))
        .join(Score, stands_for(ScoreSource))
        .where(col(Score.state) == ScoreState.DRAFT)
    )
    questions = asked_of(question, ScoreSource, contest.key, places)
    rows = (row for one in questions for row in session.connection().execute(one))
    return {(area, unit, judge, version): DraftSource(*source) for area, unit, judge, version, *source in rows}


def period_before(session: Session, contest: Contest) -> Contest | None:
    """The contest of the same series that ended last before this one."""
    periods = periods_of(session, contest.series.id)
    at = periods.index(contest.period.id)
    return contest_of(session, contest.series.id, periods[at - 1]) if at else None


def values_in(
    session: Session, contest: Contest, places: Iterable[Place] | None = None
) -> Mapping[Place, Decimal | None]:
    """What units had in areas, in some places or in all; None for n/a. Of judges it is what their marks came to."""
    marks: dict[Place, list[Decimal | None]] = defaultdict(list)
    for row in cells_in(session, contest.key) if places is None else cells_at(session, contest.key, places):
        if row.state != ScoreState.WITHDRAWN:
            marks[row.area, row.unit].append(row.value)
    method = contest.rules.judges
    return {place: combined([one for one in some if one is not None], method) for place, some in marks.items()}


def _named(contest: Contest) -> Named:
    return named_period(contest.period)
