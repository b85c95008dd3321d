"""What of an .ods calamine does not tell: percentages, logical values, errors, and which cells are merged."""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any
from xml.etree.ElementTree import Element, iterparse

from scoreboard.exchange.workbooks.raw_sheet import Flaw

CONTENT = "content.xml"
_MATTERS = re.compile(
    rb'value-type="(percentage|boolean|error)"|-spanned="|=(TRUE|FALSE)\(\)"|>(#[A-Z/0!?]{3,7}|Err:\d+)<'
)
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_CALC = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
_CELLS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")
_ERROR = re.compile(r"#(N/A|NULL!|DIV/0!|VALUE!|REF!|NAME\?|NUM!)|Err:\d+")
_LOGICAL = ("of:=TRUE()", "of:=FALSE()")
"""What LibreOffice makes of a TRUE out of a workbook; the value beside it is 1."""
Place = tuple[int, int]
"""A row and a column, from 0."""


@dataclass
class TableLook:
    """What is to be known of one sheet."""

    flaws: dict[Place, tuple[Flaw, str]] = field(default_factory=dict)
    merged: list[tuple[Place, Place]] = field(default_factory=list)
    """The first and the last of cells that are merged."""


def look_at(archive: zipfile.ZipFile) -> dict[str, TableLook]:
    """The sheets of an .ods by name, where it holds any of this; nothing of another file."""
    if CONTENT not in archive.namelist():
        return {}
    content = archive.read(CONTENT)
    return dict(_tables(content)) if _MATTERS.search(content) else {}


def _tables(content: bytes) -> Iterator[tuple[str, TableLook]]:
    look, row, column, name = TableLook(), 0, 0, ""
    for event, element in iterparse(io.BytesIO(content), events=("start", "end")):
        if event == "start":
            if element.tag == f"{_TABLE}table":
                look, row, name = TableLook(), 0, element.get(f"{_TABLE}name", "")
            elif element.tag == f"{_TABLE}table-row":
                column = 0
        elif element.tag in _CELLS:
            _see(look, (row, column), element)
            column += _times(element, "number-columns-repeated")
            element.clear()
        elif element.tag == f"{_TABLE}table-row":
            row += _times(element, "number-rows-repeated")
            element.clear()
        elif element.tag == f"{_TABLE}table":
            yield name, look


def _see(look: TableLook, place: Place, cell: Element) -> None:
    kind, text = _kind(cell), "".join(cell.itertext()).strip()
    value = cell.get(f"{_OFFICE}value", "")
    if kind == "percentage" and value:
        look.flaws[place] = Flaw.PERCENT, f"{_plain(Decimal(value) * 100)}%"
    elif kind == "boolean" or cell.get(f"{_TABLE}formula") in _LOGICAL:
        look.flaws[place] = Flaw.LOGICAL, cell.get(f"{_OFFICE}boolean-value", text).upper()
    elif kind == "error" or _ERROR.fullmatch(text):
        look.flaws[place] = Flaw.ERROR, text
    down, right = _times(cell, "number-rows-spanned"), _times(cell, "number-columns-spanned")
    if down > 1 or right > 1:
        look.merged.append((place, (place[0] + down - 1, place[1] + right - 1)))


def _kind(cell: Any) -> str:
    return str(cell.get(f"{_CALC}value-type") or cell.get(f"{_OFFICE}value-type") or "")


def _times(element: Element, name: str) -> int:
    return max(1, int(element.get(f"{_TABLE}{name}", "1")))


def _plain(value: Decimal) -> str:
    return f"{value.normalize() + 0:f}"
