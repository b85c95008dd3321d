"""Boards as tables to read on a terminal, or in a pipe."""

import io
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Literal

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from scoreboard.locale import say
from scoreboard.publications.choosing import UNIT
from scoreboard.publications.freezing import clock_time
from scoreboard.publications.kind import THE_UNIT, Column, Row, unit_names
from scoreboard.publications.kinds import kind_of
from scoreboard.publications.kinds.pledges import PledgeRow
from scoreboard.publications.kinds.ranking import RankingBoard
from scoreboard.publications.kinds.stars import StarRow
from scoreboard.publications.names import name_in
from scoreboard.publications.pools import pool_label
from scoreboard.publications.set_apart import told_set_apart
from scoreboard.wire import from_json, given

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
    if payload["board"] == UNIT:
        _print_unit(console, payload, lang, ruled)
        return
    if heading := _heading(payload, lang):
        console.print(Text(heading, style="bold"), soft_wrap=True)
    if not payload["rows"]:
        empty = say("cli.table.no_rows", lang, total=payload["total"]) if payload.get("total") else ""
        console.print(Text(empty or say("cli.table.nothing", lang)), soft_wrap=True)
        return
    kind = kind_of(payload["board"])
    board = from_json(kind.board, payload)
    _print_rows(console, kind.columns(board, lang), board.rows, lang, ruled)
    for said in _parts(payload, lang):
        console.print(Text(said), soft_wrap=True)
    if payload.get("unrounded"):
        console.print(Text(say("cli.table.unrounded", lang)), soft_wrap=True)
    if isinstance(board, RankingBoard) and (note := told_set_apart((given(row.countback) for row in board.rows), lang)):
        console.print(Text(note), soft_wrap=True)
    if note := kind_of(payload["board"]).note:
        console.print(Text(say(note, lang)), soft_wrap=True)


def _print_rows(
    console: Console, columns: Sequence[Column[Any]], rows: Sequence[Any], lang: str, ruled: box.Box | None
) -> None:
    table = Table(box=ruled, pad_edge=False)
    for column in columns:
        heading = column.heading if column.literal else say(column.heading, lang)
        table.add_column(Text(heading), justify=column.justify)
    for row in rows:
        table.add_row(*(Text(column.cell(row, lang)) for column in columns))
    console.print(table)


def _parts(payload: dict[str, Any], lang: str) -> Iterator[str]:
    """Which rows of how many are printed, of a page or of a long board's beginning."""
    if "total" in payload:
        first = payload["offset"] + 1
        last = payload["offset"] + len(payload["rows"])
        yield say("cli.table.rows", lang, first=first, last=last, total=f"{payload['total']:,}")
    for part in payload.get("parts", ()):
        pool = pool_label(payload.get("pools", ()), part["pool"], lang)
        count = sum(part["pool"] in (None, row["pool"]) for row in payload["rows"])
        said = say(
            "cli.table.rows", lang, first=part["first"], last=part["first"] + count - 1, total=f"{part['total']:,}"
        )
        yield f"{pool}: {said}" if pool else said


def _print_unit(console: Console, payload: dict[str, Any], lang: str, ruled: box.Box | None) -> None:
    """All that is public of a unit, under its name."""
    english = lang == "en"
    console.print(Text(str(payload["name_en" if english else "name"]), style="bold"), soft_wrap=True)
    parts: list[tuple[str, Sequence[Column[Any]], Sequence[Any]]] = [
        ("held", _of_pools(UNIT_FLAGS, payload["flags"]), payload["flags"]),
        ("former", _of_pools(UNIT_FORMER, payload.get("former_flags", ())), payload.get("former_flags", ())),
        ("places", _of_pools(UNIT_PLACES, payload["rows"]), payload["rows"]),
        ("stars", _but_unit("stars", lang), [from_json(StarRow, row) for row in payload["stars"]]),
        ("pledges", _but_unit("pledges", lang), [from_json(PledgeRow, row) for row in payload["pledges"]]),
    ]
    for name, columns, rows in parts:
        title = say(f"cli.table.{name}", lang)
        if not rows and name == "former":
            continue
        if not rows:
            console.print(Text(f"{title}: {say('cli.table.none', lang)}"), soft_wrap=True)
            continue
        console.print(Text(title, style="bold"), soft_wrap=True)
        _print_rows(console, columns, rows, lang, ruled)
        if name == "places":
            for said in _parts(payload, lang):
                console.print(Text(said), soft_wrap=True)


def _but_unit(kind: str, lang: str) -> Sequence[Column[Any]]:
    return [column for column in kind_of(kind).columns(None, lang) if column is not THE_UNIT]


def _named(name: str) -> Callable[[Row, str], str]:
    """A field that has a name in English beside it."""
    return lambda row, lang: str((row[f"{name}_en"] if lang == "en" else None) or row[name] or "")


def _of_pools(columns: Sequence[Column[Any]], rows: Sequence[Any]) -> Sequence[Column[Any]]:
    """The columns, with one for the pool behind the area where a row names it."""
    if not any(row.get("pool_name") for row in rows):
        return columns
    after = columns.index(_AREA) + 1
    return (*columns[:after], _POOL, *columns[after:])


def _area(row: Row, lang: str) -> str:
    return _named("area_name")(row, lang) or say("cli.table.total", lang)


def text(field: str, heading: str, justify: Literal["left", "right"] = "left") -> Column[Row]:
    """A column that shows a field as it is, and a dash for none."""
    return Column(heading, lambda row, _lang: "-" if row[field] in (None, "") else str(row[field]), justify)


_SERIES = Column("cli.table.series", _named("series_name"))
_PERIOD = Column("cli.table.period", _named("period_name"))
_AREA = Column("cli.table.area", _area)
_POOL: Column[Row] = Column("cli.table.pool", lambda row, lang: name_in(row, lang, "pool_name") or "-")
UNIT_FLAGS = (
    _SERIES,
    _AREA,
    _PERIOD,
    text("awarded_on", "cli.table.awarded_on"),
    text("defences", "cli.table.defences", "right"),
)
_NOW: Column[Row] = Column(
    "cli.table.now", lambda row, lang: unit_names(row["now"], lang) or say("cli.table.vacant", lang)
)
UNIT_FORMER: Sequence[Column[Row]] = (
    *UNIT_FLAGS[:4],
    _NOW,
)
UNIT_PLACES: Sequence[Column[Row]] = (
    _SERIES,
    _PERIOD,
    _AREA,
    text("rank", "cli.table.rank", "right"),
    text("score", "cli.table.score", "right"),
    Column("cli.table.status", lambda row, lang: say(f"cli.status.{row['status'].replace('/', '')}", lang)),
    Column("cli.table.holds", lambda row, _lang: "★" if row["holds"] else ""),
)


def _heading(payload: dict[str, Any], lang: str) -> str:
    english = lang == "en"
    parts = [
        payload.get("series_name_en" if english else "series_name") or payload.get("series"),
        payload.get("period_name_en" if english else "period_name") or payload.get("period"),
        payload.get("area_name_en" if english else "area_name"),
    ]
    title = kind_of(payload["board"]).title
    if title:
        parts.append(say(title, lang))
    if payload.get("frozen_since"):
        parts.append(say("cli.table.frozen", lang, at=clock_time(payload["frozen_since"])))
    if reopened := payload.get("reopened"):
        parts.append(say("cli.table.reopened", lang, at=clock_time(reopened["at"]), reason=reopened["reason"]))
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
