"""The range board: the best and the worst place of every unit in the year, from public facts alone."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from scoreboard.publications.kind import UNIT, Column, Key, Kind, Payload, same, text

if TYPE_CHECKING:
    from sqlmodel import Session

    from scoreboard.publications.year import Year
    from scoreboard.rules.range import OpenFlags

FIELDS = ("unit", "name", "pool", "best", "worst", "flags", "honours", "total")


def build(session: "Session", now: datetime, _inside: bool) -> Mapping[str, Payload]:
    """The range of the annual series; a competition without [annual] has none. It is the same for everybody."""
    from scoreboard.publications.year import read_year

    year = read_year(session, now)
    return {} if year is None else {f"range/{year.series.id}": board_of(year)}


def board_of(year: "Year") -> Payload:
    """The board of a year."""
    from scoreboard.publications.year import envelope

    still_open = [flags for period in year.periods for flags in period.still_open]
    rows = _rows(year, still_open) if year.begun else []
    return envelope(year, "range", open=sum(period.open_count for period in year.periods), rows=rows)


def _rows(year: "Year", still_open: "Sequence[OpenFlags]") -> list[Payload]:
    """Sorted by best, then worst place; the vetoed, who have neither, at the end."""
    from scoreboard.publications.year import points
    from scoreboard.rules.range import Contender, bounds
    from scoreboard.rules.ranking import Status

    rows: list[Payload] = []
    for table in year.tables:
        contenders = [
            Contender(
                place.unit,
                place.flags_total + place.honours,
                year.units[place.unit].pool,
                vetoed=place.status is Status.VETOED,
            )
            for place in table
        ]
        for place, bound in zip(table, bounds(contenders, still_open), strict=True):
            rows.append(
                {
                    **year.unit(place.unit),
                    "best": bound.best,
                    "worst": bound.worst,
                    "flags": place.flags_total,
                    "honours": points(place.honours),
                    "total": points(place.flags_total + place.honours),
                }
            )
    last = len(rows) + 1
    return sorted(rows, key=lambda row: (row["best"] or last, row["worst"] or last))


def _columns(_payload: Payload, _lang: str) -> Sequence[Column]:
    return [
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


KIND = Kind(Key.SERIES, same(*FIELDS), _columns, build, "year.board.range", _scene, "year.range.note")
