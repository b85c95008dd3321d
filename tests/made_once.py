"""What takes seconds to make and is only copied from: made once for all processes of a run, and all files of tests."""

import fcntl
import os
from collections.abc import Callable
from pathlib import Path

import pytest

SHARED = "SCOREBOARD_TESTS_SHARED"
"""Names the folder of what is made, where it is not that of this run: that of the run that has started it."""


def made_once(tmp_path_factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """A folder that `make` has filled; not to be written to."""
    base = tmp_path_factory.getbasetemp()
    shared = Path(os.environ.get(SHARED, base.parent if "PYTEST_XDIST_WORKER" in os.environ else base))
    made, being_made = shared / f"{name}-made", shared / f"{name}-being-made"
    with (shared / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            being_made.mkdir()
            make(being_made)
            being_made.rename(made)
    return made
