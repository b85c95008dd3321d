"""Study visits: who went where to learn (考察学习)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from scoreboard.facts import FactKind
from scoreboard.locale import say
from scoreboard.publications.board_words import NamedUnit, unit_words
from scoreboard.publications.kind import Column, Key, Kind, fields_of, same, value
from scoreboard.publications.names import named
from scoreboard.publications.promise_rows import NAMED, PromisesBoard, english, promises, promises_words, told
from scoreboard.publications.questions import Question
from scoreboard.store.public.facts import Document
from scoreboard.wire import UNSET, UnsetType


@dataclass(frozen=True, kw_only=True, slots=True)
class VisitRow:
    """A batch of visitors; `unit` is None, and the names empty, where they were of no single one."""

    id: str = ""
    title: str
    title_en: str
    unit: str | None
    name: str
    short_name: str
    short_name_en: str | UnsetType = UNSET
    name_en: str
    destination: str
    destination_en: str
    start: str | None
    end: str | None
    people: int | None
    note: str
    note_en: str

    def called(self, lang: str) -> str:
        """What the unit is called in a language."""
        return named(self.name, self.name_en, lang)

    def said(self, name: str, lang: str) -> str:
        """One of its texts in a language."""
        return named(getattr(self, name), getattr(self, f"{name}_en"), lang)


@dataclass(frozen=True, kw_only=True, slots=True)
class VisitTotals:
    """How many batches there were, of how many people, to how many places."""

    visits: int
    people: int
    destinations: int


@dataclass(frozen=True, kw_only=True, slots=True)
class VisitsBoard(PromisesBoard):
    """All visits, in the order in which they were loaded."""

    board: Literal["visits"] = "visits"
    totals: VisitTotals
    """Of all of them, also where a page is shown."""
    rows: tuple[VisitRow, ...]


def ask(question: Question) -> tuple[VisitsBoard, int]:
    """All visits, in the order in which they were loaded."""
    found = promises(question, FactKind.VISIT, "visit")
    named_units = sorted({one["unit"] for one in found if one["unit"] is not None})
    units = unit_words(question.facts, named_units, question.day, question.upto)
    rows = tuple(_row(one, units.get(one["unit"])) for one in question.window.of(found))
    totals = VisitTotals(
        visits=len(found),
        people=sum(one["people"] or 0 for one in found),
        destinations=len({place for one in found for place in _places(one["destination"])}),
    )
    return VisitsBoard(**promises_words(question), totals=totals, rows=rows), len(found)


def _places(destination: str) -> list[str]:
    """Each of several places that are listed as one destination."""
    return [place.strip() for place in re.split("[、;；]", destination) if place.strip()]


def _row(given: Document, unit: NamedUnit | None) -> VisitRow:
    return VisitRow(
        id=given["id"],
        title=given["title"],
        title_en=english(given, "title"),
        unit=given["unit"],
        name=unit.name if unit else "",
        short_name=unit.short_name if unit else "",
        short_name_en=unit.short_name_en if unit else UNSET,
        name_en=unit.name_en if unit else "",
        destination=given["destination"],
        destination_en=english(given, "destination"),
        start=given["start"],
        end=given["end"],
        people=given["people"],
        note=given["note"],
        note_en=english(given, "note"),
    )


FIELDS = fields_of(VisitRow, "id", "title", "unit", "name", "destination", "start", "end", "people", "note")


def _columns(_board: VisitsBoard, _lang: str) -> Sequence[Column[VisitRow]]:
    return [
        value("year.column.id", lambda row: row.id),
        Column("year.column.visit", lambda row, lang: row.said("title", lang)),
        Column("cli.table.unit", lambda row, lang: row.called(lang) or "-"),
        Column("year.column.destination", lambda row, lang: row.said("destination", lang) or "-"),
        value("year.column.from", lambda row: row.start),
        value("year.column.until", lambda row: row.end),
        value("year.column.people", lambda row: row.people, "right"),
        Column("year.column.note", lambda row, lang: row.said("note", lang) or "-"),
    ]


def _sums(board: VisitsBoard, lang: str) -> Sequence[str]:
    totals = board.totals
    words = {"visits": totals.visits, "people": totals.people, "destinations": totals.destinations}
    return [say("year.totals.visits", lang, **words)]


KIND = Kind(
    Key.NOTHING,
    VisitsBoard,
    same(*FIELDS),
    _columns,
    ask,
    follows=(FactKind.VISIT, *NAMED),
    keys=told(FactKind.VISIT, "visits"),
    title="year.board.visits",
    sums=_sums,
    shown=lambda board: board if board.rows else None,
)
