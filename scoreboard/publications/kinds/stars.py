"""The stars of a period; `publications.stars` builds it."""

from collections.abc import Sequence

from scoreboard.locale import say
from scoreboard.publications.kind import UNIT, Column, Key, Kind, Payload, same, text

FIELDS = ("star", "unit", "name", "person", "post", "result", "status", "notice_until")


def _columns(_payload: Payload, _lang: str) -> Sequence[Column]:
    return [
        Column("cli.table.star", lambda row, lang: str(row["star_name_en" if lang == "en" else "star_name"])),
        text("person", "cli.table.person"),
        UNIT,
        text("result", "cli.table.result", "right"),
        Column("cli.table.status", lambda row, lang: say(f"cli.star_status.{row['status']}", lang)),
        text("notice_until", "year.column.notice_until"),
    ]


KIND = Kind(Key.PERIOD, same(*FIELDS), _columns)
