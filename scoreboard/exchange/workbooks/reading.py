"""Reads the sheets of a file, whatever it is called: what it is follows from its first bytes."""

import hashlib
import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scoreboard.errors import BadInput
from scoreboard.exchange.workbooks import limits
from scoreboard.exchange.workbooks.raw_sheet import Flaw, FlawedCell, MergedRange, RawSheet
from scoreboard.exchange.workbooks.text_tables import read_text_table

_ARCHIVE, _COMPOUND = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
"""How .xlsx, .xlsm and .ods begin, and how .xls does."""
_NO_TABLE = {
    b"%PDF": "pdf",
    b"{\\rtf": "other",
    b"\x89PNG": "picture",
    b"\xff\xd8\xff": "picture",
    b"GIF8": "picture",
    b"\x1f\x8b": "other",
    b"Rar!": "other",
    b"7z\xbc\xaf": "other",
}
_WITHIN = {
    _ARCHIVE: {
        b"word/document.xml": "is_document",
        b"Index/Document.iwa": "is_numbers",
        b"ppt/presentation": "is_other",
    },
    _COMPOUND: {
        "EncryptedPackage".encode("utf-16-le"): "password",
        "WordDocument".encode("utf-16-le"): "is_document",
        "PowerPoint Document".encode("utf-16-le"): "is_other",
    },
}
"""What tells documents of other kinds from workbooks that begin alike: the names of what lies within."""
_ENDINGS = {".et": "et", ".wps": "is_document", ".numbers": "is_numbers"}
"""Files that are known by their endings whatever is in them, unless it is a workbook or a text."""
_MARKUP = (b"<html", b"<table", b"<!doctype", b"<?xml", b"<meta", b"<head", b"mime-version")
"""How web pages begin, which many systems export under the ending .xls."""


@dataclass(frozen=True)
class ReadFile:
    """A file that somebody gave, and its sheets."""

    name: str
    sha256: str
    sheets: tuple[RawSheet, ...]
    """Those that are not hidden, or the one that was asked for."""


def read_file(path: Path, sheet: str | None = None) -> ReadFile:
    """The sheets of a file, or the one of a name.

    Raises BadInput where it can't be read, is no table, is damaged or locked, holds more than is read, or has no sheet
    of that name.
    """
    if path.exists() and not path.is_file():  # a folder, or a pipe that nobody may ever write to
        raise BadInput("import.no_file", file=path.name)
    try:
        with path.open("rb") as file:
            content = file.read(limits.MEGABYTES * limits.MEGABYTE + 1)
    except OSError as error:
        raise BadInput("import.unreadable", file=path.name, detail=error.strerror) from None
    if len(content) > limits.MEGABYTES * limits.MEGABYTE:
        raise BadInput("import.large_file", file=path.name, limit=limits.MEGABYTES)
    _refuse_others(path, content)
    digest = hashlib.sha256(content).hexdigest()
    if not content.startswith((_ARCHIVE, _COMPOUND)):
        if sheet is not None:
            raise BadInput("import.no_sheets", file=path.name)
        return ReadFile(path.name, digest, (read_text_table(content, path.name),))
    found = _ask_child(content, path.name, sheet)
    if sheet is not None and sheet not in [one["name"] for one in found]:
        names = tuple(one["name"] for one in found)
        raise BadInput("import.sheet", file=path.name, sheet=sheet, allowed=names)
    wanted = [one for one in found if (one["name"] == sheet if sheet is not None else not one["hidden"])]
    return ReadFile(path.name, digest, tuple(map(_sheet, wanted)))


def _refuse_others(path: Path, content: bytes) -> None:
    """Raises BadInput for what is no table, with what to do."""
    if not content.strip(b"\0 \t\r\n"):
        raise BadInput("import.empty", file=path.name)
    for begin, kind in _NO_TABLE.items():
        if content.startswith(begin):
            raise BadInput(f"import.is_{kind}", file=path.name)
    for begin, names in _WITHIN.items():
        if content.startswith(begin):
            for name, what in names.items():
                if name in content:
                    raise BadInput(f"import.{what}", file=path.name)
    by_ending = _ENDINGS.get(path.suffix.casefold())
    if by_ending is not None and content.startswith((_ARCHIVE, _COMPOUND)):
        raise BadInput(f"import.{by_ending}", file=path.name)
    if content[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(_MARKUP):
        raise BadInput("import.is_page", file=path.name)


def _ask_child(content: bytes, file: str, sheet: str | None) -> list[dict[str, Any]]:
    """What a process of its own reads in a workbook. Raises BadInput where it gives up or is stopped."""
    command = [sys.executable, "-P", "-m", "scoreboard.exchange.workbooks.workbook_child", sheet or ""]
    try:
        done = subprocess.run(
            command,
            input=content,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=limits.WAIT_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise BadInput("import.large", file=file, rows=limits.ROWS, columns=limits.COLUMNS) from None
    found: dict[str, Any] = json.loads(done.stdout) if done.returncode == 0 else {"fault": "large"}
    fault = found.get("fault")
    if fault == "large":
        raise BadInput("import.large", file=file, rows=limits.ROWS, columns=limits.COLUMNS)
    if fault is not None:
        raise BadInput(f"import.{fault}", file=file)
    sheets: list[dict[str, Any]] = found["sheets"]
    return sheets


def _sheet(found: dict[str, Any]) -> RawSheet:
    return RawSheet(
        found["name"],
        found["rows"],
        {(row, column): FlawedCell(Flaw(flaw), text) for row, column, flaw, text in found["flaws"]},
        tuple(_merged(found["merged"])),
    )


def _merged(ranges: list[list[int]]) -> Iterator[MergedRange]:
    for top, left, bottom, right in ranges:
        yield MergedRange(top, left, bottom, right)
