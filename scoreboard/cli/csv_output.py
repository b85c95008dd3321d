"""CSV as spreadsheets read it without harm: a byte order mark in files, and no text that they would run."""

import csv
import io
import os
import stat
import sys
from collections.abc import Iterable, Sequence
from typing import Any

from scoreboard.exchange.formula_texts import harmless

BYTE_ORDER_MARK = "\ufeff"


def csv_text(columns: Sequence[str], rows: Iterable[Iterable[Any]]) -> str:
    """Rows under a header line; texts that a spreadsheet would run begin with an apostrophe, numbers are left alone."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([harmless(value) for value in row])
    return text.getvalue()


def for_standard_output(text: str) -> str:
    """With a byte order mark where standard output is a regular file: spreadsheets know UTF-8 by that alone."""
    try:
        regular = stat.S_ISREG(os.fstat(sys.stdout.fileno()).st_mode)
    except (OSError, ValueError):
        regular = False
    return BYTE_ORDER_MARK + text if regular else text
