"""serve: terminal access over SSH."""

import asyncio
import os
from dataclasses import replace
from pathlib import Path

import click

from scoreboard.cli.command import command
from scoreboard.cli.server_options import SERVER_OPTIONS
from scoreboard.cli.wording import Option
from scoreboard.locale import say
from scoreboard.log_lines import log_into
from scoreboard.publications.reader import PublicReader
from scoreboard.settings import Settings
from scoreboard.store.automatic_backup import EVERY_MINUTES
from screens.remote.limits import Limits
from screens.remote.supervisor import Announce, ServePlan, supervise

PORT = 2222


class TerminalAnnounce(Announce):
    """Tells the terminal that started the server."""

    def __init__(self, lang: str) -> None:
        self._lang = lang

    def started(self, plan: ServePlan, fingerprint: str) -> None:
        click.echo(say("remote.fingerprint", self._lang, fingerprint=fingerprint))
        click.echo(say("remote.listening", self._lang, port=plan.port))
        if plan.staff_port is not None:
            click.echo(say("remote.listening_staff", self._lang, port=plan.staff_port))

    def ended(self, role: str, code: int) -> None:
        click.echo(say("remote.restarted", self._lang, role=role, code=code), err=True)


PROGRAM = "scoreboard.cli.served"
"""What each of the processes runs."""


@command(
    Option(["--bind"], default="0.0.0.0", metavar="A", show_default=True),
    Option(["--port"], default=PORT, type=click.IntRange(1, 65535), metavar="P", show_default=True),
    Option(["--staff-port", "staff_port"], type=click.IntRange(1, 65535), metavar="P"),
    Option(["--workers"], default=None, type=click.IntRange(1, 64), metavar="N"),
    Option(["--connections"], default=Limits.connections, type=click.IntRange(1), metavar="N", show_default=True),
    Option(
        ["--per-address", "per_address"],
        default=Limits.per_address,
        type=click.IntRange(1),
        metavar="N",
        show_default=True,
    ),
    Option(["--older-clients", "older_clients"], is_flag=True),
    *SERVER_OPTIONS,
    Option(
        ["--backup-every", "backup_minutes"],
        default=EVERY_MINUTES,
        type=click.IntRange(1),
        metavar="MINUTES",
        show_default=True,
    ),
)
def serve(
    settings: Settings,
    bind: str,
    port: int,
    staff_port: int | None,
    workers: int | None,
    connections: int,
    per_address: int,
    older_clients: bool,
    log_file: Path | None,
    metrics_port: int | None,
    backup_minutes: int,
) -> None:
    PublicReader(settings.paths.public).close()
    if staff_port is not None:
        _open_main(settings)
    plan = ServePlan(
        settings.paths.main,
        settings.paths.public,
        bind,
        port,
        staff_port,
        workers or os.cpu_count() or 1,
        Limits(connections=connections, per_address=per_address),
        settings.lang,
        PROGRAM,
        older_clients=older_clients,
        now=settings.now,
        metrics_port=metrics_port,
        backup_minutes=backup_minutes,
    )
    with log_into(log_file) as log:
        asyncio.run(supervise(replace(plan, log=log), TerminalAnnounce(settings.lang)))


def _open_main(settings: Settings) -> None:
    """Find out before anything starts whether people could work with the main database."""
    from scoreboard.store.engine import Store

    Store(settings.paths).close()
