"""Writes the rows of a folder's CSV files, so that `load` reads them back."""

import csv
import io
import os
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from scoreboard.exchange.csv_rows import RowFormat
from scoreboard.exchange.formula_texts import harmless
from scoreboard.exchange.validation import keys_of


def write_rows(folder: Path, model: type[RowFormat], rows: Iterable[RowFormat]) -> Path | None:
    """Write a file of a folder with these rows, whole or not at all.

    What it held before is kept beside it under a hidden name, which is returned; None where that was the same.
    """
    path, text = folder / model.file, rows_text(model, rows)
    before = path.read_text(encoding="utf-8-sig") if path.is_file() else None
    kept = None if before in (None, text) else path.with_name(f".{path.name}.before")
    if kept is not None:
        os.replace(path, kept)
    fresh = path.with_name(f".{path.name}.new")
    fresh.write_text(text, encoding="utf-8")
    os.replace(fresh, path)
    return kept


def rows_text(model: type[RowFormat], rows: Iterable[RowFormat]) -> str:
    """Rows under a header line, with every column that the file may have."""
    columns, text = list(keys_of(model)), io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([harmless(_cell(getattr(row, column))) for column in columns])
    return text.getvalue()


def _cell(value: Any) -> str:
    return "" if value is None else value.isoformat() if isinstance(value, date) else str(value)
