"""Displays report back the step that they show, and that they show the same."""

import asyncio
from pathlib import Path

import pytest

from scoreboard.publications.display_reports import Reporter, read_reports
from scoreboard.settings import Settings
from screens.app import KioskApp
from screens.director.hall_picture import HallPicture
from screens.looks import Look
from screens.scene_view import SceneView
from tests.screens.director.console import console


async def test_a_settled_display_says_its_step_and_its_frame_and_goes_without_a_trace(handan: Settings) -> None:
    async with console(handan) as desk:
        await desk.press("space")
    app = KioskApp(handan, "display")
    async with app.run_test(size=(80, 24)) as pilot:
        async with asyncio.timeout(20):
            while not any(report.frame for report in read_reports(handan.paths.public)):
                await pilot.pause(0.05)
        (report,) = read_reports(handan.paths.public)
        frame = app.screen.query_one(SceneView).frame
        assert frame is not None
        assert (report.sequence, report.frame) == (desk.view.sequence, frame.digest)
        assert (report.columns, report.rows) == (80, 24)
    assert read_reports(handan.paths.public) == ()


@pytest.mark.parametrize("size", [(80, 24), (120, 34)])
async def test_f701_the_console_says_why_no_display_can_be_heard(
    handan: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    async with console(handan, size=size) as desk:
        desk.screen.displays.read()
        assert desk.screen.displays.unheard == ""
        (tmp_path / "scoreboard").write_text("in the way")
        monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
        monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
        assert desk.screen.displays.read()
        desk.screen.show_displays()
        await desk.settle()
        assert "叫不醒" in desk.part("displays")


async def test_the_picture_is_that_of_the_largest_display_until_another_is_chosen(handan: Settings) -> None:
    look = Look(lang="en").word
    small, wall = Reporter(handan.paths.public, "small"), Reporter(handan.paths.public, "wall")
    small.tell(0, "", 0, 80, 24, look=look)
    wall.tell(0, "", 0, 200, 56, look=look)
    async with console(handan) as desk:
        await desk.until(lambda: len(desk.screen.displays.reports) == 2)
        await desk.settle()
        picture = desk.screen.query_one(HallPicture)
        sizes = []
        for _ in range(3):
            sizes.append(None if picture.chosen is None else (picture.chosen.size, picture.chosen.look.lang))
            assert picture.frame is not None
            assert picture.frame.size == picture.size
            await desk.press("d")
        assert sizes == [((200, 56), "en"), ((80, 24), "en"), None]
        assert "200x56" in desk.part("now")
    small.close()
    wall.close()
