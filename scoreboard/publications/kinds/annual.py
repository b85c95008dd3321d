"""The year's table, 9+1-1: flags of each period, honours up to the cap, and who is vetoed (S20)."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from scoreboard.locale import listed, say
from scoreboard.publications.kind import UNIT, Column, Key, Kind, Row, pool_columns, same, text
from scoreboard.publications.public_year import has_begun, public_records
from scoreboard.publications.questions import Payload, Question, cut
from scoreboard.publications.year import FOLLOWS, Year, envelope, points, year_of
from scoreboard.rules.annual import YearStanding as Place
from scoreboard.store.public.facts import Facts

if TYPE_CHECKING:
    from sqlmodel import Session

FIELDS = ("rank", "pool", "unit", "name", "flags", "flags_total", "honours", "total", "tied", "vetoed_by", "status")


def ask(question: Question) -> tuple[Payload, int]:
    """The year's table as the public knows it."""
    records = public_records(question.facts, question.day, question.upto)
    return cut({} if records is None else board_of(year_of(records)), question.window)


def inside(session: "Session", now: datetime) -> Payload | None:
    """The year's table with what is sealed; None for a competition without [annual]."""
    from scoreboard.publications.inside_year import records_on_file

    records = records_on_file(session, now)
    return None if records is None else board_of(year_of(records))


def board_of(year: Year) -> Payload:
    """The board of a year."""
    annual = year.records.settings
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


def _row(year: Year, place: Place, honours: str, total: str) -> Payload:
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


def _honour_items(year: Year) -> list[Payload]:
    return [
        {
            **year.unit(row.unit),
            "title": row.title,
            "level": row.level,
            "document": row.document,
            "awarded_on": row.awarded_on.isoformat(),
            "points": points(item.points),
            "counted": item.counted,
        }
        for row, item in year.honours
    ]


def _columns(payload: Payload, lang: str) -> Sequence[Column[Row]]:
    names = {item["id"]: item["name_en" if lang == "en" else "name"] for item in payload["veto_items"]}

    def vetoes(row: Row, lang: str) -> str:
        if not row["vetoed_by"]:
            return ""
        items = listed((names.get(item, item) for item in row["vetoed_by"]), lang)
        return say("year.vetoed_by", lang, items=items)

    return [
        *pool_columns(payload),
        text("rank", "cli.table.rank", "right"),
        UNIT,
        *(_flags_of(period, lang) for period in payload["periods"]),
        text("flags_total", "cli.table.flags", "right"),
        text("honours", "year.column.honours", "right"),
        text("total", "cli.table.total", "right"),
        Column("cli.table.status", vetoes),
    ]


def _flags_of(period: Row, lang: str) -> Column[Row]:
    def flags(row: Row, lang: str) -> str:
        count = row["flags"][period["id"]]
        return say(f"year.period.{period['state']}", lang) if count is None else str(count)

    return Column(period["name_en" if lang == "en" else "name"], flags, "right", literal=True)


def _scene(payload: Payload) -> Payload | None:
    """The units that have something to add up; the others would only fill pages."""
    rows = [row for row in payload["rows"] if row["flags_total"] or row["honours"] != "0" or row["vetoed_by"]]
    return {"scene": "annual", "board": {**payload, "rows": rows}} if rows else None


def _keys(facts: Facts) -> list[str]:
    return ["annual"] if has_begun(facts) or facts.touched("annual") is not None else []


KIND = Kind(
    Key.NOTHING,
    same(*FIELDS),
    _columns,
    ask,
    follows=FOLLOWS,
    keys=_keys,
    inside=inside,
    title="year.board.annual",
    scene=_scene,
    of_year=board_of,
)
