"""A board on a pipe: `ssh board@host show ranking --format json` is parsed, never given to a shell."""

import shlex
from pathlib import Path

import click

from scoreboard.cli.showing import board_text, public_payload, show
from scoreboard.cli.wording import LANGUAGE, usage_error
from scoreboard.errors import ContestError
from scoreboard.locale import say

FORBIDDEN = ("--database", "--private", "--as", "--now", "--lang")
"""Options of `show` that mean something only on the machine itself."""


def answer(command: str, public: Path, board: str, lang: str) -> tuple[str, str, int]:
    """What a viewer's command prints on stdout and stderr, and its exit code; `plain` shows the board of its name."""
    LANGUAGE.set(lang)
    try:
        words = shlex.split(command)
    except ValueError:
        words = []
    if words == ["plain"]:
        words = _plain(board)
    if words[:1] != ["show"] or any(word.split("=")[0] in FORBIDDEN for word in words):
        return "", say("remote.refused", lang) + "\n", 2
    try:
        context = show.make_context("show", words[1:])
        asked = {name: value for name, value in context.params.items() if name not in ("private",)}
        return board_text(public_payload(public, asked), asked["form"], lang), "", 0
    except ContestError as error:
        return "", error.sentence(lang) + "\n", error.exit_code
    except click.exceptions.Exit:
        return "", say("remote.refused", lang) + "\n", 2
    except click.UsageError as error:
        return "", usage_error(error) + "\n", 2


def _plain(board: str) -> list[str]:
    if board in ("flags", "stars"):
        return ["show", board]
    return ["show", "ranking"] if board == "board" else ["show", "ranking", "--series", board]
