"""A screen's colours are chosen by an option or by the environment."""

import os

import pytest

from scoreboard.cli.theme_option import VARIABLE, in_theme
from scoreboard.settings import Settings
from tests.acceptance.driver import Program


@pytest.mark.parametrize("command", ["display", "operate", "direct", "demo"])
def test_a_theme_that_there_is_not_is_refused_with_those_that_there_are(command: str, program: Program) -> None:
    answer = program.refuses(2, command, "--theme", "pink")
    assert "daylight" in answer.complaint


def test_home_reads_its_theme_from_the_environment(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "pink")
    assert "no-colour" in program.refuses(2).complaint
    assert "no-colour" in program.refuses(2, "display").complaint


def test_without_colour_nothing_in_the_process_has_any(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "")
    assert in_theme(Settings("none.db"), "night").theme == "night"
    assert not os.environ["NO_COLOR"]
    in_theme(Settings("none.db"), "no-colour")
    assert os.environ["NO_COLOR"] == "1"
