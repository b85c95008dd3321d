"""What units measure themselves by, and how far off they are (对标)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from scoreboard.enums import Better
from scoreboard.facts import FactKind
from scoreboard.locale import say
from scoreboard.publications.board_words import NamedUnit
from scoreboard.publications.kind import THE_UNIT, Column, Key, Kind, fields_of, same, value
from scoreboard.publications.kinds.pledges import percent_cell
from scoreboard.publications.names import named
from scoreboard.publications.promise_rows import (
    NAMED,
    PromisesBoard,
    english,
    measured,
    number,
    plain,
    promisers,
    promises,
    promises_words,
    share,
    told,
)
from scoreboard.publications.questions import Question
from scoreboard.store.public.facts import Document


@dataclass(frozen=True, kw_only=True, slots=True)
class BenchmarkRow(NamedUnit):
    """A unit's yardstick: whom it measures itself by, in what, and the figures of both."""

    id: str = ""
    title: str
    title_en: str
    against: str
    against_en: str
    measure: str
    measure_en: str
    theirs: str | None
    ours: str | None
    distance: str | None
    """What is still to go, below 0 where the unit is ahead; None where a figure is missing."""
    percent: str | None
    """Ours of theirs; None of figures of which less is better: they are a limit."""
    as_of: str | None
    better: Better = Better.HIGHER

    def said(self, name: str, lang: str) -> str:
        """One of its texts in a language."""
        return named(getattr(self, name), getattr(self, f"{name}_en"), lang)


@dataclass(frozen=True, kw_only=True, slots=True)
class BenchmarksBoard(PromisesBoard):
    """All yardsticks, in the order in which they were loaded."""

    board: Literal["benchmarks"] = "benchmarks"
    rows: tuple[BenchmarkRow, ...]


def ask(question: Question) -> tuple[BenchmarksBoard, int]:
    """All yardsticks, in the order in which they were loaded."""
    found = promises(question, FactKind.BENCHMARK)
    units = promisers(question, found)
    rows = tuple(_row(one, units[one["unit"]]) for one in question.window.of(found))
    return BenchmarksBoard(**promises_words(question), rows=rows), len(found)


def _row(given: Document, unit: NamedUnit) -> BenchmarkRow:
    theirs, ours = number(given["theirs"]), number(given["ours"])
    better = Better(given.get("better", Better.HIGHER))  # older facts don't say
    to_go = None if theirs is None or ours is None else theirs - ours if better == Better.HIGHER else ours - theirs
    return BenchmarkRow(
        unit=unit.unit,
        name=unit.name,
        short_name=unit.short_name,
        short_name_en=unit.short_name_en,
        name_en=unit.name_en,
        id=given["id"],
        title=given["title"],
        title_en=english(given, "title"),
        against=given["against"],
        against_en=english(given, "against"),
        measure=given["measure"],
        measure_en=english(given, "measure"),
        theirs=given["theirs"],
        ours=given["ours"],
        distance=plain(to_go),
        percent=share(ours, theirs) if better == Better.HIGHER else None,
        as_of=given["as_of"],
        better=better,
    )


FIELDS = fields_of(
    BenchmarkRow,
    *("id", "unit", "name", "title", "against", "measure", "theirs", "ours", "distance", "percent", "as_of", "better"),
)


def _columns(_board: BenchmarksBoard, _lang: str) -> Sequence[Column[BenchmarkRow]]:
    return [
        value("year.column.id", lambda row: row.id),
        THE_UNIT,
        Column("year.column.benchmark", _title),
        Column("year.column.against", lambda row, lang: row.said("against", lang)),
        Column("year.column.theirs", lambda row, lang: _figure(row, row.theirs, lang), "right"),
        Column("year.column.ours", lambda row, lang: _figure(row, row.ours, lang), "right"),
        Column("year.column.distance", lambda row, lang: _figure(row, row.distance, lang), "right"),
        value("year.column.percent_of", lambda row: percent_cell(row.percent), "right"),
        value("year.column.as_of", lambda row: row.as_of),
    ]


def _title(row: BenchmarkRow, lang: str) -> str:
    title = row.said("title", lang)
    return say("year.lower_is_better", lang, title=title) if row.better == Better.LOWER else title


def _figure(row: BenchmarkRow, figure: str | None, lang: str) -> str:
    return "-" if figure is None else measured(figure, row.said("measure", lang))


KIND = Kind(
    Key.NOTHING,
    BenchmarksBoard,
    same(*FIELDS),
    _columns,
    ask,
    follows=(FactKind.BENCHMARK, *NAMED),
    keys=told(FactKind.BENCHMARK, "benchmarks"),
    title="year.board.benchmarks",
    shown=lambda board: board if board.rows else None,
)
