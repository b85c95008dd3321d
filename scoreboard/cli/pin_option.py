"""The option for a PIN: never a word of a command, and never shown."""

from collections.abc import Mapping
from typing import Any

import click
from click.core import ParameterSource

from scoreboard.cli.standard_input import Awaited
from scoreboard.cli.wording import Option
from scoreboard.errors import BadInput
from scoreboard.spelling import is_hidden


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
