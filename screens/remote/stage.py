"""The stage process: draws every picture that somebody watches, once, and sends its changes to the edges."""

import asyncio
import contextlib
import logging
import os
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from scoreboard.errors import ContestError
from scoreboard.locale import say
from scoreboard.publications.reader import OLD_SECONDS, PublicReader
from scoreboard.settings import DatabaseSide
from scoreboard.wire import given
from screens.change_feed import follow, log_mistake
from screens.hall import COVER, caption, draw, duration
from screens.held_boards import NOTHING_NEW, HeldBoards, News
from screens.looks import Look
from screens.palettes import palette_of_contest
from screens.player import Player, Shown, seconds_on_stage
from screens.remote import painting, wire
from screens.remote.boards import is_gone, viewer_items
from screens.remote.counters import drew
from screens.remote.footer import footer
from screens.remote.frame_reports import REPORT_SECONDS, Teller
from screens.remote.limits import Pace
from screens.remote.looks import look_of
from screens.remote.picture import Subscriber, ViewerPicture, Watcher
from screens.remote.picture_key import BROWSER, COLOURLESS, PALETTE_16, TRUECOLOR, StageKey
from screens.widgets.canvas import Frame
from screens.widgets.strips import CellStrip

LOG = logging.getLogger(__name__)
PAGE_SECONDS = 12.0
"""How long a page stays before the next one is turned to by itself."""
DRAWING_SHARE = 0.5
"""The part of its time that this process may spend on drawing what moves; a change of the boards is always drawn."""
DELIVERING_SHARE = 0.8
"""The part of their time that the edges may spend on passing on what moves, so that what is new finds them free."""
PATIENCE_SECONDS = 1.0
"""What moves waits until all edges have passed on what came before, but for a stuck one no longer than this."""


