"""The marks of an area side by side: what each judge gave each unit, what a trim leaves out, and the result."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from sqlmodel import Session, col, select

from scoreboard.desk.panels import panel_of
from scoreboard.desk.sheet_cells import CellState
from scoreboard.desk.worksheet import Named
from scoreboard.enums import Panel, ScoreState
from scoreboard.errors import Refused
from scoreboard.models import PanelJudge, Score
from scoreboard.rules.judging import combined, dropped
from scoreboard.rules.ranking import exact
from scoreboard.rules.scores import NOT_APPLICABLE
from scoreboard.store.contest import Contest, contest_of, names_on, participants


@dataclass(frozen=True)
class JudgeMark:
    """What a judge gave a unit: a number or n/a."""

    text: str
    state: CellState
    dropped: bool = False
    """Whether the trim leaves it out, as one of the highest or one of the lowest."""


@dataclass(frozen=True)
class JudgedUnit(Named):
    """A unit with its marks by judge, and what they come to; nothing while nobody has judged it."""

    marks: Mapping[str, JudgeMark] | None = None
    result: str = ""


@dataclass(frozen=True)
class AreaMarks:
    """All marks of one area."""

    area: Named
    judges: tuple[Named, ...]
    """The panel in its order; without one whoever has given a mark, by name."""
    units: tuple[JudgedUnit, ...]
    trimmed: bool
    """Whether the highest and the lowest mark are left out, from three on."""


def read_marks(session: Session, series: str, period: str, area: str, now: datetime) -> AreaMarks:
    """The marks of an area of a contest, drafts too. Raises Refused where no judges score."""
    contest = contest_of(session, series, period)
    if contest.rules.judges == Panel.SINGLE:
        raise Refused("desk.no_judges", series=contest.series.id)
    found, given = contest.area(area), _given(session, contest, area)
    judges = _judges(session, contest, given)
    members = participants(session, contest)
    names = names_on(session, contest.naming_day(now), {unit.id for unit in members})
    order = [judge.id for judge in judges]
    units = tuple(
        _judged(Named(unit.id, names[unit.id].name, names[unit.id].name_en), given.get(unit.id, {}), order, contest)
        for unit in members
    )
    called = Named(found.id, found.name, found.name_en or found.name)
    return AreaMarks(called, judges, units, contest.rules.judges == Panel.TRIMMED_MEAN)


def _given(session: Session, contest: Contest, area: str) -> dict[str, dict[str, tuple[Decimal | None, str]]]:
    """Every mark that stands, by unit and judge, with its state."""
    rows = session.exec(
        select(col(Score.unit_id), col(Score.judge), col(Score.value), col(Score.state)).where(
            Score.series_id == contest.series.id,
            Score.period_id == contest.period.id,
            Score.area_id == area,
            Score.state != ScoreState.WITHDRAWN,
            Score.judge != "",
        )
    )
    found: dict[str, dict[str, tuple[Decimal | None, str]]] = defaultdict(dict)
    for unit, judge, value, state in rows:
        found[unit][judge] = value, state
    return found


def _judges(session: Session, contest: Contest, given: Mapping[str, Mapping[str, object]]) -> tuple[Named, ...]:
    """The panel by the names that the folder gives it, else those who have given a mark."""
    panel = panel_of(session, contest)
    known = select(PanelJudge).where(
        PanelJudge.series_id == contest.series.id, PanelJudge.period_id == contest.period.id
    )
    named = {one.id: Named(one.id, one.name, one.name_en or one.name) for one in session.exec(known)}
    judges = panel or tuple(sorted({judge for marks in given.values() for judge in marks}))
    return tuple(named.get(judge) or Named(judge, judge, judge) for judge in judges)


def _judged(
    unit: Named, given: Mapping[str, tuple[Decimal | None, str]], order: list[str], contest: Contest
) -> JudgedUnit:
    """A unit's marks; those that the trim leaves out are the first of several that are alike, in the panel's order."""
    scored = [(judge, value) for judge in order if judge in given and (value := given[judge][0]) is not None]
    values = [value for _, value in scored]
    left_out = {scored[at][0] for at in dropped(values, contest.rules.judges)}
    marks = {
        judge: JudgeMark(
            NOT_APPLICABLE if value is None else exact(value, contest.rules.decimals),
            CellState(state),
            judge in left_out,
        )
        for judge, (value, state) in given.items()
    }
    result = combined(values, contest.rules.judges)
    told = NOT_APPLICABLE if result is None and marks else ""
    return JudgedUnit(
        unit.id,
        unit.name,
        unit.name_en,
        marks=marks,
        result=told if result is None else exact(result, contest.rules.decimals),
    )
