"""The hall screen: follows a ceremony's stage, and between ceremonies rotates through what is public."""

import asyncio
import contextlib
import time
from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.screen import Screen

from scoreboard.errors import ContestError
from scoreboard.publications.reader import PublicReader, Stage
from scoreboard.publications.reports import Reporter
from scoreboard.settings import Settings
from screens.hall import COVER, page_with, pages
from screens.held_boards import HeldBoards, News
from screens.programme import (
    AFTER_CEREMONY_SECONDS,
    CLOSING_SECONDS,
    Item,
    changed_scene,
    has_ended,
    programme,
    renewed,
    seconds_on_stage,
)
from screens.themes import Look
from screens.watching import changes
from screens.widgets.sceneview import SceneView

SHOWN_SECONDS = 10.0
"""How long a page of the programme stays."""
REPORT_SECONDS = 0.5
"""How often the display looks whether it has something new to report."""
PAINTING_SECONDS = 0.2
"""How long the rest of the programme waits at most until what has just changed is on the wall."""
TERMINAL_SECONDS = 0.01
"""How long it waits then for the terminal, which draws with the same processor."""
AGAIN_SECONDS = 4.0
"""After this long it reports again what it has said, so that it does not count as gone."""


class HallScreen(Screen[None]):
    """Shows what is public, full screen; it reads the public file and nothing else.

    Whatever goes wrong, the hall keeps its last good picture.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q", "leave", show=False, id="display.leave"),
        Binding("space", "hold", show=False, id="display.hold"),
        Binding("right,pagedown", "turn(1)", show=False, id="display.next"),
        Binding("left,pageup", "turn(-1)", show=False, id="display.back"),
    ]

    class Shown(Message):
        """The hall has painted a new scene."""

        def __init__(self, scene: Mapping[str, Any]) -> None:
            super().__init__()
            self.scene = scene

    def __init__(
        self,
        settings: Settings,
        look: Look,
        *,
        series: str | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__()
        self._clock = clock
        self._settings, self._look, self._series = settings, look, series
        self._boards = HeldBoards()
        self._items: list[Item] = []
        self._due = False
        """Whether boards have changed since the programme was made."""
        self._place = 0
        self._scene: dict[str, Any] = dict(COVER)
        self._key = ""
        self._shown_at = clock()
        self._stage: Stage | None = None
        self._held = False
        self._reporter: Reporter | None = None
        self._lag = 0
        self._told: tuple[int, str, int, int] = (0, "", 0, 0)
        self._told_at = 0.0

    def compose(self) -> ComposeResult:
        yield SceneView(self._look, clock=self._clock)

    def on_mount(self) -> None:
        self._reporter = Reporter(self._settings.paths.public)
        self.set_interval(1.0, self._rotate)
        self.set_interval(REPORT_SECONDS, self._report)
        self.run_worker(self._follow(), exit_on_error=False)

    def on_unmount(self) -> None:
        if self._reporter is not None:
            self._reporter.close()

    def _report(self) -> None:
        """Tell the director's console which step stands here, and once it has settled that it is the same picture.

        Of a scene with several pages that is the first one: the others come at each display's own time.
        """
        if self._reporter is None or self._stage is None or not self._on_stage():
            return
        view = self.query_one(SceneView)
        if self._scene.get("page"):
            frame = self._told[1]
        else:
            frame = view.frame.digest if view.frame is not None and view.settled else ""
        said = (self._stage.sequence, frame, *self.size)
        if said != self._told or self._clock() - self._told_at >= AGAIN_SECONDS:
            self._told, self._told_at = said, self._clock()
            self._reporter.tell(self._stage.sequence, frame, self._lag, *self.size, look=self._look.word)

    async def _follow(self) -> None:
        """Read every change of the public file; a file that is away for a moment only delays the next picture."""
        while True:
            try:
                reader = PublicReader(self._settings.paths.public)
                self._boards = HeldBoards()
                try:
                    async for _ in changes(reader, self._settings.paths.public):
                        woken = time.monotonic()
                        before = self._stage
                        with reader.moment():
                            self._read(reader)
                        if self._stage != before:
                            self._lag = round((time.monotonic() - woken) * 1000)
                        if self._due:
                            await self._painted()
                            with reader.moment():
                                self._renew()
                finally:
                    reader.close()
            except (ContestError, OSError, ValueError, KeyError) as error:
                self.log.error(f"public file: {error}")
            await asyncio.sleep(1.0)

    def _read(self, reader: PublicReader) -> None:
        news = self._boards.follow(reader)
        if self._boards.is_empty:
            return
        self._due |= news.anew or bool(news.changed or news.new)
        stage = reader.stage(series=self._series)
        moved = stage is not None and (self._stage is None or stage.sequence != self._stage.sequence)
        back = stage is not None and self._stage is not None and stage.sequence < self._stage.sequence
        self._stage = stage
        if stage is not None and (moved or self._on_stage(CLOSING_SECONDS)):
            if moved and not ((news.anew or back) and self._is_over(stage)):
                cover = {**COVER, "rehearsal": stage.rehearsal}
                self._show(cover if stage.covered else stage.scene, "stage")
            elif news.anew or back:
                self._renew()
                self._turn_to(0)
        elif news.anew:
            self._renew()
            self._resume()
        else:
            self._show_changes(news)

    def _renew(self) -> None:
        """Take the programme as it is now. What is shown goes before it: nothing waits for boards that nobody sees."""
        if self._due:
            self._items, self._due = programme(self._boards, self._series), False

    async def _painted(self) -> None:
        """Wait until what is shown has been written."""
        painted = asyncio.Event()
        self.call_after_refresh(painted.set)
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(PAINTING_SECONDS):
                await painted.wait()
        await asyncio.sleep(TERMINAL_SECONDS)

    def _is_over(self, stage: Stage) -> bool:
        """Whether a ceremony ended so long ago that a display which only now comes to it shows the programme."""
        ago = seconds_on_stage(stage, self._settings.moment("UTC"))
        return has_ended(stage) and ago > AFTER_CEREMONY_SECONDS

    def _on_stage(self, stays: float = AFTER_CEREMONY_SECONDS) -> bool:
        """Whether the hall belongs to a ceremony now; its last picture still does for so many seconds."""
        if self._key != "stage" or self._stage is None:
            return False
        return not has_ended(self._stage) or self._clock() - self._shown_at < stays

    def _place_of(self, key: str) -> int | None:
        """Where a board's first scene is in the programme."""
        return next((n for n, item in enumerate(self._items) if item.key == key), None)

    def _renew_one(self, key: str) -> bool:
        """Take one ranking of the programme as it is now; False where it takes more than that."""
        place = self._place_of(key)
        if place is None:
            return False
        self._items[place] = renewed(self._boards, self._items[place])
        return bool(self._items[place].scene["board"]["rows"])

    def _resume(self) -> None:
        """Show again what the wall shows, as it is in a file that has just been opened; the first scene at first."""
        place = self._place_of(self._key)
        self._turn_to(place or 0, 0 if place is None else int(self._scene.get("page") or 0))

    def _show_changes(self, news: News) -> None:
        """Bring a table that has just changed to the wall, its rows moving from their old places."""
        changed = [key for key in news.changed if key.startswith("ranking/")]
        if not changed:
            self._renew()
            if all(item.key != self._key for item in self._items) and not self._on_stage():
                self._turn_to(0)
            return
        key = self._key if self._key in changed else min(changed, key=lambda key: (key.count("/"), key))
        if news.new or len(changed) < len(news.changed) or not self._renew_one(key):
            self._renew()
        place = self._place_of(key)
        if place is None:
            return
        self._place = place
        scene = changed_scene(self._boards, self._items[place], news)
        page = page_with(scene, scene.get("changed") or (), (self.size.width, self.size.height), self._look)
        self._show({**scene, "page": page}, key)

    def _rotate(self) -> None:
        if self._on_stage():
            self._turn_on_stage()
            return
        if self._held or not self._items:
            return
        if self._clock() - self._shown_at >= SHOWN_SECONDS:
            self.action_turn(1)

    def _turn_on_stage(self) -> None:
        """Go on to the next page of a ceremony's scene that has several: nobody in the hall can turn them."""
        since = self._clock() - self._shown_at
        count = pages(self._scene, (self.size.width, self.size.height), self._look)
        page = int(since // SHOWN_SECONDS) % count
        if page != int(self._scene.get("page") or 0):
            self._scene["page"] = page
            self.query_one(SceneView).play(self._scene, already=since)

    def _turn_to(self, place: int, page: int = 0) -> None:
        if self._items:
            self._place = place % len(self._items)
            item = self._items[self._place]
            self._show({**item.scene, "page": page}, item.key)

    def action_turn(self, by: int) -> None:
        """The next or the previous page of the programme; a ceremony is turned by its director alone."""
        if self._on_stage() or not self._items:
            return
        page = int(self._scene.get("page") or 0) + by
        count = pages(self._scene, (self.size.width, self.size.height), self._look)
        same = self._place < len(self._items) and self._items[self._place].key == self._key
        if same and self._scene.get("around"):
            self._turn_to(self._place + max(0, by))
        elif same and 0 <= page < count:
            self._show({**self._items[self._place].scene, "page": page}, self._key)
        else:
            self._turn_to(self._place + by)

    def action_hold(self) -> None:
        """Stay on this page, or go on."""
        self._held = not self._held

    def action_leave(self) -> None:
        self.dismiss()

    def _show(self, scene: Mapping[str, Any], key: str) -> None:
        self._scene, self._key = dict(scene), key
        self._shown_at = self._clock()
        self.query_one(SceneView).play(self._scene)
        self.post_message(self.Shown(self._scene))
