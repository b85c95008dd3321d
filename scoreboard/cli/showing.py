"""show and bulletin: public facts from the public file; with --private, more, for roles that may."""

import csv
import io
import json
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

import click

from scoreboard.cli.command import argument, command
from scoreboard.cli.wording import Option
from scoreboard.errors import BadInput, Refused
from scoreboard.exchange.bulletin import bulletin_html, bulletin_markdown
from scoreboard.publications.choosing import Wish, as_json, choose_period, choose_series, public_board
from scoreboard.publications.kinds import kind_names, kind_of
from scoreboard.publications.reader import PublicReader
from scoreboard.settings import Settings, parse_moment

BOARDS = (*kind_names(), "ceremony")


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
    asked = {"board": board, "series": series, "period": period, "area": area, "as_of": as_of}
    if private:
        from scoreboard.cli.inside import private_board

        payload = private_board(settings, Wish(board, series, period, area))
    else:
        payload = public_payload(settings.paths.public, asked)
    click.echo(board_text(payload, form, settings.lang), nl=False)


def public_payload(public: Path, asked: Mapping[str, Any]) -> dict[str, Any]:
    """The board that the parameters of `show` ask for, from a public file."""
    with closing(PublicReader(public)) as reader:
        as_of = asked["as_of"]
        zone = reader.competition()["timezone"]
        moment = None if as_of is None else parse_moment(as_of, zone, end_of_day=True)
        return public_board(reader, Wish(asked["board"], asked["series"], asked["period"], asked["area"], moment))


@command(
    argument("series"),
    argument("period"),
    Option(["--format", "form"], type=click.Choice(["md", "html"]), default="md"),
    Option(["--revision"], type=int, metavar="N"),
)
def bulletin(settings: Settings, series: str, period: str, form: str, revision: int | None) -> None:
    with closing(PublicReader(settings.paths.public)) as reader:
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


def board_text(payload: dict[str, Any], form: str, lang: str) -> str:
    """A board as JSON as the contract has it, CSV with a header line, or a table to read."""
    if form == "json":
        return json.dumps(payload, ensure_ascii=False, indent=2) + "\n"
    if form == "csv":
        return _csv(payload)
    from scoreboard.cli.tables import table_text

    return table_text(payload, lang)


CEREMONY = ("ceremony", "sequence", "cue", "step", "covered", "rehearsal", "revealed")


def _csv(payload: dict[str, Any]) -> str:
    ceremony = payload["board"] == "ceremony"
    columns = CEREMONY if ceremony else kind_of(payload["board"]).csv(payload)
    rows = [payload] if ceremony else payload["rows"]
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_csv_value(row.get(column)) for column in columns])
    return text.getvalue()


def _csv_value(value: Any) -> Any:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case dict():
            return ";".join(f"{key}={_csv_value(number)}" for key, number in value.items())
        case list():
            return ";".join(item["unit"] if isinstance(item, dict) else str(item) for item in value)
        case _:
            return value
