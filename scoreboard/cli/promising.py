"""What the commands for promises have in common: columns as options, and lists with every report."""

from typing import Any

import click
from sqlmodel import Session

from scoreboard.cli.documents import put_json
from scoreboard.cli.main_database import main_database_to_read
from scoreboard.cli.tables import table_text
from scoreboard.cli.wording import Option, cli
from scoreboard.desk.promise_lists import read_reports, with_names
from scoreboard.desk.promises import PromiseKind
from scoreboard.desk.unit_of_work import known, zone_of
from scoreboard.exchange.csv_rows import RowFormat
from scoreboard.exchange.validation import keys_of, needed_keys_of
from scoreboard.models import Pledge
from scoreboard.publications.asking import ask_board
from scoreboard.publications.chosen_board import shown
from scoreboard.publications.shown import NothingPublic, ShownBoard
from scoreboard.settings import Settings
from scoreboard.store.contest import competition_of
from scoreboard.store.public.asking_main import facts_of

FORMAT = Option(["--format", "form"], type=click.Choice(["table", "json"]), default="table")


class ColumnOption(Option):
    """A column of a file as an option."""

    def __init__(self, column: str, file: str, *, needed: bool) -> None:
        spelled = dict.fromkeys((f"--{column.replace('_', '-')}", f"--{column}"))
        super().__init__([*spelled, _parameter(column)], required=needed, metavar="TEXT")
        self._column, self._file = column, file

    def help_text(self) -> str:
        return cli("option.column", column=self._column, file=self._file)


def _parameter(column: str) -> str:
    return f"column_{column}"


def column_options(model: type[RowFormat]) -> list[click.Parameter]:
    """An option for every column of a file."""
    needed = needed_keys_of(model)
    return [ColumnOption(column, model.file, needed=column in needed) for column in keys_of(model)]


def columns_given(words: dict[str, Any]) -> list[tuple[str, str | None]]:
    """The columns among the parameters of a command."""
    begin = _parameter("")
    return [(name.removeprefix(begin), text) for name, text in words.items() if name.startswith(begin)]


def list_promises(settings: Settings, kind: PromiseKind[Any], board: str, form: str) -> None:
    """Print a board from the main database, each row with all that was reported of it.

    With the name of somebody who is bound to no series, people are called as they are, whatever the public reads.
    """
    with main_database_to_read(settings) as session:
        inside = settings.acting is not None
        if inside:
            by = known(session, settings, "read all", anywhere=True)
            inside = by.series is None
        found = _board(session, settings, board)
        if inside and kind.table is Pledge:
            found = found.with_rows(with_names(session, found.words.rows))
        if form == "table":
            click.echo(table_text(found, settings.lang), nl=False)
            return
        told = found.json()
        if kind.keeps_reports:
            reports = read_reports(session, kind)
            told["rows"] = [{**row, "reports": reports.get(row["id"], [])} for row in told["rows"]]
    put_json(told)


def _board(session: Session, settings: Settings, name: str) -> ShownBoard:
    competition, facts = competition_of(session), facts_of(session)
    facts.moment = settings.moment(zone_of(session))
    board = ask_board(facts, name)
    if board is None:
        return ShownBoard(NothingPublic(board=name, competition=competition.id, series=None, period=None))
    return shown(board, competition.timezone)


def said(key: str, **values: Any) -> None:
    """Say what has been done."""
    click.echo(cli(f"said.{key}", **values))
