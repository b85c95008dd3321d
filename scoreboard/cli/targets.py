"""target: list, add, withdraw."""

from typing import Any

import click

from scoreboard.cli.benchmarks_and_visits import withdraw_command
from scoreboard.cli.command import command
from scoreboard.cli.documents import put_json
from scoreboard.cli.main_database import main_database, main_database_to_read
from scoreboard.cli.promises import group
from scoreboard.cli.promising import FORMAT, column_options, columns_given
from scoreboard.cli.tables import rows_text
from scoreboard.cli.wording import cli
from scoreboard.desk.declaring import add_declared
from scoreboard.desk.promises import TARGET
from scoreboard.desk.targets import TargetRow, read_targets
from scoreboard.desk.unit_of_work import acting, zone_of
from scoreboard.locale import say
from scoreboard.publications.board_tables import UNIT_TARGETS, TabledRows
from scoreboard.settings import Settings
from scoreboard.store.contest import competition_of
from scoreboard.wire import to_json


@command(FORMAT)
def list_(settings: Settings, form: str) -> None:
    with main_database_to_read(settings) as session:
        competition, rows = competition_of(session).id, read_targets(session, settings.moment(zone_of(session)))
    if form == "json":
        told = {"competition": competition, "rows": [_json(row) for row in rows]}
        put_json(told)
    else:
        click.echo(rows_text(_table(rows, settings.lang)) if rows else cli("table.nothing"), nl=not rows)


def _json(row: TargetRow) -> dict[str, Any]:
    words: dict[str, Any] = to_json(row)
    return {**words, **words.pop("target")}


def _table(rows: tuple[TargetRow, ...], lang: str) -> TabledRows:
    headings = (say(key, lang) for key in ("year.column.id", "cli.table.unit", *(one.heading for one in UNIT_TARGETS)))
    cells = ((row.id, row.called(lang), *(column.cell(row.target, lang) for column in UNIT_TARGETS)) for row in rows)
    return TabledRows(tuple(headings), ("left", "left", *(column.justify for column in UNIT_TARGETS)), tuple(cells))


@command(*column_options(TARGET.columns), deed="promise", with_pin=True)
def add(settings: Settings, **words: Any) -> None:
    given = columns_given(words)
    with main_database(settings) as store, acting(store, settings, "promise", series=dict(given)["series"]) as writing:
        code = add_declared(writing, TARGET, given)
    click.echo(code)


target = group("target", list=list_, add=add, withdraw=withdraw_command(TARGET))
