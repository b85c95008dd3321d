"""The year's table, 9+1-1: flags of each period, honours up to the cap, and who is vetoed (S20)."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from scoreboard.locale import say
from scoreboard.publications.kind import UNIT, Column, Key, Kind, Payload, Row, same, text

if TYPE_CHECKING:
    from sqlmodel import Session

    from scoreboard.publications.year import Year
    from scoreboard.rules.annual import Year as Place

FIELDS = ("rank", "pool", "unit", "name", "flags", "flags_total", "honours", "total", "tied", "vetoed_by", "status")


def build(session: "Session", now: datetime, inside: bool) -> Mapping[str, Payload]:
    """The year's table; none for a competition without [annual]."""
    from scoreboard.publications.year import read_year

    year = read_year(session, now, inside=inside)
    return {} if year is None else {"annual": board_of(year)}


def board_of(year: "Year") -> Payload:
    """The board of a year."""
    from scoreboard.publications.year import envelope, points

    annual = year.competition.annual
    places = [place for table in year.tables for place in table] if year.begun else []
    return envelope(
        year,
        "annual",
        honour_cap=annual["honour_cap"],
        honour_levels=annual["honours"],
        honour_items=_honour_items(year),
        veto_items=[
            {"id": item["id"], "name": item["name"], "name_en": item["name_en"] or item["name"]}
            for item in annual["vetoes"]
        ],
        rows=[_row(year, place, points(place.honours), points(place.flags_total + place.honours)) for place in places],
    )


def _row(year: "Year", place: "Place", honours: str, total: str) -> Payload:
    return {
        "rank": place.rank,
        **year.unit(place.unit),
        "flags": dict(place.flags),
        "flags_total": place.flags_total,
        "honours": honours,
        "total": total,
        "tied": place.tied,
        "vetoed_by": list(place.vetoed_by),
        "status": str(place.status),
    }


def _honour_items(year: "Year") -> list[Payload]:
    from scoreboard.publications.year import points

    return [
        {
            **year.unit(row.unit_id),
            "title": row.title,
            "level": row.level,
            "document": row.document,
            "awarded_on": row.awarded_on.isoformat(),
            "points": points(item.points),
            "counted": item.counted,
        }
        for row, item in year.honours
    ]


def _columns(payload: Payload, lang: str) -> Sequence[Column]:
    names = {item["id"]: item["name_en" if lang == "en" else "name"] for item in payload["veto_items"]}

    def vetoes(row: Row, lang: str) -> str:
        if not row["vetoed_by"]:
            return ""
        items = (", " if lang == "en" else "、").join(names.get(item, item) for item in row["vetoed_by"])
        return say("year.vetoed_by", lang, items=items)

    return [
        text("rank", "cli.table.rank", "right"),
        UNIT,
        *(_flags_of(period) for period in payload["periods"]),
        text("flags_total", "cli.table.flags", "right"),
        text("honours", "year.column.honours", "right"),
        text("total", "cli.table.total", "right"),
        Column("cli.table.status", vetoes),
    ]


def _flags_of(period: Row) -> Column:
    def flags(row: Row, lang: str) -> str:
        count = row["flags"][period["id"]]
        return say(f"year.period.{period['state']}", lang) if count is None else str(count)

    return Column(period["id"], flags, "right", literal=True)


def _scene(payload: Payload) -> Payload | None:
    """The units that have something to add up; the others would only fill pages."""
    rows = [row for row in payload["rows"] if row["flags_total"] or row["honours"] != "0" or row["vetoed_by"]]
    return {"scene": "annual", "board": {**payload, "rows": rows}} if rows else None


KIND = Kind(Key.NOTHING, same(*FIELDS), _columns, build, "year.board.annual", _scene)
