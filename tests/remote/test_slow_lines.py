"""A line that cannot carry what moves is shown what stands, until it is better or the viewer wishes otherwise."""

import asyncio
import socket
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from scoreboard.settings import Settings
from screens.remote import viewer, viewer_keys
from screens.remote.feed import Feed
from screens.remote.limits import Limits
from screens.remote.picture_key import StageKey
from screens.remote.shared_bytes import SharedBytes
from tests.bench.ssh_client import Connection
from tests.bench.ssh_slow import BUFFER, slow_line
from tests.remote.serving import serving
from tests.remote.stepping import directing
from tests.remote.test_ceremony import CEREMONY, until_flag

WHOLE = {"24bit": 80_000, "256": 50_000, "16": 24_000}
"""Bytes of a whole picture."""


@dataclass
class Line:
    """A channel that keeps what is written until `clear`, if it is `slow`."""

    slow: bool = True
    waiting: int = 0
    size: tuple[int, int] = (120, 40)
    colours: str = ""

    def paint(self, frame: SharedBytes) -> None:
        self.waiting = len(frame.data) if self.slow else 0

    def write(self, data: bytes) -> None:
        """What is not a frame is taken at once."""

    def unsent(self) -> int:
        return self.waiting

    def unacknowledged(self) -> int:
        return self.waiting

    def get_terminal_size(self) -> tuple[int, int, int, int]:
        return *self.size, 0, 0

    def get_terminal_type(self) -> str:
        return "xterm-256color" if self.colours else "vt100"

    def get_environment(self) -> dict[str, str]:
        return {"COLORTERM": self.colours} if self.colours else {}


@dataclass
class Stages:
    """Notes what is asked for."""

    asked: list[StageKey] = field(default_factory=list)

    def watch(self, session: viewer.ViewerSession, key: StageKey) -> Feed:
        self.asked.append(key)
        feed = Feed(key, len(self.asked))
        feed.take_whole(b"x" * WHOLE.get(key.depth, 1000))
        return feed

    def leave(self, session: viewer.ViewerSession, feed: Feed) -> None:
        """Nobody minds."""

    def ready(self, session: viewer.ViewerSession, feed: Feed) -> None:
        """Frames are sent by hand."""


class Scene:
    """A viewer who watches over a line."""

    def __init__(self, line: Line | None = None) -> None:
        self.line, self.stage = line or Line(), Stages()
        edge: Any = self
        self.plan = self
        self.limits, self.sessions = Limits(), set[viewer.ViewerSession]()
        self.session = viewer.ViewerSession(edge, "board", lambda: None)
        channel: Any = self.line
        self.session._channel = channel
        self.session.session_started()

    def frame(self) -> None:
        """One frame, and the moment in which the line has taken it."""
        self.session.send(SharedBytes(b"x" * 1000))
        if self.line.waiting:
            self.line.waiting = 0
            self.session.resume_writing()

    @property
    def still(self) -> bool:
        return self.stage.asked[-1].still


