"""What units have to put right by a day (限期整改); of series in which everybody learns of it."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, Protocol

from scoreboard.enums import RectificationState
from scoreboard.facts import FactKind
from scoreboard.locale import say
from scoreboard.publications.board_words import NamedUnit
from scoreboard.publications.kind import THE_UNIT, Column, Key, Kind, fields_of, same, value
from scoreboard.publications.names import InBothLanguages, named
from scoreboard.publications.promise_rows import (
    NAMED,
    PromisesBoard,
    day_in,
    english,
    promisers,
    promises,
    promises_words,
    told,
    told_state,
)
from scoreboard.publications.questions import Question
from scoreboard.rules.promises import days_left, rectification_state
from scoreboard.store.public.facts import Document
from scoreboard.wire import UNSET, UnsetType, given


@dataclass(frozen=True, kw_only=True, slots=True)
class RectificationRow(NamedUnit):
    """What a unit has to put right, in which area, why, and when it did.

    What has a default is not on boards that older programs printed.
    """

    id: str = ""
    series: str
    series_name: str
    series_name_en: str
    area: str
    area_name: str
    area_name_en: str
    period: str | None
    reason: str = ""
    reason_en: str = ""
    due: str | None
    state: RectificationState | UnsetType = UNSET
    """By the days alone, whatever the status says."""
    days_left: int | None = None
    """Until it is due, while it is open."""
    status: str
    """A person's word; it stands beside the state, never in its place."""
    status_en: str = ""
    done_on: str | None
    evidence: str = ""
    """What shows that it was done."""

    def area_called(self, lang: str) -> str:
        """What the area is called in a language."""
        return named(self.area_name, self.area_name_en, lang)

    def said(self, name: str, lang: str) -> str:
        """One of its texts in a language."""
        return named(getattr(self, name), getattr(self, f"{name}_en"), lang)


@dataclass(frozen=True, kw_only=True, slots=True)
class PeriodNames(InBothLanguages):
    """What a period is called."""

    name: str
    name_en: str


@dataclass(frozen=True, kw_only=True, slots=True)
class RectificationsBoard(PromisesBoard):
    """All rectifications that are for everybody, in the order in which they were recorded."""

    board: Literal["rectifications"] = "rectifications"
    totals: Mapping[str, int] | UnsetType = UNSET
    """How many there are, and of each state; also where a page is shown."""
    periods: Mapping[str, PeriodNames] | UnsetType = UNSET
    """What the periods are called, by id; older programs did not say it."""
    rows: tuple[RectificationRow, ...]


def ask(question: Question) -> tuple[RectificationsBoard, int]:
    """All rectifications that are for everybody, in the order in which they were recorded."""
    found = promises(question, FactKind.RECTIFICATION)
    units = promisers(question, found)
    areas, series = question.documents(FactKind.AREA), question.documents(FactKind.SERIES)
    rows = [rectification_row(one, units[one["unit"]], areas, series, question.day) for one in found]
    words = promises_words(question)
    periods = period_names(question.documents(FactKind.PERIOD), (row.period for row in rows))
    board = RectificationsBoard(**words, totals=tally(rows), periods=periods, rows=question.window.of(rows))
    return board, len(found)


def period_names(periods: Mapping[str, Document], ids: Iterable[str | None]) -> Mapping[str, PeriodNames]:
    """What the periods of rows are called."""
    wanted = dict.fromkeys(period for period in ids if period in periods)
    return {
        period: PeriodNames(name=periods[period]["name"], name_en=periods[period]["name_en"])
        for period in wanted
        if period is not None
    }


def tally(rows: Iterable[RectificationRow]) -> Mapping[str, int]:
    """How many there are, and of each state."""
    counts = Counter(given(row.state) for row in rows)
    return {"all": counts.total(), **{str(state): counts[state] for state in RectificationState}}


def rectification_row(
    words: Document, unit: NamedUnit, areas: Mapping[str, Document], series: Mapping[str, Document], day: date
) -> RectificationRow:
    """A rectification as it stands on a day."""
    area, host = areas[f"{words['series']}/{words['area']}"], series[words["series"]]
    reason, status = words.get("reason", ""), words["status"]
    due = day_in(words["due"])
    state = rectification_state(due, day_in(words["done_on"]), day)
    return RectificationRow(
        unit=unit.unit,
        name=unit.name,
        short_name=unit.short_name,
        short_name_en=unit.short_name_en,
        name_en=unit.name_en,
        id=words["id"],
        series=words["series"],
        series_name=host["name"],
        series_name_en=host["name_en"],
        area=words["area"],
        area_name=area["name"],
        area_name_en=area["name_en"],
        period=words["period"],
        reason=reason,
        reason_en=english(words, "reason", reason),
        due=words["due"],
        state=state,
        days_left=days_left(due, day) if state == RectificationState.OPEN else None,
        status=status,
        status_en=english(words, "status"),
        done_on=words["done_on"],
        evidence=words.get("evidence", ""),
    )


FIELDS = fields_of(
    RectificationRow,
    *("id", "unit", "name", "series", "area", "period", "reason", "due", "state", "status", "done_on", "evidence"),
)


class KnowsPeriods(Protocol):
    """A board of rectifications, or one with some."""

    @property
    def periods(self) -> Mapping[str, PeriodNames] | UnsetType:
        """What their periods are called, by id."""


def _columns(board: KnowsPeriods | None, _lang: str) -> Sequence[Column[RectificationRow]]:
    periods = {} if board is None else given(board.periods) or {}

    def period(row: RectificationRow, lang: str) -> str:
        found = periods.get(row.period or "")
        return found.called(lang) if found is not None else row.period or "-"

    return [
        value("year.column.id", lambda row: row.id),
        THE_UNIT,
        Column("cli.table.area", lambda row, lang: row.area_called(lang)),
        Column("year.column.period", period),
        Column("cli.table.reason", lambda row, lang: row.said("reason", lang) or "-"),
        value("year.column.due", lambda row: row.due),
        Column("year.column.state", lambda row, lang: told_state("rectification_state", row.state, lang)),
        value("year.column.done_on", lambda row: row.done_on),
        Column("year.column.remark", lambda row, lang: row.said("status", lang) or "-"),
    ]


def _sums(board: RectificationsBoard, lang: str) -> Sequence[str]:
    counts = {name.replace("-", "_"): count for name, count in (given(board.totals) or {}).items()}
    return [say("year.totals.rectifications", lang, **counts)] if counts.get("all") else []


KIND = Kind(
    Key.NOTHING,
    RectificationsBoard,
    same(*FIELDS),
    _columns,
    ask,
    follows=(FactKind.RECTIFICATION, *NAMED),
    keys=told(FactKind.RECTIFICATION, "rectifications"),
    title="year.board.rectifications",
    shown=lambda board: board if board.rows else None,
    sums=_sums,
)
