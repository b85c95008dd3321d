"""What every command takes that serves others for long: where its log goes, and where it tells its figures."""

from pathlib import Path

import click

from scoreboard.cli.wording import Option

SERVER_OPTIONS = (
    Option(["--log", "log_file"], type=click.Path(path_type=Path, dir_okay=False), metavar="FILE"),
    Option(["--metrics-port", "metrics_port"], type=click.IntRange(1, 65535), metavar="P"),
)
