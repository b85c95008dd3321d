"""What a viewer's keys ask for: however many come, they become one wish, carried out a few times a second at most."""

import asyncio
import re
from collections.abc import Callable
from dataclasses import dataclass, field

QUIT, LEFT, RIGHT = (
    (b"q", b"Q", b"\x03", b"\x04"),
    (b"\x1b[D", b"\x1bOD", b"\x1b[5~"),
    (b"\x1b[C", b"\x1bOC", b"\x1b[6~", b" "),
)
_KEY = re.compile(rb"\x1b\[[0-9;]*[@-~]|\x1bO[@-~]|\x1bP.*?\x1b\\|.", re.DOTALL)
MOST_KEYS = 64
"""Bytes of one packet that are looked at, and bytes that are kept for a search that is about to open."""
APART_SECONDS, AGAIN_SECONDS = 0.25, 1.0
"""From one wish to the next, and to the next after a picture was sent whole again."""
AT_ONCE, A_SECOND = 20.0, 1.0
"""Wishes in a row, and how fast their number grows again: each may cost a picture that nobody else sees."""


@dataclass
class PendingWish:
    """What has been asked for and not been done yet."""

    turns: int = 0
    """Pages forward; back where it is negative."""
    again: bool = False
    """Whether the picture is to be sent whole again, where the playlist stands."""
    other_motion: bool = False
    """Whether what moves is to stand, or what stands to move."""
    other_language: bool = False
    """Whether Chinese is to become English, or the other way round."""
    search: bytes | None = None
    """Keys for the search that is to be opened; None where none is."""

    @property
    def empty(self) -> bool:
        return self == PendingWish()


@dataclass
class Wishes:
    """Gathers keys. `carry_out` is told a wish, `leave` that the viewer wishes to go, which never waits."""

    carry_out: Callable[[PendingWish], None]
    leave: Callable[[], None]
    _wish: PendingWish = field(default_factory=PendingWish)
    _timer: asyncio.TimerHandle | None = None
    _left: float = AT_ONCE
    _since: float = 0.0
    _due: float = 0.0

    def press(self, data: bytes) -> None:
        """Keys, of which several may come at once; those after a search is asked for are for the search."""
        if self._wish.search is not None:
            self._wish.search = (self._wish.search + data)[:MOST_KEYS]
            return
        for key in _KEY.finditer(data[:MOST_KEYS]):
            if key[0] in QUIT:
                self.leave()
                return
            if key[0] in (b"/", b"\r", b"\n"):
                self._wish.search = data[key.end() : MOST_KEYS]
                break
            self._press_one(key[0])
        if self._timer is None and not self._wish.empty:
            loop = asyncio.get_running_loop()
            if loop.time() >= self._due:
                self._do()
            else:
                self._timer = loop.call_at(self._due, self._do)

    def stop(self) -> None:
        """The viewer is gone: nothing is carried out any more."""
        if self._timer is not None:
            self._timer.cancel()
        self._timer, self._wish = None, PendingWish()

    def _press_one(self, key: bytes) -> None:
        if key in LEFT or key in RIGHT:
            self._wish.turns += 1 if key in RIGHT else -1
        elif key in (b"r", b"R"):
            self._wish.again = True
        elif key in (b"s", b"S"):
            self._wish.other_motion = not self._wish.other_motion
        elif key in (b"l", b"L"):
            self._wish.other_language = not self._wish.other_language

    def _do(self) -> None:
        """Carry out what has been asked for, and take the next wish a while later."""
        now, wish = asyncio.get_running_loop().time(), self._wish
        self._timer, self._wish = None, PendingWish()
        self._left = min(AT_ONCE, self._left + (now - self._since) * A_SECOND) - 1
        self._since = now
        self._due = now + max(AGAIN_SECONDS if wish.again else APART_SECONDS, -self._left / A_SECOND)
        self.carry_out(wish)
