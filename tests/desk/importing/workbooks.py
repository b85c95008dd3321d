"""Makes sheets as offices make them: by several writers, and by hand as bytes."""

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from xml.sax.saxutils import escape

import openpyxl
import xlsxwriter
import xlwt
from xlwt import CompoundDoc

Rows = Sequence[Sequence[Any]]
"""Cells from A1 on; None is an empty one."""


def by_openpyxl(rows: Rows, *, name: str = "Sheet1", merge: Iterable[str] = (), **more: Rows) -> bytes:
    """An .xlsx of the named sheet and `more` ones behind it."""
    book = openpyxl.Workbook()
    for number, (title, cells) in enumerate({name: rows, **more}.items()):
        sheet = book.active if number == 0 else book.create_sheet()
        sheet.title = title
        for row in cells:
            sheet.append(list(row))
        for area in merge if number == 0 else ():
            sheet.merge_cells(area)
    return _saved(book)


def edited(content: bytes, edit: Any) -> bytes:
    """An .xlsx after somebody has worked on its first sheet."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    edit(book.active)
    return _saved(book)


def _saved(book: openpyxl.Workbook) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def by_xlsxwriter(rows: Rows, *, formats: Mapping[tuple[int, int], str] | None = None) -> bytes:
    """An .xlsx by another writer, which keeps values beside formulas."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file)
    sheet = book.add_worksheet()
    for at, row in enumerate(rows):
        for column, value in enumerate(row):
            given = (formats or {}).get((at, column))
            if isinstance(value, tuple):
                sheet.write_formula(at, column, value[0], None, value[1])
            elif value is not None:
                sheet.write(at, column, value, *([book.add_format({"num_format": given})] if given else []))
    book.close()
    return file.getvalue()


def by_xlwt(rows: Rows, *, stream: bool = False, formats: Mapping[tuple[int, int], str] | None = None) -> bytes:
    """An .xls of Excel 97; or only the stream of its records."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("成绩")
    for at, row in enumerate(rows):
        for column, value in enumerate(row):
            if value is not None:
                shown = xlwt.easyxf(num_format_str=(formats or {}).get((at, column), "General"))
                if value == "#DIV/0!":
                    sheet.row(at).set_cell_error(column, value)
                else:
                    sheet.write(at, column, value, shown)
    if stream:
        return bytes(book.get_biff_data())
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def with_password(stream: bytes) -> bytes:
    """An .xls whose records say that the others are encrypted."""
    begin = 4 + int.from_bytes(stream[2:4], "little")
    record = b"\x2f\x00\x06\x00" + b"\x01\x00\x12\x34\x56\x78"
    return compound("Workbook", stream[:begin] + record + stream[begin:])


def compound(name: str, stream: bytes = b"\0" * 5000) -> bytes:
    """A compound file, as old Office documents and encrypted new ones are, with a stream of this name."""
    file = io.BytesIO()
    CompoundDoc.XlsDoc().save(file, stream)
    was, wanted = ("Workbook".encode("utf-16-le"), name.encode("utf-16-le"))
    content = file.getvalue()
    at = content.index(was)
    entry = wanted.ljust(64, b"\0") + (len(wanted) + 2).to_bytes(2, "little")
    return content[:at] + entry + content[at + len(entry) :]


def zipped(name: str) -> bytes:
    """An archive with a file of this name in it, as documents of other programs are."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, "x" * 1000)
    return file.getvalue()


def by_hand_as_ods(rows: Rows, *, locked: bool = False) -> bytes:
    """An OpenDocument sheet with its trailing empty rows, as LibreOffice leaves them."""
    lines = "".join(f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>" for row in rows)
    empty = (
        '<table:table-row table:number-rows-repeated="1048000"><table:table-cell'
        ' table:number-columns-repeated="1024"/></table:table-row>'
    )
    names = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for short, name in (("office", "office"), ("table", "table"), ("text", "text"))
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {names} office:version="1.2"><office:body>'
        f'<office:spreadsheet><table:table table:name="成绩">{lines}{empty}</table:table></office:spreadsheet>'
        "</office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest'
        ' xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml">'
        f"{_LOCK if locked else ''}</manifest:file-entry></manifest:manifest>"
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("mimetype", kind)
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", manifest)
    return file.getvalue()


_LOCK = (
    '<manifest:encryption-data manifest:checksum-type="SHA1/1K" manifest:checksum="x">'
    '<manifest:algorithm manifest:algorithm-name="Blowfish CFB" manifest:initialisation-vector="x"/>'
    "</manifest:encryption-data>"
)


def _ods_cell(value: Any) -> str:
    if value is None:
        return "<table:table-cell/>"
    if isinstance(value, int | float):
        return f'<table:table-cell office:value-type="float" office:value="{value}"/>'
    return f'<table:table-cell office:value-type="string"><text:p>{escape(value)}</text:p></table:table-cell>'


def as_text(rows: Rows, separator: str = ",", encoding: str = "utf-8", ends: str = "\r\n") -> bytes:
    """Text with separators, unquoted."""
    lines = (separator.join("" if cell is None else str(cell) for cell in row) for row in rows)
    return (ends.join(lines) + ends).encode(encoding)