class Seconds:
    """A clock that is moved by hand, in the place of the loop's."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = 1000.0
        monkeypatch.setattr(asyncio.get_running_loop(), "time", lambda: self.now)


class Wide(Scene):
    """A viewer of a large picture in 24 bits, over a line that carries so many bytes a second."""

    def __init__(self, rate: float, clock: Seconds) -> None:
        super().__init__(Line(size=(200, 56), colours="truecolor"))
        self.rate, self.clock = rate, clock

    def step(self) -> None:
        """Everything on the screen changes."""
        key = self.stage.asked[-1]
        self.session.send(SharedBytes(b"x" * WHOLE[key.depth]))
        self.clock.now += self.line.waiting / self.rate
        self.line.waiting = 0
        self.session.resume_writing()

    @property
    def seen(self) -> tuple[str, bool]:
        return self.stage.asked[-1].depth, self.stage.asked[-1].still


@pytest.mark.parametrize(
    ("rate", "seen"),
    [(1e6, ("24bit", False)), (50_000, ("256", True)), (30_000, ("16", True)), (5_000, ("16", True))],
)
async def test_a_line_gets_the_colours_that_it_carries_and_keeps_them(
    rate: float, seen: tuple[str, bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    scene = Wide(rate, Seconds(monkeypatch))
    assert scene.seen == ("256", True)
    for _ in range(3):
        scene.step()
    assert scene.seen == seen
    asked = len(scene.stage.asked)
    for _ in range(20):
        scene.step()
    assert (scene.seen, len(scene.stage.asked)) == (seen, asked)
    scene.session.connection_lost(None)


async def test_colours_come_back_once_the_line_is_better(monkeypatch: pytest.MonkeyPatch) -> None:
    scene = Wide(30_000, Seconds(monkeypatch))
    for _ in range(3):
        scene.step()
    scene.session._try_again()
    assert scene.seen == ("16", True)
    scene.rate = 1e6
    scene.step()
    scene.session._try_again()
    assert scene.seen == ("24bit", False)
    scene.session.connection_lost(None)


async def test_who_wants_it_still_gets_the_colours_that_the_line_carries(monkeypatch: pytest.MonkeyPatch) -> None:
    scene = Wide(30_000, Seconds(monkeypatch))
    scene.session.data_received(b"s", None)
    for _ in range(3):
        scene.step()
    assert scene.seen == ("16", True)
    scene.session.data_received(b"s", None)
    assert scene.seen == ("24bit", False)
    scene.session.connection_lost(None)


@pytest.fixture
async def scene(monkeypatch: pytest.MonkeyPatch) -> Scene:
    monkeypatch.setattr(viewer, "SLOW_SECONDS", -1.0)
    monkeypatch.setattr(viewer_keys, "APART_SECONDS", 0.0)
    return Scene()


async def test_what_stands_is_shown_after_some_slow_frames(scene: Scene) -> None:
    for _ in range(viewer.SLOW_TIMES - 1):
        scene.frame()
        assert not scene.still
    scene.frame()
    assert scene.still
    scene.session.connection_lost(None)


async def test_a_line_that_falters_once_is_shown_what_moves(scene: Scene) -> None:
    for _ in range(5):
        for scene.line.slow in (True, False):
            scene.frame()
    assert not scene.still
    assert len(scene.stage.asked) == 1
    scene.session.connection_lost(None)


async def test_it_is_tried_again_and_the_viewers_wish_counts_more(scene: Scene) -> None:
    for _ in range(viewer.SLOW_TIMES):
        scene.frame()
    scene.session._move_again()
    assert not scene.still
    for _ in range(viewer.SLOW_TIMES):
        scene.frame()
    assert scene.still
    scene.session.data_received(b"s", None)
    assert not scene.still
    for _ in range(10):
        scene.frame()
    assert not scene.still
    scene.session.data_received(b"s", None)
    assert scene.still
    scene.session.connection_lost(None)


def test_a_real_line_shows_by_what_it_acknowledges_which_colours_it_carries(handan: Settings, tmp_path: Path) -> None:
    """Two viewers want the same large picture in 24 bits; the line of one takes seconds for it."""
    with serving(str(handan.database), tmp_path) as served, directing(handan, CEREMONY) as director:
        until_flag(director)
        assert TRUE in watched(served.port, lambda seen: TRUE in seen)
        with slow_line(served.port, 40_000) as port:
            assert TRUE not in watched(port, lambda seen: seen.count(CLOCK) > 2)


TRUE, CLOCK = b"38;2;", b"\x1b[56;"


def watched(port: int, enough: Callable[[bytes], bool]) -> bytes:
    """What a viewer of the board is sent until that is enough."""
    seen = bytearray()
    viewer = Connection("board", (200, 56), "xterm-256color", seen.extend, "truecolor")
    with socket.create_connection(("127.0.0.1", port), 30) as link:
        link.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, BUFFER)
        link.sendall(viewer.begin())
        while not enough(bytes(seen)):
            data = link.recv(1 << 16)
            assert data
            link.sendall(viewer.receive(data))
    return bytes(seen)
