"""A hall that is started before there is a contest, in a real terminal."""

import os
from pathlib import Path

import pytest

from tests.contests import NOW, prepare
from tests.e2e.terminals import terminals

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(120)]

WAITING = "敬 请 稍 候"


def test_a_hall_that_was_started_before_its_contest_shows_it(tmp_path: Path) -> None:
    environment = {
        "XDG_STATE_HOME": str(tmp_path / "state"),
        "SCOREBOARD_NOW": NOW,
        "LANG": "C.UTF-8",
        "COLORTERM": "truecolor",
    }
    with terminals(f"scoreboard-waiting-{os.getpid()}", environment) as server:
        server.open("display", "display", "--unattended", "--database", str(tmp_path / "contest.db"), "--lang", "zh")
        server.wait("display", WAITING)
        server.press("display", "q", "C-q", "C-c")
        prepare(tmp_path)
        server.wait("display", shows_the_contest)


def shows_the_contest(screen: list[str]) -> bool:
    """Whether something large is shown that is not the neutral picture."""
    text = "\n".join(screen)
    return "▀" in text and WAITING not in text
