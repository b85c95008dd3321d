"""How far a large deed has come, on a terminal; a script's stderr is left for what is wrong."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click

from scoreboard.cli.wording import cli
from scoreboard.desk.portions import Progress, untold

BEGIN_AGAIN = "\r\x1b[K"
"""Writes over the terminal's line."""


@contextmanager
def telling_progress() -> Iterator[Progress]:
    """What a deed is to tell its progress to: a line of the terminal, wiped at the end."""
    if not sys.stderr.isatty():
        yield untold
        return

    def tell(done: int, whole: int) -> None:
        words = cli("said.progress", done=done, count=whole, percent=100 * done // whole)
        click.echo(f"{BEGIN_AGAIN}{words}", err=True, nl=False)

    try:
        yield tell
    finally:
        click.echo(BEGIN_AGAIN, err=True, nl=False)
