"""A picture that somebody watches, and what each edge has been sent of it."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field

from screens.remote import browser_frames, painting, wire
from screens.remote.picture_key import BROWSER, StageKey
from screens.widgets.strips import CellStrip

MOST_UNDER_WAY = 2
"""Changes that an edge may still be passing on while it is sent the next one; a slow edge misses those between.

What only moves waits until all have had what came before, so that it never stands in the way of what is new.
"""
HELD_BYTES = 1 << 20
"""With more than this on its way to an edge nothing is added."""


@dataclass(eq=False)
class Subscriber:
    """An edge process; it names pictures by numbers of its own."""

    writer: asyncio.StreamWriter
    joined: dict[int, StageKey] = field(default_factory=dict)


@dataclass(eq=False)
class Watcher:
    """One edge as a watcher of one picture: what it has, and how much of that has reached its viewers."""

    edge: Subscriber
    number: int
    version: int
    """The number of the last change that it was sent."""
    done: int
    """The last one that all its viewers have."""
    viewers: int = 0
    rows: tuple[CellStrip, ...] = ()
    at: int = -1


@dataclass(eq=False)
class ViewerPicture:
    """What viewers of one key see: the newest rows, and when the next frame may follow."""

    key: StageKey
    behind: set[Watcher] = field(default_factory=set)
    """The watchers, of all pictures that share it, who have been sent what has not yet reached all their viewers."""
    rows: tuple[CellStrip, ...] = ()
    watchers: dict[Subscriber, Watcher] = field(default_factory=dict)
    next_at: float = 0.0
    drawn: object = None
    """Which scene and page the rows were drawn from."""
    settled: bool = False
    """Whether nothing in them moves any more."""
    sequence: int = 0
    """The ceremony's step that they show; 0 where they show none."""
    settled_as: str = ""
    """The hash of that step's settled frame, of its first page; empty while it moves."""
    lag: int = 0
    """Milliseconds from the nudge to the first frame of that step."""
    look: str = ""
    """The word of the look that they were drawn in."""
    at: int = 0
    """The page of the playlist that they show."""

    def __post_init__(self) -> None:
        self._last: tuple[Sequence[CellStrip], Sequence[CellStrip], bytes] = ((), (), b"")

    @property
    def viewers(self) -> int:
        return sum(watcher.viewers for watcher in self.watchers.values())

    def join(self, edge: Subscriber, number: int, version: int) -> None:
        """An edge begins to watch; its viewers stand at `version`."""
        self.part(edge)
        self.watchers[edge] = Watcher(edge, number, version, version)

    def part(self, edge: Subscriber) -> None:
        """An edge watches no more."""
        watcher = self.watchers.pop(edge, None)
        if watcher is not None:
            self.behind.discard(watcher)

    def reached(self, watcher: Watcher, version: int) -> None:
        """All viewers of an edge have what it was sent up to `version`."""
        watcher.done = version
        if version >= watcher.version:
            self.behind.discard(watcher)

    def show(self, rows: tuple[CellStrip, ...], *, news: bool = True) -> int:
        """Take new rows and send what changed to every edge that has done with the last; returns the bytes of it."""
        self.rows = rows
        return max((self.forward(watcher, news=news) for watcher in self.watchers.values()), default=0)

    def forward(self, watcher: Watcher, *, news: bool = False) -> int:
        """Bring one edge up to date, if it has had a picture and is not behind."""
        behind = watcher.version - watcher.done >= (MOST_UNDER_WAY if news else 1)
        if not watcher.rows or watcher.rows is self.rows or behind or _held(watcher):
            return 0
        body = self._change(watcher.rows)
        watcher.rows = self.rows
        if watcher.at != self.at:
            watcher.at = self.at
            _send(watcher, wire.AT, self.at.to_bytes(4, "big"))
        if body:
            watcher.version += 1
            self.behind.add(watcher)
            _send(watcher, wire.CHANGE, body)
        return len(body)

    def give_whole(self, edge: Subscriber) -> None:
        """Send an edge the picture that it is to have by now, whole."""
        watcher = self.watchers[edge]
        if not watcher.rows:
            watcher.rows, watcher.at = self.rows, self.at
            _send(watcher, wire.AT, self.at.to_bytes(4, "big"))
        _send(watcher, wire.WHOLE, self._whole(watcher.rows))

    def _change(self, before: tuple[CellStrip, ...]) -> bytes:
        """What turns `before` into the newest rows; edges that stand alike share it."""
        if self._last[0] is not before or self._last[1] is not self.rows:
            alike = len(before) == len(self.rows)
            body = self._differences(before) if alike else self._whole(self.rows)
            self._last = before, self.rows, body
        return self._last[2]

    def _whole(self, rows: Sequence[CellStrip]) -> bytes:
        if self.key.depth == BROWSER:
            return browser_frames.whole(rows)
        return painting.whole(rows, self.key.depth)

    def _differences(self, before: Sequence[CellStrip]) -> bytes:
        if self.key.depth == BROWSER:
            return browser_frames.changes(before, self.rows)
        return painting.changes(before, self.rows, self.key.depth)


def _held(watcher: Watcher) -> bool:
    return watcher.edge.writer.transport.get_write_buffer_size() > HELD_BYTES


def _send(watcher: Watcher, kind: int, body: bytes) -> None:
    watcher.edge.writer.write(wire.Message(kind, watcher.number, body).packed())
