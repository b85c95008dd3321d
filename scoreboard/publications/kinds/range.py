"""The range board: the best and the worst place of every unit in the year, from public facts alone."""

from collections import Counter
from collections.abc import Sequence

from scoreboard.enums import Status
from scoreboard.publications.kind import UNIT, Column, Key, Kind, Row, pool_columns, same, text
from scoreboard.publications.public_year import annual_series, has_begun, public_records
from scoreboard.publications.questions import Payload, Question, cut
from scoreboard.publications.year import FOLLOWS, Year, envelope, points, year_of
from scoreboard.rules.range import ANYBODY, Contender, OpenFlags, bounds
from scoreboard.store.public.facts import Facts

FIELDS = ("unit", "name", "pool", "best", "worst", "flags", "honours", "total")


def ask(question: Question) -> tuple[Payload, int]:
    """The range of the annual series. It is the same for everybody."""
    records = public_records(question.facts, question.day, question.upto)
    return cut({} if records is None else board_of(year_of(records)), question.window)


def board_of(year: Year) -> Payload:
    """The board of a year."""
    still_open = [flags for period in year.periods for flags in period.still_open]
    rows = _rows(year, still_open) if year.begun else []
    return envelope(year, "range", open=sum(period.open_count for period in year.periods), rows=rows)


def _rows(year: Year, still_open: Sequence[OpenFlags]) -> list[Payload]:
    """Pool by pool where pools rank apart, by best, then worst place; the vetoed, who have neither, at the end."""
    rows: list[Payload] = []
    moving = Counter(unit for period in year.periods for flag in period.may_move for unit in period.record.flags[flag])
    for table in year.tables:
        of_table: list[Payload] = []
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
        for place, bound in zip(table, bounds(contenders, still_open), strict=True):
            of_table.append(
                {
                    **year.unit(place.unit),
                    "best": bound.best,
                    "worst": bound.worst,
                    "flags": place.flags_total,
                    "honours": points(place.honours),
                    "total": points(place.flags_total + place.honours),
                }
            )
        last = len(table) + 1
        rows += sorted(of_table, key=lambda row: (row["best"] or last, row["worst"] or last))
    return rows


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


def _columns(payload: Payload, _lang: str) -> Sequence[Column[Row]]:
    return [
        *pool_columns(payload),
        UNIT,
        text("best", "year.column.best", "right"),
        text("worst", "year.column.worst", "right"),
        text("flags", "cli.table.flags", "right"),
        text("honours", "year.column.honours", "right"),
        text("total", "cli.table.total", "right"),
    ]


def _scene(payload: Payload) -> Payload | None:
    """Nothing once every place is fixed: the year's table says it better."""
    return {"scene": "range", "board": payload} if payload["rows"] and payload["open"] else None


def _keys(facts: Facts) -> list[str]:
    key = f"range/{annual_series(facts)}"
    return [key] if has_begun(facts) or facts.touched(key) is not None else []


KIND = Kind(
    Key.SERIES,
    same(*FIELDS),
    _columns,
    ask,
    follows=FOLLOWS,
    keys=_keys,
    title="year.board.range",
    scene=_scene,
    of_year=board_of,
    note="year.range.note",
)
