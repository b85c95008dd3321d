"""--lang both: what a hall display takes, and nothing else."""

import pytest

from scoreboard.settings import both_languages
from tests.acceptance.competition import Competition, live, towns
from tests.acceptance.conftest import Opened


def test_only_a_hall_display_takes_both_languages(opened: Opened) -> None:
    program = opened(Competition(series=[live("roads")], units=towns(2)))
    refused = program("show", "flags", "--lang", "both")
    assert refused.code == 1 or refused.code == 2
    assert "both" in refused.err
    display = program("display", "--lang", "both")
    assert "both" not in display.err
    assert "终端" in display.err or "terminal" in display.err


def test_the_language_of_the_environment_comes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SCOREBOARD_LANG", "en")
    assert both_languages() == ("en", "zh")
    monkeypatch.setenv("SCOREBOARD_LANG", "both")
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    assert both_languages() == ("en", "zh")
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    assert both_languages() == ("zh", "en")
