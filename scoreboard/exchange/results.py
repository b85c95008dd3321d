"""The CSV files of results: scores, custody, nominees, honours and vetoes."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from scoreboard.enums import NomineeStatus, Panel, ScoreState
from scoreboard.exchange import declared, limits, values
from scoreboard.exchange.csv_rows import Columns, CsvRow, each_row, read_rows
from scoreboard.exchange.known import Known, Once
from scoreboard.exchange.problems import Problems, shown
from scoreboard.exchange.score_rows import DeclaredScore, ScoreRows
from scoreboard.spelling import told_apart_by

COUNTS = ("issued", "returned", "valid", "for")
COLUMNS = {
    "scores.csv": Columns(
        allowed=("series", "period", "area", "unit", "judge", "score", "state"),
        required=("series", "period", "area", "unit", "score"),
        rows=limits.SCORE_ROWS,
        megabytes=limits.SCORES_MEGABYTES,
    ),
    "judges.csv": Columns(
        allowed=("series", "period", "judge", "name"),
        required=("series", "period", "judge"),
    ),
    "custody.csv": Columns(
        allowed=("series", "area", "period", "unit", "awarded_on"),
        required=("series", "area", "unit"),
    ),
    "nominees.csv": Columns(
        allowed=(
            *("period", "star", "unit", "person", "post", "series"),
            *(f"{group}_{count}" for group in ("members", "masses") for count in COUNTS),
            *("notice_from", "status"),
        ),
        required=("period", "star", "unit", "person"),
    ),
    "honours.csv": Columns(
        allowed=("unit", "level", "title", "document", "awarded_on"),
        required=("unit", "level", "title"),
    ),
    "vetoes.csv": Columns(
        allowed=("unit", "veto", "period", "reason", "decided_on"),
        required=("unit", "veto", "period"),
    ),
}
SCORE_STATES = (ScoreState.DRAFT, ScoreState.CONFIRMED)
NOMINEE_STATES = tuple(NomineeStatus)


def read_judges(folder: Path, known: Known, problems: Problems) -> tuple[declared.Judge, ...]:
    """`judges.csv`: the panel of a period, for series that judges score."""
    judges, once = [], Once()
    for row in read_rows(folder, "judges.csv", COLUMNS["judges.csv"], problems):
        series, period, judge = known.series_of(row), known.period(row), row.needed_name("judge")
        called = row.name("name") or judge
        if series is None or period is None or not judge:
            continue
        if series.settings_in(period).judges == Panel.SINGLE:
            row.wrong("judge", "judge_unwanted")
        elif once.is_new(row, series.id, period, judge):
            judges.append(declared.Judge(series.id, period, judge, called, line=row.line))
    return tuple(judges)


def read_scores(folder: Path, known: Known, problems: Problems, judges: Iterable[declared.Judge] = ()) -> ScoreRows:
    """`scores.csv`: one row a cell and judge; a unit without a score has no row, and a panel that is named is all."""
    return _ScoresReader(known, judges).read(each_row(folder, "scores.csv", COLUMNS["scores.csv"], problems))


class _ScoresReader:
    """Reads rows one by one, and remembers what their words have meant: the same few stand in row after row."""

    def __init__(self, known: Known, judges: Iterable[declared.Judge]) -> None:
        self._known = known
        self._panels: dict[tuple[str, str], tuple[str, ...]] = {}
        for one in judges:
            place = one.series, one.period
            self._panels[place] = (*self._panels.get(place, ()), one.judge)
        self._contests: dict[tuple[str, str, str], _Contest] = {}
        self._units: dict[tuple[str, str], str] = {}
        self._rows = ScoreRows()
        self._taken: dict[tuple[str, str, str, str], bytearray] = {}
        """Of each area and judge, which units have a row, by their numbers."""
        self._numbers: dict[str, int] = {}

    def read(self, rows: Iterable[CsvRow]) -> ScoreRows:
        for row in rows:
            self._take(row)
        return self._rows

    def _take(self, row: CsvRow) -> None:
        place = row.raw("series"), row.raw("period"), row.raw("area")
        contest = self._contests.get(place) or self._contest(row, place)
        unit = self._unit(row, contest.series)
        judge, state = row.name("judge"), row.choice("state", SCORE_STATES, ScoreState.DRAFT)
        if not row.raw("score"):
            row.wrong("score", "score_empty")
        if contest.series is None or contest.period is None or contest.settings is None:
            return
        _check_judge(row, contest.settings.judges)
        panel = self._panels.get((contest.series.id, contest.period), ())
        if panel and judge and judge not in panel:
            row.wrong("judge", "judge_stranger", judge=shown(judge), allowed=panel)
        score = row.optional("score", partial(values.score, maximum=contest.settings.maximum))
        if contest.area and unit:
            key = (contest.series.id, contest.period, contest.area, judge)
            if self._is_new(row, key, unit):
                series, period, area, _ = key
                self._rows.append(DeclaredScore(series, period, area, unit, judge, score, state, row.line))

    def _contest(self, row: CsvRow, place: tuple[str, str, str]) -> "_Contest":
        series, period = self._known.series_of(row), self._known.period(row)
        area = self._known.held(row, series, period, self._known.area(row, series))
        settings = series.settings_in(period) if series is not None and period is not None else None
        contest = _Contest(series, period, area, settings)
        if series is not None and period is not None and area is not None:
            self._contests[place] = contest
        return contest

    def _unit(self, row: CsvRow, series: declared.DeclaredSeries | None) -> str | None:
        if series is None:
            return self._known.participant(row, None)
        key = (series.id, row.raw("unit"))
        unit = self._units.get(key) or self._known.participant(row, series)
        if unit is not None:
            self._units[key] = unit
        return unit

    def _is_new(self, row: CsvRow, key: tuple[str, str, str, str], unit: str) -> bool:
        """False, with the problem noted, where an earlier row is of the same cell and judge."""
        number = self._numbers.setdefault(unit, len(self._numbers))
        taken = self._taken.setdefault(key, bytearray())
        if number >= len(taken):
            taken.extend(bytes(number + 1 - len(taken)))
        if taken[number]:
            same = (
                one for one in self._rows if (one.series, one.period, one.area, one.judge, one.unit) == (*key, unit)
            )
            row.wrong(None, "duplicate_row", line=next(same).line)
            return False
        taken[number] = True
        return True


@dataclass(frozen=True, slots=True)
class _Contest:
    """What a row's series, period and area mean; None for what means nothing."""

    series: declared.DeclaredSeries | None
    period: str | None
    area: str | None
    settings: declared.DeclaredSettings | None


