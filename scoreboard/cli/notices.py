"""notice and certificates: sheets of paper for a notice board and for winners, from the public file alone."""

from pathlib import Path

from scoreboard.cli.command import argument, command
from scoreboard.cli.paper import NEEDED_OUTPUT, form_of, form_option, public_papers, put_out
from scoreboard.cli.program import CommandGroup
from scoreboard.cli.wording import Option
from scoreboard.exchange.public_papers import SHEET_FORMS
from scoreboard.settings import Settings

FORM = form_option(SHEET_FORMS)


@command(argument("unit"), FORM, NEEDED_OUTPUT)
def unit(settings: Settings, unit: str, paper: str | None, output: Path) -> None:
    form = form_of(paper, output, SHEET_FORMS)
    with public_papers(settings) as papers:
        content = papers.unit(unit, form)
    put_out(content, output)


@command(argument("unit"), FORM, NEEDED_OUTPUT)
def pledges(settings: Settings, unit: str, paper: str | None, output: Path) -> None:
    form = form_of(paper, output, SHEET_FORMS)
    with public_papers(settings) as papers:
        content = papers.pledges(unit, form)
    put_out(content, output)


@command(Option(["--series"], metavar="S"), Option(["--period"], metavar="P"), FORM, NEEDED_OUTPUT)
def stars(settings: Settings, series: str | None, period: str | None, paper: str | None, output: Path) -> None:
    form = form_of(paper, output, SHEET_FORMS)
    with public_papers(settings) as papers:
        content = papers.stars(series, period, form)
    put_out(content, output)


@command(argument("series"), argument("period"), FORM, NEEDED_OUTPUT)
def certificates(settings: Settings, series: str, period: str, paper: str | None, output: Path) -> None:
    form = form_of(paper, output, SHEET_FORMS)
    with public_papers(settings) as papers:
        content = papers.certificates(series, period, form)
    put_out(content, output)


notice = CommandGroup("notice", commands={one.name or "": one for one in (unit, stars, pledges)})
