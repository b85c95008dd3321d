"""The demo's contest as fixtures: prepared once a run, and a copy of its files for every test."""

import shutil
from pathlib import Path

import pytest

from scoreboard.cli.demo.plot import CONTEST, shipped_plot
from scoreboard.cli.demo.preparing import prepare
from scoreboard.settings import Settings
from tests.made_once import made_once

__all__ = ["CEREMONY", "PLOT", "handan", "prepared"]

PLOT = shipped_plot()
CEREMONY = PLOT.ceremony


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with Handan 2010 as it stood before the third quarter's ceremony; not to be written to."""
    return made_once(tmp_path_factory, "handan", lambda folder: prepare(folder, "zh", PLOT))


@pytest.fixture
def handan(prepared: Path, tmp_path: Path) -> Settings:
    """Settings of a copy of its own: in Chinese, at the hour of the ceremony, with nobody named."""
    folder = tmp_path / "contest"
    shutil.copytree(prepared, folder)
    return Settings(str(folder / f"{CONTEST}.db"), "zh", "2010-11-05T09:12:31")
