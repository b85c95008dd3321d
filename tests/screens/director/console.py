"""A console in a real app on a real database, and the means to press, wait and look."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace

from textual.pilot import Pilot
from textual.screen import Screen

from scoreboard.ceremony.overview import Overview
from scoreboard.settings import Settings
from scoreboard.store.engine import Store
from screens.director import DirectorScreen
from screens.director.drawing import word
from screens.director.stage_wishes import StageWish, carry_out, read
from screens.key_queue import AppInTurn
from screens.looks import textual_theme
from screens.scene_view import SceneView
from screens.widgets.drawn import Drawn
from tests.handan import CEREMONY

CLOSING = "18"
"""The number of the closing cue in the ceremony's run sheet."""


class Clock:
    """Seconds that a test moves by hand; each press of `Console.press` is a second after the one before."""

    def __init__(self) -> None:
        self.seconds = 100.0

    def __call__(self) -> float:
        return self.seconds


class Host(AppInTurn[None]):
    """An app with nothing in it but the screen that `make` makes."""

    def __init__(self, make: Callable[[], Screen[None]]) -> None:
        super().__init__()
        self._make = make
        self.left = False

    def on_mount(self) -> None:
        theme = textual_theme()
        self.register_theme(theme)
        self.theme = theme.name
        self.push_screen(self._make(), self._leave)

    def _leave(self, _: None) -> None:
        self.left = True
        self.exit()


class Console:
    """The console under test."""

    def __init__(self, pilot: Pilot[None], host: Host, screen: DirectorScreen, store: Store, clock: Clock) -> None:
        self.pilot, self.host, self.screen, self.store, self.clock = pilot, host, screen, store, clock

    @property
    def view(self) -> Overview:
        """What the console shows."""
        assert self.screen.stage.view is not None
        return self.screen.stage.view

    @property
    def stage(self) -> Overview:
        """How the stage stands in the database."""
        return read(self.store, CEREMONY)

    @property
    def place(self) -> tuple[int | None, int | None]:
        """Cue and step on the stage, by the database."""
        return self.stage.cue, self.stage.step

    @property
    def text(self) -> str:
        """Everything that is written on the screen, the picture included."""
        frames = [part.frame for part in self.screen.query(Drawn) if part.display]
        frames.append(self.screen.query_one(SceneView).frame)
        return "\n".join(frame.text for frame in frames if frame is not None)

    def part(self, name: str) -> str:
        """The text of one part."""
        frame = self.screen.query_one(f"#{name}", Drawn).frame
        return "" if frame is None else frame.text

    @property
    def asks_to_begin(self) -> bool:
        """Whether it asks if the ceremony is meant to begin."""
        asked = word("ask.begin", self.screen.stage.lang)
        return self.screen.stage.asking is not None and self.screen.notice.text == asked

    async def press(self, *keys: str) -> None:
        """Press keys as a calm person does, each after the last one was answered, and who means to begin."""
        for key in keys:
            self.clock.seconds += 1.0
            await self.pilot.press(key)
            await self.settle()
            if self.asks_to_begin:
                await self.pilot.press("y")
                await self.settle()

    async def settle(self) -> None:
        """Wait until no call of the store is on its way and all it told has been shown.

        A call may begin only once the answer of a dialog has been taken up, so that is looked at again afterwards.
        """
        await self.pilot.pause()
        while calls := [w for w in self.host.workers if w.group == "store" and not w.is_finished]:
            await self.host.workers.wait_for_complete(calls)
            await self.pilot.pause()
            await self.pilot.pause()

    async def until(self, condition: Callable[[], bool]) -> None:
        """Wait for something that another process has set off."""
        for _ in range(500):
            if condition():
                return
            await self.pilot.pause(0.01)
        raise AssertionError("it never happened")

    def elsewhere(self, wish: StageWish, settings: Settings) -> Overview:
        """Move the stage as another process does: by a store of its own."""
        other = Store(settings.paths)
        try:
            return carry_out(other, replace(settings, acting="admin"), CEREMONY, wish)
        finally:
            other.close()


@asynccontextmanager
async def console(
    settings: Settings,
    ceremony: str | None = CEREMONY,
    *,
    acting: str | None = "director",
    size: tuple[int, int] = (120, 34),
    on_step: str = "",
) -> AsyncIterator[Console]:
    """Open a console and wait until it shows what it is going to show first."""
    store, clock = Store(settings.paths), Clock()
    screen = DirectorScreen(store, replace(settings, acting=acting), ceremony, on_step=on_step, clock=clock)
    host = Host(lambda: screen)
    try:
        async with host.run_test(size=size) as pilot:
            opened = Console(pilot, host, screen, store, clock)
            await pilot.pause()
            await opened.settle()
            yield opened
    finally:
        store.close()
