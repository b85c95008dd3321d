"""What `uv build` makes, alone in an empty environment: the demo plays, the man pages lie where they are looked for."""

import os
import re
import subprocess
from pathlib import Path

import pytest

from tests.docs.pages import HOUSE
from tests.programs import program

PATIENCE = 600


def run(*words: str, folder: Path, **environment: str) -> str:
    """What a program says whose home and folder are empty."""
    known = {name: value for name, value in os.environ.items() if not name.startswith(("SCOREBOARD_", "VIRTUAL_ENV"))}
    done = subprocess.run(
        words,
        cwd=folder,
        env={**known, "LANG": "C.UTF-8", **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("built")
    run(program("uv"), "build", "-q", "--out-dir", str(folder), str(HOUSE), folder=folder)
    (found,) = folder.glob("*.whl")
    return found


@pytest.mark.long
@pytest.mark.timeout(PATIENCE)
def test_the_wheel_alone_plays_the_demo(wheel: Path, tmp_path: Path) -> None:
    uv = program("uv")
    run(uv, "venv", "-q", "--no-project", "env", folder=tmp_path)
    run(uv, "pip", "install", "-q", "--python", "env", str(wheel), folder=tmp_path)
    installed = tmp_path / "env"
    commit = subprocess.run(["git", "rev-parse", "HEAD"], cwd=HOUSE, capture_output=True, text=True, check=True).stdout
    told = re.fullmatch(r"[\d.]+\+([0-9a-f]+)(\.changed)?\n", run("env/bin/scoreboard", "--version", folder=tmp_path))
    assert told is not None
    assert commit.startswith(told[1])
    played = run("env/bin/scoreboard", "demo", "--autoplay", folder=tmp_path, SCOREBOARD_LANG="zh")
    assert "重点工作授旗仪式" in played
    for page in ("man/man1/scoreboard.1", "man/zh_CN/man1/scoreboard.1", "doc/scoreboard/licences.md"):
        assert (installed / "share" / page).is_file()


@pytest.mark.long
@pytest.mark.timeout(PATIENCE)
def test_uvx_plays_it_from_the_wheel(wheel: Path, tmp_path: Path) -> None:
    played = run(
        *(program("uv"), "tool", "run", "-q", "--from", str(wheel), "scoreboard"),
        *("demo", "--autoplay"),
        folder=tmp_path,
        SCOREBOARD_LANG="en",
    )
    assert "Award of the flags for the third quarter" in played
