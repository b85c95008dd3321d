"""--check of a decision: what it would change is printed, and nothing is done."""

import io
import sys

import click
from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from scoreboard.cli.documents import put_json
from scoreboard.cli.main_database import main_database
from scoreboard.cli.wording import Option
from scoreboard.desk.foreseeing import Foreseen, foresee
from scoreboard.desk.foreseen_words import ToldSection, told, told_doubts
from scoreboard.desk.proposals import Proposal
from scoreboard.errors import BadInput
from scoreboard.locale import say
from scoreboard.settings import Settings
from scoreboard.wire import to_json

WIDE = 240
"""The width in a pipe, where nothing wraps."""

CHECK = (
    Option(["--check", "foreseen"], is_flag=True),
    Option(["--format", "form"], type=click.Choice(["table", "json"])),
)
"""The options of every command whose consequences can be looked at before."""


def is_check(foreseen: bool, form: str | None) -> bool:
    """Whether a command is only to say what it would change. Raises BadInput for a form of what is not asked for."""
    if form is not None and not foreseen:
        raise BadInput("foresee.form")
    return foreseen


def print_foreseen(settings: Settings, proposal: Proposal, form: str | None) -> None:
    """Say what a deed would change."""
    with main_database(settings) as store:
        foreseen = foresee(store, settings, proposal)
    if form == "json":
        put_json(to_json(foreseen))
    else:
        click.echo(foreseen_text(foreseen, settings.lang), nl=False)


def foreseen_text(foreseen: Foreseen, lang: str) -> str:
    """All of it as tables, ruled and wrapped on a terminal, plain in a pipe."""
    terminal = sys.stdout.isatty()
    console = Console(width=None if terminal else WIDE, highlight=False, file=io.StringIO(), force_terminal=terminal)
    with console.capture() as captured:
        sections = told(foreseen, lang)
        for section in sections:
            _print(console, section, lang, box.SIMPLE_HEAD if terminal else None)
        if not sections:
            console.print(Text(say("foresee.nothing", lang)), soft_wrap=True)
        for doubt in told_doubts(foreseen, lang):
            console.print(Text(doubt), soft_wrap=True)
        console.print(Text(say("foresee.unchanged", lang)), soft_wrap=True)
    return captured.get()


def _print(console: Console, section: ToldSection, lang: str, ruled: box.Box | None) -> None:
    console.print(Text(section.heading, style="bold"), soft_wrap=True)
    table = Table(box=ruled, pad_edge=False)
    for column in ("where", "what", "before", "after"):
        table.add_column(Text(say(f"foresee.column.{column}", lang)))
    for line in section.lines:
        table.add_row(*map(Text, (line.where, line.what, line.before, line.after)))
    console.print(table)
    if section.more:
        console.print(Text(section.more), soft_wrap=True)
    console.print()
