"""A command: its help from the catalogue, the options that every command has, and its settings."""

import os
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import replace
from typing import Any

import click

from scoreboard.cli.parameter_bounds import bounded
from scoreboard.cli.pin_option import PinOption
from scoreboard.cli.standard_input import Awaited, awaiting
from scoreboard.cli.wording import LANGUAGE, Argument, Context, HelpInTheCatalogue, Option, cli
from scoreboard.errors import BadInput, Refused
from scoreboard.settings import BOTH, DatabaseSides, Settings, both_languages, chosen_language, parse_moment
from scoreboard.spelling import is_hidden

PATHS: ContextVar[DatabaseSides | None] = ContextVar("paths", default=None)
"""The database of this run, once it is known."""
COMMON = ("database", "lang", "now", "acting")


def common_options() -> list[click.Parameter]:
    """The options that may stand on every command, before or after its name."""
    return [
        Option(["--database"], metavar="URL"),
        Option(["--lang"], metavar="zh|en"),
        Option(["--now"], metavar="TIME"),
        Option(["--as", "acting"], metavar="NAME"),
    ]


class Command(HelpInTheCatalogue):
    """A command that is called with its settings first.

    An option that is written with several values (`--holder UNIT…`) takes all words that follow it; it may be repeated.
    Beside arguments of any number it takes one each time.
    """

    context_class = Context

    def __init__(self, *args: Any, deed: str = "", deed_with: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.deed, self.deed_with = deed, deed_with
        """What whoever acts must be allowed to do before standard input is read; empty where nobody needs to be. Of
        some commands that is so only with an option, by its parameter's name."""
        self.bilingual = False
        """Whether it can show two languages beside each other."""
        self.params.extend(common_options())
        for parameter in self.params:
            parameter.type = bounded(parameter.type)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        taking = [p for p in self.params if isinstance(p, click.Option) and not p.is_flag]
        valued = frozenset(name for option in taking for name in option.opts)
        args = awaiting(args, valued)
        arguments = [p for p in self.params if isinstance(p, click.Argument)]
        if all(argument.nargs > 0 for argument in arguments):  # else a word behind an option may be one more of these
            for option in taking:
                if option.multiple:
                    args = spread(args, option.opts[0], len(arguments), valued)
        return super().parse_args(ctx, args)

    @contextmanager
    def _naming_own_options(self) -> Iterator[None]:
        """A PIN is asked for only where there is an option for it."""
        try:
            yield
        except Refused as error:
            if error.key != "role.bound_with_pin" or any(parameter.name == "pin" for parameter in self.params):
                raise
            raise Refused("role.bound", **error.values) from error

    def before_input(self, ctx: click.Context, opts: Mapping[str, Any]) -> None:
        """See that whoever acts may do the command's deed. Raises Refused where not; nothing is asked of them then."""
        writes = bool(self.deed) and (not self.deed_with or opts.get(self.deed_with) is not None)
        if writes and not any(isinstance(opts.get(name), Awaited) for name in COMMON):
            from scoreboard.cli.main_database import main_database_to_read  # help and completion do without a database
            from scoreboard.desk.unit_of_work import known
            from scoreboard.store.database_sides import is_there

            by_pin = isinstance(opts.get("pin"), Awaited)  # it is read after that; here it is asked what they may
            settings = replace(settings_of(ctx, opts), by_pin=by_pin)
            if not is_there(settings.paths.main):
                return  # whoever makes it is nobody yet, and the command itself says so where there must be one
            with self._naming_own_options(), main_database_to_read(settings) as session:
                known(session, settings, self.deed, anywhere=True)

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(help_text(ctx))

    def invoke(self, ctx: click.Context) -> Any:
        ctx.obj = settings_of(ctx)
        for name in COMMON:
            ctx.params.pop(name, None)
        _refuse_steering(ctx.params)
        with self._naming_own_options():
            return super().invoke(ctx)


def _refuse_steering(given_words: Mapping[str, Any]) -> None:
    """No word of a command may hold what steers the terminal of whoever reads it later, or is not seen there."""
    for name, given in given_words.items():
        for word in given if isinstance(given, tuple) else (given,):
            if isinstance(word, str) and any(map(is_hidden, word)):
                raise BadInput("word", name=name.replace("_", "-"), word=word)


def help_text(ctx: click.Context) -> str:
    """What a command does, by its path: the key of ``scoreboard decide tie`` is ``decide_tie``."""
    parts = []
    here: click.Context | None = ctx
    while here is not None and here.parent is not None:
        parts.append(here.info_name or "")
        here = here.parent
    return cli(f"command.{'_'.join(reversed(parts))}.help")


def spread(args: list[str], option: str, positional: int, valued: Collection[str]) -> list[str]:
    """Write ``--holder A B`` as ``--holder A --holder B``, once all positional words have been given.

    `valued` are the options that are followed by a value; others stand alone.
    """
    result: list[str] = []
    given = 0
    taking = expects_value = False
    for word in args:
        if expects_value and not taking:
            expects_value = False
            result.append(word)
        elif word.startswith("--"):
            if expects_value:  # nothing stands behind it, which click says
                result.append(option)
            taking = word.partition("=")[0] == option
            expects_value = word in valued
            if word != option:
                result.append(word)
        elif taking and (expects_value or given >= positional):
            result += [option, word]
            expects_value = False
        else:
            given += 1
            taking = False
            result.append(word)
    return [*result, option] if taking and expects_value else result


def settings_of(ctx: click.Context, own: Mapping[str, Any] | None = None) -> Settings:
    """The common options of a command; those after its name, `own` while they are parsed, win over those before it."""
    chosen: dict[str, Any] = {}
    here: click.Context | None = ctx
    while here is not None:
        for name in COMMON:
            if chosen.get(name) is None:
                chosen[name] = (here.params if own is None or here is not ctx else own).get(name)
        here = here.parent
    lang, second = _languages(ctx, chosen["lang"])
    LANGUAGE.set(lang)
    _refuse_steering(chosen)
    now = chosen["now"] or os.environ.get("SCOREBOARD_NOW") or None
    if now is not None:
        parse_moment(now, "UTC")  # a time that is none is wrong on commands that need none, too
    settings = Settings(chosen["database"], lang, now, chosen["acting"], second=second)
    PATHS.set(settings.paths)
    return settings


def _languages(ctx: click.Context, given: str | None) -> tuple[str, str | None]:
    """The language of a run, and the one beside it, where the command can show two and both are asked for."""
    if (given or os.environ.get("SCOREBOARD_LANG")) == BOTH and getattr(ctx.command, "bilingual", False):
        return both_languages()
    return chosen_language(given), None


def command(
    *params: click.Parameter, deed: str = "", deed_with: str = "", with_pin: bool = False, bilingual: bool = False
) -> Callable[[Callable[..., Any]], Command]:
    """Make a function of (settings, …) a command with these arguments and options, for those who may do a `deed`.

    With `deed_with` it is that deed only where this option is given. `with_pin`, whoever acts may prove themselves by
    their PIN, and the function gets settings that say so. A `bilingual` one shows two languages with ``--lang both``.
    """

    def decorate(function: Callable[..., Any]) -> Command:
        def callback(**kwargs: Any) -> Any:
            settings: Settings = click.get_current_context().obj
            if with_pin:
                from scoreboard.cli.pin_input import proved_to_act  # it takes the database with it

                settings = proved_to_act(settings, kwargs.pop("pin"))
            return function(settings, **kwargs)

        name = function.__name__.removesuffix("_").replace("_", "-")
        given = [*params, *((PinOption(),) if with_pin else ())]
        made = Command(name, callback=callback, params=given, deed=deed, deed_with=deed_with)
        made.bilingual = bilingual
        return made

    return decorate


def argument(name: str, **options: Any) -> click.Argument:
    return Argument([name], **options)
