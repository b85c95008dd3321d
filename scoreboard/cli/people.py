"""user add, list, disable."""

from pathlib import Path

import click

from scoreboard.cli.command import argument, command
from scoreboard.cli.opening import main_database
from scoreboard.cli.program import Group
from scoreboard.cli.wording import Option, cli
from scoreboard.desk import people
from scoreboard.desk.acting import acting
from scoreboard.desk.identity import fingerprint
from scoreboard.errors import BadInput
from scoreboard.models.people import ROLES
from scoreboard.settings import Settings


@command(
    argument("name"),
    Option(["--role"], required=True, type=click.Choice(ROLES), metavar="ROLE"),
    Option(["--key"], type=click.Path(dir_okay=False, path_type=Path), metavar="FILE.pub"),
    Option(["--os-user", "os_user"], metavar="LOGIN"),
)
def add(settings: Settings, name: str, role: str, key: Path | None, os_user: str | None) -> None:
    public_key = None if key is None else _read_key(key)
    with main_database(settings, create=True) as store, acting(store, settings, "add people") as writing:
        people.add_person(writing, name, role, key=public_key, os_user=os_user)
    click.echo(cli("said.user_added", name=name, role=role))


@command()
def list_(settings: Settings) -> None:
    with main_database(settings) as store, store.read() as session:
        for person in people.people(session):
            bound = [
                *([f"key:{fingerprint(person.key)}"] if person.key else []),
                *([f"os:{person.os_user}"] if person.os_user else []),
            ]
            state = [cli("said.user_disabled")] if person.disabled else []
            click.echo("\t".join([person.name, person.role, " ".join(bound) or "-", *state]))


@command(argument("name"))
def disable(settings: Settings, name: str) -> None:
    with main_database(settings) as store, acting(store, settings, "add people") as writing:
        people.disable_person(writing, name)
    click.echo(cli("said.user_cut_off", name=name))


user = Group("user", commands={c.name or "": c for c in (add, list_, disable)})


def _read_key(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        raise BadInput("people.key_file", path=path) from None
