"""Reads a workbook in a process of its own, which may neither fill the memory nor work for ever.

A file of a few kilobytes can be made that holds millions of columns, or gigabytes of nothing; whoever opens one gets a
sentence. The file comes on standard input, its sheets go out as JSON on standard output, or a word that says why not.
"""

import io
import json
import re
import sys
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

import python_calamine

from scoreboard.exchange.confined import confine
from scoreboard.exchange.workbooks import limits
from scoreboard.exchange.workbooks.old_excel import look_at_old
from scoreboard.exchange.workbooks.opendocument import TableLook, look_at
from scoreboard.exchange.workbooks.raw_sheet import Flaw, number_text

Cell = tuple[str, Flaw | None]
"""A cell's text, and what is wrong with it."""
_LOOKED_AT = re.compile(rb'<f[ />]|t="e"')
"""What calamine leaves empty without a word: formulas that were never reckoned, and errors."""
_LOCKED_RECORDS = re.compile(rb"\x09\x08\x10\x00.{16}(\x86\x00\x00\x00)?\x2f\x00", re.DOTALL)
"""How the records of an .xls begin that are encrypted."""
_PERCENT = re.compile(rb'%|numFmtId="(9|10)"')
_ERRORS = re.compile(r"#(N/A|NULL!|DIV/0!|VALUE!|REF!|NAME\?|NUM!|GETTING_DATA|SPILL!|CALC!)")


def main() -> None:
    """Read the workbook of standard input; the only argument names the one sheet that is wanted, or is empty."""
    confine(limits.MEMORY_MEGABYTES, limits.CPU_SECONDS)
    content = b""
    try:
        content = sys.stdin.buffer.read()
        found: dict[str, Any] = {"sheets": list(_sheets(content, sys.argv[1]))}
    except _TooLarge:
        found = {"fault": "large"}
    except MemoryError:
        found = {"fault": "large"}
    except Exception:  # there is no telling what readers make of a file that is damaged
        found = {"fault": "password" if _is_locked(content) else "damaged"}
    json.dump(found, sys.stdout, ensure_ascii=True, separators=(",", ":"))


def _is_locked(content: bytes) -> bool:
    """Whether a password keeps a workbook from being read, which its reader does not tell from damage."""
    if not content.startswith(b"PK"):
        return _LOCKED_RECORDS.search(content) is not None
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return b"encryption-data" in archive.read("META-INF/manifest.xml")
    except (zipfile.BadZipFile, KeyError, OSError):
        return False


class _TooLarge(Exception):
    """There is more in a workbook than is read."""


def _sheets(content: bytes, wanted: str) -> Iterator[dict[str, Any]]:
    workbook = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    left = limits.CELLS
    sheets = [one for one in workbook.sheets_metadata if one.typ == python_calamine.SheetTypeEnum.WorkSheet]
    if len(sheets) > limits.SHEETS:
        raise _TooLarge
    second = _second_look(content) if content.startswith(b"PK") else None
    looks = _look_at_opendocument(content) if content.startswith(b"PK") else look_at_old(content)
    for one in sheets:
        hidden = one.visible != python_calamine.SheetVisibleEnum.Visible
        if wanted and one.name != wanted:
            yield {"name": one.name, "hidden": hidden}
            continue
        sheet = workbook.get_sheet_by_name(one.name)
        if sheet.total_height > limits.ROWS or sheet.total_width > limits.COLUMNS:
            raise _TooLarge
        left -= sheet.total_height * sheet.total_width
        if left < 0:
            raise _TooLarge
        rows = [[_cell(value) for value in row] for row in sheet.to_python(skip_empty_area=False)]
        flaws = {(r, c): (flaw, text) for r, row in enumerate(rows) for c, (text, flaw) in enumerate(row) if flaw}
        if second is not None:
            flaws |= _flaws_seen(second, one.name, rows)
        look = looks.get(one.name, TableLook())
        flaws |= {place: flaw for place, flaw in look.flaws.items() if place[0] < len(rows)}
        yield {
            "name": one.name,
            "hidden": hidden,
            "rows": [[text for text, _ in row] for row in rows],
            "flaws": [[*place, *flaw] for place, flaw in sorted(flaws.items())],
            "merged": [[*start, *end] for start, end in (sheet.merged_cell_ranges or look.merged)],
        }


def _cell(value: Any) -> Cell:
    if isinstance(value, bool):
        return str(value).upper(), Flaw.LOGICAL
    if isinstance(value, int | float):
        return number_text(value), None
    if isinstance(value, datetime | date | time | timedelta):
        return _date_text(value), Flaw.DATE
    text = str(value).strip()
    return text, Flaw.ERROR if _ERRORS.fullmatch(text) else None


def _date_text(value: date | time | timedelta) -> str:
    if isinstance(value, datetime) and value.time() == time():
        value = value.date()
    return str(value)


def _second_look(content: bytes) -> Any:
    """The workbook by a reader that knows formulas and formats, where it holds any that matter; else None."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = set(archive.namelist())
        matters = "xl/styles.xml" in names and _PERCENT.search(archive.read("xl/styles.xml")) is not None
        matters = matters or any(
            _LOOKED_AT.search(archive.read(name)) for name in names if name.startswith("xl/worksheets/sheet")
        )
    if not matters or "xl/workbook.xml" not in names:
        return None
    import openpyxl

    return openpyxl.load_workbook(io.BytesIO(content), read_only=True)


def _look_at_opendocument(content: bytes) -> dict[str, TableLook]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return look_at(archive)


def _flaws_seen(second: Any, name: str, rows: list[list[Cell]]) -> dict[tuple[int, int], tuple[Flaw, str]]:
    """Percentages, formulas without a value, and errors."""
    found: dict[tuple[int, int], tuple[Flaw, str]] = {}
    for cells in second[name].iter_rows():
        for cell in cells:
            if cell.value is None:
                continue
            row, column = cell.row - 1, cell.column - 1
            text = rows[row][column][0] if row < len(rows) and column < len(rows[row]) else ""
            if cell.data_type == "e":
                found[row, column] = Flaw.ERROR, str(cell.value)
            elif cell.data_type == "f" and not text:
                found[row, column] = Flaw.FORMULA, str(cell.value)[:40]
            elif cell.data_type == "n" and "%" in (cell.number_format or ""):
                found[row, column] = Flaw.PERCENT, f"{number_text(cell.value * 100)}%"
    return found


if __name__ == "__main__":
    main()
