"""An edge's pictures: what comes from the stage process, and the viewers that it goes to."""

import asyncio
import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Protocol

from screens.remote.modes import BEGIN, END
from screens.remote.picture_key import StageKey
from screens.remote.shared_bytes import SharedBytes

KEPT_CHANGES, KEPT_BYTES = 64, 256 * 1024
"""How many changes, and how many bytes of them, are kept for viewers that are behind."""
OLDER = 8
"""A whole picture and the changes since are sent together where these are no more than such a part of it."""
NOTHING = -1
"""The version of a viewer that has not been shown the picture whole."""

_POSITION = re.compile(rb"\x1b\[(\d+);(\d+)H")


class Viewer(Protocol):
    """Somebody who watches a picture."""

    offset: tuple[int, int]
    """Columns and rows by which the picture is moved to stand in the middle."""
    version: int
    """The last change that it has been sent, or NOTHING."""
    place: int
    """Where it stands among the picture's viewers."""

    @property
    def busy(self) -> bool:
        """Whether what was sent before has not left yet."""

    def send(self, frame: SharedBytes) -> None:
        """Write to the viewer's terminal."""


@dataclass(eq=False)
class Feed:
    """One picture, its viewers, and the changes by which each gets from what it has to the newest.

    Changes are numbered. Whoever is behind by more than is kept, or by more bytes than the picture itself has, gets
    it whole; so nobody is ever queued for. Viewers are served in a ring: where a new change comes before all have had
    the last one, the ring goes on from where it was, and those not yet served get both at once.
    """

    key: StageKey
    number: int
    viewers: list[Viewer] = field(default_factory=list)
    version: int = 0
    asked: bool = False
    """Whether the picture has been asked for whole."""
    at: int = 0
    """The page of the playlist that is shown, for viewers who turn to the next one."""
    left: int = 0
    """Viewers who are still to be served with the newest version."""

    def __post_init__(self) -> None:
        self._changes: deque[bytes] = deque()
        self._kept_bytes = 0
        self._whole: tuple[int, bytes] | None = None
        self._cursor = 0
        self._frames: dict[tuple[int, tuple[int, int]], SharedBytes | None] = {}

    def add(self, viewer: Viewer) -> None:
        """Let somebody watch; they get the picture whole first."""
        viewer.version, viewer.place = NOTHING, len(self.viewers)
        self.viewers.append(viewer)

    def remove(self, viewer: Viewer) -> None:
        """Let somebody go who watches."""
        last = self.viewers.pop()
        if last is not viewer:
            self.viewers[viewer.place] = last
            last.place = viewer.place
        self.left = min(self.left, len(self.viewers))

    def take_whole(self, data: bytes) -> None:
        """The picture as it is now."""
        self.asked = False
        self._whole = self.version, data
        self._frames.clear()
        self.left = len(self.viewers)

    def take_change(self, data: bytes) -> None:
        """What turns the picture into the next one."""
        self.version += 1
        self._changes.append(data)
        self._kept_bytes += len(data)
        while len(self._changes) > 2 and (len(self._changes) > KEPT_CHANGES or self._kept_bytes > KEPT_BYTES):
            self._kept_bytes -= len(self._changes.popleft())
        self._frames.clear()
        self.left = len(self.viewers)

    @property
    def size(self) -> int:
        """Bytes of the picture whole, as it was last asked for; 0 before."""
        return 0 if self._whole is None else len(self._whole[1])

    def restart(self) -> None:
        """The stage process is a new one: what was shown no longer counts."""
        self._changes.clear()
        self._kept_bytes, self._whole, self.asked = 0, None, False
        self._frames.clear()
        for viewer in self.viewers:
            viewer.version = NOTHING

    def serve(self, most: int) -> bool:
        """Bring the next viewers in the ring up to date; returns whether the picture must be asked for whole."""
        wanting = False
        for _ in range(min(most, self.left)):
            self._cursor = (self._cursor + 1) % len(self.viewers)
            wanting |= not self.serve_one(self.viewers[self._cursor])
            self.left -= 1
        return wanting

    def serve_one(self, viewer: Viewer) -> bool:
        """Bring one viewer up to date; False where that takes the whole picture, which is not here."""
        if viewer.version == self.version or viewer.busy:
            return True
        frame = self._frame(viewer.version, viewer.offset)
        if frame is None:
            return False
        viewer.send(frame)
        viewer.version = self.version
        return True

    def _frame(self, version: int, offset: tuple[int, int]) -> SharedBytes | None:
        """What brings a viewer from a version to the newest; computed once for all of them."""
        wanted = version, offset
        try:
            return self._frames[wanted]
        except KeyError:
            data = self._catching_up(version)
            frame = self._frames[wanted] = None if data is None else SharedBytes(translated(at_once(data), *offset))
            return frame

    def _catching_up(self, version: int) -> bytes | None:
        """What was missed, or the picture whole, whichever is less; None where that is not here any more.

        The picture whole may be a little older than what is shown now, by a clock's changes but not by another scene:
        nobody is to see what was covered, or to wait for what is over.
        """
        base = self.version - len(self._changes)
        changes = b"".join(self._since(version)) if version >= base else None
        if changes is not None and (self._whole is None or len(changes) <= self.size):
            return changes
        if self._whole is None or self._whole[0] < base:
            return None
        since = b"".join(self._since(self._whole[0]))
        return self._whole[1] + since if len(since) <= self.size / OLDER else None

    def _since(self, version: int) -> Iterator[bytes]:
        return islice(self._changes, len(self._changes) - (self.version - version), None)


class Deliverer:
    """Gives every picture's viewers their frames, a slice at a time, so that the loop breathes in between."""

    def __init__(self, slice_size: int) -> None:
        self._slice = slice_size
        self._waiting: deque[Feed] = deque()
        self._called = asyncio.Event()

    def deliver(self, feed: Feed) -> None:
        """Bring a picture's viewers up to date, when it is its turn."""
        if feed not in self._waiting:
            self._waiting.append(feed)
            self._called.set()

    async def run(self, ask: "Asking", done: "Asking") -> None:
        """Deliver for ever. `ask` is told of pictures that are needed whole, `done` of those that all have."""
        while True:
            await self._called.wait()
            while self._waiting:
                feed = self._waiting.popleft()
                if feed.serve(self._slice):
                    ask(feed)
                if feed.left and feed.viewers:
                    self._waiting.append(feed)
                else:
                    done(feed)
                await asyncio.sleep(0)
            self._called.clear()


class Asking(Protocol):
    """Somebody who is told of a picture."""

    def __call__(self, feed: Feed) -> None: ...


def at_once(data: bytes) -> bytes:
    """Several frames as one: nobody is shown the old ones on the way to the newest."""
    return data.replace(END + BEGIN, b"")


def translated(data: bytes, columns: int, rows: int) -> bytes:
    """The same picture, so many columns to the right and rows down."""
    if not columns and not rows:
        return data
    return _POSITION.sub(lambda m: b"\x1b[%d;%dH" % (int(m[1]) + rows, int(m[2]) + columns), data)
