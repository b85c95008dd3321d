"""Displays report back the step that they show, and that they show the same."""

import asyncio
from pathlib import Path

import pytest

from scoreboard.publications.reports import read_reports
from scoreboard.settings import Settings
from screens.app import KioskApp
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
