"""A preview as lines to be read: what must be mended first, old beside new, and how the sheet was understood."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from scoreboard.desk.importing.choices import SheetChoices
from scoreboard.desk.importing.preview import CellChange, Preview, PreviewCell, RowState, TypedRank, TypedTotal
from scoreboard.desk.worksheet import Worksheet
from scoreboard.exchange.workbooks.columns import SheetColumn
from scoreboard.exchange.workbooks.headings import ColumnRole, role_of
from scoreboard.exchange.workbooks.raw_sheet import letters_of
from scoreboard.locale import say
from scoreboard.name_search import folded
from scoreboard.rules.ranking import exact
from scoreboard.rules.scores import NOT_APPLICABLE
from screens.desk.sentences import sentence_of
from screens.widgets.cells import wrap
from screens.widgets.columns import ListColumn
from screens.widgets.rows import ListRow

PLACE, SCORE, STATE, GAP = 6, 8, 8, 1
"""Cells of the columns that do not give way, and between them."""
EDGE = 2
MOST_LINES = 3
"""Lines of one sentence."""
MOST_TYPED = 50
"""Places, and sums, that differ and are listed: of a sheet in which all do nobody reads more."""
HIDDEN = (CellChange.SAME, CellChange.BLANK)
"""What is not shown at first: it changes nothing."""
TONES = {CellChange.CHANGED: "warn", CellChange.SAME: "quiet", CellChange.BLANK: "quiet", CellChange.LEFT_OUT: "quiet"}


@dataclass(frozen=True)
class ProblemLine:
    """What a line stands for: something that must be mended, by its number in the preview."""

    number: int


@dataclass(frozen=True)
class ColumnLine:
    """A column of the sheet, from 0."""

    number: int


@dataclass(frozen=True)
class WordLine:
    """A word that was given a meaning: a unit's name, an area's in a sheet with a row for each score, a period's."""

    kind: str
    text: str


@dataclass(frozen=True)
class RowLine:
    """A row of the sheet, from 0."""

    row: int


@dataclass(frozen=True)
class CellLine:
    """A cell of the sheet, from 0."""

    row: int
    column: int


@dataclass(frozen=True)
class DifferLine:
    """A place or a sum that differs from what the scores make, by its number among them."""

    number: int


@dataclass(frozen=True)
class ToldLine:
    """What is only told of a sheet, in a part of the lines and by its number there: nothing can be chosen."""

    part: str
    number: int


LineKey = ProblemLine | ColumnLine | WordLine | RowLine | CellLine


def place_in_sheet(row: int | None, column: int | None) -> str:
    """What a spreadsheet calls a cell, a row or a column."""
    return f"{'' if column is None else letters_of(column)}{'' if row is None or row < 0 else row + 1}"


