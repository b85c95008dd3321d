"""The hall screen: follows a ceremony's stage, and between ceremonies plays what is public."""

import asyncio
import contextlib
import time
from collections.abc import Callable, Iterator
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.screen import Screen

from scoreboard.publications.contest_clock import ContestClock
from scoreboard.publications.display_reports import Reporter
from scoreboard.publications.reader import OLD_SECONDS, PublicReader, Stage
from scoreboard.publications.scene import Scene
from scoreboard.settings import Settings
from screens.change_feed import follow
from screens.held_boards import HeldBoards, News
from screens.looks import Look
from screens.next_in_round import Round
from screens.player import Player, Shown, seconds_on_stage
from screens.playlist import Item, playlist
from screens.scene_view import SceneView
from screens.unit_items import unit_items

SHOWN_SECONDS = 10.0
"""How long a page of the playlist stays."""
REPORT_SECONDS = 0.25
"""How often the display looks whether it has something new to report."""
PAINTING_SECONDS = 0.2
"""How long the rest of the playlist waits at most until what has just changed is on the wall."""
TERMINAL_SECONDS = 0.01
"""How long it waits then for the terminal, which draws with the same processor."""
BEAT_MILLISECONDS = 500
"""After this long it reports again what it has said, so that the director learns within two seconds if it stops."""
FIRST_BEATS_MILLISECONDS = 2000
"""What it says of that while it reads its boards and draws its first picture, which may keep it from reporting."""


