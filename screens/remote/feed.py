"""An edge's pictures: what comes from the stage process, and the viewers that it goes to."""

import asyncio
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from screens.remote import wire
from screens.remote.keys import StageKey

SLICE = 128
"""How many viewers are written to before the loop gets its turn again."""
MOST_SIZES = 60
"""Sizes of pictures that one edge asks for; further viewers get the next smaller one, centred."""
RETRY_SECONDS = 0.2

_POSITION = re.compile(rb"\x1b\[(\d+);(\d+)H")


class Viewer(Protocol):
    """Somebody who watches a picture."""

    offset: tuple[int, int]
    """Columns and rows by which the picture is moved to stand in the middle."""

    @property
    def busy(self) -> bool:
        """Whether what was sent before has not left yet."""

    def send(self, data: bytes) -> None:
        """Write to the viewer's terminal."""


@dataclass(eq=False)
class Feed:
    """One picture and its viewers; those who are `due` must get it whole: newcomers, and the slow once they can."""

    key: StageKey
    number: int
    viewers: set[Viewer] = field(default_factory=set)
    due: set[Viewer] = field(default_factory=set)
    asked: bool = False


class Feeds:
    """All pictures of an edge, over one connection to the stage process, made again whenever it breaks."""

    def __init__(self, socket: Path) -> None:
        self._socket = socket
        self._feeds: dict[StageKey, Feed] = {}
        self._by_number: dict[int, Feed] = {}
        self._last = 0
        self._writer: asyncio.StreamWriter | None = None

    async def run(self) -> None:
        """Keep the connection; what comes over it goes to the viewers."""
        while True:
            try:
                reader, self._writer = await asyncio.open_unix_connection(self._socket, limit=wire.MOST_BYTES)
            except (ConnectionError, FileNotFoundError):
                await asyncio.sleep(RETRY_SECONDS)
                continue
            for feed in self._feeds.values():
                self._join(feed)
                feed.due |= feed.viewers
                self._ask(feed)
            async for message in wire.messages(reader):
                await self._deliver(message)
            self._writer.close()
            self._writer = None

    def watch(self, viewer: Viewer, key: StageKey) -> StageKey:
        """Let a viewer see a picture, whole first; returns the key that it really got."""
        key = self._affordable(key)
        feed = self._feeds.get(key)
        if feed is None:
            self._last += 1
            feed = self._feeds[key] = self._by_number[self._last] = Feed(key, self._last)
            self._join(feed)
        feed.viewers.add(viewer)
        feed.due.add(viewer)
        self._count(feed)
        self._ask(feed)
        return key

    def leave(self, viewer: Viewer, key: StageKey) -> None:
        """Let a viewer go; a picture that nobody sees any more is no longer drawn."""
        feed = self._feeds.get(key)
        if feed is None:
            return
        feed.viewers.discard(viewer)
        feed.due.discard(viewer)
        if feed.viewers:
            self._count(feed)
        else:
            del self._feeds[key], self._by_number[feed.number]
            self._tell(wire.Message(wire.PART, feed.number))

    def ready(self, viewer: Viewer, key: StageKey) -> None:
        """A viewer that was slow can take a picture again: it gets the newest, whole."""
        feed = self._feeds.get(key)
        if feed is not None and viewer in feed.due:
            self._ask(feed)

    def _affordable(self, key: StageKey) -> StageKey:
        sizes = {(known.columns, known.rows) for known in self._feeds}
        if (key.columns, key.rows) in sizes or len(sizes) < MOST_SIZES:
            return key
        smaller = [(w, h) for w, h in sizes | {(80, 24), (20, 5)} if w <= key.columns and h <= key.rows]
        columns, rows = max(smaller, key=lambda size: size[0] * size[1], default=(20, 5))
        return key.but(columns=columns, rows=rows)

    def _join(self, feed: Feed) -> None:
        feed.asked = False
        self._tell(wire.worded(wire.JOIN, feed.number, wire.key_words(feed.key)))
        self._count(feed)

    def _count(self, feed: Feed) -> None:
        self._tell(wire.worded(wire.VIEWERS, feed.number, {"viewers": len(feed.viewers)}))

    def _ask(self, feed: Feed) -> None:
        if not feed.asked and self._writer is not None:
            feed.asked = True
            self._tell(wire.Message(wire.WHOLE, feed.number))

    def _tell(self, message: wire.Message) -> None:
        if self._writer is not None:
            self._writer.write(message.packed())

    async def _deliver(self, message: wire.Message) -> None:
        feed = self._by_number.get(message.number)
        if feed is None:
            return
        if message.kind == wire.WHOLE:
            feed.asked = False
            ready = {viewer for viewer in feed.due if not viewer.busy}
            feed.due -= ready
            await send_all(ready, message.body)
        elif message.kind == wire.CHANGE:
            slow = {viewer for viewer in feed.viewers if viewer.busy}
            feed.due |= slow
            await send_all(feed.viewers - feed.due, message.body)


async def send_all(viewers: Iterable[Viewer], data: bytes) -> None:
    """Send one picture to many, in slices between which the loop breathes; moved pictures are computed once."""
    moved: dict[tuple[int, int], bytes] = {}
    for number, viewer in enumerate(viewers, start=1):
        if viewer.offset not in moved:
            moved[viewer.offset] = translated(data, *viewer.offset)
        viewer.send(moved[viewer.offset])
        if number % SLICE == 0:
            await asyncio.sleep(0)


def translated(data: bytes, columns: int, rows: int) -> bytes:
    """The same picture, so many columns to the right and rows down."""
    if not columns and not rows:
        return data
    return _POSITION.sub(lambda m: b"\x1b[%d;%dH" % (int(m[1]) + rows, int(m[2]) + columns), data)
