"""An edge's side of the stage process: the pictures that its viewers watch."""

import asyncio
import time
from pathlib import Path

from screens.remote import wire
from screens.remote.feed import Deliverer, Feed, Viewer
from screens.remote.keys import SMALLEST, UNSTATED, StageKey

SLICE = 128
"""How many viewers are written to before the loop gets its turn again."""
MOST_SIZES = 60
"""Sizes of pictures that one edge asks for; further viewers get the next smaller one, centred."""
MOST_PICTURES = 600
"""Pictures in all: boards, pages, sizes, colours and languages; further viewers get the nearest one that is there."""
NEW_A_SECOND, NEW_AT_ONCE = 20.0, 120.0
"""How fast new pictures may be asked for: each must be drawn, and viewers can wish for any."""
RETRY_SECONDS = 0.1


class StageLink:
    """All pictures of an edge, over one connection to the stage process, made again whenever it breaks."""

    def __init__(self, socket: Path) -> None:
        self._socket = socket
        self._feeds: dict[StageKey, Feed] = {}
        self._by_number: dict[int, Feed] = {}
        self._last = 0
        self._writer: asyncio.StreamWriter | None = None
        self._deliverer = Deliverer(SLICE)
        self._new = NEW_AT_ONCE
        self._new_since = time.monotonic()

    async def run(self) -> None:
        """Keep the connection; what comes over it goes to the viewers."""
        delivering = asyncio.create_task(self._deliverer.run(self._ask, self._done))
        try:
            while True:
                await self._follow()
                await asyncio.sleep(RETRY_SECONDS)
        finally:
            delivering.cancel()

    async def _follow(self) -> None:
        try:
            reader, self._writer = await asyncio.open_unix_connection(self._socket, limit=wire.MOST_BYTES)
        except (ConnectionError, FileNotFoundError):
            return
        for feed in self._feeds.values():
            feed.restart()
            self._join(feed)
            self._ask(feed)
        async for message in wire.messages(reader):
            self._take(message)
        self._writer.close()
        self._writer = None

    def watch(self, viewer: Viewer, key: StageKey) -> Feed:
        """Let a viewer see a picture, whole first, or the nearest one that can be had."""
        key = self._allowed(key)
        feed = self._feeds.get(key)
        if feed is None:
            self._last += 1
            feed = self._feeds[key] = self._by_number[self._last] = Feed(key, self._last)
            self._join(feed)
        feed.add(viewer)
        self._count(feed)
        return feed

    def leave(self, viewer: Viewer, feed: Feed) -> None:
        """Let a viewer go; a picture that nobody sees any more is no longer drawn."""
        feed.remove(viewer)
        if feed.viewers:
            self._count(feed)
        else:
            del self._feeds[feed.key], self._by_number[feed.number]
            self._tell(wire.Message(wire.PART, feed.number))

    def ready(self, viewer: Viewer, feed: Feed) -> None:
        """A viewer is new, or was slow and can take a picture again: it gets the newest."""
        if not feed.serve_one(viewer):
            self._ask(feed)

    def has_room_for(self, key: StageKey) -> bool:
        """Whether a viewer who wishes for a picture would get this very one."""
        return key in self._feeds or (self._fits_in(key) and self._allowance() >= 1)

    def _fits_in(self, key: StageKey) -> bool:
        """Whether one more picture may be there, and of its size."""
        sizes = {(known.columns, known.rows) for known in self._feeds}
        many = (key.columns, key.rows) not in sizes and len(sizes) >= MOST_SIZES
        return not many and len(self._feeds) < MOST_PICTURES

    def _allowed(self, key: StageKey) -> StageKey:
        """The picture that a viewer gets who wishes for one: the same, where it is there or may be had."""
        if key in self._feeds:
            return key
        if self._fits_in(key) and self._may_ask_for_new():
            return key
        fitting = [known for known in self._feeds if known.columns <= key.columns and known.rows <= key.rows]
        legible = [known for known in fitting if known.depth == key.depth]
        if legible:
            return max(legible, key=lambda known: _likeness(key, known))
        columns, rows = UNSTATED if key.columns >= UNSTATED[0] and key.rows >= UNSTATED[1] else SMALLEST
        return key.but(columns=columns, rows=rows, page=None)

    def _allowance(self) -> float:
        """How many new pictures may be asked for at once."""
        now = time.monotonic()
        self._new = min(NEW_AT_ONCE, self._new + (now - self._new_since) * NEW_A_SECOND)
        self._new_since = now
        return self._new

    def _may_ask_for_new(self) -> bool:
        if self._allowance() < 1:
            return False
        self._new -= 1
        return True

    def _join(self, feed: Feed) -> None:
        self._tell(wire.worded(wire.JOIN, feed.number, {**wire.key_words(feed.key), "version": feed.version}))
        self._count(feed)

    def _count(self, feed: Feed) -> None:
        self._tell(wire.worded(wire.VIEWERS, feed.number, {"viewers": len(feed.viewers)}))

    def _ask(self, feed: Feed) -> None:
        if not feed.asked and self._writer is not None:
            feed.asked = True
            self._tell(wire.Message(wire.WHOLE, feed.number))

    def _done(self, feed: Feed) -> None:
        if feed.number in self._by_number:
            self._tell(wire.Message(wire.DONE, feed.number, feed.version.to_bytes(8, "big")))

    def _tell(self, message: wire.Message) -> None:
        if self._writer is not None:
            self._writer.write(message.packed())

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
