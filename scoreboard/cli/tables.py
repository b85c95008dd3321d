"""Boards as tables to read on a terminal, or in a pipe."""

import io
import sys
from collections.abc import Iterable

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from scoreboard.publications.board_tables import Tabled, TabledHeading, TabledRows, tabled
from scoreboard.publications.shown import ShownBoard

WIDE = 240
"""The width in a pipe, where nothing wraps."""


def table_text(board: ShownBoard, lang: str) -> str:
    """A board as a table in `lang`; names are drawn literally, whatever they hold.

    On a terminal it is ruled and wrapped to its width; in a pipe it is plain and nothing wraps.
    """
    return _printed(tabled(board, lang))


def rows_text(rows: TabledRows) -> str:
    """Rows as a table that is no board's, drawn as one."""
    return _printed([rows])


def _printed(parts: Iterable[Tabled]) -> str:
    terminal = sys.stdout.isatty()
    console = Console(width=None if terminal else WIDE, highlight=False, file=io.StringIO(), force_terminal=terminal)
    with console.capture() as captured:
        for part in parts:
            if isinstance(part, TabledRows):
                console.print(_table(part, box.SIMPLE_HEAD if terminal else None))
            else:
                style = "bold" if isinstance(part, TabledHeading) else ""
                console.print(Text(part.text, style=style), soft_wrap=True)
    return captured.get()


def _table(part: TabledRows, ruled: box.Box | None) -> Table:
    table = Table(box=ruled, pad_edge=False)
    for heading, side in zip(part.headings, part.sides, strict=True):
        table.add_column(Text(heading), justify=side)
    for row in part.rows:
        table.add_row(*map(Text, row))
    return table
