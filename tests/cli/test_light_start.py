"""What answers without the heavy libraries, and what the core never imports (each in a process of its own)."""

import subprocess
import sys
from pathlib import Path

import pytest

from scoreboard.desk.unit_of_work import acting
from tests.contests import Shape, fill, opened, prepare

HEAVY = ("textual", "sqlmodel", "sqlalchemy", "PIL", "alembic", "pypinyin")


def modules_after(program: str) -> set[str]:
    """The top-level modules that a program has imported when it ends."""
    told = f"import sys, atexit\natexit.register(lambda: print('\\n'.join(sys.modules), file=sys.stderr))\n{program}"
    ended = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=False, timeout=60)
    assert ended.returncode == 0, ended.stderr
    return {line.partition(".")[0] for line in ended.stderr.splitlines()}


def command(*words: str) -> str:
    return f"sys.argv = {['scoreboard', *words]!r}\nfrom scoreboard.cli import main\nmain()"


@pytest.mark.parametrize("words", [["--help"], ["--lang", "en", "--help"], ["--version"]])
def test_help_is_answered_without_any_heavy_library(words: list[str]) -> None:
    loaded = modules_after(command(*words))
    assert "click" in loaded
    assert loaded.isdisjoint(HEAVY)


@pytest.mark.parametrize(
    "words",
    [
        ["ranking", "--series", "main", "--period", "2030Q1"],
        ["ranking", "--series", "main", "--limit", "2"],
        ["unit", "c01"],
        ["flags", "--series", "main"],
    ],
)
def test_a_public_board_is_shown_without_the_database_libraries(tmp_path: Path, words: list[str]) -> None:
    settings = prepare(tmp_path)
    loaded = modules_after(command("show", *words, "--database", str(settings.database)))
    assert loaded.isdisjoint(HEAVY)


DATABASE = {"sqlmodel", "sqlalchemy", "alembic"}
READING = """
from pathlib import Path
from scoreboard.publications.reader import PublicReader
from screens.held_boards import HeldBoards
from screens.playlist import playlist
from screens.remote.boards import viewer_items
reader, held = PublicReader(Path({public!r})), HeldBoards()
held.follow(reader)
assert len(playlist(held)) > 1
assert viewer_items("c01", held)[-1].scene.rows
assert reader.stage() is None
"""


@pytest.mark.parametrize(
    "modules",
    ["screens.app, screens.display, screens.home", "screens.remote.stage, screens.remote.private, screens.remote.edge"],
)
def test_viewers_start_without_the_database_libraries(modules: str) -> None:
    loaded = modules_after(f"import {modules}")
    assert loaded.isdisjoint({*DATABASE, "pypinyin"})


def test_what_a_viewer_reads_takes_none_of_the_database_libraries(tmp_path: Path) -> None:
    shape = Shape(publication="live")
    settings = prepare(tmp_path, shape)
    with opened(settings) as store, acting(store, settings, "confirm") as writing:
        fill(writing, shape)
    assert modules_after(READING.format(public=str(settings.paths.public))).isdisjoint(DATABASE)
