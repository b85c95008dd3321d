"""What units have to put right by a day (限期整改)."""

from collections.abc import Sequence

from scoreboard.facts import FactKind
from scoreboard.publications.kind import UNIT, Column, Key, Kind, Row, same, text
from scoreboard.publications.promised import NAMED, ask_promised, told
from scoreboard.publications.questions import Payload, Question
from scoreboard.store.public.facts import Document

FIELDS = ("unit", "name", "series", "area", "period", "due", "status", "done_on")


def ask(question: Question) -> tuple[Payload, int]:
    """All rectifications, in the order in which they were loaded."""
    areas, series = question.documents(FactKind.AREA), question.documents(FactKind.SERIES)

    def row(given: Document, unit: Payload) -> Payload:
        area, host = areas[f"{given['series']}/{given['area']}"], series[given["series"]]
        return {
            **unit,
            "series": given["series"],
            "series_name": host["name"],
            "series_name_en": host["name_en"],
            "area": given["area"],
            "area_name": area["name"],
            "area_name_en": area["name_en"],
            **{name: given[name] for name in ("period", "due", "status", "done_on")},
        }

    return ask_promised(question, FactKind.RECTIFICATION, "rectifications", row)


def _columns(_payload: Payload, _lang: str) -> Sequence[Column[Row]]:
    return [
        UNIT,
        Column("cli.table.area", lambda row, lang: str(row["area_name_en" if lang == "en" else "area_name"])),
        text("period", "year.column.period"),
        text("due", "year.column.due"),
        text("status", "cli.table.status"),
        text("done_on", "year.column.done_on"),
    ]


KIND = Kind(
    Key.NOTHING,
    same(*FIELDS),
    _columns,
    ask,
    follows=(FactKind.RECTIFICATION, *NAMED),
    keys=told(FactKind.RECTIFICATION, "rectifications"),
    title="year.board.rectifications",
)
