"""A line that cannot carry what moves is shown what stands, until it is better or the viewer wishes otherwise."""

from dataclasses import dataclass, field
from typing import Any

import pytest

from screens.remote import viewer
from screens.remote.fastpath import Frame
from screens.remote.feed import Feed
from screens.remote.keys import StageKey
from screens.remote.limits import Limits


@dataclass
class Line:
    """A channel that keeps what is written until `clear`, if it is `slow`."""

    slow: bool = True
    waiting: int = 0

    def paint(self, frame: Frame) -> None:
        self.waiting = len(frame.data) if self.slow else 0

    def write(self, data: bytes) -> None:
        """What is not a frame is taken at once."""

    def unsent(self) -> int:
        return self.waiting

    def get_terminal_size(self) -> tuple[int, int, int, int]:
        return 120, 40, 0, 0

    def get_terminal_type(self) -> str:
        return "dumb"

    def get_environment(self) -> dict[str, str]:
        return {}


@dataclass
class Stages:
    """Notes what is asked for."""

    asked: list[StageKey] = field(default_factory=list)

    def watch(self, session: viewer.ViewerSession, key: StageKey) -> Feed:
        self.asked.append(key)
        return Feed(key, len(self.asked))

    def leave(self, session: viewer.ViewerSession, feed: Feed) -> None:
        """Nobody minds."""

    def ready(self, session: viewer.ViewerSession, feed: Feed) -> None:
        """Frames are sent by hand."""


class Scene:
    """A viewer who watches over a line."""

    def __init__(self) -> None:
        self.line, self.stage = Line(), Stages()
        edge: Any = self
        self.plan = self
        self.limits, self.sessions = Limits(), set[viewer.ViewerSession]()
        self.session = viewer.ViewerSession(edge, "board", lambda: None)
        line: Any = self.line
        self.session._channel = line
        self.session.session_started()

    def frame(self) -> None:
        """One frame, and the moment in which the line has taken it."""
        self.session.send(Frame(b"x" * 1000))
        if self.line.waiting:
            self.line.waiting = 0
            self.session.resume_writing()

    @property
    def still(self) -> bool:
        return self.stage.asked[-1].still


@pytest.fixture
async def scene(monkeypatch: pytest.MonkeyPatch) -> Scene:
    monkeypatch.setattr(viewer, "SLOW_SECONDS", -1.0)
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
