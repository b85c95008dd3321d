"""Running the kiosk, and leaving with what it ended in."""

import sys
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from screens.app import KioskApp


def run_kiosk(app: "KioskApp") -> None:
    """Run until the person leaves, then tell what the app has to say; leave with its exit code where it is not 0."""
    from screens.terminal import GONE

    sentence = app.run()
    if app.return_code == GONE:
        sys.stdout = sys.stderr = None  # nobody is there any more to flush them to
    elif sentence:
        click.echo(sentence, err=True)
    if app.return_code:
        raise click.exceptions.Exit(app.return_code)
