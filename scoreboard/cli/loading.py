"""load."""

from pathlib import Path

import click

from scoreboard.ceremony.cues import cue_formats
from scoreboard.cli.command import argument, command
from scoreboard.cli.main_database import main_database
from scoreboard.cli.progress import telling_progress
from scoreboard.cli.wording import Option, cli
from scoreboard.desk.loading import LoadReport, check_folder, load_in_portions
from scoreboard.exchange.folder import CompetitionFolder, read_folder
from scoreboard.exchange.problems import FolderInvalid
from scoreboard.settings import Settings

MOST_DOUBTS = 20
"""How many doubts are told one by one."""


@command(
    argument("folder", type=click.Path(path_type=Path)),
    Option(["--check"], is_flag=True),
    Option(["--with-clock"], is_flag=True),
)
def load(settings: Settings, folder: Path, check: bool, with_clock: bool) -> None:
    declared = _read(folder, settings.lang)
    if check:
        report = check_folder(settings, declared)
        if report is None:
            click.echo(cli("said.checked_new", competition=declared.competition.id))
        else:
            _tell(report)
        _tell_doubts(declared, settings.lang)
        return
    with main_database(settings, create=True, with_clock=with_clock) as store, telling_progress() as progress:
        _tell(load_in_portions(store, settings, declared, with_clock=with_clock, progress=progress))
    _tell_doubts(declared, settings.lang)


def _read(folder: Path, lang: str) -> CompetitionFolder:
    """The folder; where it is invalid, every problem goes to stderr, the first one last with the refusal."""
    try:
        return read_folder(folder, cue_formats())
    except FolderInvalid as invalid:
        for line in invalid.lines(lang)[1:]:
            click.echo(line, err=True)
        raise


def _tell_doubts(declared: CompetitionFolder, lang: str) -> None:
    """Say what can be so and may not be meant: the first of it, and how much there is."""
    for doubt in declared.doubts[:MOST_DOUBTS]:
        click.echo(cli("said.doubt", doubt=doubt.sentence(lang)))
    if len(declared.doubts) > MOST_DOUBTS:
        click.echo(cli("said.more_doubts", count=len(declared.doubts) - MOST_DOUBTS))


def _tell(report: LoadReport) -> None:
    if report.unchanged:
        click.echo(cli("said.unchanged", competition=report.competition))
        return
    key = "said.checked" if report.checked_only else "said.loaded"
    click.echo(cli(key, competition=report.competition, changes=report.total))
    for file, (new, changed, gone) in report.counts().items():
        click.echo(cli("said.loaded_file", file=file, new=new, changed=changed, gone=gone))
