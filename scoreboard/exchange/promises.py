"""The CSV files of promises: pledges, goals, livelihood items and rectifications."""

from decimal import Decimal
from pathlib import Path

from scoreboard.exchange import declared, values
from scoreboard.exchange.csv_rows import Columns, read_rows
from scoreboard.exchange.known import Known, Once
from scoreboard.exchange.problems import Problems

COLUMNS = {
    "pledges.csv": Columns(
        allowed=(
            *("unit", "person", "post", "aspect", "text", "comparator", "target", "measure", "due"),
            *("channel", "made_on", "actual", "settled_on", "outcome"),
        ),
        required=("unit", "text"),
    ),
    "goals.csv": Columns(
        allowed=("unit", "scope", "title", "due", "outcome", "evidence"),
        required=("unit", "scope", "title"),
    ),
    "livelihood.csv": Columns(
        allowed=("field", "title", "planned", "spent", "measure", "due", "status"),
        required=("title",),
    ),
    "rectifications.csv": Columns(
        allowed=("unit", "series", "area", "period", "due", "status", "done_on"),
        required=("unit", "series", "area", "period"),
    ),
}
COMPARATORS = (">=", "<=", ">", "<", "=")
SPELLINGS = {"≥": ">=", "≤": "<=", "＝": "=", "＞": ">", "＜": "<"}
SCOPES = ("city", "province", "nation")
LOWEST = -values.LARGEST_NUMBER


def read_pledges(folder: Path, known: Known, problems: Problems) -> tuple[declared.DeclaredPledge, ...]:
    """`pledges.csv`: public promises; one that is measured has a comparator and a target."""
    pledges, once = [], Once()
    for row in read_rows(folder, "pledges.csv", COLUMNS["pledges.csv"], problems):
        unit = known.unit(row)
        pledge = declared.DeclaredPledge(
            unit=unit or "",
            person=row.name("person"),
            post=row.text("post"),
            aspect=row.text("aspect"),
            text=row.needed_text("text"),
            comparator=row.optional("comparator", _comparator) or "",
            target=row.number("target", LOWEST),
            measure=row.text("measure"),
            due=row.day("due"),
            channel=row.text("channel"),
            made_on=row.day("made_on"),
            actual=row.number("actual", LOWEST),
            settled_on=row.day("settled_on"),
            outcome=row.text("outcome"),
            line=row.line,
        )
        if row.raw("comparator") and not row.raw("target"):
            row.wrong("target", "target_missing", comparator=pledge.comparator)
        if unit and once.is_new(row, unit, pledge.person, pledge.aspect, pledge.text):
            pledges.append(pledge)
    return tuple(pledges)


def _comparator(text: str) -> str:
    return values.choice(SPELLINGS.get(text, text), COMPARATORS)


def read_goals(folder: Path, known: Known, problems: Problems) -> tuple[declared.DeclaredGoal, ...]:
    """`goals.csv`: first places that units strive for."""
    goals, once = [], Once()
    for row in read_rows(folder, "goals.csv", COLUMNS["goals.csv"], problems):
        unit = known.unit(row)
        goal = declared.DeclaredGoal(
            unit=unit or "",
            scope=row.required("scope", lambda text: values.choice(text, SCOPES)) or "",
            title=row.needed_text("title"),
            due=row.day("due"),
            outcome=row.text("outcome"),
            evidence=row.text("evidence"),
            line=row.line,
        )
        if unit and once.is_new(row, unit, goal.scope, goal.title):
            goals.append(goal)
    return tuple(goals)


def read_livelihood(folder: Path, problems: Problems) -> tuple[declared.DeclaredLivelihoodItem, ...]:
    """`livelihood.csv`: what was promised to the people, and the money for it."""
    items, once = [], Once()
    for row in read_rows(folder, "livelihood.csv", COLUMNS["livelihood.csv"], problems):
        item = declared.DeclaredLivelihoodItem(
            field=row.text("field"),
            title=row.needed_text("title"),
            planned=row.number("planned", Decimal(0)),
            spent=row.number("spent", Decimal(0)),
            measure=row.text("measure"),
            due=row.day("due"),
            status=row.text("status"),
            line=row.line,
        )
        if once.is_new(row, item.field, item.title):
            items.append(item)
    return tuple(items)


def read_rectifications(folder: Path, known: Known, problems: Problems) -> tuple[declared.DeclaredRectification, ...]:
    """`rectifications.csv`: what units were told to put right."""
    rectifications, once = [], Once()
    for row in read_rows(folder, "rectifications.csv", COLUMNS["rectifications.csv"], problems):
        unit, series, period = known.unit(row), known.series_of(row), known.period(row)
        area = known.area(row, series)
        due, status, done_on = row.day("due"), row.text("status"), row.day("done_on")
        if not (unit and series and area and period and once.is_new(row, unit, series.id, area, period)):
            continue
        rectifications.append(
            declared.DeclaredRectification(unit, series.id, area, period, due, status, done_on, line=row.line)
        )
    return tuple(rectifications)
