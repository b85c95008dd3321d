"""What docs/ceremony.md says is what the program does."""

import re
import shlex
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

from scoreboard.ceremony.cue import Cue
from scoreboard.ceremony.cues import cue_kinds, steps_of
from scoreboard.exchange.formats.run_sheets import DeclaredCue, DeclaredRunSheet
from scoreboard.exchange.validation import keys_of
from screens.director.console import DirectorScreen
from tests.acceptance.driver import Program, units

HOUSE = Path(__file__).parents[2]
TEXT = (HOUSE / "docs" / "ceremony.md").read_text(encoding="utf-8")


def table(heading: str) -> list[list[str]]:
    """The rows of the table whose first column is headed so, without their backquotes."""
    lines = TEXT[TEXT.index(f"\n| {heading} |") + 1 :].partition("\n\n")[0].splitlines()[2:]
    return [[cell.strip().strip("`") for cell in line.strip("|").split("|")] for line in lines]


def test_every_kind_of_cue_is_explained_with_its_steps() -> None:
    assert {kind: int(steps) for kind, _, steps in table("kind")} == {kind: steps_of(Cue(kind)) for kind in cue_kinds()}
    assert [steps_of(Cue(kind, reveal=reveal)) for kind, reveal in (("flag", "all"), ("ranking", "from-bottom"))] == [
        2,
        3,
    ]


def test_every_key_of_a_cue_is_explained() -> None:
    assert tuple(key for keys, _ in table("key of a cue") for key in keys.split("`, `")) == keys_of(DeclaredCue)


def test_every_key_of_a_run_sheet_is_in_the_one_of_the_page() -> None:
    (sheet,) = re.findall(r"```toml\n(.*?)```", TEXT, re.DOTALL)
    assert tomllib.loads(sheet).keys() == set(keys_of(DeclaredRunSheet))


def test_every_key_of_the_console_is_explained() -> None:
    explained = {key for keys, _ in table("key in the console") for key in keys.split(", ")}
    ours = (base for base in DirectorScreen.__mro__ if base.__module__.startswith("screens."))
    bound = {key for base in ours for one in vars(base).get("BINDINGS", ()) for key in one.key.split(",")}
    of_questions = {"y", "escape", "enter", "backspace", "up", "down", "q", *map(str, range(10))}
    assert explained == bound - of_questions


def test_the_day_as_it_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    contest = tmp_path / "my-contest"
    shutil.copytree(HOUSE / "data" / "template", contest)
    monkeypatch.chdir(tmp_path)
    program = Program(tmp_path / "contest.db", now=None, acting=None)
    program.ok("load", "my-contest")
    program.ok("user", "add", "ann", "--role", "admin")
    program.ok("user", "add", "dao", "--role", "director", "--as", "ann")
    program.ok("enter", "classes", "2030-spring", "clean", "class-3", "94.5", "--as", "ann")
    program.ok("confirm", "classes", "2030-spring", "--as", "ann")
    program.ok("close", "classes", "2030-spring", "--as", "ann")
    (sheet,) = re.findall(r"```toml\n(.*?)```", TEXT, re.DOTALL)
    (block,) = re.findall(r"```console\n(.*?)```", TEXT, re.DOTALL)
    for line in block.splitlines():
        name, *words = shlex.split(line.removeprefix("$ "), comments=True)
        if name == "mkdir":
            subprocess.run([name, *words], check=True)
            continue
        assert name == "scoreboard"
        at = words.index(">") if ">" in words else len(words)
        if words[0] == "load":
            (contest / "ceremonies" / "classes-2030-spring.toml").write_text(sheet, encoding="utf-8")
        said = program.ok(*words[:at]).out
        for target in words[at + 1 :]:
            (tmp_path / target).write_text(said, encoding="utf-8")
    while program("cue", "next", "classes-2030-spring", "--as", "dao").code == 0:
        pass
    assert units(program.flags()["clean"]["holders"]) == ["class-3"]
