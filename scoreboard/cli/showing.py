"""show and bulletin: public facts from the public file; with --private, more, for roles that may."""

import csv
import json
import sys
from collections.abc import Sequence
from typing import Any

import click

from scoreboard.cli.command import argument, command
from scoreboard.cli.opening import public_file
from scoreboard.cli.wording import Option
from scoreboard.errors import BadInput, Refused
from scoreboard.exchange.bulletin import bulletin_html, bulletin_markdown
from scoreboard.publications.choosing import Wish, as_json, choose_period, choose_series, public_board
from scoreboard.settings import Settings, parse_moment

BOARDS = ("ranking", "flags", "stars", "ceremony")


@command(
    argument("board", type=click.Choice(BOARDS)),
    Option(["--series"], metavar="S"),
    Option(["--period"], metavar="P"),
    Option(["--area"], metavar="A"),
    Option(["--as-of", "as_of"], metavar="TIME"),
    Option(["--format", "form"], type=click.Choice(["table", "json", "csv"]), default="table"),
    Option(["--private"], is_flag=True),
)
def show(
    settings: Settings,
    board: str,
    series: str | None,
    period: str | None,
    area: str | None,
    as_of: str | None,
    form: str,
    private: bool,
) -> None:
    if private:
        from scoreboard.cli.inside import private_board

        payload = private_board(settings, Wish(board, series, period, area))
    else:
        with public_file(settings) as reader:
            zone = reader.competition()["timezone"]
            moment = None if as_of is None else parse_moment(as_of, zone, end_of_day=True)
            payload = public_board(reader, Wish(board, series, period, area, moment))
    print_board(payload, form, settings.lang)


@command(
    argument("series"),
    argument("period"),
    Option(["--format", "form"], type=click.Choice(["md", "html"]), default="md"),
    Option(["--revision"], type=int, metavar="N"),
)
def bulletin(settings: Settings, series: str, period: str, form: str, revision: int | None) -> None:
    with public_file(settings) as reader:
        competition = reader.competition()
        found_series = choose_series(competition, series)["id"]
        found_period = choose_period(competition, period)
        board = reader.board(f"bulletin/{found_series}/{found_period}", revision=revision)
        if board is None and revision is not None:
            raise BadInput("unknown.revision", series=found_series, period=found_period, revision=revision)
        if board is None:
            raise Refused("bulletin.none", series=found_series, period=found_period)
        payload = as_json(board, competition["timezone"])
    render = bulletin_markdown if form == "md" else bulletin_html
    click.echo(render(payload, settings.lang), nl=False)


def print_board(payload: dict[str, Any], form: str, lang: str) -> None:
    """A board on stdout: JSON as the contract has it, CSV with a header line, or a table to read."""
    if form == "json":
        click.echo(json.dumps(payload, ensure_ascii=False, indent=2))
    elif form == "csv":
        _print_csv(payload)
    else:
        from scoreboard.cli.tables import print_table

        print_table(payload, lang)


CSV_COLUMNS: dict[str, Sequence[str]] = {
    "ranking": ("rank", "pool", "unit", "name", "score", "score_exact", "tied", "status", "change"),
    "flags": (
        "area", "flag", "holders", "previous", "outcome", "defences", "margin", "margin_exact", "pool",
        "awarded_on", "reason",
    ),
    "stars": ("star", "unit", "name", "person", "post", "result", "status", "notice_until"),
    "ceremony": ("ceremony", "sequence", "cue", "step", "covered", "rehearsal", "revealed"),
}  # fmt: skip


def _print_csv(payload: dict[str, Any]) -> None:
    columns = list(CSV_COLUMNS[payload["board"]])
    if payload["board"] == "ranking" and payload.get("area") is None:
        columns.insert(4, "flags")
    rows = [payload] if payload["board"] == "ceremony" else payload["rows"]
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_csv_value(row.get(column)) for column in columns])


def _csv_value(value: Any) -> Any:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case dict():
            return ";".join(f"{key}={number}" for key, number in value.items())
        case list():
            return ";".join(item["unit"] if isinstance(item, dict) else str(item) for item in value)
        case _:
            return value
