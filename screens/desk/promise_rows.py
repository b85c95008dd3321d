"""Promises in lines of a list: each of any kind with its id, whose it is, what it says, its figures, day and state."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from scoreboard.desk.promises import PLEDGE, PromiseKind
from scoreboard.desk.targets import TargetRow
from scoreboard.enums import Better, GoalState, PledgeState, RectificationState
from scoreboard.locale import Both, catalogue, say
from scoreboard.publications.kinds.benchmarks import BenchmarkRow
from scoreboard.publications.kinds.goals import GoalRow
from scoreboard.publications.kinds.livelihood import LivelihoodRow
from scoreboard.publications.kinds.pledges import PledgeRow, percent_cell
from scoreboard.publications.kinds.rectifications import RectificationRow
from scoreboard.publications.kinds.visits import VisitRow
from scoreboard.publications.names import named
from scoreboard.publications.promise_rows import told_state
from scoreboard.publications.targets import points_off, told_target
from scoreboard.store.public.facts import Document
from screens.widgets.columns import ListColumn
from screens.widgets.rows import ListRow

Row = PledgeRow | GoalRow | LivelihoodRow | RectificationRow | BenchmarkRow | VisitRow | TargetRow
TONES: dict[str, str] = {
    PledgeState.KEPT: "good",
    PledgeState.BROKEN: "bad",
    PledgeState.OVERDUE: "warn",
    GoalState.MET: "good",
    GoalState.UNMET: "bad",
    RectificationState.DONE: "good",
    RectificationState.DONE_LATE: "quiet",
    "settled": "quiet",
    "won": "good",
    "missed": "quiet",
}


WIDEST = {"id": 12, "figures": 22, "due": 10, "state": 12}
"""Cells of the columns that are as wide as what stands in them, at most; whose it is and what share the rest."""


def columns(kind: PromiseKind[Any], lang: str) -> tuple[ListColumn, ...]:
    """The same columns for every kind, some under a title of its own; the id is told below, too."""
    return tuple(
        ListColumn(titled(name, kind, lang), WIDEST.get(name, 0), right=name == "figures", spare=name == "id")
        for name in ("id", "whose", "what", "figures", "due", "state")
    )


def titled(name: str, kind: PromiseKind[Any], lang: str) -> str:
    """A word of the list, as it is for a kind."""
    own = f"promises.{name}_{kind.name}"
    return say(f"desk.{own if own in catalogue('desk', lang) else f'promises.{name}'}", lang)


def line(row: Row, lang: str, day: date) -> ListRow:
    """A promise as a row of the list."""
    cells = (row.id, whose(row, lang), what(row, lang), figures(row), day_told(row, lang) or "-", state(row, lang, day))
    return ListRow(row.id, cells, TONES.get(_state_of(row, day), ""))


def whose(row: Row, lang: str) -> str:
    """Whose it is: its unit, or its field."""
    return (row.said("field", lang) if isinstance(row, LivelihoodRow) else row.called(lang)) or "-"


def what(row: Row, lang: str) -> str:
    """What it says, in a line."""
    match row:
        case PledgeRow():
            return row.said("text", lang)
        case RectificationRow():
            return " ".join(part for part in (row.area_called(lang), row.said("reason", lang)) if part)
        case BenchmarkRow() | VisitRow():
            other = "against" if isinstance(row, BenchmarkRow) else "destination"
            return " → ".join(part for part in (row.said("title", lang), row.said(other, lang)) if part)
        case TargetRow():
            return row.target.flag_called(lang)
        case _:
            return row.said("title", lang)


def figures(row: Row) -> str:
    """What is done of what was promised."""
    match row:
        case PledgeRow():
            return "" if row.target is None else f"{row.actual or '-'}/{row.target}"
        case LivelihoodRow():
            return f"{row.spent or '-'}/{row.planned or '-'}"
        case BenchmarkRow():
            return f"{row.ours or '-'}/{row.theirs or '-'}"
        case VisitRow():
            return "-" if row.people is None else str(row.people)
        case TargetRow():
            return points_off(row.target) or row.target.behind or row.target.ahead or "-"
        case _:
            return ""


def day_told(row: Row, lang: str) -> str | None:
    """By when it is due; of a benchmark of when its figures are, of a visit when it began, of a flag its period."""
    match row:
        case BenchmarkRow():
            return row.as_of
        case VisitRow():
            return row.start
        case TargetRow():
            return row.target.period_called(lang)
        case _:
            return row.due


def state(row: Row, lang: str, day: date) -> str:
    """How it stands on a day, in a word."""
    match row:
        case PledgeRow():
            return told_state("pledge_state", row.state, lang)
        case GoalRow():
            return told_state("goal_state", row.state, lang)
        case RectificationRow():
            return told_state("rectification_state", row.state, lang)
        case BenchmarkRow():
            return row.distance or "-"
        case VisitRow():
            return row.end or "-"
        case TargetRow():
            return say(f"desk.promises.{row.target.state}", lang)
        case _:
            return say(f"desk.promises.{_state_of(row, day)}", lang)


def _state_of(row: Row, day: date) -> str:
    if isinstance(row, LivelihoodRow):
        overdue = row.due is not None and day.isoformat() > row.due
        return "settled" if row.settled_on else "overdue" if overdue else "unsettled"
    if isinstance(row, TargetRow):
        return row.target.state
    return "" if isinstance(row, BenchmarkRow | VisitRow) else str(row.state)


def told(row: Row, lang: str, periods: Mapping[str, Both]) -> str:
    """All that the columns may have cut, in a line; `periods` are called by their names."""
    parts = [whose(row, lang)]
    if isinstance(row, PledgeRow):
        parts += [row.said(name, lang) for name in ("person", "post", "aspect")]
        if row.target is not None:
            parts.append(row.aim(lang))
    if isinstance(row, GoalRow):
        parts.append(say(f"year.scope.{row.scope}", lang))
    if isinstance(row, RectificationRow):
        period = periods.get(row.period or "")
        parts += [named(row.series_name, row.series_name_en, lang), period.said(lang) if period else row.period or ""]
    if isinstance(row, BenchmarkRow):
        better = say(f"desk.promises.better.{row.better}", lang)
        parts += [row.said("measure", lang), better if row.better == Better.LOWER else ""]
    if isinstance(row, TargetRow):
        parts += [named(row.target.series_name, row.target.series_name_en, lang), told_target(row.target, lang)]
    if isinstance(row, VisitRow):
        parts.append(row.said("note", lang))
    if isinstance(row, PledgeRow | LivelihoodRow | BenchmarkRow):
        parts.append(percent_cell(row.percent))
    parts.append(row.id)
    return "  ".join(part for part in (what(row, lang), *parts) if part)


def report_lines(kind: PromiseKind[Any], reports: Sequence[Document], lang: str) -> list[str]:
    """What was reported of it, a line each, the latest first."""
    lines = []
    for report in reversed(reports):
        plan = report["planned"]
        words = say("desk.promises.reported_line", lang, on=report["on"], actual=report["actual"] or "-")
        if plan is not None:
            words += say(f"desk.promises.{'revised' if kind is PLEDGE else 'planned'}", lang, planned=plan)
        lines.append("  ".join(part for part in (words, report["evidence"]) if part))
    return lines
