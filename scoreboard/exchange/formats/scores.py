"""`scores.csv`: one row a cell and judge; a unit without a score has no row, and a panel that is named is all."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import ClassVar, Literal

from scoreboard.enums import Panel, ScoreState
from scoreboard.exchange import limits, values
from scoreboard.exchange.csv_rows import CsvRow, RowFormat, each_row
from scoreboard.exchange.field_types import Name, Reference
from scoreboard.exchange.formats.judges import Judge
from scoreboard.exchange.formats.known import Known
from scoreboard.exchange.formats.series import DeclaredSeries, DeclaredSettings
from scoreboard.exchange.problems import Problems, Wrong, shown
from scoreboard.exchange.score_rows import Group, ScoreRows


class WrittenScore(RowFormat):
    """A score as its row has it: whether it is a number that its period allows is asked of the series."""

    file: ClassVar[str] = "scores.csv"
    most_rows: ClassVar[int] = limits.SCORE_ROWS
    megabytes: ClassVar[int] = limits.SCORES_MEGABYTES

    series: Reference
    period: Reference
    area: Reference
    unit: Reference
    judge: Name = ""
    score: str
    state: Literal[ScoreState.DRAFT, ScoreState.CONFIRMED] = ScoreState.DRAFT

    @classmethod
    def lacking(cls, key: str) -> Wrong:
        """Who has no score yet has no row."""
        return Wrong("score_empty") if key == "score" else super().lacking(key)


def read_scores(folder: Path, known: Known, problems: Problems, judges: Iterable[Judge] = ()) -> ScoreRows:
    """The scores, their units by id."""
    return _ScoresReader(known, judges).read(each_row(folder, WrittenScore, problems))


class _ScoresReader:
    """Reads rows one by one, and remembers what their words have meant: the same few stand in row after row."""

    def __init__(self, known: Known, judges: Iterable[Judge]) -> None:
        self._known = known
        self._panels: dict[tuple[str, str], tuple[str, ...]] = {}
        for one in judges:
            place = one.series, one.period
            self._panels[place] = (*self._panels.get(place, ()), one.judge)
        self._contests: dict[tuple[str, str, str], _Contest] = {}
        self._units: dict[tuple[str, str], str] = {}
        self._rows = ScoreRows()
        self._taken: dict[Group, bytearray] = {}
        """Of each area and judge, which units have a row, by their numbers."""
        self._numbers: dict[str, int] = {}

    def read(self, rows: Iterable[CsvRow[WrittenScore]]) -> ScoreRows:
        for row in rows:
            self._take(row)
        return self._rows

    def _take(self, row: CsvRow[WrittenScore]) -> None:
        given = row.written
        place = given.series, given.period, given.area
        contest = self._contests.get(place) or self._contest(row, place)
        unit = self._unit(row, contest.series)
        if contest.series is None or contest.period is None or contest.settings is None:
            return
        _check_judge(row, contest.settings.judges, contest.panel)
        score = row.meant("score", partial(values.score, maximum=contest.settings.maximum))
        if contest.area and unit:
            group = (contest.series.id, contest.period, contest.area, given.judge)
            if self._is_new(row, group, unit):
                self._rows.append(group, unit, score, given.state, row.line)

    def _contest(self, row: CsvRow[WrittenScore], place: tuple[str, str, str]) -> "_Contest":
        series = self._known.series_of(row)
        period = self._known.period(row, series)
        area = self._known.held(row, series, period, self._known.area(row, series))
        settings = series.settings_in(period) if series is not None and period is not None else None
        panel = self._panels.get((place[0], place[1]), ())
        contest = _Contest(series, period, area, settings, panel)
        if series is not None and period is not None and area is not None:
            self._contests[place] = contest
        return contest

    def _unit(self, row: CsvRow[WrittenScore], series: DeclaredSeries | None) -> str | None:
        if series is None:
            return self._known.participant(row, None)
        key = (series.id, row.written.unit)
        unit = self._units.get(key) or self._known.participant(row, series)
        if unit is not None:
            self._units[key] = unit
        return unit

    def _is_new(self, row: CsvRow[WrittenScore], group: Group, unit: str) -> bool:
        """False, with the problem noted, where an earlier row is of the same cell and judge."""
        number = self._numbers.setdefault(unit, len(self._numbers))
        taken = self._taken.get(group)
        if taken is None:
            taken = self._taken[group] = bytearray()
        if number >= len(taken):
            taken.extend(bytes(number + 1 - len(taken)))
        if taken[number]:
            same = (one for one in self._rows if (one.series, one.period, one.area, one.judge) == group)
            row.wrong(None, "duplicate_row", line=next(one.line for one in same if one.unit == unit))
            return False
        taken[number] = True
        return True


@dataclass(frozen=True, slots=True)
class _Contest:
    """What a row's series, period and area mean; None for what means nothing."""

    series: DeclaredSeries | None
    period: str | None
    area: str | None
    settings: DeclaredSettings | None
    panel: tuple[str, ...]
    """The judges that the period names; none where whoever scores first is the panel."""


def _check_judge(row: CsvRow[WrittenScore], judges: str, panel: tuple[str, ...]) -> None:
    """A judge is named where judges score, and is of the panel where there is one."""
    judge, written = row.written.judge, row.raw("judge")
    if judges == Panel.SINGLE and written:
        row.wrong("judge", "judge_unwanted")
    elif judges != Panel.SINGLE and not written:
        row.wrong("judge", "judge_missing", judges=judges)
    if panel and judge and judge not in panel:
        row.wrong("judge", "judge_stranger", judge=shown(judge), allowed=panel)