class HallScreen(Screen[None]):
    """Shows what is public, full screen; it reads the public file and nothing else.

    Whatever goes wrong, the hall keeps its last good picture.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q", "leave", show=False, id="display.leave"),
        Binding("space", "hold", show=False, id="display.hold"),
        Binding("right,pagedown", "turn(1)", show=False, id="display.next"),
        Binding("left,pageup", "turn(-1)", show=False, id="display.back"),
        Binding("ctrl+c", "ignore", show=False, id="display.ignore"),
    ]

    class Painted(Message):
        """The hall has painted a new scene."""

        def __init__(self, scene: Scene) -> None:
            super().__init__()
            self.scene = scene

    def __init__(
        self,
        settings: Settings,
        look: Look,
        *,
        series: str | None = None,
        unit: str | None = None,
        clock: Callable[[], float] = time.monotonic,
        unattended: bool = False,
    ) -> None:
        super().__init__()
        self._unattended = unattended
        self._settings, self._look, self._series, self._unit = settings, look, series, unit
        self._now = ContestClock(settings, settings.paths.public)
        self._boards = HeldBoards()
        self._reader: PublicReader | None = None
        self.player = Player(
            self._items,
            clock,
            SHOWN_SECONDS,
            moving=True,
            now=self._now,
            round=Round(clock),
        )
        self._shown: Shown | None = None
        self._reporter: Reporter | None = None
        self._leaves = False
        """Whether it ends because somebody has closed it."""
        self._lag = self._age = 0
        self._begins = True
        """Whether it still reads its boards or draws its first picture: it may be late then, and is not lost."""
        self._told: tuple[object, ...] = ()
        self._told_frame, self._told_at = "", 0.0

    def _items(self, held: HeldBoards) -> list[Item]:
        """What is shown between ceremonies: of one unit, while it is there, or of all."""
        unit = None if self._unit is None else held.unit(self._unit)
        return playlist(held, self._series) if unit is None else unit_items(unit, held)

    def compose(self) -> ComposeResult:
        yield SceneView(self._look, clock=lambda: self.player.clock())

    def on_mount(self) -> None:
        self._reporter = Reporter(self._settings.paths.public)
        self.set_interval(1.0, self._rotate)
        self.set_interval(REPORT_SECONDS, self._report)
        following = follow(self._settings.paths.public, self._take_in, self._lost, self._now, self._aged)
        self.run_worker(following, exit_on_error=False)

    def on_unmount(self) -> None:
        if self._reporter is not None and self._leaves:
            self._reporter.say_goodbye()
        elif self._reporter is not None:
            self._reporter.close()

    def _report(self) -> None:
        """Tell the director's console which step stands here, and once it has settled that it is the same picture.

        Of a scene with several pages that is the first one: the others come at each display's own time, as does all
        that is shown between ceremonies. Then it tells of no step, so that it is known to run.
        """
        if self._reporter is None:
            return
        sequence, _, page = (0, 0, 0) if self._shown is None else self._shown.mark
        view = self.query_one(SceneView)
        self._begins = self._begins and (view.frame is None or self.player.due)
        settled = view.frame.digest if sequence and view.frame is not None and view.settled else ""
        frame = self._told_frame if page and sequence else settled
        said = (sequence, frame, *self.size, self._age > 0)
        if said != self._told or self.player.clock() - self._told_at >= BEAT_MILLISECONDS / 1000:
            self._told, self._told_at, self._told_frame = said, self.player.clock(), frame
            beat = FIRST_BEATS_MILLISECONDS if self._begins else BEAT_MILLISECONDS
            self._reporter.tell(sequence, frame, self._lag, *self.size, look=self._look.word, beat=beat, age=self._age)

    async def _take_in(self, reader: PublicReader) -> None:
        """Show what has changed, and what it brings with it once that is on the wall."""
        woken, before = time.monotonic(), self.player.stage
        with reader.moment():
            self._read(reader)
        self._show()
        if self.player.stage != before:
            self._lag = round((time.monotonic() - woken) * 1000)
        if self.player.due:
            await self._painted()
            with reader.moment():
                self.player.renew(self._boards)
            self._show()

    def _read(self, reader: PublicReader) -> None:
        if reader is not self._reader:
            self._boards, self._reader = HeldBoards(), reader
        news = self._boards.follow(reader)
        if self._boards.is_empty:
            return
        stage = reader.stage(series=self._series)
        self.player.follow(stage, ago=self._ago(stage, news))
        self.player.take_in(self._boards, news)
        if not self.player.items and not self.player.on_stage:
            self.player.renew(self._boards)

    def _ago(self, stage: Stage | None, news: News) -> float:
        """How long ago a step was made that this display did not see come; 0 for one that it has just seen."""
        known = self.player.stage
        back = stage is not None and known is not None and stage.sequence < known.sequence
        return seconds_on_stage(stage, self._now()) if stage is not None and (news.anew or back) else 0

    def _lost(self, error: Exception | None) -> None:
        """A file that is away for a moment only delays the next picture."""
        if error is not None:
            self.log.error(f"public file: {error!r}")

    def _aged(self, seconds: float) -> None:
        """What is shown may not be the newest: the hall gets a mark that nobody minds, and the console is told."""
        self._age = round(seconds) if seconds >= OLD_SECONDS else 0
        self.query_one(SceneView).age(is_old=self._age > 0)

    async def _painted(self) -> None:
        """Wait until what is shown has been written."""
        painted = asyncio.Event()
        self.call_after_refresh(painted.set)
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(PAINTING_SECONDS):
                await painted.wait()
        await asyncio.sleep(TERMINAL_SECONDS)

    def _rotate(self) -> None:
        with self._keeping_the_picture():
            if self.player.items:
                self.player.turn(self.player.scene_pages(self._cells, self._look))
            self._show()

    @contextlib.contextmanager
    def _keeping_the_picture(self) -> Iterator[None]:
        """Whatever a payload does to a scene, the hall keeps its last good picture."""
        try:
            yield
        except Exception as error:
            self.log.error(f"playlist: {error!r}")

    @property
    def _cells(self) -> tuple[int, int]:
        return self.size.width, self.size.height

    def _show(self) -> None:
        """Show what the player plays now, if that is another picture than before.

        A step goes on from where all displays are in it; what comes between ceremonies begins when it is shown.
        """
        player, before = self.player, self._shown
        if not player.items and not player.on_stage:
            return
        shown = player.shown(None, self._cells, self._look)
        if before is not None and (shown.mark, shown.scene) == (before.mark, before.scene):
            return
        self._shown = shown
        self.query_one(SceneView).play(shown.scene, already=shown.elapsed if shown.mark[0] else 0.0)
        self.post_message(self.Painted(shown.scene))

    def action_turn(self, by: int) -> None:
        """The next or the previous page of the playlist; a ceremony is turned by its director alone."""
        with self._keeping_the_picture():
            self.player.turn_by_hand(by, self._cells, self._look)
            self._show()

    def action_hold(self) -> None:
        """Stay on this page, or go on."""
        self.player.pause()

    def action_ignore(self) -> None:
        """The hall is not told how its program ends."""

    def action_leave(self) -> None:
        if not self._unattended:
            self._leaves = True
            self.dismiss()

    def holds_back(self, _end: object) -> bool:
        """Where nobody could open it again, no key ends it."""
        self._leaves = not self._unattended
        return self._unattended
