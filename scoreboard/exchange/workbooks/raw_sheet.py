"""A sheet as its file has it: each cell as text, with what a program has made of what somebody typed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from functools import cache, cached_property
from itertools import zip_longest


class Flaw(StrEnum):
    """Why a cell does not say what was typed into it."""

    DATE = "date"
    """Excel makes dates of scores such as 3.10."""
    ERROR = "error"
    """A formula that went wrong: #N/A, #DIV/0!"""
    FORMULA = "formula"
    """A formula whose value was never reckoned."""
    PERCENT = "percent"
    """A number that is shown as a percentage: 95% is stored as 0.95."""
    LOGICAL = "logical"
    """TRUE or FALSE."""


@dataclass(frozen=True)
class FlawedCell:
    """What is wrong with a cell, and how it reads."""

    flaw: Flaw
    text: str = ""


@dataclass(frozen=True)
class MergedRange:
    """Cells that are merged: rows and columns from 0, the last ones among them. Only the first cell has the text."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True)
class RawSheet:
    """The cells of a sheet from its first row and column on; a row may be shorter than others."""

    name: str | None
    """None where the file has no sheets: text with separators."""
    rows: Sequence[Sequence[str]]
    """Texts as they stand, without white space around them; numbers as plain decimals of at most 15 digits."""
    flaws: Mapping[tuple[int, int], FlawedCell] = field(default_factory=dict)
    """By row and column from 0."""
    merged: tuple[MergedRange, ...] = ()
    comma_separates: bool = False
    """Whether a comma separates cells, so that it is no decimal sign."""

    def text(self, row: int, column: int) -> str:
        """What stands in a cell; empty outside the sheet."""
        if not 0 <= row < len(self.rows):
            return ""
        cells = self.rows[row]
        return cells[column] if 0 <= column < len(cells) else ""

    def shown(self, row: int, column: int) -> str:
        """What stands in a cell, as it reads where its text is not what was typed."""
        flaw = self.flaws.get((row, column))
        return (flaw.text if flaw is not None else "") or self.text(row, column)

    def spread(self, row: int, column: int) -> str:
        """What a reader sees in a cell: of merged cells the text of them all."""
        found = self.text(row, column)
        if found or not self.merged:
            return found
        for area in self.merged:
            if area.top <= row <= area.bottom and area.left <= column <= area.right:
                return self.text(area.top, area.left)
        return ""

    @cached_property
    def merged_from(self) -> Mapping[tuple[int, int], MergedRange]:
        """The merged cells by their first row and column, where their text stands."""
        return {(area.top, area.left): area for area in self.merged}

    @cached_property
    def width(self) -> int:
        return max(map(len, self.rows), default=0)

    @cached_property
    def texts(self) -> frozenset[str]:
        """What stands in it, each text once."""
        return frozenset().union(*self.rows) - {""}

    def down(self) -> Iterator[tuple[str, ...]]:
        """Its columns from the top down."""
        return zip_longest(*self.rows, fillvalue="")

    def filled(self) -> Iterator[tuple[int, int, str]]:
        """Every cell with a text, with its row and column."""
        for row, cells in enumerate(self.rows):
            for column, text in enumerate(cells):
                if text:
                    yield row, column, text


def number_text(value: float) -> str:
    """A number as Excel shows it, which keeps fifteen digits: 57.699999999999996 is 57.7."""
    return f"{Decimal(f'{value:.15g}').normalize() + 0:f}"


@cache
def letters_of(column: int) -> str:
    """What spreadsheets call a column that is counted from 0: A, B, … Z, AA, AB, …"""
    letters = ""
    column += 1
    while column:
        column, last = divmod(column - 1, 26)
        letters = chr(ord("A") + last) + letters
    return letters
