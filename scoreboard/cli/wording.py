"""Help and usage errors in the chosen language; click's own words included."""

import os
import re
from collections.abc import Iterable, Sequence
from contextvars import ContextVar
from typing import Any

import click

from scoreboard.cli.standard_input import FromInput
from scoreboard.errors import BadInput, legible
from scoreboard.locale import say
from scoreboard.settings import BOTH, both_languages, chosen_language

LANGUAGE: ContextVar[str] = ContextVar("language", default="zh")
"""The language of this run. Help is asked for before options are read, so it is found ahead of them."""
EXTRA = re.compile(r"Got unexpected extra arguments? \((.*)\)", re.DOTALL)
"""How click says that there are too many arguments, for which it has no error of its own."""
TAKES_NONE = "does not take a value."
"""How it ends what it says of a flag with a value; its error is that of an option without one."""


def find_language(arguments: Sequence[str]) -> str:
    """The language that ``--lang`` asks for among the arguments, else what the environment says."""
    given = None
    for place, argument in enumerate(arguments):
        if argument == "--lang" and place + 1 < len(arguments):
            given = arguments[place + 1]
        elif argument.startswith("--lang="):
            given = argument.removeprefix("--lang=")
    if (given or os.environ.get("SCOREBOARD_LANG")) == BOTH:
        return both_languages()[0]
    try:
        return chosen_language(given)
    except BadInput:
        return chosen_language("zh") if given else "zh"


def cli(key: str, **values: Any) -> str:
    """A text of the command line in the language of this run."""
    return say(f"cli.{key}", LANGUAGE.get(), **values)


class Formatter(click.HelpFormatter):
    """Click's help with its headings in the chosen language."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, cli("heading.usage") + " ")

    def write_heading(self, heading: str) -> None:
        headings = {"Options": "heading.options", "Commands": "heading.commands"}
        super().write_heading(cli(headings[heading]) if heading in headings else heading)


class Context(click.Context):
    formatter_class = Formatter


class HelpInTheCatalogue(click.Command):
    """A command whose ``--help`` is explained in the chosen language."""

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = cli("option.help")
        return option


class Option(FromInput, click.Option):
    """An option whose help is in the catalogue, under its name."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        self.help = self.help_text()
        record = super().get_help_record(ctx)
        if record is None:
            return None
        return record[0], record[1].replace("[required]", cli("option.required"))

    def help_text(self) -> str:
        """What it is for."""
        return cli(f"option.{self.name}")


class Argument(FromInput, click.Argument):
    """An argument, by its place."""


def usage_error(error: click.UsageError) -> str:
    """One sentence that says what is wrong with the command and where its help is."""
    path = error.ctx.command_path if error.ctx else "scoreboard"
    return cli("usage.see_help", problem=legible(_problem(error)), command=path)


def _problem(error: click.UsageError) -> str:
    match error:
        case click.NoSuchOption():
            return cli("usage.no_option", option=error.option_name, near=_near(error.possibilities or ()))
        case click.MissingParameter():
            return cli("usage.missing", parameter=_named(error.param))
        case click.exceptions.NoArgsIsHelpError():
            return cli("usage.missing", parameter="COMMAND")
        case click.BadParameter() if error.param is not None:
            return cli("usage.bad_value", parameter=_named(error.param), detail=_allowed(error))
        case click.NoSuchCommand():
            return cli("usage.no_command", command=error.command_name, near=_near(_commands_like(error)))
        case click.BadOptionUsage():
            flag = error.message.endswith(TAKES_NONE)
            return cli("usage.flag" if flag else "usage.no_value", option=error.option_name)
        case _:
            extra = EXTRA.match(error.message)
            if extra is not None:
                return cli("usage.extra", arguments=extra[1])
            return cli("usage.other", detail=_sentence(error.format_message()))


def _commands_like(error: click.NoSuchCommand) -> Iterable[str]:
    """The commands of the group that are spelled nearly as one that it lacks; click looks at loaded ones only."""
    group = error.ctx.command if error.ctx else None
    names = group.list_commands(error.ctx) if error.ctx and isinstance(group, click.Group) else ()
    return click.NoSuchCommand(error.command_name, possibilities=names).possibilities or ()


def _allowed(error: click.BadParameter) -> str:
    """What the parameter takes."""
    match error.param.type if error.param else None:
        case click.Choice() as choice:
            return cli("usage.choice", allowed=", ".join(map(str, choice.choices)))
        case click.IntRange(min=low, max=high) if high is not None:
            return cli("usage.range", low=low, high=high)
        case click.IntRange(min=low):
            return cli("usage.at_least", low=low)
        case click.Path(dir_okay=False) if "is a directory" in error.message:
            return cli("usage.folder")
        case click.FloatRange(min=low, max=high) if high is not None:
            return cli("usage.number_range", low=low, high=high)
        case click.FloatRange(min=low):
            return cli("usage.number_above", low=low)
        case click.types.IntParamType():
            return cli("usage.integer")
        case _:
            return _sentence(error.message)


def _sentence(message: str) -> str:
    return " ".join(message.split()).rstrip(".")


def _named(parameter: click.Parameter | None) -> str:
    if parameter is None:
        return "?"
    return parameter.opts[0] if isinstance(parameter, click.Option) else parameter.human_readable_name


def _near(possibilities: Iterable[str]) -> str:
    near = ", ".join(sorted(possibilities))
    return cli("usage.near", near=near) if near else ""
