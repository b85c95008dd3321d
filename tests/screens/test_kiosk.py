"""From home into the rooms and back, and a live result that comes in after a ceremony."""

import asyncio
from collections.abc import Callable
from dataclasses import replace

from textual.message import Message
from textual.pilot import Pilot

from scoreboard.ceremony import stage_control
from scoreboard.cli.demo.story import arrivals
from scoreboard.desk.unit_of_work import acting
from scoreboard.settings import Settings
from scoreboard.store.engine import Store
from screens.app import KioskApp
from screens.director import DirectorScreen
from screens.director.choosing import Choosing
from screens.display import HallScreen
from screens.home import HomeScreen
from screens.player import CLOSING_SECONDS
from tests.handan import CEREMONY, PLOT, handan, prepared

__all__ = ["handan", "prepared"]


async def until(pilot: Pilot[str], condition: Callable[[], bool]) -> None:
    """Wait for what a worker causes; the deadline only ends a test that fails."""
    async with asyncio.timeout(10):
        while not condition():
            await pilot.pause()
            await asyncio.sleep(0.005)


async def test_from_home_to_the_console_and_back_in_the_language_chosen_there(handan: Settings) -> None:
    app = KioskApp(handan)
    async with app.run_test(size=(120, 34)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
        await pilot.press("l", "3")
        await until(pilot, lambda: isinstance(app.screen, Choosing))
        assert "Who directs?" in str(app.screen.query_one("#heading").visual)
        await pilot.press("enter")
        await until(pilot, lambda: "Which ceremony?" in _question(app))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, DirectorScreen) and app.screen.stage.view is not None)
        await pilot.press("q")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
        assert app.screen.lang == "en"
        await pilot.press("q")
        await until(pilot, lambda: not app.is_running)
    assert app.return_value is None


def _question(app: KioskApp) -> str:
    if not isinstance(app.screen, Choosing):
        return ""
    return str(app.screen.query_one("#heading").visual)


def _live_revision(app: KioskApp) -> int:
    """The revision of the live table that the hall has read."""
    assert isinstance(app.screen, HallScreen)
    board = app.screen._boards.board("ranking/city/2010Q4")
    assert board is not None
    return board.revision


async def test_a_result_takes_the_hall_once_the_closing_has_been_seen(handan: Settings) -> None:
    seconds = 100.0
    shown: list[str] = []

    def hook(message: Message) -> None:
        if isinstance(message, HallScreen.Painted):
            shown.append(message.scene.scene)

    class Hall(KioskApp):
        """The display with a clock that the test moves."""

        def _open_display(self) -> HallScreen:
            hall = super()._open_display()
            assert isinstance(hall, HallScreen)
            hall.player.clock = lambda: seconds
            return hall

    app = Hall(handan, "display", series="city")
    store = Store(handan.paths)
    try:
        async with app.run_test(size=(120, 34), message_hook=hook) as pilot:
            await until(pilot, lambda: bool(shown))
            with acting(store, replace(handan, acting="director"), "direct") as writing:
                stage_control.step(writing, CEREMONY, stage_control.goto(18), yes=True)
            await until(pilot, lambda: shown[-1] == "closing")
            coming = arrivals(store, handan, PLOT)
            before = _live_revision(app)
            next(coming)
            await until(pilot, lambda: _live_revision(app) > before)
            assert shown[-1] == "closing"
            seconds += CLOSING_SECONDS
            next(coming)
            await until(pilot, lambda: shown[-1] == "table")
    finally:
        store.close()
