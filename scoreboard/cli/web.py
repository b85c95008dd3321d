"""web: the public displays in a browser."""

import asyncio
from dataclasses import replace
from pathlib import Path

import click

from scoreboard.cli.command import command
from scoreboard.cli.server_options import SERVER_OPTIONS
from scoreboard.cli.theme_option import THEME
from scoreboard.cli.wording import Option
from scoreboard.locale import say
from scoreboard.log_lines import log_into
from scoreboard.publications.reader import PublicReader
from scoreboard.settings import Settings
from screens.web.running import MOST_CONNECTIONS, MOST_PER_ADDRESS, WebPlanned, run_web

HOST, PORT = "127.0.0.1", 8000
OWN = ("127.0.0.1", "::1", "localhost")
"""Addresses at which nobody but this machine comes in."""
PROGRAM = "scoreboard.cli.served"
"""What both processes run."""


@command(
    Option(["--bind"], default=HOST, metavar="A", show_default=True),
    Option(["--port", "web_port"], default=PORT, type=click.IntRange(1, 65535), metavar="P", show_default=True),
    Option(["--connections"], default=MOST_CONNECTIONS, type=click.IntRange(1), metavar="N", show_default=True),
    Option(
        ["--per-address", "per_address"],
        default=MOST_PER_ADDRESS,
        type=click.IntRange(1),
        metavar="N",
        show_default=True,
    ),
    Option(["--workers"], default=1, type=click.IntRange(1, 64), metavar="N", show_default=True),
    THEME,
    *SERVER_OPTIONS,
)
def web(
    settings: Settings,
    bind: str,
    web_port: int,
    connections: int,
    per_address: int,
    workers: int,
    theme: str | None,
    log_file: Path | None,
    metrics_port: int | None,
) -> None:
    PublicReader(settings.paths.public).close()
    plan = WebPlanned(
        settings.paths.public,
        bind,
        web_port,
        settings.lang,
        PROGRAM,
        settings.now,
        theme or "",
        workers,
        connections,
        per_address,
        metrics_port=metrics_port,
    )

    def started() -> None:
        host = f"[{bind}]" if ":" in bind else bind
        click.echo(say("web.listening", settings.lang, address=f"http://{host}:{web_port}/"))
        if bind not in OWN:
            click.echo(say("web.open_to_all", settings.lang), err=True)

    def ended(role: str, code: int) -> None:
        click.echo(say("remote.restarted", settings.lang, role=role, code=code), err=True)

    with log_into(log_file) as log:
        asyncio.run(run_web(replace(plan, log=log), started, ended))
