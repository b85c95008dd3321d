"""Tries what mutmut would change in the rules, one change after the other, and says which of them no test noticed.

mutmut makes the changes: `python -m tests.rules.changes make` in a copy of the house, once. By itself it would start
pytest anew for each of them, collect, and make a first database by all migrations: seconds, and there are 12,000. So
`python -m tests.rules.changes try PATTERN…`, in the folder `mutants` that this has made, collects the tests once and
sees which of them reach what. Each change is tried in a fork of that process until a test fails, beginning with the
test that noticed the last change of the same function. The last line is JSON: of each change whether it is noticed.
"""

import ast
import gc
import json
import os
import resource
import shutil
import sys
import tempfile
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path
from time import process_time
from typing import Any
from unittest.mock import patch

import pytest
from _pytest.runner import runtestprotocol
from mutmut import __main__ as making
from mutmut.mutation.trampoline import set_mutant_under_test
from mutmut.state import state
from mutmut.utils.format_utils import mangled_name_from_mutant_name as function_of

CHILDREN = os.cpu_count() or 1


def make() -> None:
    """Change everything that `[tool.mutmut]` lists, in the folder `mutants`."""
    set_mutant_under_test("mutant_generation")
    Path("mutants").mkdir(exist_ok=True)
    making.copy_src_dir()
    making.copy_also_copy_files()
    making.setup_source_paths()
    write: Any = making.write_all_mutants_to_file
    with patch.object(
        making,
        "write_all_mutants_to_file",
        lambda out, source, filename: write(out=out, source=with_plain_functions(source), filename=filename),
    ):
        making.create_mutants(CHILDREN)


def with_plain_functions(source: str) -> str:
    """The same with properties and caches made of plain functions afterwards: mutmut changes nothing under these."""
    lines = source.splitlines()
    functions = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.FunctionDef)]
    for function in sorted(functions, key=lambda one: one.lineno, reverse=True):
        match function.decorator_list:
            case [ast.Name(id="property" | "cached_property" | "cache" as kind) as decorator]:
                indent = " " * function.col_offset
                lines.insert(function.end_lineno or 0, f"{indent}{function.name} = {kind}({function.name})")
                del lines[decorator.lineno - 1]
    return "\n".join(lines) + "\n"


def changes(patterns: Sequence[str]) -> list[str]:
    """The names of all changes that a pattern means."""
    names = [
        name
        for path in sorted(Path("scoreboard").rglob("*.meta"))
        for name in json.loads(path.read_text("utf-8"))["exit_code_by_key"]
    ]
    return [name for name in names if any(fnmatch(name, pattern) for pattern in patterns)]


@dataclass(frozen=True)
class Running:
    """A change that tests are looking for: where they may write, and where they say which of them noticed it."""

    name: str
    folder: Path
    by: int


class Trying:
    """Instead of running the tests, tries changes with them."""

    def __init__(self, patterns: Sequence[str]) -> None:
        self._patterns = patterns
        self._running: dict[int, Running] = {}
        self._lately: dict[str, str] = {}
        """The test that noticed the last change of each function."""
        self.noticed: dict[str, bool] = {}

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        tests = {item.nodeid: item for item in session.items}
        reached = self._reached(session.items)
        set_mutant_under_test("")
        gc.collect()
        gc.freeze()
        for name in changes(self._patterns):
            function = function_of(name)
            wanted = [one for one, (functions, _seconds) in reached.items() if function in functions]
            wanted.sort(key=lambda one: (one != self._lately.get(function), reached[one][1]))
            self.noticed[name] = False
            if len(self._running) >= CHILDREN:
                self._wait()
            if wanted:
                self._try(name, [tests[one] for one in wanted], sum(reached[one][1] for one in wanted))
        while self._running:
            self._wait()
        return True

    def _try(self, name: str, items: list[pytest.Item], seconds: float) -> None:
        """Let tests look for a change in a process of their own, which ends with the first that notices it."""
        folder = Path(tempfile.mkdtemp())
        reading, writing = os.pipe()
        child = os.fork()
        if child:
            os.close(writing)
            self._running[child] = Running(name, folder, reading)
            return
        try:
            limit = int(process_time() + 4 * seconds + 5)  # one that never ends is noticed too
            resource.setrlimit(resource.RLIMIT_CPU, (limit, limit + 1))
            config: Any = items[0].config
            config._tmp_path_factory._basetemp = folder.resolve()
            set_mutant_under_test(name)
            _forget()
            by = next((item.nodeid for item, following in _pairs(items) if not _passes(item, following)), "")
            os.write(writing, by.encode())
        finally:
            os._exit(0)

    def _wait(self) -> None:
        """Wait for a change to be noticed, or for its tests to be over."""
        child, status = os.wait()
        ended = self._running.pop(child)
        with os.fdopen(ended.by) as file:
            by = file.read()
        shutil.rmtree(ended.folder)
        if by:
            self._lately[function_of(ended.name)] = by
        self.noticed[ended.name] = by != "" or os.WIFSIGNALED(status)

    def _reached(self, items: list[pytest.Item]) -> dict[str, tuple[list[str], float]]:
        """Which functions each test reaches, and its seconds; what is made once for the process is made then.

        A test that fails before anything is changed ends it all.
        """
        set_mutant_under_test("stats")
        found: dict[str, tuple[list[str], float]] = {}
        for item, following in _pairs(items):
            _forget()
            state()._stats.clear()
            begun = process_time()
            assert _passes(item, following), item.nodeid
            found[item.nodeid] = sorted(state()._stats), process_time() - begun
        return found


class Whatever:
    """Stands for the test that comes next, while nobody knows which: what lasts for the session is not taken down."""

    def __init__(self, session: pytest.Session) -> None:
        self._session = session

    def listchain(self) -> list[pytest.Session]:
        return [self._session]


def _pairs(items: list[pytest.Item]) -> Iterator[tuple[pytest.Item, Any]]:
    """Each test and the one after it."""
    return zip(items, [*items[1:], Whatever(items[0].session)], strict=True)


def _passes(item: pytest.Item, following: Any) -> bool:
    return not any(report.failed for report in runtestprotocol(item, log=False, nextitem=following))


def _forget() -> None:
    """Let what is worked out but once in the files that are changed be worked out again: it may be what is changed."""
    for name, module in list(sys.modules.items()):
        if name.startswith("scoreboard.") and any(one.startswith("mutants_") for one in vars(module)):
            for cached in [one for one in vars(module).values() if hasattr(one, "cache_clear")]:
                cached.cache_clear()


def _arguments() -> list[str]:
    settings: dict[str, Any] = tomllib.loads(Path("pyproject.toml").read_text("utf-8"))["tool"]["mutmut"]
    given: list[str] = settings["pytest_add_cli_args"]
    selected: list[str] = settings["pytest_add_cli_args_test_selection"]
    return ["--rootdir=.", "-q", *given, *selected]


if __name__ == "__main__":
    command, *patterns = sys.argv[1:]
    if command == "make":
        make()
    else:
        trying = Trying(patterns)
        pytest.main(_arguments(), plugins=[trying])
        print(json.dumps(trying.noticed))
