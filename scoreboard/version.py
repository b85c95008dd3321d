"""Which program this is: its version, and the commit that it was built from."""

import subprocess
from pathlib import Path

from scoreboard import __version__

BUILT_FROM = Path(__file__).with_name("commit.txt")
"""What `hatch_build.py` puts into a package."""
_CHECKOUT = Path(__file__).parents[1]
_DESCRIBE = ("git", "describe", "--always", "--abbrev=10", "--dirty=.changed", "--exclude=*")
_PATIENCE_SECONDS = 5


def full_version() -> str:
    """The version with its commit, as in 0.1.0+402dcadf14; without one where nobody knows it."""
    commit = _commit()
    return f"{__version__}+{commit}" if commit else __version__


def _commit() -> str:
    """By the package's own word, or in a checkout by git's; what is not committed is told as `.changed`."""
    try:
        return BUILT_FROM.read_text("utf-8").strip()
    except OSError:
        pass
    if not (_CHECKOUT / ".git").exists():
        return ""
    try:
        asked = subprocess.run(
            _DESCRIBE, cwd=_CHECKOUT, capture_output=True, text=True, check=False, timeout=_PATIENCE_SECONDS
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return asked.stdout.strip()