def _check_judge(row: CsvRow, judges: str) -> None:
    if judges == Panel.SINGLE and row.raw("judge"):
        row.wrong("judge", "judge_unwanted")
    elif judges != Panel.SINGLE and not row.raw("judge"):
        row.wrong("judge", "judge_missing", judges=judges)


def read_custody(folder: Path, known: Known, problems: Problems) -> tuple[declared.Custody, ...]:
    """`custody.csv`: who holds what when the records begin; several rows of one flag are joint holders."""
    custody, once = [], Once()
    for row in read_rows(folder, "custody.csv", COLUMNS["custody.csv"], problems):
        series = known.series_of(row)
        unit = known.participant(row, series)
        period = known.period(row) if row.raw("period") else None
        area = known.held(row, series, period, known.area(row, series))
        awarded_on = row.day("awarded_on")
        if series and area and unit and once.is_new(row, series.id, area, period, unit):
            custody.append(declared.Custody(series.id, area, period, unit, awarded_on, line=row.line))
    return tuple(custody)


def read_nominees(folder: Path, known: Known, problems: Problems) -> tuple[declared.DeclaredNominee, ...]:
    """`nominees.csv`: people put up for a star, with the ballots as far as they are counted."""
    nominees, once = [], Once()
    for row in read_rows(folder, "nominees.csv", COLUMNS["nominees.csv"], problems):
        period, star, unit = known.period(row), known.star(row), known.unit(row)
        series = known.series_of(row) if row.raw("series") else None
        nominee = declared.DeclaredNominee(
            period=period or "",
            star=star or "",
            unit=unit or "",
            person=row.needed_name("person"),
            post=row.text("post"),
            series=series.id if series else None,
            members=_ballots(row, "members"),
            masses=_ballots(row, "masses"),
            notice_from=row.day("notice_from"),
            status=row.choice("status", NOMINEE_STATES, NomineeStatus.NOMINATED),
            line=row.line,
        )
        if period and star and unit and once.is_new(row, period, star, unit, told_apart_by(nominee.person)):
            nominees.append(nominee)
    return tuple(nominees)


def _ballots(row: CsvRow, group: str) -> declared.DeclaredBallots | None:
    """A group's ballots; more returned than issued is let pass, for it voids the round (S17)."""
    columns = [f"{group}_{count}" for count in COUNTS]
    if not any(row.raw(column) for column in columns):
        return None
    counts = [row.required(column, values.count) for column in columns]
    issued, returned, valid, in_favour = counts
    if issued is None or returned is None or valid is None or in_favour is None:
        return None
    if valid > returned:
        row.wrong(columns[2], "ballots_valid", valid=valid, returned=returned)
    if in_favour > valid:
        row.wrong(columns[3], "ballots_for", favour=in_favour, valid=valid)
    return declared.DeclaredBallots(issued, returned, valid, in_favour)


def read_honours(folder: Path, known: Known, problems: Problems) -> tuple[declared.DeclaredHonour, ...]:
    """`honours.csv`: honours of the levels of [annual]."""
    honours, once = [], Once()
    levels = known.definitions.honour_levels()
    for row in read_rows(folder, "honours.csv", COLUMNS["honours.csv"], problems):
        unit = known.unit(row)
        level = row.required("level", lambda text: values.choice(text, levels))
        title, document = row.needed_text("title"), row.text("document")
        awarded_on = row.day("awarded_on")
        if unit and level and title and once.is_new(row, unit, level, title, document):
            honours.append(declared.DeclaredHonour(unit, level, title, document, awarded_on, line=row.line))
    return tuple(honours)


def read_vetoes(folder: Path, known: Known, problems: Problems) -> tuple[declared.DeclaredVeto, ...]:
    """`vetoes.csv`: vetoes by the items of [annual]."""
    vetoes, once = [], Once()
    items = known.definitions.veto_items()
    for row in read_rows(folder, "vetoes.csv", COLUMNS["vetoes.csv"], problems):
        unit, period = known.unit(row), known.period(row)
        item = row.required("veto", lambda text: values.choice(text, items))
        reason, decided_on = row.text("reason"), row.day("decided_on")
        if unit and item and period and once.is_new(row, unit, item, period):
            vetoes.append(declared.DeclaredVeto(unit, item, period, reason, decided_on, line=row.line))
    return tuple(vetoes)
