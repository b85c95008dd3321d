"""Strict reading of the CSV files of a folder: a known header, rows of its length, values that fit their format."""

import csv
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Generic, TextIO, TypeVar

from scoreboard.exchange import limits
from scoreboard.exchange.formula_texts import MADE_HARMLESS
from scoreboard.exchange.problems import FilePlace, Gap, Problems, Wrong, shown
from scoreboard.exchange.texts import csv_encoding, undecodable
from scoreboard.exchange.toml_lines import KeyPath
from scoreboard.exchange.validation import Format, keys_of, needed_keys_of, understood

Value = TypeVar("Value")


class RowFormat(Format):
    """The row of a CSV file: a field for each column, the needed ones without a default."""

    file: ClassVar[str]
    most_rows: ClassVar[int] = limits.ROWS
    megabytes: ClassVar[int] = limits.CSV_MEGABYTES

    @classmethod
    def lacking(cls, key: str) -> Wrong:
        """An empty cell."""
        return Wrong("empty")


Row = TypeVar("Row", bound=RowFormat)
AnyRow = TypeVar("AnyRow", bound=RowFormat, covariant=True)


@dataclass
class LimitedLines:
    """The lines of a text for a reader of CSV; `Wrong` is raised where they go on beyond what is read."""

    text: TextIO
    megabytes: int
    record: int = 0
    """Characters of the record that is being read."""
    characters: int = 0

    def __iter__(self) -> "LimitedLines":
        return self

    def __next__(self) -> str:
        line = self.text.readline(limits.RECORD_CHARACTERS + 1)
        if not line:
            raise StopIteration
        self.record += len(line)
        self.characters += len(line)
        if self.record > limits.RECORD_CHARACTERS:
            raise Wrong("long_record", limit=limits.RECORD_CHARACTERS)
        if self.characters > self.megabytes * limits.MEGABYTE:  # it has grown since it was opened
            raise Wrong("large_file", limit=self.megabytes)
        return line


@dataclass(frozen=True, slots=True)
class _Header:
    """The columns of a file as its first line has them."""

    names: list[str]
    numbers: dict[str, int]


class CsvRow(Generic[AnyRow]):
    """A line of a CSV file, and what it means by its format; what is wrong with it is noted where it stands."""

    __slots__ = ("_cells", "_header", "_problems", "file", "line", "written")

    def __init__(self, model: type[AnyRow], line: int, header: _Header, cells: dict[str, str], problems: Problems):
        self.file = model.file
        self.line = line
        self._header = header
        self._cells = cells
        self._problems = problems
        self.written: AnyRow = understood(model, cells, self._tell).standing_on(line)
        """What the row says; a column that is empty, or wrong, has its default, or "" where it has none."""

    def _tell(self, path: KeyPath, wrong: Wrong) -> None:
        self.wrong(str(path[0]), wrong.what, **wrong.values)

    def wrong(self, column: str | None, what: str, **gaps: Gap) -> None:
        """Note a problem of the row or of one of its cells."""
        number = None if column is None else self._header.numbers.get(column)
        self._problems.add(FilePlace(self.file, self.line, column, number), what, **gaps)

    def raw(self, column: str) -> str:
        """The cell as written, without white space around it; empty where the file lacks the column."""
        return self._cells.get(column, "")

    def meant(self, column: str, find: Callable[[str], Value]) -> Value | None:
        """What a cell refers to, None where it is empty, or where `find` raises `Wrong`, which is noted."""
        text = self.raw(column)
        if not text:
            return None
        try:
            return find(text)
        except Wrong as wrong:
            self.wrong(column, wrong.what, **wrong.values)
            return None


def each_row(folder: Path, model: type[Row], problems: Problems) -> Iterator[CsvRow[Row]]:
    """The rows of a file of the folder; none where the folder has no such file or its header is wrong.

    Lines without any value are passed over. They come one at a time: a large file is never in memory as a whole.
    """
    path = folder / model.file
    if not os.path.lexists(path):
        return
    if not path.is_file():
        problems.add(FilePlace(model.file), "unreadable")
        return
    try:
        with open(path, encoding=csv_encoding(path), newline="") as text:
            if os.fstat(text.fileno()).st_size > model.megabytes * limits.MEGABYTE:
                problems.add(FilePlace(model.file), "large_file", limit=model.megabytes)
            else:
                yield from _rows(model, text, problems)
    except UnicodeDecodeError:
        problems.add(undecodable(path, model.file), "encoding")
    except OSError:
        problems.add(FilePlace(model.file), "unreadable")


def _rows(model: type[Row], text: TextIO, problems: Problems) -> Iterator[CsvRow[Row]]:
    lines = _lines(model.file, LimitedLines(text, model.megabytes), problems)
    header = _header(model, *next(lines, (1, [])), problems)
    if header is None:
        return
    for count, (line, cells) in enumerate(lines, 1):
        if count > model.most_rows:
            problems.add(FilePlace(model.file, line), "many_rows", limit=model.most_rows)
            return
        stripped = [cell[1:] if cell[:2] in MADE_HARMLESS else cell for cell in map(str.strip, cells)]
        if not any(stripped):
            continue
        if len(cells) != len(header.names):
            problems.add(FilePlace(model.file, line), "cells", count=len(cells), expected=len(header.names))
            continue
        filled = {name: cell for name, cell in zip(header.names, stripped, strict=True) if cell}
        yield CsvRow(model, line, header, filled, problems)


def _lines(file: str, text: LimitedLines, problems: Problems) -> Iterator[tuple[int, list[str]]]:
    """Each record with the line on which it begins."""
    reader = csv.reader(text, strict=True)
    while True:
        line, text.record = reader.line_num + 1, 0
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            problems.add(FilePlace(file, line), "csv")
            return
        except Wrong as wrong:
            problems.add(FilePlace(file, line), wrong.what, **wrong.values)
            return
        yield line, cells


def _header(model: type[RowFormat], line: int, cells: list[str], problems: Problems) -> _Header | None:
    """The file's columns; None where they aren't those of the format, which is told."""
    before, names = len(problems), [cell.strip() for cell in cells]
    allowed, needed = keys_of(model), needed_keys_of(model)
    if not any(names):
        problems.add(FilePlace(model.file, 1), "header", allowed=needed)
        return None
    for number, name in enumerate(names, 1):
        where = FilePlace(model.file, line, name, number)
        if name not in allowed:
            problems.add(where, "unknown_column", column=shown(name), allowed=allowed)
        elif name in names[: number - 1]:
            problems.add(where, "duplicate_column", column=name)
    for name in needed:
        if name not in names:
            problems.add(FilePlace(model.file, line), "missing_column", column=name)
    numbers = {name: number for number, name in enumerate(names, 1)}
    return _Header(names, numbers) if len(problems) == before else None
