"""Boards as tables to read on a terminal, or in a pipe."""

import io
import sys
from typing import Any

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from scoreboard.locale import say
from scoreboard.publications.kinds import kind_of

WIDE = 240
"""The width in a pipe, where nothing wraps."""


def table_text(payload: dict[str, Any], lang: str) -> str:
    """A board as a table in `lang`; names are drawn literally, whatever they hold.

    On a terminal it is ruled and wrapped to its width; in a pipe it is plain and nothing wraps.
    """
    terminal = sys.stdout.isatty()
    console = Console(width=None if terminal else WIDE, highlight=False, file=io.StringIO(), force_terminal=terminal)
    with console.capture() as captured:
        _print(console, payload, lang, box.SIMPLE_HEAD if terminal else None)
    return captured.get()


def _print(console: Console, payload: dict[str, Any], lang: str, ruled: box.Box | None) -> None:
    if payload["board"] == "ceremony":
        console.print(Text(_ceremony(payload, lang)), soft_wrap=True)
        return
    if heading := _heading(payload, lang):
        console.print(Text(heading, style="bold"), soft_wrap=True)
    if not payload["rows"]:
        console.print(Text(say("cli.table.nothing", lang)), soft_wrap=True)
        return
    columns = kind_of(payload["board"]).columns(payload, lang)
    table = Table(box=ruled, pad_edge=False)
    for column in columns:
        heading = column.heading if column.literal else say(column.heading, lang)
        table.add_column(Text(heading), justify=column.justify)
    for row in payload["rows"]:
        table.add_row(*(Text(column.cell(row, lang)) for column in columns))
    console.print(table)
    if payload.get("unrounded"):
        console.print(Text(say("cli.table.unrounded", lang)), soft_wrap=True)
    if note := kind_of(payload["board"]).note:
        console.print(Text(say(note, lang)), soft_wrap=True)


def _heading(payload: dict[str, Any], lang: str) -> str:
    english = lang == "en"
    parts = [
        payload.get("series_name_en" if english else "series_name") or payload.get("series"),
        payload.get("period") if english else payload.get("period_name") or payload.get("period"),
        payload.get("area_name_en" if english else "area_name"),
    ]
    title = kind_of(payload["board"]).title
    if title:
        parts.append(say(title, lang))
    revision = payload.get("revision")
    if revision:
        parts.append(say("cli.table.revision", lang, revision=revision))
    return " · ".join(str(part) for part in parts if part)


def _ceremony(payload: dict[str, Any], lang: str) -> str:
    if not payload["sequence"]:
        return say("cli.table.no_ceremony", lang)
    covered = "".join(say(f"cli.table.{state}", lang) for state in ("rehearsal", "covered") if payload[state])
    return say(
        "cli.table.ceremony",
        lang,
        ceremony=payload["ceremony"],
        sequence=payload["sequence"],
        cue=payload["cue"],
        step=payload["step"],
        covered=covered,
        revealed=", ".join(payload["revealed"]) or "-",
    )