class StageServer:
    """Reads the public file, draws, and serves the edges on a unix socket."""

    def __init__(
        self, public: DatabaseSide, socket: Path, pace: Pace, now: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        self._public, self._socket, self._now = public, socket, now
        self._pace, self._tick_seconds = pace, 1 / pace.frames_a_second
        self._held = HeldBoards()
        self._reader: PublicReader | None = None
        self._players: dict[str, Player] = {}
        self._gone: set[str] = set()
        """Boards whose unit or series is no more, so that they show everything."""
        self._pictures: dict[StageKey, ViewerPicture] = {}
        self._zone = ZoneInfo("UTC")
        self._level_at: datetime | None = None
        """When what is shown was all that is public; None while it is."""
        self._second = -1
        self._moving_at = self._sent_at = 0.0
        self._woken = 0.0
        self._behind: set[Watcher] = set()
        self._dirty = asyncio.Event()

    async def run(self) -> None:
        """Serve until cancelled."""
        self._socket.unlink(missing_ok=True)
        server = await asyncio.start_unix_server(self._serve, self._socket, limit=wire.MOST_BYTES)
        os.chmod(self._socket, 0o600)
        async with server, asyncio.TaskGroup() as group:
            group.create_task(follow(self._public, self._changed, self._lost, self._now, self._aged))
            group.create_task(self._draw_all())
            group.create_task(self._tell())

    async def _tell(self) -> None:
        """Report to the director's console what is shown of a ceremony."""
        teller = Teller(self._public, self._socket.parent.name)
        try:
            while True:
                await asyncio.sleep(REPORT_SECONDS)
                teller.tell(self._pictures.values())
        finally:
            teller.close()

    async def _changed(self, reader: PublicReader) -> None:
        self._woken = time.monotonic()
        if reader is not self._reader:
            self._held, self._reader = HeldBoards(), reader
        self._take_in(reader)

    def _lost(self, error: Exception | None) -> None:
        """While the file cannot be read, viewers keep their last good picture."""
        self._reader = None
        log_mistake(error)

    def _aged(self, seconds: float) -> None:
        """Tell viewers as of when what they see is, once that is long ago."""
        if seconds < OLD_SECONDS:
            self._level_at = None
        elif self._level_at is None:
            self._level_at = datetime.now(UTC) - timedelta(seconds=seconds)

    def _take_in(self, reader: PublicReader) -> None:
        """Let all players take in what has changed."""
        with reader.moment():
            news = self._held.follow(reader)
            if self._held.is_empty:
                return
            self._zone = ZoneInfo(self._held.competition.timezone)
            for board in self._players:
                self._load(board, reader, news)
        self._dirty.set()

    def _load(self, board: str, reader: PublicReader, news: News = NOTHING_NEW) -> None:
        """Let a board's player take in what is public now."""
        player = self._players[board]
        with self._guarding(board):
            if is_gone(board, self._held):
                self._gone.add(board)
            else:
                self._gone.discard(board)
            series = [series.id for series in self._held.competition.series]
            stage = reader.stage(series=board if board in series else None)
            player.follow(stage, ago=seconds_on_stage(stage, self._now()) if stage is not None else 0.0)
            player.load(self._held, news)

    @contextlib.contextmanager
    def _guarding(self, board: str) -> Iterator[None]:
        """One bad board must not take all pictures: it shows the cover, and the others go on."""
        try:
            yield
        except (ContestError, OSError):
            raise
        except Exception:
            LOG.exception("the board %s is covered, for it could not be drawn", board)
            if board in self._players:
                self._players[board].hide()

    def _player(self, board: str) -> Player:
        if board not in self._players:
            self._players[board] = Player(partial(viewer_items, board), time.monotonic, PAGE_SECONDS, now=self._now)
            if not self._held.is_empty and self._reader is not None:
                with contextlib.suppress(ContestError, OSError):
                    self._load(board, self._reader)
        return self._players[board]

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        edge = Subscriber(writer)
        try:
            async for message in wire.messages(reader):
                self._answer(edge, message)
                if message.kind == wire.WHOLE:
                    await asyncio.sleep(0)
        except asyncio.CancelledError:
            return
        finally:
            for key in list(edge.joined.values()):
                self._part(edge, key)
            writer.close()

    def _answer(self, edge: Subscriber, message: wire.Message) -> None:
        if message.kind == wire.JOIN:
            words = message.words
            version = words.pop("version")
            key = edge.joined[message.number] = StageKey(**words)
            self._pictures.setdefault(key, ViewerPicture(key, self._behind)).join(edge, message.number, version)
            return
        if message.number not in edge.joined:
            return
        picture = self._pictures[edge.joined[message.number]]
        watcher = picture.watchers[edge]
        if message.kind == wire.PART:
            self._part(edge, edge.joined.pop(message.number))
        elif message.kind == wire.VIEWERS:
            watcher.viewers = message.words["viewers"]
        elif message.kind == wire.DONE:
            waited = bool(self._behind)
            picture.reached(watcher, int.from_bytes(message.body, "big"))
            picture.forward(watcher)
            if waited and not self._behind:
                self._rest(self._sent_at, DELIVERING_SHARE)
        elif message.kind == wire.WHOLE:
            for _ in range(2):
                if not picture.rows and not self._held.is_empty:
                    with self._guarding(picture.key.board):
                        self._draw(picture)
            picture.give_whole(edge)

    def _part(self, edge: Subscriber, key: StageKey) -> None:
        picture = self._pictures[key]
        picture.part(edge)
        if not picture.watchers:
            del self._pictures[key]
        if all(known.board != key.board for known in self._pictures):
            self._players.pop(key.board, None)
            self._gone.discard(key.board)

    async def _draw_all(self) -> None:
        due = time.monotonic()
        while True:
            now = time.monotonic()
            due = max(now, min(due, now) + self._tick_seconds)
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(due - now):
                    await self._dirty.wait()
            changed = self._dirty.is_set()
            self._dirty.clear()
            if not self._held.is_empty:
                await self._tick(changed)

    async def _tick(self, changed: bool) -> None:
        began, second = time.monotonic(), int(time.time())
        new_second = second != self._second
        if new_second:
            self._turn()
        drawn: dict[StageKey, Frame] = {}
        moving = changed or self._may_move(began)
        if not self._behind:
            self._sent_at = began
        for picture in sorted(self._pictures.values(), key=lambda picture: -picture.viewers):
            if not changed and self._dirty.is_set():
                return
            with self._guarding(picture.key.board):
                if (changed or (moving and began >= picture.next_at)) and self._has_moved(picture):
                    self._draw(picture, drawn, news=changed)
                    await asyncio.sleep(0)
                elif new_second and picture.rows and not picture.key.cut:
                    picture.show((*picture.rows[:-1], self._footer(picture.key)), news=False)
        self._second = second
        if moving:
            self._rest(began, DRAWING_SHARE)

    def _turn(self) -> None:
        """A second has begun: marks come to rest and pages turn with it, so that they share a frame with the clock."""
        for board, player in self._players.items():
            with self._guarding(board):
                shown = [player.scene_pages(p.key.size, self._look(p.key)) for p in self._of(board)]
                player.settle()
                player.turn(max(shown, default=1))

    def _may_move(self, now: float) -> bool:
        """Whether there is time for what only moves: not before what is new has reached everybody."""
        return now >= self._moving_at and (not self._behind or now - self._sent_at > PATIENCE_SECONDS)

    def _rest(self, began: float, share: float) -> None:
        """Let nothing move for a while: what was done since `began` may take no more than its share of the time."""
        now = time.monotonic()
        self._moving_at = max(self._moving_at, now + (now - began) * (1 / share - 1))

    def _of(self, board: str) -> list[ViewerPicture]:
        return [picture for picture in self._pictures.values() if picture.key.board == board]

    def _has_moved(self, picture: ViewerPicture) -> bool:
        """Whether a picture must be drawn again: another scene or page is due, or what moves has not settled yet."""
        shown = self._shown(picture.key)
        return not (picture.settled or shown.stands) or (shown.mark, shown.scene, shown.stands) != picture.drawn

    def _draw(self, picture: ViewerPicture, drawn: dict[StageKey, Frame] | None = None, *, news: bool = True) -> None:
        """Draw a picture and send it; pictures of one shape that differ only in their colours share the drawing."""
        key, shape = picture.key, shape_of(picture.key)
        shown, look = self._shown(key), self._look(key)
        frame = None if drawn is None else drawn.get(shape)
        if frame is None:
            frame = self._drawing(key, shown)
            drew()
            if drawn is not None:
                drawn[shape] = frame
        picture.drawn, picture.at = (shown.mark, shown.scene, shown.stands), shown.at
        picture.settled = shown.elapsed >= duration(shown.scene, look)
        new = not picture.rows
        rows = *frame.strips, self._footer(key)
        size = picture.show(painting.cut(rows, key.columns, key.rows) if key.cut else rows, news=news)
        allowed = min(self._pace.viewer_bytes, self._pace.total_bytes / max(1, picture.viewers))
        picture.next_at = time.monotonic() + size / allowed
        self._note(picture, shown, frame, new=new)

    def _note(self, picture: ViewerPicture, shown: Shown, frame: Frame, *, new: bool) -> None:
        """Keep what is to be reported: of a scene with several pages the first, for the others come by the clock."""
        sequence, _, page = shown.mark
        if sequence != picture.sequence:
            late = time.monotonic() - self._woken
            picture.sequence, picture.lag, picture.settled_as = sequence, 0 if new else round(late * 1000), ""
        if not page:
            picture.settled_as = frame.digest if picture.settled and sequence else ""
        picture.look = self._look(picture.key).word

    def _drawing(self, key: StageKey, shown: Shown) -> Frame:
        """A scene's frame; of one that cannot be drawn, the cover: one bad board must not take all pictures."""
        try:
            return draw(shown.scene, shown.elapsed, key.size, self._look(key))
        except Exception:
            LOG.exception("a picture of %s is covered, for it could not be drawn", key.board)
            return draw(COVER, 0.0, key.size, self._look(key))

    def _shown(self, key: StageKey) -> Shown:
        return self._player(key.board).shown(key.page, key.size, self._look(key))

    def _footer(self, key: StageKey) -> CellStrip:
        words = caption(self._shown(key).scene, key.lang) if self._staged(key) else ""
        if not words and key.board in self._gone:
            words = say("remote.gone", key.lang, board=key.board)
        if self._level_at is not None:
            words = say("remote.old", key.lang, time=self._level_at.astimezone(self._zone).strftime("%H:%M:%S"))
        clock = datetime.now(self._zone).strftime("%H:%M:%S")
        return footer(key.size[0], words, clock, self._look(key), keys=key.depth != BROWSER)

    def _look(self, key: StageKey) -> Look:
        colours = () if self._held.is_empty else given(self._held.competition.colours) or ()
        return look_of(key, native=not self._staged(key), own=palette_of_contest(colours))

    def _staged(self, key: StageKey) -> bool:
        return key.page is None and self._player(key.board).on_stage


def shape_of(key: StageKey) -> StageKey:
    """Keys that are drawn alike, whatever colours they are then painted in, have one shape."""
    return key if key.depth in (BROWSER, COLOURLESS, PALETTE_16) else key.but(depth=TRUECOLOR)
