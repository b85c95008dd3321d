"""Following the stage: it is read again at every change, by whomever, and the hall is watched for falling behind."""

import asyncio
import contextlib
from collections.abc import Callable
from typing import Any

from textual.screen import Screen

from scoreboard.desk.watching import watch_main
from scoreboard.publications.contest_clock import ContestClock
from scoreboard.publications.reader import PublicReader
from scoreboard.settings import ServerSides
from scoreboard.store.public.state import how_far_behind
from screens.change_feed import follow
from screens.director.stage import ConsoleStage

LEVEL_SECONDS = 0.5
"""How often it is looked whether the public file is level; behind at two looks it is told of."""
WATCH_SECONDS = 0.5
"""How often the main database is asked for changes that never reach the public file, such as a closing."""
CUT_OFF_SECONDS = 2.0
"""A director is told after so long that the server is away: a step is about to be wished."""


class Following:
    """Reads a stage at every change of it. `level_changed` is called when the hall falls behind or catches up,
    `published` with a reader of what has become public."""

    def __init__(
        self,
        screen: Screen[Any],
        stage: ConsoleStage,
        level_changed: Callable[[], None],
        published: Callable[[PublicReader], None],
    ) -> None:
        self._screen, self._stage = screen, stage
        self._level_changed, self._published = level_changed, published
        self.begun = False
        """Whether a stage is followed."""
        self.behind: tuple[int, str] = (0, "")
        """How far the hall is behind, in changes and steps, and what keeps it from following."""
        self.is_cut_off = False
        """Whether the server cannot be reached, so that nothing moves."""

    def begin(self) -> None:
        """Read the stage of the chosen ceremony, now and at every change; a ceremony chosen later takes over."""
        self.begun = True
        self._stage.read()
        settings = self._stage.settings
        now = ContestClock(settings, settings.paths.public)
        for group, work in (
            (
                "following",
                follow(settings.paths.public, self._read_stage, self._screen.log.error, now, self._aged),
            ),
            ("watching", self._follow_main()),
            ("level", self._watch_level()),
        ):
            self._screen.run_worker(work, group=group, exclusive=True, exit_on_error=False)

    async def _read_stage(self, reader: PublicReader) -> None:
        """Others may move the stage too."""
        self._stage.read()
        self._published(reader)

    def _aged(self, seconds: float) -> None:
        is_cut_off = isinstance(self._stage.settings.paths, ServerSides) and seconds >= CUT_OFF_SECONDS
        if is_cut_off != self.is_cut_off:
            self.is_cut_off = is_cut_off
            self._level_changed()
            if not is_cut_off:
                self._stage.read()

    async def _follow_main(self) -> None:
        with contextlib.closing(watch_main(self._stage.settings.paths.main)) as watch:
            while True:
                await asyncio.sleep(WATCH_SECONDS)
                if watch.moved():
                    self._stage.read()

    async def _watch_level(self) -> None:
        """Tell how far the hall is behind what has been done, whoever did it, and bring it level once that can be."""
        before, store = 0, self._stage.store
        while True:
            await asyncio.sleep(LEVEL_SECONDS)
            count = await asyncio.to_thread(how_far_behind, store.paths) or 0
            if count and before:
                await asyncio.to_thread(store.follower.follow)
            told = count if before else 0
            behind = told, (store.follower.trouble or "") if told else ""
            if behind != self.behind:
                self.behind = behind
                self._level_changed()
            before = count
