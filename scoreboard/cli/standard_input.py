"""Values that a command line leaves to standard input, so that no list of processes shows them.

Any value can be ``-``. Several of them take a line each, in the order in which they stand on the command line.
"""

import getpass
import sys
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Protocol, runtime_checkable

import click
from click.core import ParameterSource

from scoreboard.errors import BadInput

SIGN = "-"
LONGEST = 2000
"""Characters of a value."""
_LINES = "scoreboard.standard_input"


class Awaited(str):
    """A ``-`` on a command line, with its place there."""

    place: int

    def __new__(cls, place: int) -> "Awaited":
        sign = super().__new__(cls, SIGN)
        sign.place = place
        return sign


def awaiting(arguments: Iterable[str], options: Iterable[str]) -> list[str]:
    """The words of a command with every ``-`` marked, also that of ``--reason=-`` for one of the `options`."""
    marked: list[str] = []
    known = frozenset(options)
    for word in arguments:
        name, equals, value = word.partition("=")
        if word == SIGN:
            marked.append(Awaited(len(marked)))
        elif equals and value == SIGN and name in known:
            marked += [name, Awaited(len(marked) + 1)]
        else:
            marked.append(word)
    return marked


@runtime_checkable
class AsksFirst(Protocol):
    """A command that sees to it who acts before anything is read from them."""

    def before_input(self, ctx: click.Context, opts: Mapping[str, Any]) -> None:
        """Raises Refused where they may not do what it does."""


class FromInput(click.Parameter):
    """A parameter whose value may be on standard input; the name of a file may not."""

    secret = False
    """Whether a terminal shows nothing of what is typed for it."""

    @property
    def may_wait(self) -> bool:
        """Whether ``-`` means standard input here."""
        return not isinstance(self.type, click.Path) and not (isinstance(self, click.Option) and self.is_flag)

    def consume_value(self, ctx: click.Context, opts: Mapping[str, Any]) -> tuple[Any, ParameterSource]:
        value, source = super().consume_value(ctx, opts)
        if not self.may_wait:
            return value, source
        if isinstance(value, Awaited):
            return _lines(ctx, opts)[value.place], source
        if isinstance(value, tuple | list) and any(isinstance(one, Awaited) for one in value):
            lines = _lines(ctx, opts)
            return [lines[one.place] if isinstance(one, Awaited) else one for one in value], source
        return value, source


def _lines(ctx: click.Context, opts: Mapping[str, Any]) -> Mapping[int, str]:
    """The lines of standard input by the places of those who wait for them; read once."""
    if _LINES not in ctx.meta:
        if isinstance(ctx.command, AsksFirst):
            ctx.command.before_input(ctx, opts)
        waiting = dict(sorted(_waiting(ctx, opts), key=lambda one: one[0]))
        lines = _typed(waiting.values()) if is_terminal() else _given(len(waiting))
        for parameter, line in zip(waiting.values(), lines, strict=True):
            if not line:
                raise BadInput("input.empty", name=_written(parameter))
            if len(line) > LONGEST:
                raise BadInput("input.long", name=_written(parameter), limit=LONGEST)
        ctx.meta[_LINES] = dict(zip(waiting, lines, strict=True))
    found: Mapping[int, str] = ctx.meta[_LINES]
    return found


def _waiting(ctx: click.Context, opts: Mapping[str, Any]) -> Iterator[tuple[int, FromInput]]:
    """The places of those who wait, each with its parameter."""
    for parameter in ctx.command.params:
        if isinstance(parameter, FromInput) and parameter.may_wait and parameter.name is not None:
            given = opts.get(parameter.name)
            for value in given if isinstance(given, tuple | list) else (given,):
                if isinstance(value, Awaited):
                    yield value.place, parameter


def _written(parameter: click.Parameter) -> str:
    """How a parameter is written."""
    return max(parameter.opts, key=len) if isinstance(parameter, click.Option) else parameter.human_readable_name


def is_terminal() -> bool:
    """Whether somebody can be asked."""
    return sys.stdin is not None and not sys.stdin.closed and sys.stdin.isatty()


def _typed(waiting: Iterable[FromInput]) -> list[str]:
    """A line for each as somebody types them."""
    return [
        unseen(f"{_written(parameter)}: ") if parameter.secret else _trimmed(_read(LONGEST + 2, line=True))
        for parameter in waiting
    ]


def unseen(prompt: str) -> str:
    """A line that somebody types at a terminal, which shows nothing of it. Raises BadInput where there is none."""
    try:
        return _trimmed(getpass.getpass(prompt, sys.stderr))
    except (EOFError, OSError, UnicodeDecodeError):
        raise BadInput("input.none") from None


def given_lines(most: int) -> list[str]:
    """All lines of what a file or another program gives, of which so many are wanted at most."""
    limit = most * (LONGEST + 2)
    text = _read(limit + 1).removeprefix("\N{BYTE ORDER MARK}")
    lines = [_trimmed(line) for line in text.split("\n")]
    while lines and not lines[-1]:
        lines.pop()
    if len(text) > limit:
        raise BadInput("input.much", count=most, limit=LONGEST)
    if len(lines) > most:
        raise BadInput("input.more")
    return lines


def _given(count: int) -> list[str]:
    """So many lines; those that are lacking are empty."""
    lines = given_lines(count)
    return lines + [""] * (count - len(lines))


def _read(limit: int, *, line: bool = False) -> str:
    """What there is to read, up to so many characters. Raises BadInput where nothing can be."""
    try:
        if sys.stdin is None:
            raise OSError
        return sys.stdin.readline(limit) if line else sys.stdin.read(limit)
    except UnicodeDecodeError:
        raise BadInput("input.encoding") from None
    except (OSError, ValueError):  # closed, or none was given
        raise BadInput("input.none") from None


def _trimmed(line: str) -> str:
    return line.strip()
