"""The range board: the best and the worst place of every unit in the year, from public facts alone."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from scoreboard.publications.board_words import ListedPart, PooledUnit
from scoreboard.publications.kind import THE_UNIT, Column, Key, Kind, fields_of, pool_column, same, value
from scoreboard.publications.public_year import annual_series, has_begun, public_records
from scoreboard.publications.questions import Question, cut_rows
from scoreboard.publications.year import FOLLOWS, Year, YearBoard, points, year_of, year_words
from scoreboard.publications.year_bounds import bounds_of, told_prospect
from scoreboard.rules.annual import YearStanding
from scoreboard.rules.possible_places import Bounds
from scoreboard.store.public.facts import Facts
from scoreboard.wire import UNSET, UnsetType


@dataclass(frozen=True, kw_only=True, slots=True)
class RangeRow(PooledUnit):
    """Between which places a unit can still end the year; None for one that is out of it."""

    best: int | None
    worst: int | None
    flags: int
    honours: str
    total: str
    clinched: int | None = None
    eliminated: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class RangeBoard(YearBoard):
    """The best and the worst place of every unit."""

    board: Literal["range"] = "range"
    open: int
    """How many flags can still be won."""
    rows: tuple[RangeRow, ...]
    parts: tuple[ListedPart, ...] | UnsetType = UNSET
    """Which rows of a long board these are; only where a viewer holds a part of it."""


def ask(question: Question) -> tuple[RangeBoard | None, int]:
    """The range of the annual series. It is the same for everybody."""
    records = public_records(question.facts, question.day, question.upto)
    if records is None:
        return None, 0
    board = board_of(year_of(records))
    rows, total = cut_rows(board.rows, question.window)
    return replace(board, rows=rows), total


def board_of(year: Year) -> RangeBoard:
    """The board of a year."""
    rows = tuple(_rows(year)) if year.begun else ()
    return RangeBoard(**year_words(year), open=sum(period.open_count for period in year.periods), rows=rows)


def _rows(year: Year) -> list[RangeRow]:
    """Pool by pool where pools rank apart, by best, then worst place; the vetoed, who have neither, at the end."""
    found, rows = bounds_of(year), list[RangeRow]()
    for table in year.tables:
        ranked = sum(place.rank is not None for place in table)
        rows += sorted((_row(year, place, found[place.unit], ranked) for place in table), key=_order)
    return rows


def _row(year: Year, place: YearStanding, bound: Bounds, ranked: int) -> RangeRow:
    unit = year.unit(place.unit)
    return RangeRow(
        pool=unit.pool,
        unit=unit.unit,
        name=unit.name,
        short_name=unit.short_name,
        short_name_en=unit.short_name_en,
        name_en=unit.name_en,
        best=bound.best,
        worst=bound.worst,
        flags=place.flags_total,
        honours=points(place.honours),
        total=points(place.flags_total + place.honours),
        clinched=bound.clinched(ranked),
        eliminated=bound.eliminated,
    )


def _order(row: RangeRow) -> tuple[bool, int, int]:
    return row.best is None, row.best or 0, row.worst or 0


FIELDS = fields_of(
    RangeRow, "unit", "name", "pool", "best", "worst", "flags", "honours", "total", "clinched", "eliminated"
)


def _columns(board: RangeBoard, _lang: str) -> Sequence[Column[RangeRow]]:
    return [
        *pool_column(board),
        THE_UNIT,
        value("year.column.best", lambda row: row.best, "right"),
        value("year.column.worst", lambda row: row.worst, "right"),
        Column[RangeRow]("year.column.prospect", told_prospect),
        value("cli.table.flags", lambda row: row.flags, "right"),
        value("year.column.honours", lambda row: row.honours, "right"),
        value("cli.table.total", lambda row: row.total, "right"),
    ]


def _shown(board: RangeBoard) -> RangeBoard | None:
    """Nothing once every place is fixed: the year's table says it better."""
    return board if board.rows and board.open else None


def _keys(facts: Facts) -> list[str]:
    key = f"range/{annual_series(facts)}"
    return [key] if has_begun(facts) or facts.touched(key) is not None else []


KIND = Kind(
    Key.SERIES,
    RangeBoard,
    same(*FIELDS),
    _columns,
    ask,
    follows=FOLLOWS,
    keys=_keys,
    title="year.board.range",
    shown=_shown,
    of_year=board_of,
    note="year.range.note",
)
