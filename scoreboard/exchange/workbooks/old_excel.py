"""What of an .xls calamine does not tell: percentages, and errors, which it leaves empty."""

import io
import re

import xlrd

from scoreboard.exchange.workbooks.opendocument import TableLook
from scoreboard.exchange.workbooks.raw_sheet import Flaw, number_text

_ERRORS = re.compile(
    rb"\x05\x02\x08\x00.{6}.\x01|\x06\x00.{8}\x02.[\x00\x07\x0f\x17\x1d\x24\x2a].{3}\xff\xff", re.DOTALL
)
"""How the records of a cell begin that holds an error, typed or made by its formula."""


def look_at_old(content: bytes) -> dict[str, TableLook]:
    """The sheets of an .xls by name, where it holds any of this; nothing where only calamine makes sense of it."""
    try:
        book = xlrd.open_workbook(file_contents=content, formatting_info=True, on_demand=True, logfile=io.StringIO())
        percent = _percent_formats(book)
        if not percent and _ERRORS.search(content) is None:
            return {}
        return {name: TableLook(_flaws(book.sheet_by_name(name), percent)) for name in book.sheet_names()}
    except MemoryError:
        raise
    except Exception:  # there is no telling what readers make of a file that is damaged
        return {}


def _percent_formats(book: xlrd.Book) -> frozenset[int]:
    """The formats of cells that show a number as a percentage."""
    formats = ((at, one) for at, one in enumerate(book.xf_list) if not one.is_style)
    return frozenset(at for at, one in formats if "%" in book.format_map[one.format_key].format_str)


def _flaws(sheet: xlrd.sheet.Sheet, percent: frozenset[int]) -> dict[tuple[int, int], tuple[Flaw, str]]:
    found: dict[tuple[int, int], tuple[Flaw, str]] = {}
    for row in range(sheet.nrows):
        for column, (kind, value) in enumerate(zip(sheet.row_types(row), sheet.row_values(row), strict=True)):
            if kind == xlrd.XL_CELL_ERROR:
                found[row, column] = Flaw.ERROR, xlrd.error_text_from_code.get(value, "#N/A")
            elif kind == xlrd.XL_CELL_NUMBER and percent and sheet.cell_xf_index(row, column) in percent:
                found[row, column] = Flaw.PERCENT, f"{number_text(value * 100)}%"
    return found
