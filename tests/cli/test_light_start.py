"""What answers without the heavy libraries, and what the core never imports (each in a process of its own)."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.contests import prepare

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


def test_a_public_board_is_shown_without_the_database_libraries(tmp_path: Path) -> None:
    settings = prepare(tmp_path)
    words = ["show", "ranking", "--series", "main", "--period", "2030Q1", "--database", str(settings.database)]
    assert modules_after(command(*words)).isdisjoint(HEAVY)


def test_a_display_is_shown_without_the_database_libraries() -> None:
    loaded = modules_after("import screens.app, screens.display, screens.hall")
    assert loaded.isdisjoint({"sqlmodel", "sqlalchemy", "alembic", "pypinyin"})
