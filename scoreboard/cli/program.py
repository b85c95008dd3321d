"""The program: which commands there are, where each one lives, and how it ends."""

import errno
import importlib
import sys
from collections.abc import Sequence
from keyword import iskeyword
from typing import Any

import click
from click.shell_completion import CompletionItem

from scoreboard.cli.command import PATHS, common_options, settings_of
from scoreboard.cli.wording import LANGUAGE, Context, HelpInTheCatalogue, Option, cli, find_language, usage_error
from scoreboard.crash_report import told
from scoreboard.errors import ContestError

COMMANDS = {
    "demo": "kiosk",
    "display": "kiosk",
    "operate": "kiosk",
    "direct": "kiosk",
    "serve": "serving",
    "web": "web",
    "load": "loading",
    "enter": "scores_and_closing",
    "import": "importing",
    "confirm": "scores_and_closing",
    "unconfirm": "scores_and_closing",
    "review": "reviewing",
    "return": "scores_and_closing",
    "reenter": "scores_and_closing",
    "close": "scores_and_closing",
    "reopen": "scores_and_closing",
    "decide": "decisions",
    "veto": "decisions",
    "honour": "decisions",
    "star": "stars",
    "pledge": "promises",
    "goal": "promises",
    "rectification": "rectifications",
    "livelihood": "promises",
    "benchmark": "benchmarks_and_visits",
    "visit": "benchmarks_and_visits",
    "target": "targets",
    "year": "years",
    "ceremony": "ceremonies",
    "cue": "stage",
    "show": "showing",
    "bulletin": "showing",
    "notice": "notices",
    "certificates": "notices",
    "user": "people",
    "journal": "journal_and_database",
    "backup": "backups",
    "restore": "backups",
    "doctor": "journal_and_database",
    "kiosk": "kiosk_machine",
    "db": "journal_and_database",
}
"""Command to the module of `scoreboard.cli` that holds it, in the order of a contest."""

UNWRITABLE = (errno.ENOSPC, errno.EIO, errno.EDQUOT, errno.EFBIG)
"""What the system says where output can't be written; a database that can't be is told of as such before."""


class CommandGroup(HelpInTheCatalogue, click.Group):
    """A group of commands with its help in the catalogue."""

    context_class = Context

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.params.extend(common_options())

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(cli(f"command.{self.name}.help"))
            if self.name == "scoreboard":
                formatter.write_paragraph()
                formatter.write_text(cli("command.standard_input.help"))

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        rows = [(name, self._short(name)) for name in self.list_commands(ctx)]
        with formatter.section("Commands"):
            formatter.write_dl(rows)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """The commands that begin so, none of them imported for it, and the options."""
        names = [name for name in self.list_commands(ctx) if name.startswith(incomplete)]
        commands = [CompletionItem(name, help=self._short(name)) for name in names]
        return [*commands, *click.Command.shell_complete(self, ctx, incomplete)]

    def _short(self, name: str) -> str:
        return cli(f"command.{name if self.name == 'scoreboard' else f'{self.name}_{name}'}.short")


class Program(CommandGroup):
    """The whole program; a command's module is imported when the command is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"scoreboard.cli.{COMMANDS[cmd_name]}")
        found: click.Command = getattr(module, f"{cmd_name}_" if iskeyword(cmd_name) else cmd_name)
        return found


def program() -> Program:
    """The command line's root; called without a command it opens home."""

    def home() -> None:
        context = click.get_current_context()
        if context.invoked_subcommand is None:
            from scoreboard.cli.kiosk import open_home

            open_home(settings_of(context))

    def version(context: click.Context, _option: click.Parameter, wanted: bool) -> None:
        if wanted:
            from scoreboard.version import full_version

            click.echo(full_version())
            context.exit()

    options = [
        Option(["--version", "program_version"], is_flag=True, is_eager=True, expose_value=False, callback=version),
    ]

    def callback(**_options: object) -> None:
        home()

    return Program("scoreboard", callback=callback, params=options, invoke_without_command=True)


def run(arguments: Sequence[str]) -> int:
    """Run one command; returns its exit code. The last line of stderr says what is wrong and what to do."""
    LANGUAGE.set(find_language(arguments))
    PATHS.set(None)
    try:
        ended = program().main(list(arguments), prog_name="scoreboard", standalone_mode=False)
    except ContestError as error:
        _complain(error.sentence(LANGUAGE.get()))
        return error.exit_code
    except click.UsageError as error:
        _complain(usage_error(error))
        return 2
    except click.ClickException as error:
        _complain(error.format_message())
        return 2
    except (click.Abort, KeyboardInterrupt):
        return 130
    except SystemExit:  # click leaves so where nobody reads on, which is no refusal
        return 0
    except OSError as error:
        if error.errno not in UNWRITABLE or error.filename is not None:
            return _tell_unforeseen(error)
        sys.stdout = None  # what is left in it can't be written at exit either
        _complain(cli("said.unwritable", detail=error.strerror))
        return 1
    except Exception as error:
        return _tell_unforeseen(error)
    return ended if isinstance(ended, int) else 0  # click returns the code that a command leaves with


def _tell_unforeseen(error: Exception) -> int:
    sentence, code = told(error, LANGUAGE.get(), PATHS.get())
    _complain(sentence)
    return code


def _complain(sentence: str) -> None:
    click.echo(sentence, err=True)
