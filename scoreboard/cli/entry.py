"""enter, confirm, unconfirm, close, reopen."""

from datetime import date

import click

from scoreboard.cli.command import argument, command
from scoreboard.cli.opening import main_database
from scoreboard.cli.wording import Option, cli
from scoreboard.desk import closing, confirming, entering
from scoreboard.desk.acting import acting
from scoreboard.settings import Settings, parse_day
from scoreboard.store.contest import contest_of
from scoreboard.store.finding import find_unit


@command(
    argument("series"),
    argument("period"),
    argument("area"),
    argument("unit"),
    argument("score"),
    Option(["--judge"], default="", metavar="J"),
    Option(["--version"], type=int, metavar="N"),
)
def enter(
    settings: Settings, series: str, period: str, area: str, unit: str, score: str, judge: str, version: int | None
) -> None:
    with main_database(settings) as store, acting(store, settings, "enter") as writing:
        contest = contest_of(writing.session, series, period)
        found = find_unit(writing.session, unit)
        saved = entering.enter(writing, contest, area, found, score, judge=judge, version=version)
    click.echo(saved)


@command(argument("series"), argument("period"), Option(["--area"]), Option(["--unit"]))
def confirm(settings: Settings, series: str, period: str, area: str | None, unit: str | None) -> None:
    with main_database(settings) as store, acting(store, settings, "confirm") as writing:
        contest = contest_of(writing.session, series, period)
        wanted = find_unit(writing.session, unit).id if unit else None
        count = confirming.confirm(writing, contest, area=area, unit=wanted)
    click.echo(cli("said.confirmed", count=count))


@command(argument("series"), argument("period"), Option(["--area"]), Option(["--unit"]))
def unconfirm(settings: Settings, series: str, period: str, area: str | None, unit: str | None) -> None:
    with main_database(settings) as store, acting(store, settings, "unconfirm") as writing:
        contest = contest_of(writing.session, series, period)
        wanted = find_unit(writing.session, unit).id if unit else None
        count = confirming.unconfirm(writing, contest, area=area, unit=wanted)
    click.echo(cli("said.unconfirmed", count=count))


@command(argument("series"), argument("period"), Option(["--on"], metavar="DATE"))
def close(settings: Settings, series: str, period: str, on: str | None) -> None:
    day: date | None = None if on is None else parse_day(on)
    with main_database(settings) as store, acting(store, settings, "close") as writing:
        contest = contest_of(writing.session, series, period)
        ceremony = closing.close(writing, contest, on=day)
    if ceremony is None:
        click.echo(cli("said.published", series=series, period=period))
    else:
        click.echo(cli("said.sealed", series=series, period=period, ceremony=ceremony))


@command(argument("series"), argument("period"))
def reopen(settings: Settings, series: str, period: str) -> None:
    with main_database(settings) as store, acting(store, settings, "reopen") as writing:
        closing.reopen(writing, contest_of(writing.session, series, period))
    click.echo(cli("said.reopened", series=series, period=period))
