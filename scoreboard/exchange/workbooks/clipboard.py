"""A block of cells that was copied in a spreadsheet, a table of a web page or a text, as a terminal pastes it."""

import csv
import io
import re

from scoreboard.errors import BadInput
from scoreboard.exchange.workbooks import limits
from scoreboard.exchange.workbooks.raw_sheet import RawSheet

_GAP = re.compile(r"\s{2,}|\u3000+")
_SCORE = re.compile(r"[0-9０-９][0-9０-９.,．，]*")
_PAIRS = re.compile(r"[^\r\n]*(\r\r[^\r\n]*)*")
"""Lines whose ends a terminal has doubled: it sends each of CR and LF as a CR."""


def is_block(text: str) -> bool:
    """Whether a pasted text holds more than one value; a word with spaces in it is one."""
    if any(sign in text.strip() for sign in "\t\r\n"):
        return True
    block = read_block(text)
    return block.width > 1


def read_block(text: str) -> RawSheet:
    """The cells of a pasted text: tabs or several spaces part them, and where all are figures one space does.

    Raises BadInput where there are more than are read.
    """
    lines = _lines(text)
    if any("\t" in line for line in lines):
        rows = _parted_by_tabs(lines)
    elif any(_GAP.search(line.strip()) for line in lines):
        rows = [[cell.strip() for cell in _GAP.split(line.strip())] for line in lines]
    else:
        rows = _parted_by_spaces(lines)
    while rows and not any(rows[-1]):
        rows.pop()
    width = max(map(len, rows), default=0)
    if len(rows) > limits.ROWS or width > limits.COLUMNS:
        raise BadInput("import.large_block", rows=limits.ROWS, columns=limits.COLUMNS)
    return RawSheet(None, rows)


def _lines(text: str) -> list[str]:
    body = text.rstrip("\r\n")
    parts = body.split('"')
    if "\r\r" in body and _PAIRS.fullmatch("".join(parts[::2])):  # a line end within a quoted cell is a single one
        body = '"'.join(part if at % 2 else part.replace("\r\r", "\n") for at, part in enumerate(parts))
    return re.split(r"\r\n|\r|\n", body)


def _parted_by_tabs(lines: list[str]) -> list[list[str]]:
    """Spreadsheets put cells in quotation marks that hold tabs, line ends or such marks."""
    try:
        read = list(csv.reader(io.StringIO("\n".join(lines), newline=""), delimiter="\t"))
    except csv.Error:
        read = [line.split("\t") for line in lines]
    return [[" ".join(cell.split()) for cell in row] for row in read]


def _parted_by_spaces(lines: list[str]) -> list[list[str]]:
    """Words in a line with one space between: figures at its end stand apart, a name before them may have spaces."""
    words = [line.split() for line in lines]
    if len({len(line) for line in words if line}) == 1:
        return words
    rows: list[list[str]] = []
    for line in words:
        figures = len(line)
        while figures and _SCORE.fullmatch(line[figures - 1]):
            figures -= 1
        rows.append([*([" ".join(line[:figures])] if figures else []), *line[figures:]])
    return rows
