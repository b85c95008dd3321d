"""notice unit, stars, pledges: sheets of paper for a notice board, from the public file alone."""

import os
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

import click

from scoreboard.cli.command import argument, command
from scoreboard.cli.program import CommandGroup
from scoreboard.cli.wording import Option, cli
from scoreboard.errors import BadInput, Refused
from scoreboard.exchange.pledges_sheet import pledges_sheet
from scoreboard.exchange.stars_sheet import stars_sheet
from scoreboard.exchange.unit_sheet import unit_sheet
from scoreboard.publications.choosing import UNIT, BoardWish, choose_series, public_board
from scoreboard.publications.competition import CompetitionBoard
from scoreboard.publications.contest_clock import ContestClock
from scoreboard.publications.kinds.stars import StarsBoard
from scoreboard.publications.reader import PublicReader
from scoreboard.publications.unit_board import UnitBoard
from scoreboard.settings import Settings

FORMAT = Option(["--format", "form"], type=click.Choice(["html"]), default="html")
OUTPUT = Option(["--output"], required=True, type=click.Path(path_type=Path), metavar="FILE")
UnitSheet = Callable[[UnitBoard, CompetitionBoard, date, str], str]
Drawn = Callable[[PublicReader, CompetitionBoard, date], str]


@command(argument("unit"), FORMAT, OUTPUT)
def unit(settings: Settings, unit: str, form: str, output: Path) -> None:
    _print_of_unit(settings, unit, output, unit_sheet)


@command(argument("unit"), FORMAT, OUTPUT)
def pledges(settings: Settings, unit: str, form: str, output: Path) -> None:
    _print_of_unit(settings, unit, output, pledges_sheet)


def _print_of_unit(settings: Settings, unit: str, output: Path, sheet_of: UnitSheet) -> None:
    def drawn(reader: PublicReader, competition: CompetitionBoard, day: date) -> str:
        return sheet_of(public_board(reader, BoardWish(UNIT, unit=unit)).words, competition, day, settings.lang)

    _print(settings, output, drawn)


@command(Option(["--series"], metavar="S"), Option(["--period"], metavar="P"), FORMAT, OUTPUT)
def stars(settings: Settings, series: str | None, period: str | None, form: str, output: Path) -> None:
    def drawn(reader: PublicReader, competition: CompetitionBoard, day: date) -> str:
        chosen = choose_series(competition, series)
        board = public_board(reader, BoardWish("stars", chosen.id, period)).words
        if not isinstance(board, StarsBoard):
            raise Refused("notice.no_stars_yet", series=chosen.id)
        return stars_sheet(board, chosen, competition, day, settings.lang)

    _print(settings, output, drawn)


def _print(settings: Settings, output: Path, drawn: Drawn) -> None:
    """Write a sheet as of today into a file. Raises BadInput where that cannot be written."""
    with closing(PublicReader(settings.paths.public, ContestClock(settings, settings.paths.public))) as reader:
        competition = reader.competition()
        page = drawn(reader, competition, settings.moment(competition.timezone).date())
    try:
        with open(output, "w", encoding="utf-8", opener=_at_once) as file:
            file.write(page)
    except OSError as error:
        raise BadInput("notice.unwritable", file=output, detail=error.strerror) from None
    click.echo(cli("said.on_paper", file=output))


def _at_once(path: str, flags: int) -> int:
    """Open a file to write, never waiting for somebody who reads: a pipe that nobody reads raises OSError."""
    opened = os.open(path, flags | os.O_NONBLOCK, 0o666)
    os.set_blocking(opened, True)
    return opened


notice = CommandGroup("notice", commands={one.name or "": one for one in (unit, stars, pledges)})
