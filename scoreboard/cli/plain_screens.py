"""The hall and the desk on a terminal that is read out: lines in, lines out, until `q` or the end of the input."""

import asyncio
import sys
from collections.abc import Sequence

import click

from scoreboard.cli.wording import usage_error
from scoreboard.errors import ContestError
from scoreboard.locale import say
from scoreboard.publications.reader import PublicReader
from scoreboard.settings import Settings
from scoreboard.store.engine import Store
from screens.desk.workplace import Workplace
from screens.plain.desk import PlainDesk
from screens.plain.hall import PlainHall

QUIT = ("q", "quit", "exit")


def run_plain_hall(settings: Settings, *, series: str | None = None, unit: str | None = None) -> None:
    """Tell what is public and what changes in it; a typed number is answered with all of that part."""
    reader = PublicReader(settings.paths.public)
    try:
        found = None if unit is None else reader.find_unit(unit)
    finally:
        reader.close()
    asyncio.run(_follow(PlainHall(settings, click.echo, series=series, unit=found)))


async def _follow(hall: PlainHall) -> None:
    telling = asyncio.create_task(hall.run())
    loop = asyncio.get_running_loop()
    while typed := await loop.run_in_executor(None, sys.stdin.readline):
        if typed.strip() in QUIT:
            telling.cancel()
            return
        for line in hall.answer(typed):
            click.echo(line)
    await telling


def run_plain_desk(settings: Settings) -> None:
    """Ask for a line, do what it says, tell what came of it; a mistake is told, and nothing else is lost by it."""
    store = Store(settings.paths)
    try:
        desk = PlainDesk(Workplace(store, settings), lambda words: _run(settings, words))
        for line in desk.open():
            click.echo(line)
        while typed := _asked(settings.lang):
            if typed.strip() in QUIT:
                return
            _answer(desk, typed)
    finally:
        store.close()


def _asked(lang: str) -> str:
    """The next line; empty at the end of the input."""
    if sys.stdin.isatty():
        click.echo(say("plain.prompt", lang), nl=False)
    return sys.stdin.readline()


def _answer(desk: PlainDesk, typed: str) -> None:
    """What others have changed meanwhile first, then the answer, then what it has changed."""
    try:
        for told in (desk.news, lambda: desk.answer(typed), desk.news):
            for line in told():
                click.echo(line)
    except ContestError as error:
        click.echo(error.sentence(desk.lang))


def _run(settings: Settings, words: Sequence[str]) -> None:
    """A command of the program on the same database, by the same person, at the same time."""
    program = click.get_current_context().find_root().command
    common = {"--lang": settings.lang, "--now": settings.now, "--as": settings.acting, "--database": settings.database}
    given = [*words, *(part for name, value in common.items() if value for part in (name, value))]
    try:
        program.main(given, prog_name="scoreboard", standalone_mode=False)
    except ContestError as error:
        click.echo(error.sentence(settings.lang))
    except click.UsageError as error:
        click.echo(usage_error(error))
