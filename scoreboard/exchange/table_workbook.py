"""A document of tables as an .xlsx workbook: a sheet for each table, its header frozen, its figures as numbers."""

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING

from rich.cells import cell_len

from scoreboard.exchange.sections import TableDocument, TableSection
from scoreboard.locale import say

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

_FIGURE = re.compile(r"-?\d{1,15}(\.\d{1,10})?(%?)", re.ASCII)
_NAME_CHARACTERS = 31
"""The longest name that a sheet may have."""
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\]|^'|'$")
_NARROWEST, _WIDEST = 6, 60
"""Widths of columns, in characters."""
_HEADER, _LINES = "FFB3121D", "FFBFBFBF"
_UPRIGHT = 90
"""Characters that fit a page of A4 that stands upright."""


def document_workbook(document: TableDocument, lang: str) -> bytes:
    """The workbook's bytes. Nothing in it is a formula: a text that a spreadsheet would run stays text."""
    from openpyxl import Workbook

    book = Workbook()
    cover = book.active
    assert cover is not None
    names = _sheet_names([say("bulletin.paper.cover", lang), *(one.title for one in document.sections)])
    cover.title = names[0]
    lines = [document.title, document.edition]
    for one in document.sections:
        lines += [f"{one.title}: {note}" if lang == "en" else f"{one.title}：{note}" for note in one.notes]
    for at, line in enumerate(lines, 1):
        _put_text(cover.cell(at, 1), line)
    cover.column_dimensions["A"].width = _WIDEST
    for name, one in zip(names[1:], document.sections, strict=True):
        _fill(book.create_sheet(name), one, document.title)
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def _fill(sheet: "Worksheet", section: TableSection, title: str) -> None:
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
    from openpyxl.utils import get_column_letter

    line = Side(style="thin", color=_LINES)
    border = Border(left=line, right=line, top=line, bottom=line)
    for column, head in enumerate(section.heads, 1):
        cell = sheet.cell(1, column)
        _put_text(cell, head.text)
        cell.font, cell.fill = Font(bold=True, color="FFFFFFFF"), PatternFill("solid", fgColor=_HEADER)
        cell.alignment, cell.border = Alignment(horizontal="right" if head.figures else "left"), border
    for at, row in enumerate(section.rows, 2):
        for column, (head, text) in enumerate(zip(section.heads, row, strict=True), 1):
            cell = sheet.cell(at, column)
            cell.border = border
            if head.figures and _FIGURE.fullmatch(text):
                _put_figure(cell, text)
            else:
                _put_text(cell, text)
                cell.alignment = Alignment(horizontal="right" if head.figures else "left")
    for column in range(1, len(section.heads) + 1):
        texts = (section.heads[column - 1].text, *(row[column - 1] for row in section.rows))
        widest = max(cell_len(text) for text in texts) + 2
        sheet.column_dimensions[get_column_letter(column)].width = min(_WIDEST, max(_NARROWEST, widest))
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    sheet.print_title_rows = "1:1"
    _set_paper(sheet, section.title, title)


def _set_paper(sheet: "Worksheet", section: str, title: str) -> None:
    """How it is printed: on A4, laid across where it is wide, titled on every page and as wide as a page."""
    wide = sum(one.width for one in sheet.column_dimensions.values())
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.orientation = "landscape" if wide > _UPRIGHT else "portrait"
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.print_options.horizontalCentered = True
    sheet.oddHeader.center.text = f"{title}\n{section}".replace("&", "&&")
    sheet.oddFooter.center.text = "&P / &N"


def _put_figure(cell: "Cell", text: str) -> None:
    """A number that shows as many decimals as the text has."""
    share = text.endswith("%")
    decimals = len(text.rstrip("%").partition(".")[2])
    number = Decimal(text.rstrip("%"))
    cell.value = number / 100 if share else number
    cell.number_format = ("0." + "0" * decimals if decimals else "0") + ("%" if share else "")


def _put_text(cell: "Cell", text: str) -> None:
    """A text, whatever it begins with."""
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    cell.value = ILLEGAL_CHARACTERS_RE.sub("", text)
    cell.data_type = "s"
    if text[:1] in tuple("=+-@"):
        cell.quotePrefix = True


def _sheet_names(titles: Iterable[str]) -> Sequence[str]:
    """Names for sheets, each other than all others whatever its case, and no longer than they may be."""
    taken: dict[str, str] = {}
    for title in titles:
        plain = _NOT_IN_NAMES.sub(" ", title).strip() or "-"
        name, number = plain[:_NAME_CHARACTERS].strip(), 2
        while name.lower() in taken:
            end = f" {number}"
            name, number = plain[: _NAME_CHARACTERS - len(end)].strip() + end, number + 1
        taken[name.lower()] = name
    return list(taken.values())
