"""What the commands for promises have in common: columns as options, and lists with every report."""

import json
from collections.abc import Iterable
from dataclasses import replace
from typing import Any, TypeVar

import click
from sqlmodel import Session, select

from scoreboard.cli.opening import main_database_to_read
from scoreboard.cli.tables import table_text
from scoreboard.cli.wording import Option, cli
from scoreboard.desk.promises import PromiseKind
from scoreboard.desk.unit_of_work import known, zone_of
from scoreboard.errors import BadInput
from scoreboard.exchange.csv_rows import RowFormat
from scoreboard.exchange.problems import Wrong, one_of
from scoreboard.exchange.toml_lines import KeyPath
from scoreboard.exchange.validation import keys_of, needed_keys_of, understood
from scoreboard.facts import FactKind
from scoreboard.locale import Both, say
from scoreboard.models import Pledge
from scoreboard.publications.asking import ask_board
from scoreboard.publications.choosing import shown
from scoreboard.publications.shown import NothingPublic, ShownBoard
from scoreboard.settings import Settings
from scoreboard.store.contest import competition_of
from scoreboard.store.public.asking_main import facts_of

FORMAT = Option(["--format", "form"], type=click.Choice(["table", "json"]), default="table")
Declared = TypeVar("Declared", bound=RowFormat)


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


def declared(model: type[Declared], given: Iterable[tuple[str, str | None]]) -> Declared:
    """What the options of columns say, as their file would. Raises BadInput for what cannot stand there."""
    columns = {name: text.strip() for name, text in given if text is not None and text.strip()}
    return understood(model, columns, _refuse)


def columns_given(words: dict[str, Any]) -> list[tuple[str, str | None]]:
    """The columns among the parameters of a command."""
    begin = _parameter("")
    return [(name.removeprefix(begin), text) for name, text in words.items() if name.startswith(begin)]


def _refuse(path: KeyPath, wrong: Wrong) -> None:
    column = str(path[0])
    sentences = (
        say(f"folder.problem.{wrong.what}", lang, **{name: one_of(value, lang) for name, value in wrong.values.items()})
        for lang in ("zh", "en")
    )
    raise BadInput("promises.column", column=column.replace("_", "-"), what=Both(*sentences))


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
            found = _unmasked(session, found)
        if form == "table":
            click.echo(table_text(found, settings.lang), nl=False)
            return
        told = found.json()
        if kind.figures is not None:
            reports = _reports(session, kind)
            told["rows"] = [{**row, "reports": reports.get(row["id"], [])} for row in told["rows"]]
    click.echo(json.dumps(told, ensure_ascii=False, indent=2))


def _board(session: Session, settings: Settings, name: str) -> ShownBoard:
    competition, facts = competition_of(session), facts_of(session)
    facts.moment = settings.moment(zone_of(session))
    board = ask_board(facts, name)
    if board is None:
        return ShownBoard(NothingPublic(board=name, competition=competition.id, series=None, period=None))
    return shown(board, competition.timezone)


def _unmasked(session: Session, board: ShownBoard) -> ShownBoard:
    people = {row.code: row for row in session.exec(select(Pledge))}
    rows = board.words.rows
    return board.with_rows(
        tuple(
            replace(row, person=kept.person, person_en=kept.english.get("person") or kept.person)
            if (kept := people.get(row.id))
            else row
            for row in rows
        )
    )


def _reports(session: Session, kind: PromiseKind[Any]) -> dict[str, list[dict[str, Any]]]:
    """What was reported, by the ids of the rows, in the order of the days."""
    codes = {f"{row.id:09d}": row.code for row in session.exec(select(kind.table))}
    found: dict[str, list[dict[str, Any]]] = {}
    for key, report in facts_of(session).documents(FactKind.REPORT, f"{kind.name}/").items():
        code = codes.get(key.split("/")[1])
        if code is not None:
            found.setdefault(code, []).append({"evidence": "", **report})
    return {code: sorted(rows, key=lambda row: row["on"]) for code, rows in found.items()}


def said(key: str, **values: Any) -> None:
    """Say what has been done."""
    click.echo(cli(f"said.{key}", **values))
