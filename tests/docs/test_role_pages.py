"""The pages for each role: their commands run in order on the template; keys, options and colours are the program's."""

import re
import shlex
import shutil
from pathlib import Path

import click
import pytest

from scoreboard.cli.program import program as root
from screens.desk import DeskScreen
from screens.desk.grid import ScoreGrid
from screens.director.console import DirectorScreen
from screens.display import HallScreen
from screens.palettes import CHOICES
from tests.acceptance.driver import Program
from tests.docs.pages import HOUSE, blocks, page, rows, typed

IN_TURN = {
    "en": ("administrator", "operator", "director", "hall", "developer"),
    "zh": ("administrator", "operator.zh", "director.zh", "hall.zh"),
}
BOTH_LANGUAGES = ("operator", "director", "hall")
PAGES = sorted({name for names in IN_TURN.values() for name in names} | {"upkeep", "kiosk", "ssh", "web", "ceremony"})
LINES = 130
"""A page is two screens at most."""


def run(program: Program, line: str, folder: Path) -> None:
    """One line of a page: a command, with what is piped into it and the file that it goes to."""
    words = shlex.split(line, comments=True)
    if words[0] == "cp":
        shutil.copytree(HOUSE / words[2], folder / words[3])
        return
    if words[0] == "printf":
        at = words.index("|")
        program, words = program.typing(words[1].replace("\\n", "\n")), words[at + 1 :]
    assert words.pop(0) == "scoreboard", line
    target = words[words.index(">") + 1] if ">" in words else ""
    words = words[: words.index(">")] if target else words
    if words[0] == "doctor":  # what it says is of the machine that the tests run on
        assert program(*words).code in (0, 1)
        return
    said = program.ok(*words).out
    if target:
        (folder / target).write_text(said, encoding="utf-8")


@pytest.mark.parametrize("lang", sorted(IN_TURN))
def test_every_block_runs_in_order_on_the_template(lang: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    program = Program(tmp_path / "contest.db", now=None, lang=lang, acting=None)
    for name in IN_TURN[lang]:
        for line in typed(name):
            run(program, line, tmp_path)
            if line.startswith("scoreboard ceremony verify"):
                while program("cue", "next", "classes-2030-spring", "--as", "dao", "--yes").code == 0:
                    pass
    assert [holder["unit"] for holder in program.flags()["clean"]["holders"]] == ["class-3"]


@pytest.mark.parametrize("name", BOTH_LANGUAGES)
def test_both_languages_type_the_same_and_name_the_same_keys(name: str) -> None:
    assert list(typed(name)) == list(typed(f"{name}.zh"))
    english, chinese = (page(f"docs/{one}.md") for one in (name, f"{name}.zh"))
    assert [row[0] for row in rows(english)] == [row[0] for row in rows(chinese)]
    assert blocks(english, "text") == blocks(chinese, "text")


@pytest.mark.parametrize("name", PAGES)
def test_every_option_that_a_page_names_is_one_of_its_command(name: str) -> None:
    for line in re.findall(r"(?<![\w./-])scoreboard ([^`\n|>#]+)", page(f"docs/{name}.md")):
        words = line.split()
        found: click.Command | None = root()
        context = click.Context(root())
        while isinstance(found, click.Group) and words and found.get_command(context, words[0]):
            found = found.get_command(context, words.pop(0))
        assert found is not None
        options = {option for parameter in found.params for option in parameter.opts}
        named = {word.split("=")[0].rstrip(".,;:)") for word in words if word.startswith("--")} - {"--help"}
        assert named <= options, (line, named - options)


def keys(screen: type) -> set[str]:
    ours = (base for base in screen.__mro__ if base.__module__.startswith("screens."))
    return {key for base in ours for one in vars(base).get("BINDINGS", ()) for key in one.key.split(",")}


def keys_told(name: str, heading: str) -> set[str]:
    table = page(f"docs/{name}.md").partition(f"| {heading} |")[2].partition("\n\n")[0]
    return {key for row in rows(f"| {heading} |{table}\n") for key in row[0].split(", ")}


def test_every_key_on_a_page_is_one_of_its_screen() -> None:
    assert keys_told("hall", "key on the display") == keys(HallScreen) - {"ctrl+c"}
    at_the_desk = keys_told("operator", "key at the desk")
    assert at_the_desk <= keys(DeskScreen) | keys(ScoreGrid)
    assert set("abcdfijklpstuvwxyz") <= at_the_desk, "every door of the desk is on its page"
    assert keys_told("operator.zh", "录入台的键") == at_the_desk
    assert keys_told("director", "key in the console") <= keys(DirectorScreen)


def test_every_theme_is_on_the_page_of_the_hall() -> None:
    assert tuple(re.findall(r"`--theme ([\w-]+)`", page("docs/hall.md"))) == CHOICES


@pytest.mark.parametrize("name", sorted({name for names in IN_TURN.values() for name in names}))
def test_a_page_is_short(name: str) -> None:
    assert len(page(f"docs/{name}.md").splitlines()) <= LINES


@pytest.mark.parametrize(
    "step", ["python3 -m venv", "useradd --system", "scoreboard.service /etc/systemd", "uv tool install"]
)
def test_each_step_of_installing_stands_on_one_page(step: str) -> None:
    pages = sorted(HOUSE.glob("docs/*.md"))
    assert [path.stem for path in pages if step in path.read_text("utf-8")] == ["administrator"]
