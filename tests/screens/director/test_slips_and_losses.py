"""One slip of the finger does nothing to a full hall, and nothing that matters vanishes without a word."""

import asyncio
import subprocess
import sys
from dataclasses import replace

import pytest

from scoreboard.publications.display_reports import Reporter, read_reports
from scoreboard.settings import Settings
from screens.app import KioskApp
from screens.director.stage_wishes import StageWish
from screens.player import AFTER_CEREMONY_SECONDS
from screens.scene_view import SceneView
from tests.screens.director.console import console


def dead() -> int:
    """The number of a process that has ended."""
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    return ended.pid


async def test_a_rehearsal_before_displays_wants_a_second_press(handan: Settings) -> None:
    hall = Reporter(handan.paths.public, "hall")
    hall.tell(0, "", 0, 120, 34)
    async with console(handan) as desk:
        desk.screen.displays.read()
        await desk.press("r")
        assert not desk.stage.rehearsal
        assert "按 y" in desk.part("notice")
        await desk.press("escape", "y")
        assert not desk.stage.rehearsal
        hall.tell(0, "", 0, 120, 34)
        desk.screen.displays.read()
        await desk.press("r", "y")
        assert desk.stage.rehearsal
    hall.close()


async def test_leaving_in_the_middle_of_a_ceremony_wants_a_second_press(handan: Settings) -> None:
    async with console(handan) as desk:
        await desk.press("space")
        hall = Reporter(handan.paths.public, "hall")
        hall.tell(desk.view.sequence, "", 0, 120, 34)
        desk.screen.displays.read()
        await desk.press("q")
        assert not desk.host.left
        assert "按 y" in desk.part("notice")
        hall.tell(desk.view.sequence, "", 0, 120, 34)
        desk.screen.displays.read()
        await desk.press("escape", "q", "y")
        assert desk.host.left
        hall.close()


async def test_leaving_is_asked_also_where_nobody_who_watches_reports(handan: Settings) -> None:
    async with console(handan) as desk:
        await desk.press("space", "q")
        assert not desk.host.left
        assert "按 y" in desk.part("notice")
        await desk.press("y")
        assert desk.host.left


async def test_leaving_before_the_first_step_and_after_the_last_is_not_asked(handan: Settings) -> None:
    async with console(handan) as desk:
        await desk.press("q")
        assert desk.host.left


async def test_after_the_closing_the_console_shows_the_boards_as_the_hall_does(handan: Settings) -> None:
    async with console(handan) as desk:
        desk.elsewhere(StageWish("publish", text="天色已晚"), handan)
        await desk.until(lambda: desk.view.scene is not None and desk.view.scene.scene == "closing")
        await desk.until(lambda: desk.screen.rotation.follows_ceremony)
        preview = desk.screen.query_one("#preview", SceneView)
        await desk.settle()
        assert "轮播" not in desk.part("now")
        desk.clock.seconds += AFTER_CEREMONY_SECONDS
        await desk.until(lambda: preview.scene is not None and preview.scene.scene != "closing")
        await desk.settle()
        assert "轮播" in desk.part("now")
        desk.elsewhere(StageWish("back"), handan)
        await desk.until(lambda: not desk.screen.rotation.follows_ceremony)
        await desk.settle()
        assert "轮播" not in desk.part("now")


async def test_a_postponed_ceremony_is_no_longer_told_as_covered_once_the_hall_plays_its_boards(
    handan: Settings,
) -> None:
    async with console(handan, size=(160, 45)) as desk:
        await desk.press("space")
        desk.elsewhere(StageWish("postpone", text="停电"), handan)
        await desk.until(lambda: desk.view.to_boards == "soon" and desk.screen.rotation.follows_ceremony)
        assert "两分钟后轮播" in desk.part("cover")
        desk.clock.seconds += AFTER_CEREMONY_SECONDS
        await desk.until(lambda: "已回到轮播" in desk.part("cover"))
        assert "两分钟后轮播" not in desk.part("cover")


