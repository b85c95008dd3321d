"""The README's commands for whoever sets a contest up, word by word."""

import re
import shlex
import shutil
from pathlib import Path

import pytest

from tests.acceptance.driver import Program, units

HOUSE = Path(__file__).parents[2]


def commands() -> list[list[str]]:
    """The words of the commands of the block that begins with copying the template."""
    (block,) = re.findall(r"```console\n(\$ cp -r data/template.*?)```", (HOUSE / "README.md").read_text("utf-8"), re.S)
    return [shlex.split(line.removeprefix("$ "), comments=True) for line in block.splitlines()]


def test_setting_a_contest_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(HOUSE / "data" / "template", tmp_path / "my-contest")
    monkeypatch.chdir(tmp_path)
    program = Program(tmp_path / "contest.db", now=None, acting=None)
    copying, *rest = commands()
    assert copying == ["cp", "-r", "data/template", "my-contest"]
    for name, *words in rest:
        assert name == "scoreboard"
        program.ok(*words)
    while program("cue", "next", "classes-2030-spring", "--as", "ann").code == 0:
        pass
    assert units(program.flags()["clean"]["holders"]) == ["class-3"]
