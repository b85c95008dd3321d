"""What pyproject.toml declares is used, and what is used is declared (F716); deptry looks after the programme's own."""

import re
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

HOUSE = Path(__file__).parent.parent
PROJECT = tomllib.loads((HOUSE / "pyproject.toml").read_text(encoding="utf-8"))
BY_THEIR_SETTING = {
    "mutmut": "[tool.mutmut]",
    "pytest-asyncio": "asyncio_mode",
    "pytest-cov": "--cov",
    "pytest-timeout": "timeout =",
    "pytest-xdist": "-n auto",
}
"""What no test imports, and the setting that nobody else would understand."""
BY_THEIR_COMMAND = {"deptry": "deptry", "import-linter": "lint-imports", "mypy": "mypy", "ruff": "ruff"}


def names(requirements: list[str]) -> list[str]:
    return [found[0] for requirement in requirements if (found := re.match(r"[\w-]+", requirement))]


def imported_by_tests() -> set[str]:
    """The distributions whose modules the tests import or run."""
    text = "\n".join(path.read_text(encoding="utf-8") for path in (HOUSE / "tests").rglob("*.py"))
    modules = set(re.findall(r"^\s*(?:from|import) (\w+)", text, re.MULTILINE)) | set(re.findall(r'"-m", "(\w+)', text))
    known = packages_distributions()
    return {distribution.lower() for module in modules for distribution in known.get(module, ())}


def test_f716_every_dependency_of_the_tests_is_used() -> None:
    settings = (HOUSE / "pyproject.toml").read_text(encoding="utf-8")
    check = (HOUSE / ".ci" / "run").read_text(encoding="utf-8")
    unused = [
        name
        for name in names(PROJECT["dependency-groups"]["dev"])
        if name not in imported_by_tests()
        and BY_THEIR_SETTING.get(name, "\0") not in settings + check
        and f"uv run {BY_THEIR_COMMAND.get(name)}" not in check
    ]
    assert unused == []


def test_f716_deptry_finds_nothing() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "deptry", "."], cwd=HOUSE, capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode == 0, done.stdout + done.stderr
