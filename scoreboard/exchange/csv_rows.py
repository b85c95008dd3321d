"""Strict reading of the CSV files of a folder: a known header, rows of its length, values that fit."""

import csv
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TextIO, TypeVar

from scoreboard.exchange import limits, values
from scoreboard.exchange.problems import FilePlace, Gap, Problems, Wrong, shown
from scoreboard.exchange.texts import undecodable

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns that a file may have, and those of them that it must have and fill."""

    allowed: tuple[str, ...]
    required: tuple[str, ...]
    rows: int = limits.ROWS
    """How many rows the file may have."""
    megabytes: int = limits.CSV_MEGABYTES


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


class CsvRow:
    """A line of a CSV file; what is wrong with a value is noted where it stands, and a stand-in returned."""

    def __init__(self, file: str, line: int, numbers: dict[str, int], cells: dict[str, str], problems: Problems):
        self.file = file
        self.line = line
        self._numbers = numbers
        self._cells = cells
        self._problems = problems

    def place(self, column: str | None = None) -> FilePlace:
        """Where the row, or one of its cells, stands."""
        if column is None:
            return FilePlace(self.file, self.line)
        return FilePlace(self.file, self.line, column, self._numbers.get(column))

    def wrong(self, column: str | None, what: str, **gaps: Gap) -> None:
        """Note a problem of the row or of one of its cells."""
        self._problems.add(self.place(column), what, **gaps)

    def raw(self, column: str) -> str:
        """The cell as written, without white space around it; empty where the file lacks the column."""
        return self._cells.get(column, "")

    def optional(self, column: str, parse: Callable[[str], Value]) -> Value | None:
        """The cell's value, None where it is empty or wrong."""
        text = self.raw(column)
        if not text:
            return None
        try:
            return parse(text)
        except Wrong as wrong:
            self.wrong(column, wrong.what, **wrong.values)
            return None

    def required(self, column: str, parse: Callable[[str], Value]) -> Value | None:
        """The cell's value; None where it is empty, which is a problem, or wrong."""
        if not self.raw(column):
            self.wrong(column, "empty")
            return None
        return self.optional(column, parse)

    def text(self, column: str) -> str:
        """Free text; "" where the cell is empty."""
        return self.optional(column, values.word) or ""

    def name(self, column: str) -> str:
        """What somebody or something is called; "" where the cell is empty."""
        return self.optional(column, values.name) or ""

    def needed_name(self, column: str) -> str:
        """A name that may not be empty."""
        return self.required(column, values.name) or ""

    def needed_text(self, column: str) -> str:
        """Free text that may not be empty."""
        return self.required(column, values.word) or ""

    def day(self, column: str) -> date | None:
        """A date, None where the cell is empty."""
        return self.optional(column, values.day)

    def choice(self, column: str, allowed: tuple[str, ...], empty: str = "") -> str:
        """One of the `allowed` words; `empty` where the cell is empty."""
        return self.optional(column, lambda text: values.choice(text, allowed)) or empty

    def number(self, column: str, low: Decimal) -> Decimal | None:
        """A number of at least `low`, None where the cell is empty."""
        return self.optional(column, lambda text: values.number(text, low, values.LARGEST_NUMBER))


def read_rows(folder: Path, file: str, columns: Columns, problems: Problems) -> list[CsvRow]:
    """The rows of a file of the folder; none where the folder has no such file or its header is wrong.

    Lines without any value are passed over.
    """
    return list(each_row(folder, file, columns, problems))


def each_row(folder: Path, file: str, columns: Columns, problems: Problems) -> Iterator[CsvRow]:
    """The rows as `read_rows` has them, one at a time: a large file is never in memory as a whole."""
    path = folder / file
    if not os.path.lexists(path):
        return
    if not path.is_file():
        problems.add(FilePlace(file), "unreadable")
        return
    try:
        with open(path, encoding="utf-8-sig", newline="") as text:
            if os.fstat(text.fileno()).st_size > columns.megabytes * limits.MEGABYTE:
                problems.add(FilePlace(file), "large_file", limit=columns.megabytes)
            else:
                yield from _rows(file, text, columns, problems)
    except UnicodeDecodeError:
        problems.add(undecodable(path, file), "encoding")
    except OSError:
        problems.add(FilePlace(file), "unreadable")


def _rows(file: str, text: TextIO, columns: Columns, problems: Problems) -> Iterator[CsvRow]:
    lines = _lines(file, LimitedLines(text, columns.megabytes), problems)
    header_line, header = next(lines, (1, []))
    names = [name.strip() for name in header]
    if not _header_fits(FilePlace(file, header_line), names, columns, problems):
        return
    numbers = {name: number for number, name in enumerate(names, 1)}
    for count, (line, cells) in enumerate(lines, 1):
        if count > columns.rows:
            problems.add(FilePlace(file, line), "many_rows", limit=columns.rows)
            return
        stripped = [cell.strip() for cell in cells]
        if not any(stripped):
            continue
        if len(cells) != len(names):
            problems.add(FilePlace(file, line), "cells", count=len(cells), expected=len(names))
            continue
        yield CsvRow(file, line, numbers, dict(zip(names, stripped, strict=True)), problems)


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


def _header_fits(place: FilePlace, names: list[str], columns: Columns, problems: Problems) -> bool:
    before = len(problems)
    if not any(names):
        problems.add(FilePlace(place.file, 1), "header", allowed=columns.required)
        return False
    for number, name in enumerate(names, 1):
        where = FilePlace(place.file, place.line, name, number)
        if name not in columns.allowed:
            problems.add(where, "unknown_column", column=shown(name), allowed=columns.allowed)
        elif name in names[: number - 1]:
            problems.add(where, "duplicate_column", column=name)
    for name in columns.required:
        if name not in names:
            problems.add(place, "missing_column", column=name)
    return len(problems) == before
