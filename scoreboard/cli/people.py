"""user add, list, disable, pin."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from scoreboard.cli.command import argument, command
from scoreboard.cli.main_database import main_database, main_database_to_read
from scoreboard.cli.pin_input import proved, read_new_pin
from scoreboard.cli.pin_option import PinOption
from scoreboard.cli.program import CommandGroup
from scoreboard.cli.wording import LANGUAGE, Option, cli
from scoreboard.desk import people
from scoreboard.desk.identity import account, fingerprint
from scoreboard.desk.permissions import role_called
from scoreboard.desk.pins import set_pin, wants_pin, with_pins
from scoreboard.desk.ssh_keys import read_key_file
from scoreboard.desk.unit_of_work import acting, known
from scoreboard.models import Person
from scoreboard.models.people import ROLES
from scoreboard.settings import Settings


@command(
    argument("name"),
    Option(["--role"], required=True, type=click.Choice(ROLES), metavar="ROLE"),
    Option(["--key"], type=click.Path(dir_okay=False, path_type=Path), metavar="FILE.pub"),
    Option(["--os-user", "os_user"], metavar="LOGIN"),
    Option(["--series"], metavar="S"),
    PinOption(),
    deed="add people",
)
def add(
    settings: Settings,
    name: str,
    role: str,
    key: Path | None,
    os_user: str | None,
    series: str | None,
    pin: str | None,
) -> None:
    public_key = None if key is None else read_key_file(key)
    with (
        main_database(settings, create=True) as store,
        acting(store, proved(store, settings, pin, ask=True), "add people") as writing,
    ):
        before = people.add_person(writing, name, role, key=public_key, os_user=os_user, series=series)
        now = writing.session.get_one(Person, name)
        after = now.model_dump(include=set(before or ()))
        alone = people.keys_alone(writing.session)
        unbound = people.counts_for_nobody(writing.session, now)
    _say_what_changed(name, before, after, role)
    if unbound:
        click.echo(cli("said.user_unbound", name=name, role=role))
    if alone:
        click.echo(cli("said.keys_alone", name=name, login=account()))


@command()
def list_(settings: Settings) -> None:
    with main_database_to_read(settings) as session:
        pins = with_pins(session)
        for person in people.people(session):
            bound = [
                *([f"key:{fingerprint(person.key)}"] if person.key else []),
                *([f"os:{person.os_user}"] if person.os_user else []),
                *(["pin"] if person.name in pins else []),
                *([f"series:{person.series_id}"] if person.series_id else []),
            ]
            state = [cli("said.user_disabled")] if person.disabled else []
            click.echo("\t".join([person.name, person.role, " ".join(bound) or "-", *state]))


@command(argument("name"), PinOption(), deed="add people")
def disable(settings: Settings, name: str, pin: str | None) -> None:
    with (
        main_database(settings) as store,
        acting(store, proved(store, settings, pin, ask=True), "add people") as writing,
    ):
        people.disable_person(writing, name)
    click.echo(cli("said.user_cut_off", name=name))


@command(argument("name"))
def pin(settings: Settings, name: str) -> None:
    own = settings.acting == name
    deed = "set their PIN" if own else "add people"
    with main_database(settings) as store:
        with store.read() as session:
            current = settings.acting if wants_pin(session, settings) else None
            known(session, replace(settings, by_pin=current is not None), deed, anywhere=own)
        old, new = read_new_pin(name, current=current)
        settings = proved(store, settings, old)
        with acting(store, settings, deed, anywhere=own) as writing:
            set_pin(writing, name, new)
    click.echo(cli("said.user_pin", name=name))


user = CommandGroup("user", commands={c.name or "": c for c in (add, list_, disable, pin)})


def _called(role: str) -> str:
    """A role in the reader's language."""
    return role_called(role).said(LANGUAGE.get())


def _say_what_changed(name: str, before: Mapping[str, Any] | None, after: Mapping[str, Any], role: str) -> None:
    if before is None:
        click.echo(cli("said.user_added", name=name, role=_called(role)))
    elif before["disabled"]:
        click.echo(cli("said.user_enabled", name=name, role=_called(role)))
    elif before == after:
        click.echo(cli("said.user_same", name=name, role=_called(role)))
    elif before["role"] != role:
        click.echo(cli("said.user_changed_role", name=name, role=_called(role), before=_called(before["role"])))
    else:
        click.echo(cli("said.user_changed", name=name, role=_called(role)))
    if before is not None and before["key"] and before["key"] != after["key"]:
        click.echo(cli("said.user_key_replaced", before=fingerprint(before["key"]), after=fingerprint(after["key"])))
