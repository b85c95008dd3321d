"""show and bulletin: public facts from the public file; with --private, more, for roles that may."""

import json
from collections.abc import Mapping, Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from scoreboard.cli.command import argument, command
from scoreboard.cli.csv_output import csv_text, for_standard_output
from scoreboard.cli.documents import put_document
from scoreboard.cli.paper import OFFICE, OUTPUT, form_of, form_option, public_papers, put_out
from scoreboard.cli.proof_text import proof_csv, proof_text
from scoreboard.cli.wording import Option, cli
from scoreboard.errors import BadInput
from scoreboard.exchange.public_papers import BULLETIN_FORMS, Office
from scoreboard.publications.board_pages import PROOF, STAGED, BoardWish, Page, page_of
from scoreboard.publications.chosen_board import UNIT, public_board
from scoreboard.publications.contest_clock import ContestClock
from scoreboard.publications.kind import fields_of
from scoreboard.publications.kinds import kind_names, kind_of
from scoreboard.publications.proof import ProofBoard
from scoreboard.publications.questions import PAGE_LIMIT
from scoreboard.publications.reader import OLD_SECONDS, PublicReader
from scoreboard.publications.shown import CeremonyStatus, ShownBoard
from scoreboard.publications.unit_board import PLACE_FIELDS
from scoreboard.settings import DatabaseSide, Settings, parse_moment
from scoreboard.wire import Json

BOARDS = (*kind_names(), UNIT, STAGED, PROOF)
MOST_ROWS, MOST_OFFSET = 1_000_000, 1_000_000_000


@command(
    argument("board", type=click.Choice(BOARDS)),
    argument("subject", required=False, metavar="[UNIT|CEREMONY]"),
    Option(["--series"], metavar="S"),
    Option(["--period"], metavar="P"),
    Option(["--area"], metavar="A"),
    Option(["--as-of", "as_of"], metavar="TIME"),
    Option(["--limit"], type=click.IntRange(1, MOST_ROWS), metavar="N"),
    Option(["--offset"], type=click.IntRange(0, MOST_OFFSET), metavar="N"),
    Option(["--around"], metavar="UNIT"),
    Option(["--format", "form"], type=click.Choice(["table", "json", "csv"]), default="table"),
    Option(["--private"], is_flag=True),
)
def show(
    settings: Settings,
    form: str,
    private: bool,
    **asked: Any,
) -> None:
    if private:
        from scoreboard.cli.private_boards import private_board

        wish = _wish(asked)
        if wish.board in (UNIT, PROOF) or wish.ceremony is not None:
            raise BadInput("show.private_unit", board=wish.board)
        board = page_of(private_board(settings, wish), wish)
    else:
        board = asked_board(settings.paths.public, asked, settings)
    text = board_text(board, form, settings.lang)
    if form == "table":
        click.echo(text, nl=False)
    else:
        put_document(for_standard_output(text) if form == "csv" else text)


OF_A_CONTEST = ("series", "period", "area", "limit", "offset", "around")
"""What a proof, which is one ceremony's and whole, cannot be asked by."""


def _wish(asked: Mapping[str, Any], as_of: datetime | None = None) -> BoardWish:
    """What the parameters of `show` ask for. Raises BadInput where they cannot go together."""
    board, subject = asked["board"], asked["subject"]
    if subject is not None and board not in (UNIT, PROOF, STAGED):
        raise BadInput("show.no_unit", board=board, unit=subject)
    if board == PROOF and (beside := [name for name in OF_A_CONTEST if asked[name] is not None]):
        raise BadInput("show.proof_whole", option=f"--{beside[0]}")
    limit, offset, around = asked["limit"], asked["offset"], asked["around"]
    if around is not None and offset is not None:
        raise BadInput("show.around_and_offset")
    page = None
    if (limit, offset, around) != (None, None, None):
        each = limit or PAGE_LIMIT
        page = Page(each, (offset or 0) // each * each, around)
    unit, ceremony = subject if board == UNIT else None, subject if board in (PROOF, STAGED) else None
    return BoardWish(board, asked["series"], asked["period"], asked["area"], as_of, page, unit, ceremony)


def asked_board(public: DatabaseSide, asked: Mapping[str, Any], settings: Settings | None = None) -> ShownBoard:
    """The board that the parameters of `show` ask for, from a public file, as it stands now or as of a moment."""
    _wish(asked)
    clock = (lambda: datetime.now(UTC)) if settings is None else ContestClock(settings, public)
    with closing(PublicReader(public, clock)) as reader:
        as_of = asked["as_of"]
        zone = reader.competition().timezone
        moment = None if as_of is None else parse_moment(as_of, zone, end_of_day=True)
        now = datetime.now(UTC) if settings is None else settings.moment(zone)
        if settings is not None and (age := reader.age()) >= OLD_SECONDS:
            click.echo(cli("said.old", seconds=round(age)), err=True)
        return public_board(reader, _wish(asked, moment)).at(moment or now)


@command(
    argument("series"),
    argument("period"),
    form_option(BULLETIN_FORMS),
    OUTPUT,
    *OFFICE,
    Option(["--revision"], type=int, metavar="N"),
)
def bulletin(
    settings: Settings,
    series: str,
    period: str,
    paper: str | None,
    output: Path | None,
    document_number: str,
    issuer: str,
    addressed_to: str,
    revision: int | None,
) -> None:
    form = form_of(paper, output, BULLETIN_FORMS)
    with public_papers(settings) as papers:
        office = Office(document_number, issuer, addressed_to)
        content = papers.bulletin(series, period, form, office, revision=revision)
    put_out(content, output)


def board_text(board: ShownBoard, form: str, lang: str) -> str:
    """A board as JSON as docs/contract.md has it, CSV with a header line, or a table to read."""
    if form == "json":
        return json.dumps(board.json(), ensure_ascii=False, indent=2) + "\n"
    if isinstance(board.words, ProofBoard):
        return proof_csv(board.words) if form == "csv" else proof_text(board.words, lang)
    if form == "csv":
        return _csv(board.json())
    from scoreboard.cli.tables import table_text

    return table_text(board, lang)


PLACES = ("series", "period", "area", *PLACE_FIELDS)
"""The columns of a unit's places."""
CEREMONY = fields_of(CeremonyStatus, "ceremony", "sequence", "cue", "step", "covered", "rehearsal", "revealed")


def _csv(board: Json) -> str:
    ceremony = board["board"] == "ceremony"
    columns: Sequence[str] = CEREMONY if ceremony else PLACES
    if board["board"] not in ("ceremony", UNIT):
        columns = kind_of(board["board"]).csv(board.get("area"))
    rows = [board] if ceremony else board["rows"]
    return csv_text(columns, ([_csv_value(row.get(column)) for column in columns] for row in rows))


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
