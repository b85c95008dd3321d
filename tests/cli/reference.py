"""Writes docs/commands.md and the man pages from what the commands say: ``python -m tests.cli.reference``."""

import os
from collections.abc import Callable, Iterator

import click

from scoreboard.cli.command import COMMON, common_options
from scoreboard.cli.wording import LANGUAGE, Option, cli
from tests.cli.manual import PAGES, manual
from tests.cli.test_help import DOCS, every_command

HEAD = """# 命令 · Commands

由各命令自己的说明写成：改了命令之后运行 `python -m tests.cli.reference`。
Written from what the commands say of themselves; after a change run `python -m tests.cli.reference`.

每个命令都可以带这些选项： · On every command:

"""


def reference() -> str:
    """The whole file."""
    parts = [HEAD, *(_option(option) for option in common_options() if isinstance(option, Option)), "\n"]
    parts += [f"{text}\n\n" for text in _both("command.standard_input.help")]
    for path, command in every_command():
        if not path:
            continue
        arguments = " ".join(_usage(command))
        parts += [f"{'#' * (1 + len(path))} `scoreboard {' '.join(path)}`\n\n"]
        if arguments:
            parts += [f"`{' '.join(path)} {arguments}`\n\n"]
        parts += [f"{text}\n\n" for text in _both(f"command.{'_'.join(path)}.help")]
        own = [p for p in command.params if isinstance(p, Option) and p.name not in COMMON]
        parts += [*(_option(option) for option in own), "\n" if own else ""]
    return "".join(parts).rstrip("\n") + "\n"


def _usage(command: click.Command) -> Iterator[str]:
    context = click.Context(command)
    for parameter in command.params:
        if isinstance(parameter, click.Argument):
            yield parameter.make_metavar(context)


def _option(option: Option) -> str:
    metavar = "" if option.is_flag else f" {option.make_metavar(click.Context(click.Command('x')))}"
    return f"- `{', '.join(option.opts)}{metavar}`: {' '.join(_said(option.help_text))}\n"


def _both(key: str) -> list[str]:
    return _said(lambda: cli(key))


def _said(text: Callable[[], str]) -> list[str]:
    """A text in both languages."""
    texts = []
    for lang in ("zh", "en"):
        token = LANGUAGE.set(lang)
        texts.append(text())
        LANGUAGE.reset(token)
    return texts


if __name__ == "__main__":
    os.environ["SCOREBOARD_LANG"] = "en"
    DOCS.parent.mkdir(exist_ok=True)
    DOCS.write_text(reference(), encoding="utf-8")
    for lang, page in PAGES.items():
        page.write_text(manual(lang), encoding="utf-8")
