"""What units have to put right by a day (限期整改)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from scoreboard.facts import FactKind
from scoreboard.publications.kind import THE_UNIT, Column, Key, Kind, fields_of, same, value
from scoreboard.publications.names import named
from scoreboard.publications.promised import NAMED, PromisesBoard, promisers, promises, promises_words, told
from scoreboard.publications.questions import Question
from scoreboard.publications.words import NamedUnit
from scoreboard.store.public.facts import Document


@dataclass(frozen=True, kw_only=True, slots=True)
class RectificationRow(NamedUnit):
    """What a unit has to put right, in which area, and when it did."""

    id: str = ""
    series: str
    series_name: str
    series_name_en: str
    area: str
    area_name: str
    area_name_en: str
    period: str | None
    due: str | None
    status: str
    done_on: str | None

    def area_called(self, lang: str) -> str:
        """What the area is called in a language."""
        return named(self.area_name, self.area_name_en, lang)


@dataclass(frozen=True, kw_only=True, slots=True)
class RectificationsBoard(PromisesBoard):
    """All rectifications, in the order in which they were loaded."""

    board: Literal["rectifications"] = "rectifications"
    rows: tuple[RectificationRow, ...]


def ask(question: Question) -> tuple[RectificationsBoard, int]:
    """All rectifications, in the order in which they were loaded."""
    found = promises(question, FactKind.RECTIFICATION)
    units = promisers(question, found)
    areas, series = question.documents(FactKind.AREA), question.documents(FactKind.SERIES)
    rows = tuple(_row(one, units[one["unit"]], areas, series) for one in question.window.of(found))
    return RectificationsBoard(**promises_words(question), rows=rows), len(found)


def _row(
    given: Document, unit: NamedUnit, areas: Mapping[str, Document], series: Mapping[str, Document]
) -> RectificationRow:
    area, host = areas[f"{given['series']}/{given['area']}"], series[given["series"]]
    return RectificationRow(
        unit=unit.unit,
        name=unit.name,
        short_name=unit.short_name,
        name_en=unit.name_en,
        id=given["id"],
        series=given["series"],
        series_name=host["name"],
        series_name_en=host["name_en"],
        area=given["area"],
        area_name=area["name"],
        area_name_en=area["name_en"],
        period=given["period"],
        due=given["due"],
        status=given["status"],
        done_on=given["done_on"],
    )


FIELDS = fields_of(RectificationRow, "id", "unit", "name", "series", "area", "period", "due", "status", "done_on")


def _columns(_board: RectificationsBoard, _lang: str) -> Sequence[Column[RectificationRow]]:
    return [
        value("year.column.id", lambda row: row.id),
        THE_UNIT,
        Column("cli.table.area", lambda row, lang: row.area_called(lang)),
        value("year.column.period", lambda row: row.period),
        value("year.column.due", lambda row: row.due),
        value("cli.table.status", lambda row: row.status),
        value("year.column.done_on", lambda row: row.done_on),
    ]


KIND = Kind(
    Key.NOTHING,
    RectificationsBoard,
    same(*FIELDS),
    _columns,
    ask,
    follows=(FactKind.RECTIFICATION, *NAMED),
    keys=told(FactKind.RECTIFICATION, "rectifications"),
    title="year.board.rectifications",
)
