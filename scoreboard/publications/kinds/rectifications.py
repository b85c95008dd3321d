"""What units have to put right by a day (限期整改)."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from scoreboard.publications.kind import UNIT, Column, Key, Kind, Payload, same, text

if TYPE_CHECKING:
    from sqlmodel import Session

FIELDS = ("unit", "name", "series", "area", "period", "due", "status", "done_on")


def build(session: "Session", now: datetime, _inside: bool) -> Mapping[str, Payload]:
    """All rectifications, in the order in which they were loaded."""
    from sqlmodel import col, select

    from scoreboard.models import Area, Rectification, Series
    from scoreboard.publications.promised import names_of_units, plain, promised_board, unit_words

    names = names_of_units(session, now)
    areas = {(area.series_id, area.id): area for area in session.exec(select(Area))}
    series = {one.id: one for one in session.exec(select(Series))}

    def row(given: Rectification) -> Payload:
        area = areas[given.series_id or "", given.area_id or ""]
        host = series[area.series_id]
        return {
            **unit_words(given.unit_id, names),
            "series": host.id,
            "series_name": host.name,
            "series_name_en": host.name_en or host.name,
            "area": area.id,
            "area_name": area.name,
            "area_name_en": area.name_en or area.name,
            "period": given.period_id,
            "due": plain(given.due),
            "status": given.status,
            "done_on": plain(given.done_on),
        }

    rows = [row(given) for given in session.exec(select(Rectification).order_by(col(Rectification.id)))]
    return promised_board(session, "rectifications", rows)


def _columns(_payload: Payload, _lang: str) -> Sequence[Column]:
    return [
        UNIT,
        Column("cli.table.area", lambda row, lang: str(row["area_name_en" if lang == "en" else "area_name"])),
        text("period", "year.column.period"),
        text("due", "year.column.due"),
        text("status", "cli.table.status"),
        text("done_on", "year.column.done_on"),
    ]


KIND = Kind(Key.NOTHING, same(*FIELDS), _columns, build, "year.board.rectifications")
