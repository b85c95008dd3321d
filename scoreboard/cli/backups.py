"""backup and restore."""

from pathlib import Path

import click

from scoreboard.cli.command import argument, command
from scoreboard.cli.wording import Option
from scoreboard.desk import backups, restoring
from scoreboard.locale import say
from scoreboard.settings import Settings

FILE = argument("file", type=click.Path(path_type=Path))


@command(FILE)
def backup(settings: Settings, file: Path) -> None:
    kept = backups.back_up(settings, file)
    _tell("year.keeping.backed_up", settings.lang, file, kept)


@command(FILE, Option(["--force"], is_flag=True))
def restore(settings: Settings, file: Path, force: bool) -> None:
    kept = restoring.restore(settings, file, force=force)
    _tell("year.keeping.restored", settings.lang, file, kept)
    if kept.set_aside is not None:
        click.echo(say("year.keeping.set_aside", settings.lang, file=kept.set_aside))


def _tell(key: str, lang: str, file: Path, kept: backups.Kept) -> None:
    click.echo(say(key, lang, file=file, competition=kept.competition, count=kept.count, hash=kept.head))
