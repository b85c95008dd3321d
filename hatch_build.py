"""Lets a package know from which commit it was built."""

import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

COMMIT = "scoreboard/commit.txt"
DESCRIBE = ("git", "describe", "--always", "--abbrev=10", "--dirty=.changed", "--exclude=*")


class CommitHook(BuildHookInterface):  # type: ignore[type-arg]
    """Adds the commit to a package that is built in a checkout; an archive of the source has it from then on."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write the commit where it is to be had; a checkout that is installed as it stands is asked when it runs."""
        self._folder = tempfile.mkdtemp(prefix="scoreboard-build-")
        root = Path(self.root)
        if version == "editable" or (root / COMMIT).exists() or not (root / ".git").exists():
            return
        try:
            said = subprocess.run(DESCRIBE, cwd=root, capture_output=True, text=True, check=True).stdout.strip()
        except (OSError, subprocess.CalledProcessError):
            return
        written = Path(self._folder, "commit.txt")
        written.write_text(said, encoding="utf-8")
        build_data["force_include"][str(written)] = COMMIT

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Leave nothing behind."""
        shutil.rmtree(self._folder, ignore_errors=True)
