"""Every command and every option explains itself in both languages, and stands in docs/commands.md."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from scoreboard.cli.command import COMMON
from scoreboard.cli.program import COMMANDS, program
from scoreboard.rules.scores import WORDS_FOR_NOT_APPLICABLE
from tests.acceptance.driver import Program

DOCS = Path(__file__).parents[2] / "docs" / "commands.md"
HANZI = re.compile(r"[\u4e00-\u9fff]")


def every_command() -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """All commands with their paths, the groups' own included."""

    def walk(path: tuple[str, ...], command: click.Command) -> Iterator[tuple[tuple[str, ...], click.Command]]:
        yield path, command
        if isinstance(command, click.Group):
            context = click.Context(command)
            for name in command.list_commands(context):
                inner = command.get_command(context, name)
                assert inner is not None, f"{name} is listed but is nowhere"
                yield from walk((*path, name), inner)

    yield from walk((), program())


PATHS = [path for path, _ in every_command()]


def options(path: tuple[str, ...]) -> list[click.Option]:
    command = next(command for known, command in every_command() if known == path)
    return [parameter for parameter in command.params if isinstance(parameter, click.Option)]


@pytest.fixture
def nowhere(tmp_path: Path) -> Program:
    """Help needs no database."""
    return Program(tmp_path / "none.db", now=None, acting=None)


@pytest.mark.parametrize("path", PATHS, ids=lambda path: " ".join(path) or "scoreboard")
def test_help_in_both_languages(nowhere: Program, path: tuple[str, ...]) -> None:
    for lang in ("zh", "en"):
        said = nowhere.speaking(lang).ok(*path, "--help")
        about = body(said.out)
        if path == ("import",):  # sheets in either language may say so
            assert all(
                word in about.replace("\n  ", "") for word in WORDS_FOR_NOT_APPLICABLE if word != "notapplicable"
            )
            about = re.sub("|".join(WORDS_FOR_NOT_APPLICABLE), "", about.replace("\n  ", ""))
        assert bool(HANZI.search(about)) == (lang == "zh"), said.out
        for option in options(path):
            told = explained(said.out, option)
            assert bool(HANZI.search(told)) == (lang == "zh"), f"{option.opts[0]}: {told!r}"
        assert all(len(line) < 100 for line in said.out.splitlines()), said.out


def body(help_text: str) -> str:
    """What a help says before its lists begin."""
    return "\n".join(re.split(r"\n\S[^\n]*[:：]\n", help_text.partition("\n")[2])[0].splitlines())


def explained(help_text: str, option: click.Option) -> str:
    """The words beside an option in a help."""
    names = max(option.opts, key=len)
    match = re.search(rf"^  (?:-\w, )?{re.escape(names)}(?![\w-])[^\n]*(?:\n {{6,}}[^\n]*)*", help_text, re.MULTILINE)
    assert match, f"{names} is not in\n{help_text}"
    return match.group(0).partition(names)[2]


def test_the_program_lists_its_commands_with_a_word_on_each(nowhere: Program) -> None:
    for lang in ("zh", "en"):
        said = nowhere.speaking(lang).ok("--help").out
        for name in COMMANDS:
            line = re.search(rf"^\s+{name}\s+(\S.*)$", said, re.MULTILINE)
            assert line, f"{name} is not listed"
            assert bool(HANZI.search(line.group(1))) == (lang == "zh"), line.group(0)


@pytest.mark.parametrize("path", [path for path in PATHS if path], ids=" ".join)
def test_every_command_is_documented(path: tuple[str, ...]) -> None:
    """docs/commands.md has a section for each command that names each of its options; see `reference.py`."""
    sections = dict(re.findall(r"^##+ `scoreboard ([^`]+)`\n(.*?)(?=^##+ |\Z)", DOCS.read_text("utf-8"), re.M | re.S))
    name = " ".join(path)
    assert name in sections, f"{name} is undocumented; run: python -m tests.cli.reference"
    for option in options(path):
        if option.name not in COMMON:
            assert max(option.opts, key=len) in sections[name], f"{option.opts} of {name} is undocumented"


def test_the_docs_name_no_command_that_is_gone() -> None:
    documented = set(re.findall(r"^##+ `scoreboard ([^`]+)`$", DOCS.read_text("utf-8"), re.M))
    assert documented == {" ".join(path) for path in PATHS if path}


def test_the_docs_are_what_the_commands_say_of_themselves() -> None:
    from tests.cli.reference import reference

    assert DOCS.read_text(encoding="utf-8") == reference(), "run python -m tests.cli.reference"


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_man_pages_are_what_the_commands_say_of_themselves(lang: str) -> None:
    from tests.cli.manual import PAGES, manual

    assert PAGES[lang].read_text(encoding="utf-8") == manual(lang), "run python -m tests.cli.reference"


def test_help_imports_nothing_heavy() -> None:
    """`scoreboard --help` answers without Textual, SQLModel or Pillow."""
    code = (
        "import sys; from scoreboard.cli.program import run; code = run(['--help']); "
        "heavy = {'textual', 'sqlmodel', 'sqlalchemy', 'PIL', 'alembic', 'rich'} & set(sys.modules); "
        "print(sorted(heavy), file=sys.stderr); sys.exit(code)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert done.stderr.strip() == "[]"


def test_the_version_names_the_commit(nowhere: Program) -> None:
    asked = ["git", "-C", str(DOCS.parent), "rev-parse", "HEAD"]
    commit = subprocess.run(asked, capture_output=True, text=True, check=True).stdout
    said = re.fullmatch(r"\d+\.\d+\.\d+\+([0-9a-f]{10,})(\.changed)?\n", nowhere.ok("--version").out)
    assert said is not None
    assert commit.startswith(said[1])


COMPLETED = (("sho", "show"), ("show ra", "ranking"), ("show ranking --for", "--format"), ("kiosk ", "install"))


@pytest.mark.parametrize(("typed", "offered"), COMPLETED)
def test_a_shell_completes_commands_boards_and_options(
    nowhere: Program, monkeypatch: pytest.MonkeyPatch, typed: str, offered: str
) -> None:
    monkeypatch.setenv("_SCOREBOARD_COMPLETE", "bash_complete")
    monkeypatch.setenv("COMP_WORDS", f"scoreboard {typed}")
    monkeypatch.setenv("COMP_CWORD", str(1 + typed.count(" ")))
    assert f"plain,{offered}" in nowhere().out.split()


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_shell_is_told_how_to_complete(nowhere: Program, monkeypatch: pytest.MonkeyPatch, shell: str) -> None:
    monkeypatch.setenv("_SCOREBOARD_COMPLETE", f"{shell}_source")
    assert "_SCOREBOARD_COMPLETE" in nowhere().out
