"""What a newcomer stumbled over at the console."""

from dataclasses import replace
from types import SimpleNamespace
from typing import cast

import pytest

from scoreboard.ceremony.cue import Cue, CueName
from scoreboard.ceremony.overview import CueLine, Overview
from scoreboard.locale import catalogue
from scoreboard.settings import Settings
from screens.director.drawing import word
from screens.director.run_sheet import DONE, LEFT, draw_sheet
from screens.looks import Look
from screens.widgets.canvas import Canvas
from tests.screens.director.console import CLOSING, console


async def test_a_double_press_leaves_the_question_of_the_start_to_be_read(handan: Settings) -> None:
    async with console(handan) as desk:
        desk.clock.seconds += 1
        await desk.pilot.press("space")
        await desk.pilot.press("space")
        await desk.settle()
        assert desk.asks_to_begin
        assert desk.place == (None, None)


async def test_flags_that_were_jumped_over_stay_marked(handan: Settings) -> None:
    async with console(handan) as desk:
        await desk.press("space", "4", "enter")
        marks = {line[3:5].strip(): line[1] for line in desk.part("sheet").splitlines()[1:]}
        assert (marks["1"], marks["2"], marks["3"]) == (DONE, LEFT, LEFT)
        await desk.press("2", "enter")
        marks = {line[3:5].strip(): line[1] for line in desk.part("sheet").splitlines()[1:]}
        assert (marks["2"], marks["3"]) == (LEFT, LEFT)


async def test_after_the_end_the_console_says_how_long_it_lasted(handan: Settings) -> None:
    async with console(replace(handan, lang="en")) as desk:
        await desk.press("space", CLOSING[0], CLOSING[1], "enter", "y")
        assert desk.view.has_ended
        assert "Lasted" in desk.part("head")
        assert "Running" not in desk.part("head")


@pytest.mark.parametrize("width", [28, 34, 60])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_at_every_width_the_sheet_tells_pools_apart(width: int, lang: str) -> None:
    name = CueName(
        "工程建设领域廉政建设工作", "Clean government in construction projects", pool="县组", pool_en="Counties"
    )
    lines = [
        CueLine(
            number, "flag", replace(name, pool=pool, pool_en=pool_en), ("contest", "transfer"), 0, False, Cue("flag")
        )
        for number, (pool, pool_en) in enumerate((("县组", "Counties"), ("部门组", "Offices")), 1)
    ]
    view = cast(Overview, SimpleNamespace(lines=lines, cue=None, step=None, furthest=0))
    canvas = Canvas((width, 4), Look(lang=lang))
    draw_sheet(canvas, view, None)
    text = canvas.frame().text
    for zh, en in (("县组", "Counties"), ("部门组", "Offices")):
        assert (en if lang == "en" else zh)[:5] in text


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_sentence_of_the_console_names_a_command(lang: str) -> None:
    assert [path for path, text in catalogue("director", lang).items() if "scoreboard " in text or "--" in text] == []


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_the_console_can_be_refused_is_said_with_keys(lang: str) -> None:
    """Of every refusal of a cue whose sentence names a command the console has one of its own, or asks instead."""
    said, own = catalogue("errors", lang), catalogue("director", lang)
    asked = {"several", "several_winners", "stars_left", "flags_and_stars_left"}
    by_commands_alone = {"sign_reason", "reason"}
    for path, text in said.items():
        name = path.removeprefix("cue.")
        if (
            path.startswith("cue.")
            and name not in asked | by_commands_alone
            and ("scoreboard " in text or "--" in text)
        ):
            assert f"refused.{name}" in own


def test_a_preview_is_called_so() -> None:
    for when in ("on", "before"):
        assert "v preview" in word(f"keys.{when}_short", "en")
