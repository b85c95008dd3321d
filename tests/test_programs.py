"""Tests whose programs are missing are skipped with one last line, or fail where none may be missing (F807)."""

import ast
import os
import re
import subprocess
import sys
from pathlib import Path

from tests.programs import PACKAGES, package_missing, what_to_install

HOUSE = Path(__file__).parents[1]
NEEDY = ["tests/e2e/test_three_terminals.py", "tests/remote/test_host_key.py", "-k", "dies or passphrase"]
"""Tests of a terminal and of keys, which cannot do without tmux and OpenSSH."""


def without_programs(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """The tests where nothing but Python is installed."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST")}
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:xdist", "-o", "addopts=-q", "-x", *options, *NEEDY],
        env={**environment, "PATH": str(folder)},
        cwd=HOUSE,
        capture_output=True,
        text=True,
        check=False,
    )


def test_f807_tests_without_their_programs_are_skipped_with_one_last_line(tmp_path: Path) -> None:
    ended = without_programs(tmp_path)
    assert ended.returncode == 0, ended.stdout
    last = ended.stdout.splitlines()[-1]
    assert re.fullmatch(r"\d+ tests were skipped .*: apt-get install openssh-client tmux", last), ended.stdout


def test_f807_no_program_may_be_missing_in_the_check(tmp_path: Path) -> None:
    ended = without_programs(tmp_path, "--all-programs")
    assert ended.returncode == 1, ended.stdout
    assert "needs tmux, of the package tmux" in ended.stdout
    assert re.search(
        r"^ *uv run pytest --all-programs( --ignore tests/rules)?$", (HOUSE / ".ci" / "run").read_text("utf-8"), re.M
    )


def test_the_line_names_each_package_once_and_only_what_is_missing() -> None:
    assert what_to_install([]) is None
    assert what_to_install(["only root can act as another account"]) is None
    said = what_to_install(["needs ssh, of the package openssh-client", "needs scp, of the package openssh-client"])
    assert said is not None
    assert said.startswith("2 tests were")
    assert said.count("openssh-client") == 1
    assert package_missing("needs tmux, of the package tmux") == "tmux"


def test_every_program_is_asked_for_before_it_is_run() -> None:
    """A test that ran one by its mere name would fail where it is missing."""
    found = []
    for path in sorted((HOUSE / "tests").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.List | ast.Tuple) and len(node.elts) > 1:
                first, second = node.elts[:2]
                runs = isinstance(second, ast.Starred) or _is_option(second)
                if runs and isinstance(first, ast.Constant) and first.value in PACKAGES:
                    found.append(f"{path.relative_to(HOUSE)}:{node.lineno}: {first.value}")
    assert found == []


def _is_option(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.startswith("-")
