"""An edge's side of the stage process: the pictures that its viewers watch."""

import asyncio
import time
from pathlib import Path

from screens.remote import wire
from screens.remote.feed import Deliverer, Feed, Viewer
from screens.remote.picture_key import SMALLEST, UNSTATED, StageKey

SLICE = 128
"""How many viewers are written to before the loop gets its turn again."""
MOST_SIZES = 60
"""Sizes of pictures that one edge asks for; further viewers get the next smaller one, centred."""
MOST_PICTURES = 600
"""Pictures in all: boards, pages, sizes, colours and languages; further viewers get the nearest one that is there."""
NEW_A_SECOND, NEW_AT_ONCE = 20.0, 120.0
"""How fast new pictures may be asked for: each must be drawn, and viewers can wish for any."""
KEPT_FOR_NEWCOMERS = 60.0
"""Of those at once, how many are not for who turns pages: whoever comes needs one, and can wait for none."""
HELD_BYTES = 1 << 20
"""With more than this on its way to the stage process no new picture is asked for."""
RETRY_SECONDS, LATER_SECONDS = 0.1, 0.1


class StageLink:
    """All pictures of an edge, over one connection to the stage process, made again whenever it breaks."""

    def __init__(self, socket: Path) -> None:
        self._socket = socket
        self._feeds: dict[StageKey, Feed] = {}
        self._by_number: dict[int, Feed] = {}
        self._last = 0
        self._writer: asyncio.StreamWriter | None = None
        self._deliverer = Deliverer(SLICE)
        self._unjoined: dict[int, Feed] = {}
        self._uncounted: set[Feed] = set()
        self._later = asyncio.Event()
        self._new = NEW_AT_ONCE
        self._new_since = time.monotonic()

    async def run(self) -> None:
        """Keep the connection; what comes over it goes to the viewers."""
        tasks = [asyncio.create_task(each) for each in (self._deliverer.run(self._ask, self._done), self._catch_up())]
        try:
            while True:
                await self._follow()
                await asyncio.sleep(RETRY_SECONDS)
        finally:
            for task in tasks:
                task.cancel()

    async def _follow(self) -> None:
        try:
            reader, self._writer = await asyncio.open_unix_connection(self._socket, limit=wire.MOST_BYTES)
        except (ConnectionError, FileNotFoundError):
            return
        for feed in self._feeds.values():
            feed.restart()
            if feed.number not in self._unjoined:
                self._join(feed)
                self._ask(feed)
        async for message in wire.messages(reader):
            self._take(message)
        self._writer.close()
        self._writer = None

    def watch(self, viewer: Viewer, key: StageKey) -> Feed:
        """Let a viewer see a picture, whole first, or the nearest one that can be had."""
        key, now = self._allowed(key)
        feed = self._feeds.get(key)
        if feed is None:
            self._last += 1
            feed = self._feeds[key] = self._by_number[self._last] = Feed(key, self._last)
            if now:
                self._join(feed)
            else:
                self._unjoined[feed.number] = feed
                self._later.set()
        feed.add(viewer)
        self._count(feed)
        return feed

    def leave(self, viewer: Viewer, feed: Feed) -> None:
        """Let a viewer go; a picture that nobody sees any more is no longer drawn."""
        feed.remove(viewer)
        if feed.viewers:
            self._count(feed)
            return
        del self._feeds[feed.key], self._by_number[feed.number]
        self._uncounted.discard(feed)
        if self._unjoined.pop(feed.number, None) is None:
            wire.tell(self._writer, wire.Message(wire.PART, feed.number))

    def ready(self, viewer: Viewer, feed: Feed) -> None:
        """A viewer is new, or was slow and can take a picture again: it gets the newest."""
        if not feed.serve_one(viewer):
            self._ask(feed)

    def page_of(self, key: StageKey) -> int:
        """The page of the whole programme that is shown in a picture; 0 where nobody watches it."""
        feed = self._feeds.get(key)
        return 0 if feed is None else feed.at

    def has_room_for(self, key: StageKey) -> bool:
        """Whether a viewer who wishes for a picture would get this very one."""
        return key in self._feeds or (self._fits_in(key) and self._allowance() >= 1 + _kept_from(key))

    def _fits_in(self, key: StageKey) -> bool:
        """Whether one more picture may be there, and of its size."""
        sizes = {(known.columns, known.rows) for known in self._feeds}
        many = (key.columns, key.rows) not in sizes and len(sizes) >= MOST_SIZES
        return not many and len(self._feeds) < MOST_PICTURES

    def _allowed(self, key: StageKey) -> tuple[StageKey, bool]:
        """The picture that a viewer gets who wishes for one: the same, where it is there or may be had.

        Also whether it may be asked for now; one that is needed though too many are asked for comes later.
        """
        if key in self._feeds:
            return key, True
        if self._fits_in(key) and self._may_ask_for_new(_kept_from(key)):
            return key, True
        fitting = [known for known in self._feeds if known.columns <= key.columns and known.rows <= key.rows]
        legible = [known for known in fitting if known.depth == key.depth]
        if legible:
            return max(legible, key=lambda known: _likeness(key, known)), True
        columns, rows = UNSTATED if key.columns >= UNSTATED[0] and key.rows >= UNSTATED[1] else SMALLEST
        key = key.but(columns=columns, rows=rows, page=None)
        return key, key in self._feeds or self._may_ask_for_new()

    def _allowance(self) -> float:
        """How many new pictures may be asked for at once."""
        now = time.monotonic()
        self._new = min(NEW_AT_ONCE, self._new + (now - self._new_since) * NEW_A_SECOND)
        self._new_since = now
        return 0.0 if self._held else self._new

    def _may_ask_for_new(self, kept: float = 0.0) -> bool:
        if self._allowance() < 1 + kept:
            return False
        self._new -= 1
        return True

    @property
    def _held(self) -> bool:
        """Whether the stage process does not keep up with what it is asked."""
        return self._writer is not None and self._writer.transport.get_write_buffer_size() > HELD_BYTES

    async def _catch_up(self) -> None:
        """Ask for what had to wait, and tell how many viewers there are, however often they come and go."""
        while True:
            await self._later.wait()
            await asyncio.sleep(LATER_SECONDS)
            self._later.clear()
            while self._unjoined and self._may_ask_for_new():
                feed = self._unjoined.pop(next(iter(self._unjoined)))
                self._join(feed)
                self._ask(feed)
            if not self._held:
                for feed in self._uncounted:
                    self._tell_count(feed)
                self._uncounted.clear()
            if self._unjoined or self._uncounted:
                self._later.set()

    def _join(self, feed: Feed) -> None:
        wire.tell(
            self._writer, wire.worded(wire.JOIN, feed.number, {**wire.key_words(feed.key), "version": feed.version})
        )
        self._tell_count(feed)

    def _count(self, feed: Feed) -> None:
        self._uncounted.add(feed)
        self._later.set()

    def _tell_count(self, feed: Feed) -> None:
        if feed.number not in self._unjoined:
            wire.tell(self._writer, wire.worded(wire.VIEWERS, feed.number, {"viewers": len(feed.viewers)}))

    def _ask(self, feed: Feed) -> None:
        if not feed.asked and self._writer is not None and feed.number not in self._unjoined:
            feed.asked = True
            wire.tell(self._writer, wire.Message(wire.WHOLE, feed.number))

    def _done(self, feed: Feed) -> None:
        if feed.number in self._by_number:
            wire.tell(self._writer, wire.Message(wire.DONE, feed.number, feed.version.to_bytes(8, "big")))

    def _take(self, message: wire.Message) -> None:
        feed = self._by_number.get(message.number)
        if feed is None:
            return
        if message.kind == wire.WHOLE:
            feed.take_whole(message.body)
        elif message.kind == wire.CHANGE:
            feed.take_change(message.body)
        elif message.kind == wire.AT:
            feed.at = int.from_bytes(message.body, "big")
            return
        self._deliverer.deliver(feed)


def _kept_from(key: StageKey) -> float:
    """How many new pictures stay for others."""
    return KEPT_FOR_NEWCOMERS if key.page is not None else 0.0


def _likeness(wanted: StageKey, there: StageKey) -> tuple[bool, bool, bool, bool, int]:
    """How well a picture serves one who wished for another: what stands for who wants that, then the board, the
    language and the size."""
    return (
        there.still or not wanted.still,
        there.board == wanted.board,
        there.page == wanted.page,
        there.lang == wanted.lang,
        there.columns * there.rows,
    )