@dataclass(frozen=True)
class PreviewLines:
    """The lines of one preview, for a screen that is `width` cells wide."""

    preview: Preview
    choices: SheetChoices
    sheet: Worksheet
    lang: str
    width: int

    def columns(self) -> tuple[ListColumn, ...]:
        words = [self._say(f"title.{name}") for name in ("place", "unit", "area", "old", "new")]
        place, unit, area, old, new = words
        return (
            ListColumn(place, PLACE),
            ListColumn(unit),
            ListColumn(area),
            ListColumn(old, SCORE, right=True),
            ListColumn(new, SCORE, right=True),
            ListColumn("", STATE),
        )

    def _say(self, key: str, **gaps: object) -> str:
        return say(f"desk.import.{key}", self.lang, **gaps)

    def lines(self, *, everything: bool) -> list[ListRow]:
        """All lines; without `everything` not those of scores that stay as they are."""
        parts = {
            "problems": self._problems(),
            "typed": self._typed(),
            "cells": self._cells(everything),
            "columns": self._columns(),
            "choices": self._choices(),
            "rows": self._notes(),
        }
        rows: list[ListRow] = []
        for name, made in parts.items():
            if lines := list(made):
                rows.append(ListRow(None, (self._heading(name),), "heading"))
                rows += lines
        return rows

    def _heading(self, name: str) -> str:
        if name == "columns":
            if self.preview.header < 0:
                return self._say("part.placed")
            return self._say("part.columns", row=self.preview.header + 1)
        return self._say(f"part.{name}", count=len(self.preview.problems))

    def unit(self, unit: str) -> str:
        row = self.sheet.row_of.get(unit)
        return unit if row is None else self.sheet.units[row].called(self.lang)

    def area(self, area: str) -> str:
        column = self.sheet.column_of.get(area)
        return area if column is None else self.sheet.areas[column].called(self.lang)

    def _told(
        self, key: LineKey | DifferLine | ToldLine, place: str, sentence: str, tone: str = ""
    ) -> Iterator[ListRow]:
        """A sentence beside its place, on as many lines as it takes."""
        room = max(10, self.width - EDGE - PLACE - GAP - 1)
        first, *more = wrap(sentence, room, MOST_LINES) or [""]
        yield ListRow(key, (place, first), tone)
        yield from (ListRow(None, ("", line), tone) for line in more)

    def _problems(self) -> Iterator[ListRow]:
        for number, one in enumerate(self.preview.problems):
            sentence = sentence_of(one.message, self.lang, self.sheet)
            if one.unit:
                sentence = self._say("of_unit", unit=self.unit(one.unit), sentence=sentence)
            yield from self._told(ProblemLine(number), place_in_sheet(one.row, one.column), sentence, "bad")

    def _columns(self) -> Iterator[ListRow]:
        remembered = self.preview.remembered.columns
        for column in self.preview.columns:
            if not column.heading and column.role is ColumnRole.UNIT and self.preview.header < 0:
                continue  # of a block that names none
            told = self._say("column", heading=column.heading or "-", meaning=self._meaning(column))
            if column.number in remembered and column.number not in self.choices.columns:
                told += self._say("remembered")
            key = None if column.role is ColumnRole.UNIT else ColumnLine(column.number)
            yield ListRow(key, (letters_of(column.number), told), self._tone(column))

    def _tone(self, column: SheetColumn) -> str:
        """A column that is not taken in is seen at once, but where its heading or somebody has said so."""
        if column.role is not ColumnRole.IGNORED:
            return ""
        asked = column.number in self.choices.columns or role_of(column.own_word) is ColumnRole.IGNORED
        return "quiet" if asked else "warn"

    def _meaning(self, column: SheetColumn) -> str:
        role = say(f"cli.import.role.{column.role}", self.lang)
        area = column.area or (self.preview.layout.area if column.role is ColumnRole.SCORE else None)
        if column.role is ColumnRole.AREA and area:
            return self.area(area)
        return f"{role} {self.area(area)}" if area else role

    @property
    def _period(self) -> str:
        return self.sheet.period.called(self.lang)

    def _choices(self) -> Iterator[ListRow]:
        """What words were given a meaning, now or with the last sheet of this layout."""
        for text, unit in self.preview.official.items():
            yield ListRow(
                WordLine("name", folded(text)), ("", self._say("column", heading=text, meaning=self.unit(unit)))
            )
        for kind, chosen, known, called in (
            ("name", self.choices.names, self.preview.remembered.names, self.unit),
            ("area", self.choices.areas, self.preview.remembered.areas, self.area),
        ):
            for text, meaning in {**known, **chosen}.items():
                told = self._say("column", heading=text, meaning=called(meaning) if meaning else self._say("left_out"))
                if text not in chosen:
                    told += self._say("remembered")
                yield ListRow(WordLine(kind, text), ("", told))
        replaced = {(one.row, one.column): one.instead_of for one in self.preview.cells if one.instead_of is not None}
        for (row, column), typed in sorted(self.choices.scores.items()):
            told = self._say("column", heading=place_in_sheet(row, column), meaning=typed)
            if (row, column) in replaced:
                told = say("desk.review.typed_instead", self.lang, place=told, said=replaced[row, column] or "—")
            yield ListRow(CellLine(row, column), ("", told))
        for heading in sorted(self.choices.periods):
            told = self._say("column", heading=heading, meaning=self._say("this_period"))
            yield ListRow(WordLine("period", heading), ("", told))

    def _notes(self) -> Iterator[ListRow]:
        for number, (said, count) in enumerate(self.preview.other_periods.items()):
            told = say("cli.import.other_periods", self.lang, said=said, count=count, period=self._period)
            yield from self._told(ToldLine("periods", number), "", told, "warn")
        for note in self.preview.rows:
            if note.state in (RowState.TOTAL, RowState.LEFT_OUT):
                sentence = note.message.sentence(self.lang)
                key = RowLine(note.row) if note.state is RowState.LEFT_OUT else ToldLine("rows", note.row)
                yield from self._told(key, place_in_sheet(note.row, None), sentence, "quiet")

    def _typed(self) -> Iterator[ListRow]:
        for number, (area_id, count) in enumerate(self.preview.waiting.items()):
            told = say("cli.import.rank_waits", self.lang, area=self._table(area_id), count=count)
            yield from self._told(ToldLine("waiting", number), "", told, "quiet")
        ranks, totals = self.preview.told_ranks, self.preview.totals
        found = [
            *((place_in_sheet(one.row, None), self._rank(one)) for one in ranks[:MOST_TYPED]),
            *((place_in_sheet(one.row, one.column), self._total(one)) for one in totals[:MOST_TYPED]),
        ]
        for number, (place, told) in enumerate(found):
            yield from self._told(DifferLine(number), place, told, "warn")
        if more := self.preview.differing - len(found):
            yield ListRow(ToldLine("more", 0), ("", say("cli.import.more", self.lang, count=more)), "quiet")

    def _rank(self, one: TypedRank) -> str:
        by, computed = say(f"cli.import.by.{one.by}", self.lang), one.computed or "-"
        names = {"unit": self.unit(one.unit), "area": self._table(one.area)}
        return self._say("rank", **names, typed=one.typed, by=by, computed=computed)

    def _total(self, one: TypedTotal) -> str:
        return self._say("total", unit=self.unit(one.unit), typed=one.typed, computed=one.computed)

    def _table(self, area: str | None) -> str:
        return self.area(area) if area else say("cli.import.overall", self.lang)

    def _cells(self, everything: bool) -> Iterator[ListRow]:
        before = ""
        for cell in self.preview.cells:
            if cell.state in HIDDEN and not everything:
                continue
            yield self._cell(cell, "" if cell.unit == before else self.unit(cell.unit))
            before = cell.unit

    def _cell(self, cell: PreviewCell, unit: str) -> ListRow:
        area = f"{self.area(cell.area)} {cell.judge}".strip()
        old, new = self._score(cell.old) or "-", self._score(cell.new)
        state = "again" if cell.proved_anew else cell.state
        words = (place_in_sheet(cell.row, cell.column), unit, area, old, new, self._say(f"state.{state}"))
        return ListRow(CellLine(cell.row, cell.column), words, TONES.get(cell.state, ""))

    def _score(self, said: str | None) -> str:
        """A score as the desk shows it."""
        if said is None or said == NOT_APPLICABLE:
            return said or ""
        return exact(Decimal(said), self.sheet.decimals)
