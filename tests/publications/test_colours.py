"""A contest's own two colours: from its folder to every screen that asks for no others."""

import json
from pathlib import Path

import pytest

from scoreboard.settings import Settings
from screens.app import look_for
from screens.palettes import PALETTES, palette_of
from tests.acceptance.competition import Competition, live, towns
from tests.acceptance.conftest import Opened
from tests.acceptance.driver import Program

GREEN, YELLOW = 0x0B5D3B, 0xF4C430


@pytest.fixture(autouse=True)
def many_colours(monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal that shows all of them."""
    monkeypatch.setenv("COLORTERM", "truecolor")


def coloured(folder: Path, colours: object) -> Path:
    """A folder whose contest has these colours."""
    path = Competition(series=[live("roads")], units=towns(2)).write(folder)
    file = path / "competition.toml"
    text = file.read_text(encoding="utf-8")
    file.write_text(
        text.replace("[competition]\n", f"[competition]\ncolours = {json.dumps(colours)}\n"), encoding="utf-8"
    )
    return path


def test_screens_have_the_contests_colours_unless_others_are_asked_for(program: Program, tmp_path: Path) -> None:
    program.ok("load", coloured(tmp_path / "folder", ["#0b5d3b", "#F4C430"]), "--with-clock")
    settings = Settings(str(program.database), "en", program.now)
    assert look_for(settings).theme == palette_of(GREEN, YELLOW)
    assert look_for(Settings(str(program.database), "en", theme="night")).theme == PALETTES["night"]
    program.ok("journal", "--verify")


def test_a_contest_without_colours_has_the_usual_ones(opened: Opened) -> None:
    program = opened(Competition(series=[live("roads")], units=towns(2)))
    assert look_for(Settings(str(program.database), "en")).theme == PALETTES["red-gold"]


@pytest.mark.parametrize("colours", [["#0b5d3b"], ["red", "gold"], ["#0b5d3b", "#F4C43"], ["#000000"] * 3])
def test_what_is_not_two_colours_is_refused(program: Program, tmp_path: Path, colours: list[str]) -> None:
    assert "#C8161D" in program.refuses(2, "load", coloured(tmp_path / "folder", colours)).complaint
