"""The man pages, from what the commands say of themselves; `tests/cli/reference.py` writes them."""

from collections.abc import Iterator
from pathlib import Path

import click

from scoreboard.cli.command import COMMON, common_options
from scoreboard.cli.wording import LANGUAGE, Option, cli
from tests.cli.test_help import every_command

FOLDER = Path(__file__).parents[2] / "docs"
PAGES = {"en": FOLDER / "scoreboard.1", "zh": FOLDER / "scoreboard.zh.1"}
HEADS = {
    "en": ("NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS OF EVERY COMMAND", "COMMANDS", "EXIT STATUS", "ENVIRONMENT"),
    "zh": ("名称", "用法", "说明", "每个命令的选项", "命令", "退出码", "环境变量"),
}
TITLES = {
    "en": "contests of rotating flags and model stars, in a terminal",
    "zh": "夺旗榜：终端里的流动红旗竞赛",
}
ENDS = {
    "en": (
        ("0", "done"),
        ("1", "refused: by a rule of the contest, a role, a stale version, or a check that failed"),
        ("2", "wrong usage or bad input"),
        ("3", "the database cannot be reached, is damaged, or is newer than the program"),
    ),
    "zh": (
        ("0", "完成"),
        ("1", "拒绝：竞赛规则或身份不允许、版本已旧，或检查未通过"),
        ("2", "用法不对，或输入有误"),
        ("3", "数据库打不开、已损坏，或来自更新的程序"),
    ),
}
VARIABLES = {
    "en": (
        ("SCOREBOARD_DATABASE", "as --database"),
        ("SCOREBOARD_LANG", "as --lang"),
        ("SCOREBOARD_NOW", "as --now"),
        ("SCOREBOARD_GLYPHS", "half-blocks, sextants, octants or spaces: what pictures are drawn with"),
        ("_SCOREBOARD_COMPLETE", "bash_source, zsh_source or fish_source: print the shell's completion, and end"),
    ),
    "zh": (
        ("SCOREBOARD_DATABASE", "同 --database"),
        ("SCOREBOARD_LANG", "同 --lang"),
        ("SCOREBOARD_NOW", "同 --now"),
        ("SCOREBOARD_GLYPHS", "half-blocks、sextants、octants 或 spaces：画面用哪种字符拼成"),
        ("_SCOREBOARD_COMPLETE", "bash_source、zsh_source 或 fish_source：输出该 shell 的补全脚本后退出"),
    ),
}


def manual(lang: str) -> str:
    """The whole page in a language."""
    token = LANGUAGE.set(lang)
    try:
        return "\n".join(_lines(lang)) + "\n"
    finally:
        LANGUAGE.reset(token)


def _lines(lang: str) -> Iterator[str]:
    name, synopsis, description, options, commands, ends, variables = HEADS[lang]
    yield '.\\" Written by `python -m tests.cli.reference` from what the commands say of themselves.'
    yield from (".TH SCOREBOARD 1", ".nh", ".ad l")
    yield from (f".SH {name}", f"scoreboard \\- {_plain(TITLES[lang])}", f".SH {synopsis}")
    yield from (".B scoreboard", "[\\fICOMMAND\\fR] [\\fIOPTIONS\\fR]", f".SH {description}")
    yield from (_plain(cli("command.scoreboard.help")), ".PP", _plain(cli("command.standard_input.help")))
    yield f".SH {options}"
    for option in common_options():
        yield from _option(option)
    yield f".SH {commands}"
    for path, command in every_command():
        if path:
            yield from _command(path, command)
    for head, rows in ((ends, ENDS[lang]), (variables, VARIABLES[lang])):
        yield f".SH {head}"
        for word, text in rows:
            yield from (".TP", f".B {_plain(word)}", _plain(text))


def _command(path: tuple[str, ...], command: click.Command) -> Iterator[str]:
    context = click.Context(command)
    arguments = [one.make_metavar(context) for one in command.params if isinstance(one, click.Argument)]
    yield f".SS scoreboard {_plain(' '.join((*path, *arguments)))}"
    yield _plain(cli(f"command.{'_'.join(path)}.help"))
    for option in command.params:
        if option.name not in COMMON:
            yield from _option(option)


def _option(option: click.Parameter) -> Iterator[str]:
    if isinstance(option, Option):
        metavar = "" if option.is_flag else f" \\fI{_plain(option.make_metavar(click.Context(click.Command('x'))))}\\fR"
        yield from (".TP", f"\\fB{_plain(', '.join(option.opts))}\\fR{metavar}", _plain(option.help_text()))


def _plain(text: str) -> str:
    """A text as troff prints it: no sign of its own is taken for an order."""
    line = " ".join(text.split()).replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{line}" if line.startswith((".", "'")) else line