@pytest.mark.parametrize("key", ["space", "pagedown", "pageup"])
async def test_a_clicker_closes_a_jump_and_is_told(handan: Settings, key: str) -> None:
    async with console(handan) as desk:
        await desk.press("space", "5", key)
        assert desk.screen.jump.number is None
        assert "跳转已取消" in desk.part("notice")
        assert desk.place == (1, 1)
        await desk.press("space")
        assert desk.place == (2, 1)


@pytest.mark.parametrize(("size", "lang"), [((80, 24), "zh"), ((120, 34), "en")])
async def test_a_display_that_was_killed_stays_listed_until_that_is_known(
    handan: Settings, size: tuple[int, int], lang: str
) -> None:
    async with console(replace(handan, lang=lang), size=size) as desk:
        await desk.press("space")
        gone = dead()
        killed, well = Reporter(handan.paths.public, f"{gone}-ab"), Reporter(handan.paths.public, "wing")
        for one in (killed, well):
            one.tell(desk.view.sequence, "ab" * 8, 12, 120, 34)
        desk.screen.displays.reports = read_reports(handan.paths.public)
        assert desk.screen.displays.read()
        desk.screen.show_displays()
        await desk.settle()
        assert str(gone) in desk.part("displays")
        assert str(gone) in desk.part("notice")
        await desk.press("w", "space")
        assert desk.place == (1, 1), "who waits for all waits for one that is lost"
        await desk.press("a")
        assert str(gone) not in desk.part("displays")
        well.tell(desk.view.sequence, "ab" * 8, 12, 120, 34)
        desk.screen.displays.read()
        await desk.press("space")
        assert desk.place == (2, 1)
        killed.close()
        well.close()


async def test_a_display_that_is_heard_again_is_not_lost(handan: Settings) -> None:
    async with console(handan) as desk:
        hall = Reporter(handan.paths.public, "hall")
        hall.tell(0, "", 0, 120, 34)
        desk.screen.displays.read()
        hall.close()
        desk.screen.displays.read()
        assert [one.display for one in desk.screen.displays.lost] == ["hall"]
        hall.tell(0, "", 0, 120, 34)
        desk.screen.displays.read()
        assert desk.screen.displays.lost == ()
        hall.close()


async def test_before_the_start_the_console_shows_what_the_hall_plays(handan: Settings) -> None:
    async with console(handan) as desk:
        await desk.until(lambda: desk.screen.query_one("#preview", SceneView).scene is not None)
        await desk.pilot.pause(0.5)
        frame = desk.screen.query_one("#preview", SceneView).frame
        assert frame is not None
        assert "请稍候" not in frame.text
        assert "轮播" in desk.part("now")
        scene = desk.screen.query_one("#preview", SceneView).scene
        await desk.press("c")
        assert desk.screen.query_one("#preview", SceneView).scene != scene
        await desk.press("u", "space")
        assert "轮播" not in desk.part("now")


async def test_a_display_is_listed_before_the_first_step(handan: Settings) -> None:
    app = KioskApp(handan, "display")
    async with app.run_test(size=(80, 24)) as pilot:
        async with asyncio.timeout(20):
            while not read_reports(handan.paths.public):
                await pilot.pause(0.05)
        (report,) = read_reports(handan.paths.public)
        assert (report.sequence, report.frame) == (0, "")
    async with console(handan) as desk:
        hall = Reporter(handan.paths.public, "hall")
        hall.tell(0, "", 0, 120, 34)
        desk.screen.displays.read()
        desk.screen.show_displays()
        await desk.press("w")
        assert "轮播各榜" in desk.part("displays")
        assert desk.screen.displays.holds_back() is False
        await desk.press("c", "u")
        desk.screen.displays.read()
        assert desk.screen.displays.holds_back() is False, "uncovered before the start they play by themselves again"
        hall.close()
