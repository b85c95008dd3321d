"""Boards as tables to read on a terminal, or in a pipe."""

import io
import sys
from typing import Any

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from scoreboard.locale import say

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
    console.print(Text(_heading(payload, lang), style="bold"), soft_wrap=True)
    if not payload["rows"]:
        console.print(Text(say("cli.table.nothing", lang)), soft_wrap=True)
        return
    columns = {"ranking": _ranking, "flags": _flags, "stars": _stars}[payload["board"]](payload, lang)
    table = Table(box=ruled, pad_edge=False)
    for name, justify, _ in columns:
        table.add_column(say(f"cli.table.{name}", lang), justify=justify)
    for row in payload["rows"]:
        table.add_row(*(Text(cell(row)) for _, _, cell in columns))
    console.print(table)
    if payload.get("unrounded"):
        console.print(Text(say("cli.table.unrounded", lang)), soft_wrap=True)


def _heading(payload: dict[str, Any], lang: str) -> str:
    english = lang == "en"
    parts = [
        payload.get("series_name_en" if english else "series_name") or payload.get("series"),
        payload.get("period") if english else payload.get("period_name") or payload.get("period"),
        payload.get("area_name_en" if english else "area_name"),
    ]
    revision = payload.get("revision")
    if revision:
        parts.append(say("cli.table.revision", lang, revision=revision))
    return " · ".join(str(part) for part in parts if part)


def _name(row: dict[str, Any], lang: str) -> str:
    return str(row["name_en"] if lang == "en" else row["name"])


def _names(units: list[dict[str, Any]], lang: str) -> str:
    return (
        "、".join(_name(unit, lang) for unit in units)
        if lang == "zh"
        else ", ".join(_name(unit, lang) for unit in units)
    )


Column = tuple[str, Any, Any]


def _ranking(payload: dict[str, Any], lang: str) -> list[Column]:
    flags: list[Column] = [("flags", "right", lambda row: str(row["flags"]))] if payload["area"] is None else []
    return [
        ("rank", "right", lambda row: "-" if row["rank"] is None else str(row["rank"])),
        ("change", "right", lambda row: _change(row["change"])),
        ("unit", "left", lambda row: _name(row, lang)),
        *flags,
        ("score" if payload["area"] else "total", "right", lambda row: row["score"] or "-"),
        ("status", "left", lambda row: say(f"cli.status.{row['status'].replace('/', '')}", lang)),
    ]


def _change(change: int | None) -> str:
    return "" if change is None else "=" if change == 0 else f"{change:+d}"


def _flags(payload: dict[str, Any], lang: str) -> list[Column]:
    return [
        ("area", "left", lambda row: row["area_name_en" if lang == "en" else "area_name"]),
        ("holder", "left", lambda row: _names(row["holders"], lang) or say("cli.table.vacant", lang)),
        ("outcome", "left", lambda row: say(f"cli.outcome.{row['outcome']}", lang)),
        ("defences", "right", lambda row: str(max(row["defences"].values(), default=0))),
        ("margin", "right", lambda row: row["margin"] or "-"),
        ("previous", "left", lambda row: _names(row["previous"], lang) or "-"),
        ("awarded_on", "left", lambda row: row["awarded_on"] or "-"),
        ("reason", "left", lambda row: row["reason"] or ""),
    ]


def _stars(payload: dict[str, Any], lang: str) -> list[Column]:
    return [
        ("star", "left", lambda row: row["star_name_en" if lang == "en" else "star_name"]),
        ("person", "left", lambda row: row["person"]),
        ("unit", "left", lambda row: _name(row, lang)),
        ("result", "right", lambda row: row["result"] or "-"),
        ("status", "left", lambda row: say(f"cli.star_status.{row['status']}", lang)),
    ]


def _ceremony(payload: dict[str, Any], lang: str) -> str:
    if not payload["sequence"]:
        return say("cli.table.no_ceremony", lang)
    covered = say("cli.table.covered", lang) if payload["covered"] else ""
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
