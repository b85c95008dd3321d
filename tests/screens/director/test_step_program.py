"""A program of the console's machine is told of each step, and whatever it does, no step waits for it."""

import json
import stat
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from scoreboard.publications.reader import PublicReader
from scoreboard.settings import Settings
from screens.director import step_program
from tests.acceptance.driver import Program
from tests.docs.pages import blocks, page
from tests.handan import CEREMONY
from tests.screens.director.console import Console, console

PRINTS = 'import os, sys; open({folder!r} + "/" + str(os.getpid()), "w").write(sys.stdin.read())'


def program(folder: Path, script: str) -> str:
    """A program of one line of Python, in a folder of its own."""
    path = folder / "lights"
    path.write_text(f"#!/usr/bin/env python3\n{script}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


def told(folder: Path) -> list[dict[str, Any]]:
    """What the program was told, step by step, as far as it has written it down whole."""
    texts = [path.read_text() for path in folder.iterdir()]
    return sorted((json.loads(text) for text in texts if text.endswith("}")), key=lambda step: step["sequence"])


async def test_each_step_is_told_as_it_is_public(handan: Settings, tmp_path: Path) -> None:
    folder = tmp_path / "told"
    folder.mkdir()
    async with console(handan, on_step=program(tmp_path, PRINTS.format(folder=str(folder)))) as desk:
        await desk.press("space", "space", "space")
        await desk.until(lambda: len(told(folder)) == 3)
    with closing(PublicReader(handan.paths.public)) as reader:
        public = reader.steps_since(CEREMONY, 0)
    steps = told(folder)
    assert [step["sequence"] for step in steps] == [step.sequence for step in public]
    assert [step["scene"] for step in steps] == [step.scene for step in public]
    assert steps[0]["ceremony"] == CEREMONY


async def test_a_console_that_opens_in_the_middle_tells_of_later_steps_alone(handan: Settings, tmp_path: Path) -> None:
    folder = tmp_path / "told"
    folder.mkdir()
    async with console(handan) as desk:
        await desk.press("space", "space")
        before = desk.stage.sequence
    async with console(handan, on_step=program(tmp_path, PRINTS.format(folder=str(folder)))) as desk:
        await desk.until(lambda: desk.screen.step_program.knows)
        Program(handan.paths.main, now=handan.now, acting="director").ok("cue", "next", CEREMONY)
        await desk.until(lambda: len(told(folder)) > 0)
    assert min(step["sequence"] for step in told(folder)) > before


def warned(desk: Console) -> str:
    return " ".join(one.message for one in desk.host._notifications)


async def test_one_that_hangs_holds_nothing_up_and_is_ended(
    handan: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(step_program, "LONGEST_SECONDS", 0.2)
    async with console(handan, on_step=program(tmp_path, "import time; time.sleep(600)")) as desk:
        await desk.press("space", "space", "space")
        assert desk.place != (1, 1)
        await desk.until(lambda: "30" in warned(desk))
        await desk.until(lambda: not desk.screen.step_program.busy)


@pytest.mark.parametrize(("script", "says"), [("raise SystemExit(3)", "报告出错"), ("", "无法启动")])
async def test_one_that_fails_is_told_to_the_director(handan: Settings, tmp_path: Path, script: str, says: str) -> None:
    path = program(tmp_path, script)
    if not script:
        Path(path).unlink()
    async with console(handan, on_step=path) as desk:
        await desk.press("space", "space")
        await desk.until(lambda: says in warned(desk))
        await desk.press("space")
        assert desk.place != (1, 1)


def test_the_program_of_the_page_does_what_the_page_says(tmp_path: Path) -> None:
    (text,) = blocks(page("docs/ceremony.md"), "python")
    log = tmp_path / "lights.log"
    step = {"covered": False, "scene": {"moment": "transfer", "row": {"flag": "Reading flag"}}}
    words = [sys.executable, "-c", text.replace("/tmp/lights.log", str(log))]
    subprocess.run(words, input=json.dumps(step), text=True, check=True, timeout=30)
    assert log.read_text() == "gold light for Reading flag\n"


def test_a_program_that_is_none_is_refused_before_anything_opens(handan: Settings) -> None:
    complaint = Program(handan.paths.main, now=None, acting="director").refuses(
        2, "direct", "--on-step", "/nowhere/lights"
    )
    assert "/nowhere/lights" in complaint.complaint
