"""A screen that follows one ceremony's stage and does its deeds in threads."""

import asyncio
import contextlib
from collections.abc import Callable
from uuid import uuid4

from textual.screen import Screen

from scoreboard.desk.watching import Watch
from scoreboard.errors import ContestError, Unreachable
from scoreboard.publications.reader import PublicReader
from scoreboard.settings import Settings
from scoreboard.store.engine import Store
from scoreboard.store.public.state import how_far_behind
from screens.director.messages import HallBehind, StageRead, WishRefused
from screens.director.wishes import Wish, read
from screens.watching import changes

LEVEL_SECONDS = 0.5
"""How often it is looked whether the public file is level; behind at two looks it is told of."""
WATCH_SECONDS = 0.5
"""How often the main database is asked for changes that never reach the public file, such as a closing."""


class StageScreen(Screen[None]):
    """Posts `StageRead` at every change, by whomever, `WishRefused` where a deed was refused or failed, and now and
    then `HallBehind`, which tells whether the hall can follow."""

    def __init__(self, store: Store, settings: Settings, ceremony_id: str | None) -> None:
        super().__init__()
        self._store, self._settings, self._ceremony = store, settings, ceremony_id
        self.session = uuid4().hex[:12]
        """Tells this console apart from every other, also from an earlier one of the same person."""
        self.following = False
        """Whether it follows a stage."""

    def follow(self) -> None:
        """Read the stage of the chosen ceremony, now and at every change; a ceremony chosen later takes over."""
        self.following = True
        self.read_stage()
        self.run_worker(self._follow_public(), group="following", exclusive=True, exit_on_error=False)
        self.run_worker(self._follow_main(), group="watching", exclusive=True, exit_on_error=False)
        self.run_worker(self._watch_level(), group="level", exclusive=True, exit_on_error=False)

    async def _follow_public(self) -> None:
        """Read the stage again at every change of the public file; others may move it too."""
        public = self._settings.paths.public
        while True:
            with contextlib.suppress(ContestError, OSError):
                reader = PublicReader(public)
                with contextlib.closing(reader):
                    async for _ in changes(reader, public):
                        self.read_stage()
            await asyncio.sleep(1.0)

    async def _follow_main(self) -> None:
        with contextlib.closing(Watch(self._settings.paths.main)) as watch:
            while True:
                await asyncio.sleep(WATCH_SECONDS)
                if watch.moved():
                    self.read_stage()

    async def _watch_level(self) -> None:
        """Tell how far the hall is behind what has been done, whoever did it, and bring it level once that can be."""
        before = 0
        while True:
            await asyncio.sleep(LEVEL_SECONDS)
            count = await asyncio.to_thread(how_far_behind, self._store.paths) or 0
            if count and before:
                await asyncio.to_thread(self._store.follower.follow)
            told = count if before else 0
            self.post_message(HallBehind(told, (self._store.follower.trouble or "") if told else ""))
            before = count

    def read_stage(self) -> None:
        """Read the stage in a thread; a `StageRead` tells."""
        ceremony = self._ceremony
        if ceremony is not None:
            self.in_thread(lambda: self.post_message(StageRead(read(self._store, ceremony))), None)

    def in_thread(self, deed: Callable[[], object], wish: Wish | None) -> None:
        """Do a deed on the store in a thread. Never exclusive: a step that has begun is not to be cancelled."""

        def work() -> None:
            try:
                deed()
            except ContestError as error:
                self.post_message(WishRefused(error, wish))
            except Exception as error:  # whatever it is, the console must stay usable in the middle of a ceremony
                self.log.error(error)
                self.post_message(WishRefused(Unreachable("director.failed", detail=repr(error)), wish))

        self.run_worker(work, thread=True, exit_on_error=False, group="store")
