"""A slow line gets the newest frame once it is clear; a terminal that never answers gets every one."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from screens import paint_fence
from screens.paint_fence import PaintFence


@pytest.fixture(autouse=True)
def short_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paint_fence, "LATE_SECONDS", 0.01)
    monkeypatch.setattr(paint_fence, "SLOWEST_SECONDS", 0.01)
    monkeypatch.setattr(paint_fence, "LOST_SECONDS", 0.05)


class Line:
    """What a fence has asked and held back."""

    def __init__(self) -> None:
        self.asked, self.holding = 0, False
        self.fence = PaintFence(self._ask, self._hold)

    def _ask(self) -> None:
        self.asked += 1

    @contextmanager
    def _hold(self) -> Iterator[None]:
        self.holding = True
        yield
        self.holding = False

    async def until(self, holding: bool) -> None:
        async with asyncio.timeout(30):
            while self.holding is not holding:
                await asyncio.sleep(0.001)


async def test_a_terminal_that_never_answered_is_not_asked() -> None:
    line = Line()
    line.fence.painted()
    assert (line.asked, line.holding) == (0, False)


async def test_nothing_is_painted_while_an_answer_is_late() -> None:
    line = Line()
    line.fence.answered()  # to what was asked as the program began
    line.fence.painted()
    line.fence.painted()
    assert (line.asked, line.holding) == (1, False), "one question is on its way"
    await line.until(holding=True)
    line.fence.answered()
    assert not line.holding
    line.fence.painted()
    assert line.asked == 2


async def test_a_lost_answer_holds_nothing_up_for_long() -> None:
    line = Line()
    line.fence.answered()
    line.fence.painted()
    await line.until(holding=True)
    await line.until(holding=False)
    line.fence.painted()
    assert line.asked == 1, "it is not believed to answer"
    line.fence.answered()
    line.fence.painted()
    assert line.asked == 2
    line.fence.end()
