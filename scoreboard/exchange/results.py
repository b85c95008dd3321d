"""The CSV files of results: scores, custody, nominees, honours and vetoes."""

from functools import partial
from pathlib import Path

from scoreboard.exchange import declared, values
from scoreboard.exchange.csv_rows import Columns, Row, read_rows
from scoreboard.exchange.known import Known, Once
from scoreboard.exchange.problems import Problems

COUNTS = ("issued", "returned", "valid", "for")
COLUMNS = {
    "scores.csv": Columns(
        allowed=("series", "period", "area", "unit", "judge", "score", "state"),
        required=("series", "period", "area", "unit", "score"),
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
SCORE_STATES = ("draft", "confirmed")
NOMINATED = "nominated"
NOMINEE_STATES = (*(NOMINATED, "incomplete", "void", "on-notice", "objected", "withdrawn", "confirmed", "vacant"),)


def read_scores(folder: Path, known: Known, problems: Problems) -> tuple[declared.Score, ...]:
    """`scores.csv`: one row a cell and judge; a unit without a score has no row."""
    scores, once = [], Once()
    for row in read_rows(folder, "scores.csv", COLUMNS["scores.csv"], problems):
        series, period = known.series_of(row), known.period(row)
        area, unit = known.area(row, series), known.participant(row, series)
        judge, state = row.name("judge"), row.choice("state", SCORE_STATES, "draft")
        if not row.raw("score"):
            row.wrong("score", "score_empty")
        if series is None or period is None:
            continue
        settings = series.settings_in(period)
        _check_judge(row, settings.judges)
        score = row.optional("score", partial(values.score, maximum=settings.maximum))
        if area and unit and once.is_new(row, series.id, period, area, unit, judge):
            scores.append(declared.Score(series.id, period, area, unit, judge, score, state, line=row.line))
    return tuple(scores)


def _check_judge(row: Row, judges: str) -> None:
    if judges == "single" and row.raw("judge"):
        row.wrong("judge", "judge_unwanted")
    elif judges != "single" and not row.raw("judge"):
        row.wrong("judge", "judge_missing", judges=judges)


def read_custody(folder: Path, known: Known, problems: Problems) -> tuple[declared.Custody, ...]:
    """`custody.csv`: who holds what when the records begin; several rows of one flag are joint holders."""
    custody, once = [], Once()
    for row in read_rows(folder, "custody.csv", COLUMNS["custody.csv"], problems):
        series = known.series_of(row)
        area, unit = known.area(row, series), known.participant(row, series)
        period = known.period(row) if row.raw("period") else None
        awarded_on = row.day("awarded_on")
        if series and area and unit and once.is_new(row, series.id, area, period, unit):
            custody.append(declared.Custody(series.id, area, period, unit, awarded_on, line=row.line))
    return tuple(custody)


def read_nominees(folder: Path, known: Known, problems: Problems) -> tuple[declared.Nominee, ...]:
    """`nominees.csv`: people put up for a star, with the ballots as far as they are counted."""
    nominees, once = [], Once()
    for row in read_rows(folder, "nominees.csv", COLUMNS["nominees.csv"], problems):
        period, star, unit = known.period(row), known.star(row), known.unit(row)
        series = known.series_of(row) if row.raw("series") else None
        nominee = declared.Nominee(
            period=period or "",
            star=star or "",
            unit=unit or "",
            person=row.needed_name("person"),
            post=row.text("post"),
            series=series.id if series else None,
            members=_ballots(row, "members"),
            masses=_ballots(row, "masses"),
            notice_from=row.day("notice_from"),
            status=row.choice("status", NOMINEE_STATES, NOMINATED),
            line=row.line,
        )
        if period and star and unit and once.is_new(row, period, star, unit, nominee.person):
            nominees.append(nominee)
    return tuple(nominees)


def _ballots(row: Row, group: str) -> declared.Ballots | None:
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
    return declared.Ballots(issued, returned, valid, in_favour)


def read_honours(folder: Path, known: Known, problems: Problems) -> tuple[declared.Honour, ...]:
    """`honours.csv`: honours of the levels of [annual]."""
    honours, once = [], Once()
    levels = known.definitions.honour_levels()
    for row in read_rows(folder, "honours.csv", COLUMNS["honours.csv"], problems):
        unit = known.unit(row)
        level = row.required("level", lambda text: values.choice(text, levels))
        title, document = row.needed_text("title"), row.text("document")
        awarded_on = row.day("awarded_on")
        if unit and level and title and once.is_new(row, unit, level, title, document):
            honours.append(declared.Honour(unit, level, title, document, awarded_on, line=row.line))
    return tuple(honours)


def read_vetoes(folder: Path, known: Known, problems: Problems) -> tuple[declared.Veto, ...]:
    """`vetoes.csv`: vetoes by the items of [annual]."""
    vetoes, once = [], Once()
    items = known.definitions.veto_items()
    for row in read_rows(folder, "vetoes.csv", COLUMNS["vetoes.csv"], problems):
        unit, period = known.unit(row), known.period(row)
        item = row.required("veto", lambda text: values.choice(text, items))
        reason, decided_on = row.text("reason"), row.day("decided_on")
        if unit and item and period and once.is_new(row, unit, item, period):
            vetoes.append(declared.Veto(unit, item, period, reason, decided_on, line=row.line))
    return tuple(vetoes)
