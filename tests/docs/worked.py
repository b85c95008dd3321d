"""Carries out the worked examples of CONTRIBUTING.md on a copy of the house, word by word."""

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.docs.pages import HOUSE, page, section
from tests.made_once import SHARED

REVISIONS = re.compile(r'^(REVISIONS = \((?:\n    "\d{4}",)*\n    "(\d{4})",)\n\)$', re.MULTILINE)
COPIED = ("scoreboard", "screens", "tests", "data", "docs", ".ci")
_EXAMPLE = re.compile(r"((?:^(?!```).+\n)+)\n```(\w+)\n((?:(?!```).*\n)+)```$", re.MULTILINE)
"""A paragraph that says what is to be done, and the code below it in its language."""


@dataclass(frozen=True)
class Copy:
    """A copy of the house in which examples are carried out, and what its tests find made already."""

    root: Path
    made: Path

    def write(self, heading: str, **numbers: str) -> list[str]:
        """Do what a section says, with `numbers` in the place of their names; returns the new files."""
        new, steps = [], section(page("CONTRIBUTING.md"), heading)
        for name, number in numbers.items():
            steps = re.sub(rf"\b{name}(?=\b|_)", number, steps)
        for told, language, text in _EXAMPLE.findall(steps):
            *_, named = re.findall(r"`([\w./-]+/[\w./-]+)`", told)
            if "new file" in told:
                new.append(named)
                assert not (self.root / named).exists(), named
                (self.root / named).write_text(text, encoding="utf-8")
            elif language == "toml":
                self._add_words(named, text)
            else:
                below = re.search(r"below the row of `(\w+)`", told)
                self._add_lines(named, text, below[1] if below else None)
        return new

    def add_revision(self) -> dict[str, str]:
        """Let the program know a migration more; returns the numbers of the last one and of the next."""
        schema = self.root / "scoreboard" / "store" / "schema.py"
        text = schema.read_text(encoding="utf-8")
        (last,) = (found[1] for found in REVISIONS.findall(text))
        following = f"{int(last) + 1:04}"
        schema.write_text(REVISIONS.sub(rf'\1\n    "{following}",\n)', text), encoding="utf-8")
        return {"LAST": last, "NEXT": following}

    def run(self, *words: str, seconds: int = 200) -> str:
        """Run a module in the copy; returns what it says. Fails where it fails."""
        done = subprocess.run(
            [sys.executable, "-m", *words],
            cwd=self.root,
            env={**os.environ, "PYTHONPATH": str(self.root), "SCOREBOARD_LANG": "en", SHARED: str(self.made)},
            capture_output=True,
            text=True,
            check=False,
            timeout=seconds,
        )
        assert done.returncode == 0, f"{' '.join(words)}\n{done.stdout[-6000:]}\n{done.stderr[-3000:]}"
        return done.stdout

    def test(self, *words: str) -> str:
        """Run tests of the copy."""
        return self.run("pytest", "-q", "-p", "no:xdist", "-p", "no:cacheprovider", "-o", "addopts=", *words)

    def _add_words(self, folder: str, text: str) -> None:
        """Add messages to the catalogue: each part says which file and which table it goes to."""
        for file, table, words in re.findall(r"^# (\S+) (\[\S+\])\n((?:(?!# ).+\n)+)", text, re.MULTILINE):
            path = self.root / folder / file
            before = path.read_text(encoding="utf-8")
            if f"\n{table}\n" in before:
                after = before.replace(f"\n{table}\n", f"\n{table}\n{words}", 1)
            else:
                after = f"{before}\n{table}\n{words}"
            path.write_text(after, encoding="utf-8")

    def _add_lines(self, file: str, text: str, below: str | None) -> None:
        """Add lines at the end of a file, or below the line that begins with a word."""
        path = self.root / file
        before = path.read_text(encoding="utf-8")
        if below is None:
            path.write_text(f"{before}\n{text}", encoding="utf-8")
            return
        after, count = re.subn(rf"^(\W*{below}\W.*\n)", lambda found: found[1] + text, before, flags=re.MULTILINE)
        assert count == 1, (file, below, count)
        path.write_text(after, encoding="utf-8")


def copy_house(place: Path) -> Copy:
    """A copy of all that the checks look at, and of what has been compiled of it: that takes longer than they do."""
    ignored = shutil.ignore_patterns(".*_cache")
    for name in COPIED:
        shutil.copytree(HOUSE / name, place / name, ignore=ignored)
    for path in (*HOUSE.glob("*.md"), HOUSE / "pyproject.toml", HOUSE / "LICENSE"):
        shutil.copy(path, place)
    made = place / ".made"
    made.mkdir()
    return Copy(place, made)
