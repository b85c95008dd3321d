"""The rules of the house that no linter knows."""

import pkgutil
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import scoreboard
import scoreboard.models

HOUSE = Path(__file__).parent.parent
MOST_LINES = 400
CORE = ("models", "rules", "store", "desk", "ceremony", "publications", "exchange", "locale", "settings")


def sources(*rooms: str) -> list[Path]:
    return [path for room in rooms for path in sorted((HOUSE / room).rglob("*.py"))]


def test_no_file_is_longer_than_a_reader_likes() -> None:
    long = {
        str(path.relative_to(HOUSE)): lines
        for path in sources("scoreboard", "screens")
        if "migrations/versions" not in path.as_posix()
        and (lines := len(path.read_text(encoding="utf-8").splitlines())) > MOST_LINES
    }
    assert long == {}


def test_the_core_never_imports_a_screen() -> None:
    """Every module of the core is imported in a process of its own, and what came with it is looked at."""
    program = (
        "import importlib, pkgutil, sys, scoreboard\n"
        "for found in pkgutil.walk_packages(scoreboard.__path__, 'scoreboard.'):\n"
        f"    if found.name.split('.')[1] in {CORE!r} and '.migrations' not in found.name:\n"
        "        importlib.import_module(found.name)\n"
        "print('\\n'.join(sys.modules))\n"
    )
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=120)
    loaded = ended.stdout.splitlines()
    assert "scoreboard.store.engine" in loaded
    assert [name for name in loaded if name.partition(".")[0] in ("textual", "screens")] == []


def test_every_room_of_the_core_is_looked_after_by_the_import_contract() -> None:
    rooms = {found.name for found in pkgutil.iter_modules(scoreboard.__path__)}
    contracts = tomllib.loads((HOUSE / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    (core,) = (found for found in contracts["contracts"] if "never imports a screen" in found["name"])
    kept = {name.removeprefix("scoreboard.") for name in core["source_modules"]}
    assert set(CORE) <= kept
    assert set(CORE) <= rooms


def test_models_keep_their_annotations() -> None:
    """SQLModel reads them as they are; a `from __future__` import would make words of them."""
    files = [path for path in sources("scoreboard") if path.parent.name == "models"]
    assert len(files) == len(list(pkgutil.iter_modules(scoreboard.models.__path__))) + 1
    assert [path.name for path in files if "from __future__ import annotations" in path.read_text("utf-8")] == []


@pytest.mark.parametrize("room", ["scoreboard", "screens"])
def test_nothing_is_left_unfinished(room: str) -> None:
    unfinished = re.compile(r"\b(TODO|FIXME|XXX)\b")
    assert [str(path) for path in sources(room) if unfinished.search(path.read_text(encoding="utf-8"))] == []


WHAT_A_MACHINE_LACKS = ("tests/programs.py", "tests/strangers.py", "tests/disks.py")
"""Where a test is skipped for a program that is missing, which the check refuses, or for want of root or a disk."""


def test_no_test_is_skipped_or_expected_to_fail() -> None:
    waived = re.compile(r"pytest\.(mark\.)?(skip|xfail)|unittest\.skip")
    files = set(sources("tests")) - {Path(__file__), *(HOUSE / name for name in WHAT_A_MACHINE_LACKS)}
    assert [str(path) for path in sorted(files) if waived.search(path.read_text(encoding="utf-8"))] == []
