"""kiosk: a machine that starts into the hall display."""

import shlex
import sys
from pathlib import Path

import click

from scoreboard.cli.command import command
from scoreboard.cli.program import CommandGroup
from scoreboard.cli.wording import Option, cli
from scoreboard.errors import BadInput, Refused
from scoreboard.kiosk.checking import examine, refuse_unfit
from scoreboard.kiosk.contents import UNIT
from scoreboard.kiosk.machine import Machine
from scoreboard.kiosk.plan import COMPOSITOR, DATABASE, FONT_SIZE, TERMINAL, USER, KioskPlan, placed
from scoreboard.kiosk.tree import Installed, Tree
from scoreboard.settings import BOTH, Settings

ROOT = Option(["--root"], type=click.Path(path_type=Path), default="/", metavar="DIR", show_default=True)
WHOSE = Option(["--user", "account"], metavar="U")
LIVE = ("systemctl daemon-reload", f"systemctl enable {UNIT}", "systemctl reboot")
"""What makes what was written live. Only a start of the machine takes the login prompts away that are there already."""
LEFT = (f"systemctl stop {UNIT}", "systemctl daemon-reload", "systemctl reboot")


@command(
    Option(["--user", "account"], default=USER, metavar="U", show_default=True),
    ROOT,
    Option(["--compositor"], default=shlex.join(COMPOSITOR), metavar="COMMAND", show_default=True),
    Option(["--terminal"], default=TERMINAL, metavar="COMMAND", show_default=True),
    Option(
        ["--font-size", "font_size"], type=click.IntRange(8, 200), default=FONT_SIZE, metavar="N", show_default=True
    ),
    Option(["--force", "overwrite"], is_flag=True),
    bilingual=True,
)
def install(
    settings: Settings, account: str, root: Path, compositor: str, terminal: str, font_size: int, overwrite: bool
) -> None:
    tree, machine = Tree(root), Machine()
    plan = KioskPlan(
        user=account,
        database=_database(settings),
        lang=BOTH if settings.second else settings.lang,
        display=_own_command(),
        compositor=_words("--compositor", compositor),
        terminal=_words("--terminal", terminal),
        font_size=font_size,
    )
    refuse_unfit(plan, tree, machine)
    for path in tree.install(placed(plan, machine.program if tree.live else None), overwrite=overwrite):
        click.echo(path)
    click.echo(cli("kiosk.installed", user=plan.user, database=plan.database))
    _tell_next(tree, (*LIVE[:2], "scoreboard kiosk check", LIVE[2]))


@command(WHOSE, ROOT)
def check(settings: Settings, account: str | None, root: Path) -> None:
    tree = Tree(root)
    installed = _installed(tree, account)
    findings = list(examine(tree, installed, Machine(), settings.lang))
    for finding in findings:
        mark = cli("doctor.note" if finding.mere_note else "doctor.bad")
        click.echo(f"{mark} {cli(f'kiosk.finding.{finding.key}', **finding.values)}")
    bad = sum(not finding.mere_note for finding in findings)
    if bad:
        raise Refused("kiosk.bad", count=bad)
    click.echo(cli("kiosk.sound" if tree.live else "kiosk.sound_files", count=len(installed.files)))


@command(WHOSE, ROOT)
def remove(settings: Settings, account: str | None, root: Path) -> None:
    tree = Tree(root)
    removed = tree.remove(_installed(tree, account))
    for path in removed.gone:
        click.echo(path)
    for path in removed.left:
        click.echo(cli("kiosk.left", path=path))
    click.echo(cli("kiosk.removed", count=len(removed.gone)))
    _tell_next(tree, LEFT)


kiosk = CommandGroup("kiosk", commands={one.name or "": one for one in (install, check, remove)})


def _installed(tree: Tree, account: str | None) -> Installed:
    """What has been installed. Raises Refused where nothing has, or for another account than the one that is meant."""
    installed = tree.installed()
    if installed is None:
        raise Refused("kiosk.none", root=tree.root)
    if account not in (None, installed.plan.user):
        raise Refused("kiosk.other_user", user=installed.plan.user)
    return installed


def _tell_next(tree: Tree, commands: tuple[str, ...]) -> None:
    if tree.live:
        click.echo(cli("kiosk.next"))
        for one in commands:
            click.echo(f"  {one}")


def _database(settings: Settings) -> str:
    """The database that was named; else that of a service, for the account's own data folder is nobody else's."""
    if not settings.names_database:
        return DATABASE
    main = settings.paths.main
    return str(main.absolute() if isinstance(main, Path) else main)


def _own_command() -> tuple[str, ...]:
    beside = Path(sys.executable).with_name("scoreboard")
    return (str(beside),) if beside.exists() else (sys.executable, "-m", "scoreboard")


def _words(option: str, text: str) -> tuple[str, ...]:
    try:
        words = tuple(shlex.split(text))
    except ValueError:
        words = ()
    if not words:
        raise BadInput("kiosk.command", option=option, text=text)
    return words
