"""PINs as people type them or a program hands them over: never as a word of a command, and never shown."""

from collections.abc import Mapping
from typing import Any

import click
from click.core import ParameterSource

from scoreboard.cli.standard_input import Awaited, given_lines, is_terminal, unseen
from scoreboard.cli.wording import Option, cli
from scoreboard.desk.pins import proved_by_pin, wants_pin
from scoreboard.errors import BadInput
from scoreboard.settings import Settings
from scoreboard.spelling import is_hidden
from scoreboard.store.engine import Store


class PinOption(Option):
    """The PIN of whoever acts. Only ``-`` may stand there, for lists of processes show the words of a command."""

    secret = True

    def __init__(self) -> None:
        super().__init__(["--pin"], metavar="-")

    def consume_value(self, ctx: click.Context, opts: Mapping[str, Any]) -> tuple[Any, ParameterSource]:
        given = opts.get("pin")
        if given is not None and not isinstance(given, Awaited):
            raise BadInput("pin.word")
        value, source = super().consume_value(ctx, opts)
        if isinstance(value, str) and any(map(is_hidden, value)):
            raise BadInput("pin.characters")
        return value, source


def proved(store: Store, settings: Settings, pin: str | None, *, ask: bool = False) -> Settings:
    """These settings, with whoever acts proved by the PIN that they gave.

    With `ask` it is asked for at a terminal where nothing else proves them; who gives none there stays unproved.
    Raises Refused for a wrong one.
    """
    if pin is None and ask and is_terminal():
        with store.read() as session:
            wanted = wants_pin(session, settings)
        pin = (unseen(cli("ask.pin", name=settings.acting)) or None) if wanted else None
    return settings if pin is None else proved_by_pin(store, settings, pin)


def read_new_pin(name: str, *, current: str | None) -> tuple[str | None, str]:
    """The PIN that somebody is to have, and before it that of whoever sets it, `current`, where it must prove them.

    From a terminal it is read twice, from a pipe once or twice. Raises BadInput where the two differ.
    """
    if is_terminal():
        old = None if current is None else unseen(cli("ask.pin", name=current))
        first, again = unseen(cli("ask.new_pin", name=name)), unseen(cli("ask.pin_again"))
    else:
        lines = given_lines(2 if current is None else 3)
        old = lines.pop(0) if current is not None and lines else None
        if not lines:
            raise (
                BadInput("input.empty", name="PIN") if current is None else BadInput("pin.current_first", name=current)
            )
        first, again = lines[0], lines[-1]
    if first != again:
        raise BadInput("pin.differ")
    return old, first
