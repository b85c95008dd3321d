"""notice and certificates: sheets of paper for a notice board and for winners, from the public file alone."""

from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

from scoreboard.cli.command import argument, command
from scoreboard.cli.paper import NEEDED_OUTPUT, form_of, form_option, host_of, put_out
from scoreboard.cli.program import CommandGroup
from scoreboard.cli.wording import Option
from scoreboard.errors import Refused
from scoreboard.exchange.certificates import certificates_of
from scoreboard.exchange.paper.sheets import printed_certificates, printed_sheets
from scoreboard.exchange.pledges_sheet import pledges_sheet
from scoreboard.exchange.sheet_parts import Sheets
from scoreboard.exchange.stars_sheet import stars_sheet
from scoreboard.exchange.unit_sheet import unit_sheet
from scoreboard.publications.choosing import UNIT, BoardWish, choose_period, choose_series, public_board
from scoreboard.publications.competition import CompetitionBoard
from scoreboard.publications.contest_clock import ContestClock
from scoreboard.publications.kinds.stars import StarsBoard, elected, of_series
from scoreboard.publications.reader import PublicReader
from scoreboard.publications.stars import stars_key
from scoreboard.publications.unit_board import UnitBoard
from scoreboard.settings import Settings

SHEET_FORMS = ("pdf", "html")
UnitSheet = Callable[[UnitBoard, CompetitionBoard, date, str], Sheets]
Drawn = Callable[[PublicReader, CompetitionBoard, date], Sheets]


@command(argument("unit"), form_option(SHEET_FORMS), NEEDED_OUTPUT)
def unit(settings: Settings, unit: str, paper: str | None, output: Path) -> None:
    _print_of_unit(settings, unit, paper, output, unit_sheet)


@command(argument("unit"), form_option(SHEET_FORMS), NEEDED_OUTPUT)
def pledges(settings: Settings, unit: str, paper: str | None, output: Path) -> None:
    _print_of_unit(settings, unit, paper, output, pledges_sheet)


def _print_of_unit(settings: Settings, unit: str, paper: str | None, output: Path, sheet_of: UnitSheet) -> None:
    def drawn(reader: PublicReader, competition: CompetitionBoard, day: date) -> Sheets:
        return sheet_of(public_board(reader, BoardWish(UNIT, unit=unit)).words, competition, day, settings.lang)

    _print(settings, paper, output, drawn)


@command(Option(["--series"], metavar="S"), Option(["--period"], metavar="P"), form_option(SHEET_FORMS), NEEDED_OUTPUT)
def stars(settings: Settings, series: str | None, period: str | None, paper: str | None, output: Path) -> None:
    def drawn(reader: PublicReader, competition: CompetitionBoard, day: date) -> Sheets:
        chosen = choose_series(competition, series)
        board = public_board(reader, BoardWish("stars", chosen.id, period)).words
        if not isinstance(board, StarsBoard):
            raise Refused("notice.no_stars_yet", series=chosen.id)
        return stars_sheet(board, chosen, competition, day, settings.lang)

    _print(settings, paper, output, drawn)


def _print(settings: Settings, paper: str | None, output: Path, drawn: Drawn) -> None:
    """Write sheets as of today into a file. Raises BadInput where that cannot be written."""
    with closing(PublicReader(settings.paths.public, ContestClock(settings, settings.paths.public))) as reader:
        competition = reader.competition()
        today = settings.moment(competition.timezone)
        sheets = drawn(reader, competition, today.date())
    put_out(printed_sheets(sheets, form_of(paper, output, SHEET_FORMS), settings.lang, today), output)


@command(argument("series"), argument("period"), form_option(SHEET_FORMS), NEEDED_OUTPUT)
def certificates(settings: Settings, series: str, period: str, paper: str | None, output: Path) -> None:
    with closing(PublicReader(settings.paths.public)) as reader:
        competition = reader.competition()
        found_series, found_period = choose_series(competition, series), choose_period(competition, period)
        flags = reader.board(f"flags/{found_series.id}/{found_period}")
        stars = reader.board(stars_key(found_period))
        issuer = host_of(reader, found_series, settings.lang)
    people = None if stars is None else of_series(elected(stars.words), found_series.id)
    given = certificates_of(None if flags is None else flags.words, people, competition, settings.lang)
    if not given:
        raise Refused("notice.no_certificates", series=found_series.id, period=found_period)
    today = settings.moment(competition.timezone)
    form = form_of(paper, output, SHEET_FORMS)
    put_out(printed_certificates(given, issuer, today.date(), form, settings.lang, today), output)


notice = CommandGroup("notice", commands={one.name or "": one for one in (unit, stars, pledges)})
