"""The grid of displays stays readable however many there are, and waiting for all waits for the far viewers too."""

import time
from dataclasses import replace

import pytest

from scoreboard.publications.display_reports import Report, Reporter
from scoreboard.settings import Settings
from screens.director.displays import lines
from tests.screens.director.console import console

HALL = Report("hall", 17, "ab" * 8, 4, 80, 24, 0.0, "zh")
WING = replace(HALL, display="wing", columns=120, rows=34, lag=12)
FAR = [replace(HALL, display="serve", rows=23, columns=80 + at, board="board", viewers=359, lag=at) for at in range(12)]
GRID = [HALL, WING, *FAR]


def shown(reports: list[Report], most: int = 3) -> list[tuple[str, bool]]:
    return [(line.texts[0], line.troubled) for line in lines(17, reports, most, "en")]


def test_two_displays_and_twelve_stages_take_three_rows() -> None:
    assert shown(GRID) == [
        ("80x24    same  17  4 ms", False),
        ("120x34   same  17  12 ms", False),
        ("SSH  12 pictures · 4,308 viewers  same  17  11 ms", False),
    ]


def test_one_stage_that_is_behind_is_counted() -> None:
    grid = [HALL, *FAR[1:], replace(FAR[0], sequence=16)]
    assert shown(grid)[-1] == ("SSH  12 pictures · 4,308 viewers  1 behind  16  11 ms", True)


def test_what_is_strange_comes_first_and_the_rest_together() -> None:
    many = [replace(HALL, display=f"d{at}") for at in range(20)]
    late, odd = replace(HALL, display="late", sequence=16, lag=90), replace(WING, display="odd", frame="cd" * 8)
    grid = [*many, WING, replace(WING, display="same"), late, odd, *FAR]
    assert shown(grid, 4) == [
        ("80x24    same  16  90 ms", True),
        ("120x34   differs  17  12 ms", True),
        ("22 more same  17  12 ms", False),
        ("SSH  12 pictures · 4,308 viewers  same  17  11 ms", False),
    ]


def test_a_display_whose_server_is_cut_off_is_told_of_in_words() -> None:
    grid = [WING, replace(HALL, age=12)]
    assert shown(grid)[0] == ("80x24    as of 12 s ago: its server is cut off", True)


@pytest.mark.parametrize("lang", ["zh", "en"])
async def test_the_console_shows_displays_and_stages_and_waits_for_both(handan: Settings, lang: str) -> None:
    async with console(replace(handan, lang=lang), size=(80, 24)) as desk:
        await desk.press("space")
        at = desk.view.sequence
        hall, serve = Reporter(handan.paths.public, "hall"), Reporter(handan.paths.public, "serve")
        hall.tell(at, "ab" * 8, 12, 80, 24)
        told = [replace(one, sequence=at, at=time.time()) for one in FAR]
        serve.tell_all([*told[1:], replace(told[0], sequence=at - 1)])
        desk.screen.displays.read()
        desk.screen.show_displays()
        await desk.press("w", "space")
        assert desk.place == (1, 1)
        assert "1 behind" in desk.part("displays") or "1 个落后" in desk.part("displays")
        assert "4,308" in desk.part("displays")
        serve.tell_all(told[1:])  # the late one is watched by nobody any more
        desk.screen.displays.read()
        await desk.press("space")
        assert desk.place == (2, 1)
        hall.close()
        serve.close()
