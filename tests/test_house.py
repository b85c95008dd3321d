"""The rules of the house that no linter knows."""

import ast
import importlib
import pkgutil
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from types import FunctionType

import pytest

import scoreboard
import scoreboard.models
import screens

HOUSE = Path(__file__).parent.parent
MOST_LINES = 400
MOST_METHODS = 45
"""Of a class, counted with its bases of our own: whoever reads it must hold all of them in mind."""
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


def classes_of_ours() -> set[type]:
    """Every class that a module of ours defines, but those of programs and migrations."""
    modules = [
        importlib.import_module(found.name)
        for package in (scoreboard, screens)
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")
        if not found.name.endswith("__main__") and ".migrations." not in found.name
    ]
    return {
        value
        for module in modules
        for value in vars(module).values()
        if isinstance(value, type) and value.__module__ == module.__name__
    }


def methods_of(kind: type) -> set[str]:
    """The names of a class's methods and properties, with those of its bases of our own."""
    return {
        name
        for base in kind.__mro__
        if base.__module__.partition(".")[0] in ("scoreboard", "screens")
        for name, value in vars(base).items()
        if isinstance(value, FunctionType | property | classmethod | staticmethod)
    }


def test_no_class_has_more_methods_than_a_reader_can_hold_in_mind() -> None:
    classes = classes_of_ours()
    assert "DirectorScreen" in {kind.__name__ for kind in classes}
    large = {f"{kind.__module__}.{kind.__name__}": len(methods_of(kind)) for kind in classes}
    assert {name: count for name, count in large.items() if count > MOST_METHODS} == {}


def test_no_method_waits_to_be_filled_in_by_a_subclass() -> None:
    hooks = [
        f"{path.relative_to(HOUSE)}:{line.lineno}"
        for path in sources("scoreboard", "screens")
        for kind in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(kind, ast.ClassDef)
        for line in ast.walk(kind)
        if isinstance(line, ast.Name) and line.id in ("NotImplementedError", "abstractmethod")
    ]
    assert hooks == []


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


WHAT_A_RUN_LACKS = ("tests/programs.py", "tests/strangers.py", "tests/disks.py", "tests/engines.py")
"""Where a test is skipped for want of a program, which the check refuses, of root, a disk, or the other engine."""


def test_no_test_is_skipped_or_expected_to_fail() -> None:
    waived = re.compile(r"pytest\.(mark\.)?(skip|xfail)|unittest\.skip")
    files = set(sources("tests")) - {Path(__file__), *(HOUSE / name for name in WHAT_A_RUN_LACKS)}
    assert [str(path) for path in sorted(files) if waived.search(path.read_text(encoding="utf-8"))] == []


def test_no_two_classes_bear_one_name() -> None:
    """Whoever looks for a class by its name finds one; classes within classes are told apart by those."""
    named: dict[str, list[str]] = {}
    for path in sources("scoreboard", "screens"):
        for kind in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(kind, ast.ClassDef):
                named.setdefault(kind.name, []).append(str(path.relative_to(HOUSE)))
    assert {name: places for name, places in named.items() if len(places) > 1} == {}
