"""The range board: the best and the worst place of every unit in the year, from public facts alone."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from scoreboard.enums import Status
from scoreboard.publications.kind import THE_UNIT, Column, Key, Kind, fields_of, pool_column, same, value
from scoreboard.publications.public_year import annual_series, has_begun, public_records
from scoreboard.publications.questions import Question, cut_rows
from scoreboard.publications.words import ListedPart, PooledUnit
from scoreboard.publications.year import FOLLOWS, Year, YearBoard, points, year_of, year_words
from scoreboard.rules.annual import YearStanding
from scoreboard.rules.range import ANYBODY, Bounds, Contender, OpenFlags, bounds
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
    still_open = [flags for period in year.periods for flags in period.still_open]
    rows = tuple(_rows(year, still_open)) if year.begun else ()
    return RangeBoard(**year_words(year), open=sum(period.open_count for period in year.periods), rows=rows)


def _rows(year: Year, still_open: Sequence[OpenFlags]) -> list[RangeRow]:
    """Pool by pool where pools rank apart, by best, then worst place; the vetoed, who have neither, at the end."""
    rows: list[RangeRow] = []
    moving = Counter(unit for period in year.periods for flag in period.may_move for unit in period.record.flags[flag])
    for table in year.tables:
        contenders = [
            Contender(
                place.unit,
                place.flags_total + place.honours - moving[place.unit],
                year.records.units[place.unit].pool,
                vetoed=place.status is Status.VETOED,
                reach=_reach(year, place.unit),
            )
            for place in table
        ]
        found = zip(table, bounds(contenders, still_open), strict=True)
        rows += sorted((_row(year, place, bound) for place, bound in found), key=_order)
    return rows


def _row(year: Year, place: YearStanding, bound: Bounds) -> RangeRow:
    unit = year.unit(place.unit)
    return RangeRow(
        pool=unit.pool,
        unit=unit.unit,
        name=unit.name,
        short_name=unit.short_name,
        name_en=unit.name_en,
        best=bound.best,
        worst=bound.worst,
        flags=place.flags_total,
        honours=points(place.honours),
        total=points(place.flags_total + place.honours),
    )


def _order(row: RangeRow) -> tuple[bool, int, int]:
    return row.best is None, row.best or 0, row.worst or 0


def _reach(year: Year, unit: str) -> int:
    """How many flags a unit can still win: those that are open in the periods that rank it."""
    one = year.records.units[unit]
    return sum(
        flags.count
        for period in year.periods
        if period.record.id in one.periods
        for flags in period.still_open
        if flags.pool in (ANYBODY, one.pool)
    )


FIELDS = fields_of(RangeRow, "unit", "name", "pool", "best", "worst", "flags", "honours", "total")


def _columns(board: RangeBoard, _lang: str) -> Sequence[Column[RangeRow]]:
    return [
        *pool_column(board),
        THE_UNIT,
        value("year.column.best", lambda row: row.best, "right"),
        value("year.column.worst", lambda row: row.worst, "right"),
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
